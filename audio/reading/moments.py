"""How days, months and clock times are written, and how they are said; patterns for use inside rules."""

import re

from audio.reading.numbers import cardinal, month

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)[0-9]{2}"
STARTS = r"(?<![\w/.,-])"
ENDS = r"(?![\w/]|[.,][0-9])"
TO = r" ?[-–—~] ?"
"""What stands between two ends of a span of days or hours."""
_BEFORE_A_DAY = "(?= (?:ngày|sáng|trưa|chiều|tối|đêm|hôm|hằng|hàng))"
TIME = (
    r"(?:[01]?[0-9]|2[0-4])(?:"
    r"[hH:][0-5][0-9](?:['’′]?[0-5][0-9](?:[\"”″]|['’′]{2})|['’′]|:[0-5][0-9]|ph|p)?"
    rf"|[hH][0-9](?:['’′]|ph|p|{_BEFORE_A_DAY})|[gG][0-5][0-9]|[hH]"
    rf"|(?<=[Ll]úc [0-9])g|(?<=[Ll]úc [0-9]{{2}})g|g{_BEFORE_A_DAY})"
)
"""`7h30`, `07:30`, `16H`, `11h35'10"`, and `5g15` as it is written in the south; a lone g may be a gram."""
_ANY_DAY = re.compile(rf"({DAY})[/.-]({MONTH})(?:[/.-]({YEAR}|[0-9]{{2}}))?")
_CLOCK = re.compile(r"([0-9]{1,2})[hHgG:]([0-9]{1,2})?(?:['’′:]?([0-9]{2}))?")


def spoken_day(written: str) -> str:
    """Return the words of `13`, `13/3` or `13/3/2023`; a year of two figures is of this century."""
    parts = _ANY_DAY.fullmatch(written)
    if parts is None:
        return cardinal(written)
    day, number, year = parts.groups()
    said = f"{cardinal(day)} tháng {month(number)}"
    return f"{said} năm {cardinal(year if len(year) == 4 else '20' + year)}" if year else said


def spoken_time(written: str) -> str:
    """Return the words of `7h30`, `07:30`, `16H`, `11h35'10"`."""
    clock = _CLOCK.match(written)
    if clock is None:
        return cardinal(written)
    hour, minute, second = clock.groups()
    said = f"{cardinal(hour)} giờ"
    if second and second != "00":
        return f"{said} {cardinal(minute)} phút {cardinal(second)} giây"
    if minute is None or int(minute) == 0:
        return said
    return f"{said} {cardinal(minute)}" + (" phút" if int(minute) < 10 else "")
