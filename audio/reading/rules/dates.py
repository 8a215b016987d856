"""Dates and times of day. A slash is a date only where the writing or a word before it says so."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, month, ordinal, roman
from audio.reading.rule import MASK, Rule, rule

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
_END = r"(?![\w/]|[.,][0-9])"
_START = r"(?<![\w/.,-])"
_TO = r" ?[-–—~] ?"
_TIME = r"(?:[01]?[0-9]|2[0-4])(?:[h:][0-5][0-9](?:'|ph|p)?|g[0-5][0-9]|h)"
_CLOCK = re.compile(r"([0-9]{1,2})[hg:]([0-9]{2})?")
_ANY_DAY = re.compile(rf"({_DAY})[/.-]({_MONTH})(?:[/.-]({_YEAR}))?")
_CUE = (
    r"(?:[Nn]gày|NGÀY|[Hh]ôm|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm)(?: nay| mai| qua)?|"
    r"[Mm]ùng|[Hh]ết|[Tt]hứ \w{2,4}|[Cc]hủ nhật"
)
_PARTIAL = rf"{_DAY}[/-]{_MONTH}"
_NO_MONTH = "(?<![Đđ]ợt )(?<![Ss]ố )(?<![Ll]ần )(?<![Kk]ỳ )"


def _day(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _spoken_day(found["said"] if "said" in found.re.groupindex else found[0])


def _spoken_day(written: str) -> str:
    parts = _ANY_DAY.fullmatch(written)
    if parts is None:
        return cardinal(written)
    day, number, year = parts.groups()
    said = f"{cardinal(day)} tháng {month(number)}"
    return f"{said} năm {cardinal(year)}" if year else said


def _days(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`13-17/3/2023` is from the 13th to the 17th."""
    return f"{_spoken_day(found['from'])} đến {_spoken_day(found['to'])}"


def _month_of_year(found: re.Match[str], _lexicon: Lexicon) -> str:
    cue = "tháng " if found["cue"] is None else ""
    return f"{cue}{month(found['month'])} năm {cardinal(found['year'])}"


def _month(found: re.Match[str], _lexicon: Lexicon) -> str:
    return month(found["said"])


def _quarter(found: re.Match[str], _lexicon: Lexicon) -> str:
    written = found["quarter"]
    value = int(written) if written.isdigit() else roman(written)
    said = month(str(value))
    return f"{said} năm {cardinal(found['year'])}" if found["year"] else said


def _ordinal(found: re.Match[str], _lexicon: Lexicon) -> str:
    return ordinal(found["said"])


def _rank(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{ordinal(found['place'])} trên {cardinal(found['of'])}"


def _years(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['from'])} đến {cardinal(found['to'])}"


def _times(found: re.Match[str], _lexicon: Lexicon) -> str:
    begins = _spoken_time(found["from"])
    return f"{begins} đến {_spoken_time(found['to'])}" if found["to"] else begins


def _spoken_time(written: str) -> str:
    clock = _CLOCK.match(written)
    if clock is None:
        return cardinal(written)
    hour, minute = clock.groups()
    said = f"{cardinal(hour)} giờ"
    if minute is None or int(minute) == 0:
        return said
    return f"{said} {cardinal(minute)}" + (" phút" if int(minute) < 10 else "")


_DAYS_OF_MONTH = rf"(?P<from>{_DAY}(?:[/.]{_MONTH})?){_TO}(?P<to>{_DAY}[/.]{_MONTH}[/.]{_YEAR})"
_DAYS_AFTER_CUE = rf"(?P<said>(?P<from>{_DAY}(?:[/-]{_MONTH})?){_TO}(?P<to>{_PARTIAL}))"
_UNTIL = r"đến (?:hết )?(?:ngày )?"
_MONTH_OF_YEAR = rf"(?:(?<=[Tt]háng )(?P<cue>))?(?P<month>{_MONTH})[/-](?P<year>{_YEAR})"
_QUARTER = rf"(?P<said>(?P<quarter>[1-4]|I{{1,3}}|IV)(?:/(?P<year>{_YEAR}))?)"
_NOT_IN_A_NUMBER = r"(?![\w/]|[.,-][0-9])"
_RANK = r"(?P<said>(?P<place>[0-9]{1,3})/(?P<of>[0-9]{1,3}))"
_HOURS = rf"(?P<from>{_TIME})(?:{_TO}(?P<to>{_TIME}))?"

DATE_RULES: tuple[Rule, ...] = (
    rule("days of a month", rf"{_START}{_DAYS_OF_MONTH}{_END}", _days),
    rule("date", rf"{_START}{_DAY}(?P<mark>[/.-]){_MONTH}(?P=mark){_YEAR}{_END}", _day),
    rule("days after a cue", rf"(?<!\w)(?:{_CUE}),? \(?{_DAYS_AFTER_CUE}{_END}", _days),
    rule("date after a cue", rf"(?<!\w)(?:{_CUE}),? \(?(?P<said>{_DAY}[/.-]{_MONTH}){_END}", _day),
    rule("second date", rf"(?<={MASK})(?: và| hoặc|,) (?:ngày )?(?P<said>{_PARTIAL}){_END}", _day),
    rule("first date", rf"(?<!\w)[Tt]ừ (?P<said>{_PARTIAL})(?= {_UNTIL}(?:{_PARTIAL}(?!\w)|{MASK}))", _day),
    rule("last date", rf"(?<={MASK}) {_UNTIL}(?P<said>{_PARTIAL}){_END}", _day),
    rule("month of a year", rf"{_START}{_NO_MONTH}{_MONTH_OF_YEAR}{_END}", _month_of_year),
    rule("month", rf"(?<!\w)(?:[Tt]háng|THÁNG) (?P<said>{_MONTH}){_NOT_IN_A_NUMBER}", _month),
    rule("quarter", rf"(?<!\w)(?:[Qq]uý|[Qq]úy|QUÝ) {_QUARTER}(?!\w)", _quarter),
    rule("years", rf"{_START}(?P<from>{_YEAR}){_TO}(?P<to>{_YEAR}){_END}", _years),
    rule("time", rf"(?<![\w:.,/]){_HOURS}(?![\w:]|/[0-9]|[.,][0-9])", _times),
    rule("rank", rf"(?<!\w)(?:[Tt]hứ|THỨ) {_RANK}{_END}", _rank),
    rule("ordinal", r"(?<!\w)(?:[Tt]hứ|THỨ) (?P<said>[0-9]{1,3})(?![\w]|[.,][0-9])", _ordinal),
)
