"""Codes of lots, forms, files, roads, plates and models: letters by name, groups of figures.

What the lexicon knows to stand before a figure (`QL.37`, `P.3`, `COVID-19`) is left to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.cues import follows
from audio.reading.letters import CAPITAL, LATIN, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit, roman, written
from audio.reading.rule import Claim, Rule, rule
from audio.reading.starts import figures_before

_CODE = re.compile(
    rf"(?<![\w.,/@&°-])(?P<head>[{CAPITAL}]{{1,6}})"
    rf"[0-9]{{0,5}}(?:[-./](?:[{CAPITAL}]{{1,5}}[0-9]{{0,6}}|[0-9]{{1,6}}[{CAPITAL}]{{0,2}})){{1,6}}(?![\w²³])(?![-./]\w)"
)
_PIECE = re.compile(rf"[{LATIN}]+|[0-9]+|[.]")
_NUMERALS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX"})
"""`Mẫu A.IV.2`: what is no letter of a code. A single `I` or `V` may be one."""
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
    if piece in _NUMERALS:
        return cardinal(str(roman(piece)))
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


def _boat(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`BĐ 96512-TS`: letters of the province, figures, fishery."""
    return f"{spelled(found['place'])} {digit_by_digit(found['number'])} tê ét"


def _dimensions(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['count'])} đê"


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return " chấm ".join(map(digit_by_digit, found["said"].split(".")))


def _house(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`số 12/5B` and `số nhà 8/15/3` of an alley."""
    if not follows(found.string, found.start(), _BEFORE_A_HOUSE):
        return None
    return " trên ".join(map(_by_piece, found[0].split("/")))


def _in_pairs(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`mã 18 02 01` of hazardous waste."""
    return digit_by_digit(found[0]) if follows(found.string, found.start(), _BEFORE_PAIRS) else None


def _certificate(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`số CT 01234`: a series and a number within it."""
    if not follows(found.string, found.start(), _BEFORE_A_CERTIFICATE):
        return None
    letters, _, figures = found[0].partition(" ")
    return f"{spelled(letters)} {digit_by_digit(figures)}"


def _from_code(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`C1 - C4`: from the lower to the higher of one series."""
    first = _FIRST_CODE.search(found.string, max(0, found.start() - 8), found.start())
    if first is None or first["series"] != found["series"] or int(first["number"]) >= int(found["number"]):
        return None
    return "đến"


_PLATE = (
    r"(?<![\w.,])(?P<place>[1-9][0-9])(?P<series>[A-Z][A-Z0-9]?)[- ]"
    r"(?P<number>[0-9]{3}\.[0-9]{2}|[0-9]{4,5})(?!\w)"
)
_FILE = r"(?<![\w.,])(?:[0-9]{1,6}[.-]){1,6}[A-Z]{1,3}[0-9]{1,6}(?:[.-][0-9]{1,6}){0,5}(?![\w]|[.,-]\w)"
_NUMBERED_FILE = (
    r"(?<!\w)[Mm]ã(?: (?:số|hồ sơ|thủ tục|TTHC|đơn vị|dự án|vận đơn|định danh|HS|hàng|ngành)){0,3}:? "
    r"(?P<said>[0-9]{1,6}(?:[.-][0-9]{1,6}){1,6})(?![\w]|[.,-]\w)"
)
_TARIFF = r"(?<![\w.,])(?P<said>[0-9]{4}(?:\.[0-9]{2}){2}|[1-9][0-9]{3}(?:\.[0-9]{2}){3})(?!\w|[.,-][0-9])"
"""`8517.79.00` of the tariff of goods."""
_LETTER_OR_TWO_SLASHES = "(?=[0-9/]{0,12}[A-Z]|[0-9]{1,4}/[0-9]{1,4}/[0-9]{1,3}(?![0-9]))"
_HOUSE = rf"{_LETTER_OR_TWO_SLASHES}[0-9]{{1,4}}[A-Z]?(?:/[0-9]{{1,4}}[A-Z]?){{1,4}}(?![\w/])"
_BEFORE_A_HOUSE = re.compile(r"(?<!\w)(?:[Ss]ố(?: nhà)?|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Kk]iệt):? $")
_CODE_IN_PAIRS = r"[0-9]{2}(?: [0-9]{2}){2,3}(?![\w]|[.,]?[0-9])"
_BEFORE_PAIRS = re.compile(r"(?<!\w)[Mm]ã(?: số| CTNH| chất thải| ngành)?:? $")
_CERTIFICATE = rf"(?<!\w)[{CAPITAL}]{{1,3}} [0-9]{{5,9}}(?!\w|[.,][0-9])"
_BEFORE_A_CERTIFICATE = re.compile(
    r"(?<!\w)(?:[Ss]ố(?: seri| sê-ri| sêri| phát hành| hiệu)?|[Ss]eri|[Pp]hát hành):? $"
)
_LETTERS_FIRST = rf"[{CAPITAL}]{{1,4}}[0-9]{{1,14}}(?:[{CAPITAL}]{{1,3}}[0-9]{{0,4}}){{0,2}}"
_FIGURES_FIRST = r"(?:[0-9]{1,3}[ABCDEGHP][0-9]{0,2}|(?:[0-9]|1[048]|2[24])K)"
"""`4K` and gold of `18K`; `200K` is money."""

_TO_CODE = rf"(?P<said>[-–÷]) (?P<series>[{CAPITAL}]{{1,3}})(?P<number>[0-9]{{1,3}})(?![\w/.-])"
_FIRST_CODE = re.compile(rf"(?<![\w.,/@&-])(?P<series>[{CAPITAL}]{{1,3}})(?P<number>[0-9]{{1,3}}) $")

_BOAT = rf"(?<![\w.,])(?P<place>[{CAPITAL}]{{1,3}})[- ](?P<number>[0-9]{{4,5}})[- ]TS(?!\w)"
_BOAT_BEGINS = re.compile(rf"[{CAPITAL}]{{1,3}}[- ](?=[0-9]{{4}})")

FILE_RULES: tuple[Rule, ...] = (
    rule("boat", _BOAT, _boat, at=_BOAT_BEGINS),
    rule("plate", _PLATE, _plate, at=figures_before("[0-9][A-Z]")),
    rule("file", _FILE, _code, at=figures_before("[0-9]{0,5}[.-]")),
    rule("numbered file", _NUMBERED_FILE, _figures),
    rule("tariff code", _TARIFF, _figures, at=figures_before(r"[0-9]{3}\.[0-9]{2}\.")),
    rule("house", _HOUSE, _house, at=figures_before("[0-9A-Z]{0,4}/[0-9]")),
    rule("code in pairs", _CODE_IN_PAIRS, _in_pairs, at=figures_before("[0-9] [0-9]{2} [0-9]{2}")),
    rule("certificate", _CERTIFICATE, _certificate, at=re.compile(f"[{CAPITAL}]{{1,3}} [0-9]{{5}}")),
)
CODE_RULES: tuple[Rule, ...] = (
    rule("petrol", r"(?<!\w)E(?:5|10)(?=RON)", _code, at=re.compile("E[15]")),
    rule("codes", _TO_CODE, _from_code, at=re.compile("[-–÷] [A-ZĐ]{1,3}[0-9]")),
    Codes(),
)
MODEL_RULES: tuple[Rule, ...] = (
    rule("slogan", rf"""[0-9]{{1,2}}[{CAPITAL}](?=["”])""", _code, at=re.compile('(?<=["“])[0-9]')),
    rule("dimensions", r"(?<!\w)(?P<count>[2-4])D(?!\w)", _dimensions, at=figures_before("D")),
    rule("model", rf"(?<!\w)(?<![0-9][.,])(?:{_LETTERS_FIRST}|{_FIGURES_FIRST})(?!\w)", _code),
    rule("dotted code", rf"(?<!\w)[{CAPITAL}]{{1,3}}(?:\.[{CAPITAL}0-9]{{1,3}}){{1,4}}(?!\w)", _code),
)
