"""Dates that say so themselves: with a year, or with the word tháng or quý before them."""

import re

from audio.reading.calendar import doubt_of_date
from audio.reading.lexicon import Lexicon
from audio.reading.moments import DAY, ENDS, MONTH, STARTS, TO, YEAR, spoken_day
from audio.reading.numbers import cardinal, month, roman
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.values import Stake

_NO_MONTH = "(?<![Đđ]ợt )(?<![Ss]ố )(?<![Ll]ần )(?<![Kk]ỳ )"


def _date(found: re.Match[str], _lexicon: Lexicon) -> Said:
    """Say it as it stands, also where the calendar has no such day, or another day of the week."""
    said = spoken_day(found["said"])
    why = doubt_of_date(found["said"], found.string, *found.span("said"))
    return Unsure(said=said, stake=Stake.DATE, why=why) if why else said


def _dates(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`13-17/3/2023` is from the 13th to the 17th."""
    return f"{spoken_day(found['from'])} đến {spoken_day(found['to'])}"


def _month_of_year(found: re.Match[str], _lexicon: Lexicon) -> str:
    cue = "tháng " if found["cue"] is None else ""
    return f"{cue}{month(found['month'])} năm {cardinal(found['year'])}"


def _month(found: re.Match[str], _lexicon: Lexicon) -> str:
    return month(found["said"])


def _months(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`tháng 5-8`, and `tháng 9 - 12/2025` with the year at the end."""
    said = f"{month(found['from'])} đến {month(found['to'])}"
    return f"{said} năm {cardinal(found['year'])}" if found["year"] else said


def _short_month(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"tháng {month(found['month'])} năm {cardinal(found['year'])}"


def _quarter(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    written = found["quarter"]
    value = int(written) if written.isdigit() else roman(written)
    said = month(str(value))
    return f"{said} năm {cardinal(found['year'])}" if found["year"] else said


def _years(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['from'])} đến {cardinal(found['to'])}"


_CUE = "(?:[Nn]gày|NGÀY)"
_MARKED_YEAR = rf"(?P<mark>[/.-]){MONTH}(?P=mark)"
_DATES = (
    rf"{STARTS}(?P<from>{DAY}(?:[/.]{MONTH}(?:[/.]{YEAR})?)?){TO}(?P<to>{DAY}[/.]{MONTH}[/.]{YEAR}){ENDS}"
)
_MONTHS = rf"(?P<said>(?P<from>{MONTH}){TO}(?:tháng )?(?P<to>{MONTH})(?:/(?P<year>{YEAR}))?)"
_MONTH_OF_YEAR = rf"(?:(?<=[Tt]háng )(?P<cue>))?(?P<month>{MONTH})(?(cue)[/.-]|[/-])(?P<year>{YEAR})"
_QUARTER = (
    rf"(?P<said>(?P<quarter>[1-4](?![0-9])|I{{1,3}}(?=[/-][12])|IV(?=[/-][12]))(?:[/-](?P<year>{YEAR}))?)"
)
_NOT_IN_A_NUMBER = r"(?![\w/]|[.,-][0-9])"

DATE_RULES: tuple[Rule, ...] = (
    rule("dates", _DATES, _dates, at=FIGURES),
    rule("date", rf"{STARTS}(?P<said>{DAY}{_MARKED_YEAR}{YEAR}){ENDS}", _date, at=FIGURES),
    rule("short date", rf"(?<!\w){_CUE} (?P<said>{DAY}{_MARKED_YEAR}[0-9]{{2}}){ENDS}", _date),
    rule("quarter", rf"(?<!\w)(?:[Qq]uý|[Qq]úy|QUÝ) {_QUARTER}(?!\w)", _quarter),
    rule("months", rf"(?<!\w)(?:[Tt]háng|THÁNG) {_MONTHS}{ENDS}", _months),
    rule("month of a year", rf"{STARTS}{_NO_MONTH}{_MONTH_OF_YEAR}{ENDS}", _month_of_year, at=FIGURES),
    rule("month", rf"(?<!\w)(?:[Tt]háng|THÁNG) (?P<said>{MONTH}){_NOT_IN_A_NUMBER}", _month),
    rule("short month", rf"(?<!\w)T(?P<month>{MONTH})[/-](?P<year>{YEAR}){ENDS}", _short_month),
    rule("years", rf"{STARTS}(?P<from>{YEAR}){TO}(?P<to>{YEAR}){ENDS}", _years, at=FIGURES),
)
