"""When a broadcast happens: the instants of a recurrence, in the local time staff think in.

RFC 5545, section 3.3.10. The planner asks for the instants up to its horizon; pages make
recurrences with `once`, `daily` and `weekly`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import dropwhile
from zoneinfo import ZoneInfo

from .broadcast import Recurrence
from .errors import RecurrenceError
from .expansion import expand
from .rule import read

_DAY = timedelta(days=1)
"""More than any zone ever moved its clocks, so that no instant escapes a search in local time."""
_LOOKS_AHEAD = timedelta(days=3653)
"""Ten years: who waits longer for a broadcast has mistyped it."""
_YEARS = range(2000, 2200)
"""In which a recurrence may begin; offsets and horizons stay within the calendar."""


class Weekday(StrEnum):
    """The days of RFC 5545."""

    MONDAY = "MO"
    TUESDAY = "TU"
    WEDNESDAY = "WE"
    THURSDAY = "TH"
    FRIDAY = "FR"
    SATURDAY = "SA"
    SUNDAY = "SU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time of a recurrence: `local`, naive, as the rule names it, and its `instant`, UTC."""

    local: datetime
    instant: datetime


def once(first: datetime, zone: ZoneInfo) -> Recurrence:
    return Recurrence(first=first, zone=zone)


def daily(first: datetime, zone: ZoneInfo) -> Recurrence:
    return Recurrence(first=first, zone=zone, rule="FREQ=DAILY")


def weekly(first: datetime, zone: ZoneInfo, *, days: Iterable[Weekday]) -> Recurrence:
    """Return a recurrence on `days` at the hour of `first`, from the first such day on."""
    chosen = set(days)
    if not chosen:
        raise RecurrenceError("BYDAY: a weekly recurrence needs at least one day")
    listed = ",".join(day for day in Weekday if day in chosen)
    return Recurrence(first=first, zone=zone, rule=f"FREQ=WEEKLY;BYDAY={listed}")


def occurrences(recurrence: Recurrence, *, after: datetime, before: datetime) -> Iterator[Occurrence]:
    """Return what happens from `after` up to but not including `before`, ascending.

    A local time that the clocks skip is read with the offset before the gap (02:30 becomes
    03:30), one that they show twice means the first (RFC 5545, section 3.3.5). Where the gap
    makes two times of a rule one instant, it happens once.

    Raises:
        RecurrenceError: the rule is none, or an instant is at an edge of the calendar.
    """
    last = _local(before, recurrence.zone) + _DAY
    found: dict[datetime, datetime] = {}
    for local in _times(recurrence, after, last):
        found.setdefault(_instant(local, recurrence.zone), local)
    for instant in sorted(found):
        if after <= instant < before:
            yield Occurrence(local=found[instant], instant=instant)


def upcoming(recurrence: Recurrence, *, after: datetime) -> Occurrence | None:
    """Return the first occurrence at or after `after`, or None where there is none in ten years.

    The years count from `after`, or from the first local time where that is later.

    Raises:
        RecurrenceError: as for `occurrences`.
    """
    last = max(_local(after, recurrence.zone), _first(recurrence)) + _LOOKS_AHEAD
    found = (
        Occurrence(local=local, instant=_instant(local, recurrence.zone))
        for local in _times(recurrence, after, last)
    )
    return next(dropwhile(lambda occurrence: occurrence.instant < after, found), None)


def _times(recurrence: Recurrence, after: datetime, last: datetime) -> Iterator[datetime]:
    """Return the local times from a day before `after` up to `last`."""
    first, since = _first(recurrence), _local(after, recurrence.zone) - _DAY
    if not recurrence.rule:
        times = iter([first] if since <= first <= last else [])
    else:
        times = expand(read(recurrence.rule, recurrence.zone), first, since=since, until=last)
    return (local for local in times if local not in recurrence.exceptions)


def _first(recurrence: Recurrence) -> datetime:
    if recurrence.first.year not in _YEARS:
        raise RecurrenceError(f"{recurrence.first}: not between {_YEARS[0]} and {_YEARS[-1]}")
    return recurrence.first


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    if not _YEARS[0] <= instant.year <= _YEARS[-1] + 10:
        raise RecurrenceError(f"{instant}: at an edge of the calendar")
    return instant.astimezone(zone).replace(tzinfo=None)


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
