"""Codes of lots, forms, files, roads, plates and models: letters by name, groups of figures.

What the lexicon knows to stand before a figure (`QL.37`, `P.3`, `COVID-19`) is left to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import CAPITAL, LATIN, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit, written
from audio.reading.rule import FIGURES, Claim, Rule, rule

_CODE = re.compile(
    rf"(?<![\w.,/@&°-])(?P<head>[{CAPITAL}]{{1,6}})"
    rf"[0-9]{{0,5}}(?:[-./](?:[{CAPITAL}]{{1,5}}[0-9]{{0,6}}|[0-9]{{1,6}}[{CAPITAL}]{{0,2}})){{1,6}}(?![\w²³])(?![-./]\w)"
)
_PIECE = re.compile(rf"[{LATIN}]+|[0-9]+|[.]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_THOUSANDS = re.compile(rf"(?P<letters>[{CAPITAL}]+)(?P<number>[1-9][0-9]{{0,2}}\.[0-9]{{3}})")
_ABBREVIATED = re.compile(rf"[{CAPITAL}]+\.[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Letters and figures joined by dashes, dots or slashes: `CN-03`, `D02-LT`, `H55.23.18-250714`."""

    name: str = "code"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        for found in _CODE.finditer(text):
            code = found[0]
            if any(map(str.isdigit, code)) and not _stands_before_figures(found, lexicon):
                yield Claim(start=found.start(), end=found.end(), said=_by_piece(code), rule=self.name)


def _stands_before_figures(found: re.Match[str], lexicon: Lexicon) -> bool:
    entry = lexicon.at(found.string, found.start(), found["head"])
    return entry is not None and (entry.after is not None or len(entry.abbreviation) > len(found["head"]))


def _by_piece(code: str) -> str:
    """A dot is said between groups, not after the letters of `CT.07`."""
    thousands = _THOUSANDS.fullmatch(code)
    if thousands:
        return f"{spelled(thousands['letters'])} {written(thousands['number'])}"
    if _ABBREVIATED.fullmatch(code):
        code = code.replace(".", "")
    return " ".join(filter(None, map(_piece, _PIECE.findall(code))))


def _piece(piece: str) -> str:
    if piece == ".":
        return "chấm"
    if piece.isalpha():
        return spelled(piece)
    is_amount = piece[0] != "0" and (len(piece) <= 3 or _YEAR.fullmatch(piece))
    return cardinal(piece) if is_amount else digit_by_digit(piece)


def _code(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _by_piece(found[0])


def _plate(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`29C-123.45`, `20B1-123.45`: where it comes from as a number, then figure by figure."""
    series = _by_piece(found["series"])
    return f"{cardinal(found['place'])} {series} {digit_by_digit(found['number'])}"


def _dimensions(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['count'])} đê"


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return " chấm ".join(map(digit_by_digit, found["said"].split(".")))


_PLATE = (
    r"(?<![\w.,])(?P<place>[1-9][0-9])(?P<series>[A-Z][A-Z0-9]?)[- ]"
    r"(?P<number>[0-9]{3}\.[0-9]{2}|[0-9]{4,5})(?!\w)"
)
_FILE = r"(?<![\w.,])(?:[0-9]{1,6}[.-]){1,6}[A-Z]{1,3}[0-9]{1,6}(?:[.-][0-9]{1,6}){0,5}(?![\w]|[.,-]\w)"
_NUMBERED_FILE = (
    r"(?<!\w)[Mm]ã(?: (?:số|hồ sơ|thủ tục|TTHC|đơn vị|dự án|vận đơn|định danh)){0,3}:? "
    r"(?P<said>[0-9]{1,6}(?:[.-][0-9]{1,6}){1,6})(?![\w]|[.,-]\w)"
)
_LETTERS_FIRST = rf"[{CAPITAL}]{{1,4}}[0-9]{{1,6}}(?:[{CAPITAL}]{{1,3}}[0-9]{{0,4}}){{0,2}}"
_FIGURES_FIRST = r"[0-9]{1,3}[ABCDEGHKP][0-9]{0,2}"

FILE_RULES: tuple[Rule, ...] = (
    rule("plate", _PLATE, _plate, at=FIGURES),
    rule("file", _FILE, _code, at=FIGURES),
    rule("numbered file", _NUMBERED_FILE, _figures),
)
CODE_RULES: tuple[Rule, ...] = (Codes(),)
MODEL_RULES: tuple[Rule, ...] = (
    rule("dimensions", r"(?<!\w)(?P<count>[2-4])D(?!\w)", _dimensions, at=FIGURES),
    rule("model", rf"(?<!\w)(?:{_LETTERS_FIRST}|{_FIGURES_FIRST})(?!\w)", _code),
    rule("dotted code", rf"(?<!\w)[{CAPITAL}]{{1,3}}(?:\.[{CAPITAL}0-9]{{1,3}}){{1,4}}(?!\w)", _code),
)
