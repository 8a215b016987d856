"""From so much to so much: `40-80mm`, `2-3 ngày`. Without a unit two small figures may be a day."""

import re

from audio.reading.cues import follows, is_numbered
from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, month, written
from audio.reading.rule import Rule, Said, Unsure, rule
from audio.reading.starts import figures_before
from audio.reading.units import UNIT, UNITS, with_unit
from audio.reading.values import Stake


def _range(found: re.Match[str], _lexicon: Lexicon) -> Said:
    """`40-80mm`, `150Hz-15kHz`; but `26-3` runs backwards and is a day."""
    low, high, unit = found["low"], found["high"], found["unit"]
    if unit or found["low_unit"]:
        to = " đến " if _are_alike(found["low_unit"], unit) else " "
        return to.join((with_unit(low, found["low_unit"]), with_unit(high, unit)))
    apart, together = f"{written(low)} {written(high)}", f"{written(low)} đến {written(high)}"
    if _is_day(low, high):
        if follows(found.string, found.start(), _IN_TIME):
            return _day(low, high)
        return Unsure(said=_day(low, high), others=(apart,), stake=Stake.DATE)
    if _may_be_day(low, high) and not _is_counted(found):
        return Unsure(said=together, others=(_day(low, high), apart), stake=Stake.DATE)
    return together


def _day(day: str, number: str) -> str:
    return f"{cardinal(day)} tháng {month(number)}"


def _may_be_day(day: str, number: str) -> bool:
    return day.isdecimal() and number.isdecimal() and 1 <= int(day) <= 31 and 1 <= int(number) <= 12


def _is_counted(found: re.Match[str]) -> bool:
    """Tell whether the words around show that `2-3` is so many of something, or so many parts of a text."""
    is_followed = _COUNTED.match(found.string, found.end()) is not None
    return is_followed or is_numbered(found.string, found.start())


def _are_alike(low: str | None, high: str | None) -> bool:
    """Hertz and kilohertz make a range; the volts and ampere-hours of a battery do not."""
    if not low or not high:
        return not low
    kinds = {UNITS[unit.strip()].split()[-1] for unit in (low, high)}
    return len(kinds) == 1 or kinds <= _SCALES


def _is_day(day: str, number: str) -> bool:
    return len(day) <= 2 and number.isdigit() and 1 <= int(number) <= 12 and int(number) < int(day) <= 31


_START = r"(?<![\w.,])"
_DASH = r" ?[-–—~÷] ?"
_BOTH_OR_NONE = "(?(low_unit)(?(unit)|(?!)))"
"""In `7,2% ~ 250.000-350.000đ` the range begins after the share."""
_LOW_AND_HIGH = rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})?{_DASH}(?P<high>{NUMBER})(?P<unit>{UNIT})?"
_RANGE = rf"{_START}{_LOW_AND_HIGH}{_BOTH_OR_NONE}"
_SCALES = {"nghìn", "triệu", "đồng"}
_COUNTED = re.compile(rf" ?[{LATIN}%(]")

_IN_TIME = re.compile(r"(?<!\w)(?:[Tt]ừ|[Đđ]ến|[Tt]ới|[Tt]rước|[Ss]au|[Vv]ào|[Hh]ạn|[Tt]ết)(?: hết)? $")
"""What leads to a day; `thắng 3-1` does not."""

_POSTS = r"(?<=[0-9])(?P<said> ?[-–÷~] ?)(?=(?:[Kk]m|KM|K) ?[0-9]{1,4} ?\+)"
"""`Km45+300 - Km47+150`."""
_TO_A_POST = re.compile("(?<=[0-9]) ?[-–÷~] ?(?=[Kk])")

_POWER = r"(?<=[<>=≤≥x×])(?P<said> ?10[-−–][1-9])(?![\w/]|[.,-][0-9])"


def _power(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`R < 10-4` on pages that lost the small figures."""
    return f"mười mũ trừ {cardinal(found['said'][-1])}"


RANGE_RULES: tuple[Rule, ...] = (
    rule("power of ten", _POWER, _power, at=re.compile("(?<=[<>=≤≥x×]) ?10")),
    rule("from post to post", _POSTS, "đến", at=_TO_A_POST),
    rule(
        "range",
        rf"{_RANGE}(?!\w|\.[0-9])(?(unit)|(?!/[0-9]))",
        _range,
        at=figures_before(r"[0-9.,]{0,20}[^\n]{0,10}?[-–—~÷]"),
    ),
)
