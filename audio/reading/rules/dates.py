"""Dates that say so themselves: with a year, or with the word tháng or quý before them."""

import re

from audio.reading.calendar import doubt_of_date, is_in_no_year
from audio.reading.cues import follows
from audio.reading.lexicon import Lexicon
from audio.reading.moments import DAY, ENDS, MONTH, STARTS, TIME, TO, YEAR, spoken_day, spoken_time
from audio.reading.numbers import cardinal, month, roman
from audio.reading.rule import Rule, Said, Unsure, rule
from audio.reading.starts import figures_before
from audio.reading.values import Stake, Why

_NO_MONTH = "(?<![Đđ]ợt )(?<![Ss]ố )(?<![Ll]ần )(?<![Kk]ỳ )"


def _date(found: re.Match[str], _lexicon: Lexicon) -> Said:
    """Say it as it stands, also where the calendar has no such day, or another day of the week."""
    day = found["said"].replace(" ", "")
    said = spoken_day(day)
    why = doubt_of_date(day, found.string, *found.span("said"))
    return Unsure(said=said, stake=Stake.DATE, why=why) if why else said


def _bare(found: re.Match[str], lexicon: Lexicon) -> Said | None:
    """`26/11/13` is a day, but not of a house, nor of what a fertiliser holds."""
    return None if follows(found.string, found.start(), _BEFORE_NO_DAY) else _date(found, lexicon)


def _impossible(found: re.Match[str], _lexicon: Lexicon) -> Said | None:
    """`ngày 32/5/2025` and `15/13/2025` are meant as dates all the same."""
    day, number, year = (int(found[part]) for part in ("day", "month", "year"))
    if not is_in_no_year(day, number) or follows(found.string, found.start(), _BEFORE_NO_DAY):
        return None
    said = f"{cardinal(str(day))} tháng {month(str(number))} năm {cardinal(str(year))}"
    return Unsure(said=said, stake=Stake.DATE, why=Why.NO_SUCH_DAY)


def _several_days(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`ngày 15,16,17/11`: without spaces these are still days, no decimals."""
    *days, last = found[0].split(",")
    return " ".join([*map(cardinal, days), spoken_day(last)])


def _hour_of_a_day(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`16h00/13/9` of bulletins, and `19h/29/9-07h/30/9`."""
    begins = f"{spoken_time(found['time'])} ngày {spoken_day(found['day'])}"
    ends = f" đến {spoken_time(found['end'])} ngày {spoken_day(found['end_day'])}" if found["end"] else ""
    return begins + ends


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
_SPACED_YEAR = rf" ?/ ?{MONTH} ?/ ?{YEAR}"
"""`18/ 01/ 2024` as careless typists space it."""
_MARKED_YEAR = rf"(?P<mark>[/.-]){MONTH}(?P=mark)"
_ANY_DATE = r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>20[0-9]{2})"
_SHORT_YEAR = rf"(?P<said>{DAY}/{MONTH}/[0-3][0-9])"
_BEFORE_NO_DAY = re.compile(
    r"(?<!\w)(?:[Ss]ố(?: nhà)?|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Kk]iệt|[Ll]ô|[Tt]hửa|[Nn]hà|[Mm]ẫu|[Tt][ỷỉ] lệ|"
    r"NPK|[Mm]ã|[Tt]ổ|[Kk]hu phố|KP):? $"
)
_DATES = (
    rf"{STARTS}(?P<from>{DAY}(?:[/.]{MONTH}(?:[/.]{YEAR})?)?){TO}(?P<to>{DAY}[/.]{MONTH}[/.]{YEAR}){ENDS}"
)
_MONTHS = rf"(?P<said>(?P<from>{MONTH}){TO}(?:tháng )?(?P<to>{MONTH})(?:/(?P<year>{YEAR}))?)"
_MONTH_OF_YEAR = (
    rf"(?:(?:(?<=[Tt]háng )|(?<=THÁNG ))(?P<cue>))?(?P<month>{MONTH})(?(cue)[/.-]|[/-])(?P<year>{YEAR})"
)
_QUARTER = (
    rf"(?P<said>(?P<quarter>[1-4](?![0-9])|I{{1,3}}(?=[/-][12])|IV(?=[/-][12]))(?:[/-](?P<year>{YEAR}))?)"
)
_NOT_IN_A_NUMBER = r"(?![\w/]|[.,-][0-9])"

_MOMENT = rf"(?P<time>{TIME})/(?P<day>{DAY}[/.]{MONTH}(?:[/.]{YEAR})?)"
_HOUR_AND_SLASH = figures_before("[0-9]?[hHgG:][0-9]{0,2}/")
_DAYS_WITH_COMMAS = figures_before("[0-9]?,[0-9]{1,2}[,/.]")
_SEVERAL_DAYS = rf"(?:(?<=[Nn]gày )|(?<=NGÀY )){DAY}(?:,{DAY}){{1,8}}[/.]{MONTH}(?:[/.]{YEAR})?"
_TO_MOMENT = rf"(?:{TO}(?P<end>{TIME})/(?P<end_day>{DAY}[/.]{MONTH}(?:[/.]{YEAR})?))?"

DATE_RULES: tuple[Rule, ...] = (
    rule("hour of a day", rf"{STARTS}{_MOMENT}{_TO_MOMENT}{ENDS}", _hour_of_a_day, at=_HOUR_AND_SLASH),
    rule("dates", _DATES, _dates, at=figures_before("[0-9/.]{0,9} ?[-–—~]")),
    rule(
        "date",
        rf"{STARTS}(?P<said>{DAY}(?:{_MARKED_YEAR}{YEAR}|{_SPACED_YEAR})){ENDS}",
        _date,
        at=figures_before("[0-9]? ?[/.-]"),
    ),
    rule("several days", rf"{_SEVERAL_DAYS}{ENDS}", _several_days, at=_DAYS_WITH_COMMAS),
    rule("short date", rf"(?<!\w){_CUE} (?P<said>{DAY}{_MARKED_YEAR}[0-9]{{2}}){ENDS}", _date),
    rule(
        "impossible date",
        rf"{STARTS}{_ANY_DATE}{ENDS}",
        _impossible,
        at=figures_before("[0-9]?[/.-][0-9]{1,2}[/.-]20"),
    ),
    rule("bare short date", rf"{STARTS}{_SHORT_YEAR}{ENDS}", _bare, at=figures_before("[0-9]?/[0-9]{1,2}/")),
    rule("quarter", rf"(?<!\w)(?:[Qq]uý|[Qq]úy|QUÝ) {_QUARTER}(?!\w)", _quarter),
    rule("months", rf"(?<!\w)(?:[Tt]háng|THÁNG) {_MONTHS}{ENDS}", _months),
    rule(
        "month of a year",
        rf"{STARTS}{_NO_MONTH}{_MONTH_OF_YEAR}{ENDS}",
        _month_of_year,
        at=figures_before("[0-9]?[./-]"),
    ),
    rule("month", rf"(?<!\w)(?:[Tt]háng|THÁNG) (?P<said>{MONTH}){_NOT_IN_A_NUMBER}", _month),
    rule("short month", rf"(?<!\w)T(?P<month>{MONTH})[/-](?P<year>{YEAR}){ENDS}", _short_month),
    rule(
        "years",
        rf"{STARTS}(?P<from>{YEAR}){TO}(?P<to>{YEAR}){ENDS}",
        _years,
        at=figures_before("[0-9]{3} ?[-–—~]"),
    ),
)
