"""When a broadcast happens: the instants of a recurrence, in the local time staff think in.

RFC 5545, section 3.3.10. The planner asks for the instants up to its horizon; pages make
recurrences with `once`, `daily` and `weekly`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import dropwhile, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from .broadcast import Recurrence
from .errors import RecurrenceError
from .rule import read

_DAY = timedelta(days=1)
"""More than any zone ever moved its clocks, so that no instant escapes a search in local time."""
_STEPS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": timedelta(days=1),
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
}


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
        RecurrenceError: the rule is none.
    """
    last = _local(before, recurrence.zone) + _DAY
    found: dict[datetime, datetime] = {}
    for local in takewhile(lambda local: local <= last, _times(recurrence, after)):
        found.setdefault(_instant(local, recurrence.zone), local)
    for instant in sorted(found):
        if after <= instant < before:
            yield Occurrence(local=found[instant], instant=instant)


def upcoming(recurrence: Recurrence, *, after: datetime) -> Occurrence | None:
    """Return the first occurrence at or after `after`, however far, or None where all are over."""
    found = (
        Occurrence(local=local, instant=_instant(local, recurrence.zone))
        for local in _times(recurrence, after)
    )
    return next(dropwhile(lambda occurrence: occurrence.instant < after, found), None)


def _times(recurrence: Recurrence, after: datetime) -> Iterator[datetime]:
    """Return the local times from a day before `after` on, perhaps for ever."""
    since = _local(after, recurrence.zone) - _DAY
    times = _by_rule(recurrence, since) if recurrence.rule else iter((recurrence.first,))
    return (local for local in times if local >= since and local not in recurrence.exceptions)


def _by_rule(recurrence: Recurrence, since: datetime) -> Iterator[datetime]:
    parts = read(recurrence.rule, recurrence.zone)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        return iter(rrulestr(text, dtstart=_near(recurrence.first, since, parts)))
    except (ValueError, OverflowError) as error:
        raise RecurrenceError(f"{recurrence.rule}: {error}") from error


def _near(first: datetime, since: datetime, parts: dict[str, str]) -> datetime:
    """Go forward from `first` in whole steps of the rule, so that its past costs nothing."""
    step = _STEPS.get(parts["FREQ"])
    if step is None or "COUNT" in parts or since <= first:
        return first
    step *= int(parts.get("INTERVAL", "1"))
    return first + max((since - first) // step - 1, 0) * step


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
