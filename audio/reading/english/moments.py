"""How days, months, years and clock times are written, and how they are said; patterns for use in rules.

Offices of Vietnam write the day first, in English too; only where that cannot be is it the month.
"""

from audio.reading.english.numbers import cardinal, ordinal, year

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BY_START = {month[:3].lower(): month for month in MONTHS}
MONTH_NAME = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?!\w)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\w)\.?)"
)
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[89]|20)[0-9]{2}"
STARTS = r"(?<![\w/.,-])"
ENDS = r"(?![\w/]|[.,:][0-9]|-[0-9])"
TO = r" ?[-–—~] ?"
"""What stands between two ends of a span of days or hours."""
DOT = r"(?:\.(?!\s{0,3}(?:\Z|\n| [A-Z“\"])| [A-Z“\"]))?"
"""The dot of an abbreviation, unless it also ends the sentence."""


def month_named(written: str) -> str:
    """Return the whole name of `Sep.` or `SEPTEMBER`."""
    return _BY_START[written[:3].lower()]


def day_of_month(day: str, month: str, of_year: str | None) -> str:
    """Return "the first of July twenty twenty five"; `month` is a name."""
    said = f"the {ordinal(day)} of {month}"
    return f"{said} {year(of_year)}" if of_year else said


def numbered_day(first: str, second: str, of_year: str | None) -> str | None:
    """Return the day that `01/07/2025` is, day first; None where it is none."""
    day, month = int(first), int(second)
    if month > 12:
        day, month = month, day
    return day_of_month(str(day), MONTHS[month - 1], of_year) if month <= 12 and day <= 31 else None


def clock(hour: str, minute: str | None) -> str:
    """Return "nine", "seven thirty", "eight oh five"; hours and minutes without the half of the day."""
    said = cardinal(hour)
    if minute is None or int(minute) == 0:
        return said
    return f"{said} oh {cardinal(minute[1])}" if minute[0] == "0" else f"{said} {cardinal(minute)}"


def full_clock(hour: str, minute: str) -> str:
    """Return a time of the twenty-four hours: "seven thirty", "ten o clock", "seventeen hundred hours"."""
    if int(minute):
        return clock(hour, minute)
    return f"{cardinal(hour)} o clock" if 1 <= int(hour) <= 12 else f"{cardinal(hour)} hundred hours"
