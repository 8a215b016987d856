"""Capitals: Roman numerals, headings, abbreviations, and the last guard before the voice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import CAPITAL, LATIN, is_pronounceable, is_syllable, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit, month, roman
from audio.reading.rule import MASK, Claim, Rule, rule
from audio.reading.values import Pause

_ROMAN_CUES = (
    "[Cc]hương|[Pp]hần|[Mm]ục|[Tt]iểu mục|[Pp]hụ lục|[Tt]ập|[Qq]uyển|[Kk]h(?:óa|oá)|[Kk]ỳ|[Đđ]ại hội|[Đđ]ợt|"
    "[Ll]ần thứ|[Tt]hứ|[Qq]uý|[Gg]iai đoạn|[Tt]hế kỷ|[Cc]ấp|[Ll]oại|[Hh]ạng|[Nn]hóm|[Bb]ậc|[Vv]ùng|"
    "[Kk]hu vực|CHƯƠNG|PHẦN|MỤC|KHÓA|THỨ|QUÝ|CẤP|LOẠI|HẠNG|NHÓM|ĐỢT|GIAI ĐOẠN|PHỤ LỤC|ĐẠI HỘI|VÙNG"
)
_TAKES_TU = re.compile("(?:[Tt]hứ|[Qq]uý|THỨ|QUÝ) $")
_SYMBOLS = {
    "%": "phần trăm",
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    ">": "lớn hơn",
    "<": "nhỏ hơn",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    "±": "cộng trừ",
    "@": "a còng",
    "°": "độ",
    "$": "đô la",
    "€": "ơ rô",
    "×": "nhân",
    "≈": "khoảng",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """In a line of capitals the words are words: `VI PHẠM`, `ĐẦU TƯ`, `CÔNG AN`."""

    name: str = "capitals"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        start = 0
        for line in text.split("\n"):
            if _is_heading(line):
                yield from self._words(line, start)
            start += len(line) + 1

    def _words(self, line: str, start: int) -> Iterator[Claim]:
        for word in _WORD.finditer(line):
            if is_syllable(word[0]) and (len(word[0]) > 1 or word[0] in "YAOEÊ"):
                yield Claim(
                    start=start + word.start(), end=start + word.end(), said=word[0].lower(), rule=self.name
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """What the lexicon knows, the longest entry that fits where it stands."""

    name: str = "abbreviation"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        end = 0
        for head in _HEAD.finditer(text):
            if head.start() < end:
                continue
            entry = lexicon.at(text, head.start(), head[0].rstrip("0123456789"))
            if entry:
                end = head.start() + len(entry.abbreviation)
                yield Claim(start=head.start(), end=end, said=entry.spoken, rule=self.name)


_WORD = re.compile(rf"[{LATIN}]+")
_HEAD = re.compile(rf"(?<![\w])[{LATIN}]+[0-9]*")


def _is_heading(line: str) -> bool:
    """Two words or more, and not one small letter."""
    return any(map(str.isupper, line)) and line == line.upper() and len(_WORD.findall(line)) > 1


def _roman(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    value = roman(found["said"])
    if value is None:
        return None
    cue = found.string[max(0, found.start("said") - 5) : found.start("said")]
    return month(str(value)) if _TAKES_TU.search(cue) else cardinal(str(value))


def _roman_list(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    value = roman(found["said"].rstrip(".)"))
    return None if value is None else cardinal(str(value))


def _acronym(found: re.Match[str], _lexicon: Lexicon) -> str:
    """A capital word that could be Vietnamese is one; a long one with vowels is a name."""
    text = found[0]
    if is_syllable(text) or (len(text) > 5 and is_pronounceable(text)):
        return text.lower()
    return spelled(text)


def _code(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`B3`, `5G`, `3D`, `A.I.4`, `29C-123.45`: letters by name, short numbers as numbers."""
    said = [
        spelled(piece) if piece.isalpha() else cardinal(piece) if len(piece) <= 3 else digit_by_digit(piece)
        for piece in re.findall(rf"[{LATIN}]+|[0-9]+", found[0])
    ]
    return (" chấm " if "." in found[0] and "-" not in found[0] else " ").join(filter(None, said))


def _dimensions(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['count'])} đê"


def _symbol(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _SYMBOLS[found[0]]


def _joined_words(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`kinh tế - xã hội` is said in one breath; before a capital the dash is a rest."""
    return "" if found["before"].islower() and found["after"].islower() else None


def _consonants(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    return None if is_pronounceable(found[0]) else spelled(found[0])


_ROMAN_NAME = r"(?P<said>I{2,3}|IV|VI{2,3}|IX|XI{1,3}|XIV|XX?I?)(?![\w&.-]*\w)"
_LETTERS_FIRST = rf"[{CAPITAL}]{{1,4}}[0-9]{{1,6}}[{CAPITAL}]?"
_FIGURES_FIRST = r"[0-9]{1,3}[ABCDEGHKP][0-9]{0,2}"
_PLATE_NUMBER = r"(?:-[0-9]{3}\.[0-9]{2})?"

ROMAN_RULES: tuple[Rule, ...] = (
    rule("roman list", r"(?:(?<=\n)|\A) *(?P<said>[IVX]{1,5}[.)])(?= )", _roman_list, pause=Pause.COMMA),
    rule("roman numeral", rf"(?<!\w)(?:{_ROMAN_CUES}) (?P<said>[IVXL]{{1,7}})(?!\w)", _roman),
    rule("roman after a name", rf"(?<!\w)[{CAPITAL}][{LATIN}]{{0,6}} {_ROMAN_NAME}", _roman),
)
NAME_RULES: tuple[Rule, ...] = (Capitals(), Abbreviations())
CODE_NAME_RULES: tuple[Rule, ...] = (
    rule("dimensions", r"(?<!\w)(?P<count>[2-4])D(?!\w)", _dimensions),
    rule("code", rf"(?<!\w)(?:{_LETTERS_FIRST}|{_FIGURES_FIRST}){_PLATE_NUMBER}(?!\w)", _code),
    rule("dotted code", rf"(?<!\w)[{CAPITAL}]{{1,3}}(?:\.[{CAPITAL}0-9]{{1,3}}){{1,4}}(?!\w)", _code),
)
GUARD_RULES: tuple[Rule, ...] = (
    rule("joined words", rf"(?P<before>[{LATIN}])(?P<said> - )(?P<after>[{LATIN}])", _joined_words),
    rule("unknown acronym", rf"(?<![{LATIN}])[{CAPITAL}]{{2,}}(?![{LATIN}])", _acronym),
    rule("unpronounceable", rf"(?<![{LATIN}])[{LATIN}]+(?![{LATIN}])", _consonants),
    rule("numbered sign", f"#(?={MASK})", "số"),
    rule("symbol", f"[{re.escape(''.join(_SYMBOLS))}]", _symbol),
)
"""What is left: nothing of it may reach the voice as it stands."""
