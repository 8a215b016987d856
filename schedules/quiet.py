"""When nothing below an emergency may sound, as intervals of absolute time.

Local hours of the pole's own time zone; a window belongs to the day on which it opens.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .vocabulary import DayType, Posting, QuietWindow

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `begins` up to but not including `ends`, UTC."""

    begins: datetime
    ends: datetime


class QuietHours:
    """The quiet intervals between two instants, merged and ascending.

    Where the clocks of a zone are moved, a window takes the longer of two readings.
    """

    def __init__(self, posting: Posting, begins: datetime, ends: datetime) -> None:
        self.intervals = tuple(_merged(sorted(_opened(posting, begins, ends), key=lambda i: i.begins)))
        self._begins = [interval.begins for interval in self.intervals]

    def touches(self, begins: datetime, ends: datetime) -> bool:
        """Whether any of the stretch from `begins` to `ends` is quiet."""
        index = bisect_right(self._begins, begins)
        if index and self.intervals[index - 1].ends > begins:
            return True
        return index < len(self.intervals) and self.intervals[index].begins < ends


def day_type(posting: Posting, day: date) -> DayType:
    if day in posting.holidays:
        return DayType.HOLIDAY
    match day.weekday():
        case 5:
            return DayType.SATURDAY
        case 6:
            return DayType.SUNDAY
        case _:
            return DayType.WORKDAY


def _opened(posting: Posting, begins: datetime, ends: datetime) -> Iterator[Interval]:
    day = begins.astimezone(posting.zone).date() - _DAY
    last = ends.astimezone(posting.zone).date()
    while day <= last:
        kind = day_type(posting, day)
        for window in posting.quiet_windows:
            if kind in window.days:
                yield _on(day, window, posting)
        day += _DAY


def _on(day: date, window: QuietWindow, posting: Posting) -> Interval:
    closing_day = day if window.closes > window.opens else day + _DAY
    return Interval(
        min(_readings(day, window.opens, posting)), max(_readings(closing_day, window.closes, posting))
    )


def _readings(day: date, hour: time, posting: Posting) -> Iterator[datetime]:
    """A local time that the clocks skip or show twice is two instants; any other is the same one twice."""
    local = datetime.combine(day, hour, posting.zone)
    return (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _merged(intervals: list[Interval]) -> Iterator[Interval]:
    current: Interval | None = None
    for interval in intervals:
        if current is None or interval.begins > current.ends:
            if current is not None:
                yield current
            current = interval
        else:
            current = Interval(current.begins, max(current.ends, interval.ends))
    if current is not None:
        yield current
