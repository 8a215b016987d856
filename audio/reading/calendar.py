"""Whether a written date exists, and falls on the day of the week that stands beside it."""

import re
from datetime import date

from audio.reading.values import Why

_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
"""Days of the shorter months."""
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip
_SUNDAY = 6
_NO_TURN = "(?<!lần )(?<!kỳ )(?<!khóa )(?<!phiên )(?<!đợt )(?<!bản )"
_WEEKDAY = rf"(?:{_NO_TURN}thứ (?P<day>hai|ba|tư|năm|sáu|b[ảẩ]y|[2-7])|(?P<sunday>chủ nhật|cn))(?!\w)"
_BEFORE = re.compile(rf"(?<!\w){_WEEKDAY}[,;:]?(?: \(?|\()(?:ngày )?$", re.IGNORECASE)
_AFTER = re.compile(rf" ?[,(] ?(?:nhằm |tức |vào |là )?(?:ngày )?{_WEEKDAY}", re.IGNORECASE)
_NEAR = 24
_FIGURES = re.compile("[0-9]+")


def doubt_of_date(written: str, text: str, start: int, end: int) -> Why | None:
    """Return what is wrong with the date `written` from `start` to `end` of `text`; None if nothing is."""
    day, month, year = map(int, _FIGURES.findall(written))
    try:
        weekday = date(year if year > 99 else 2000 + year, month, day).weekday()
    except ValueError:
        return Why.NO_SUCH_DAY
    named = _named_weekday(text, start, end)
    return Why.OTHER_WEEKDAY if named is not None and named != weekday else None


def is_in_no_year(day: int, month: int) -> bool:
    """Tell whether no year has such a day: `31/6`, `30/2`."""
    return month > 12 or not 1 <= day <= _LONGEST.get(month, 31)


def _named_weekday(text: str, start: int, end: int) -> int | None:
    """Return the day of the week that stands before the date or right after it, Monday being 0."""
    found = _BEFORE.search(text, max(0, start - _NEAR), start) or _AFTER.match(text, end, end + _NEAR)
    if found is None:
        return None
    return _SUNDAY if found["sunday"] else _WEEKDAYS[found["day"].lower()]
