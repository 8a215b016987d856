"""Days that a text names, so that it is not heard when they no longer hold: `ngày mai`, `trước ngày 15/7`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from audio.span import SourceSpan

_FROM_TODAY = re.compile(
    r"(?<!\w)(?:(?:ngày )?hôm (?:nay|qua|kia)|(?:ngày|sáng|trưa|chiều|tối|đêm) (?:nay|mai|qua|kia|mốt)|"
    r"(?:tuần|tháng|quý) (?:này|tới|sau|trước))(?!\w)",
    re.IGNORECASE,
)
_CUE = (
    r"(?:hạn(?: chót| cuối(?: cùng)?| nộp(?: hồ sơ)?| đăng ký)?|thời hạn[^.;\n]{0,60}?|"
    r"chậm nhất|muộn nhất|trước|(?<!tính )đến hết|không (?:quá|muộn hơn)|hết hạn)"
)
_HOUR = r"(?: \d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2}(?: phút)?)?,?)?"
_DAY = (
    r"(?P<day>[0-3]?\d)\s?(?:/|-|\.| tháng )\s?(?P<month>[01]?\d)"
    r"(?:\s?(?:/|-|\.| năm )\s?(?P<year>20\d{2}))?"
)
_DEADLINE = re.compile(
    rf"(?<!\w){_CUE}(?: (?:là|đến|vào|tới|hết|trước))*:?{_HOUR}(?: ngày)? {_DAY}(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_LONGEST_BACK = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day on which something can be done, and where the text names it."""

    day: date
    span: SourceSpan


def from_today(text: str) -> Iterator[SourceSpan]:
    """Give the places that name a day by the day on which they are heard."""
    for found in _FROM_TODAY.finditer(text):
        yield SourceSpan(start=found.start(), end=found.end())


def deadlines(text: str, *, written_on: date) -> Iterator[Deadline]:
    """Give the deadlines in the order of the text.

    One without a year is in that of `written_on`, or the next where it would have been half a year ago.
    """
    for found in _DEADLINE.finditer(text):
        day = _day(found, written_on)
        if day:
            yield Deadline(day=day, span=SourceSpan(start=found.start(), end=found.end()))


def _day(found: re.Match[str], written_on: date) -> date | None:
    """Return the day; None where the calendar has none."""
    named, year = (int(found["month"]), int(found["day"])), found["year"]
    try:
        day = date(int(year or written_on.year), *named)
        is_of_next_year = not year and written_on - day > _LONGEST_BACK
        return date(written_on.year + 1, *named) if is_of_next_year else day
    except ValueError:
        return None
