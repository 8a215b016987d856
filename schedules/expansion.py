"""The local times of a rule, by dateutil, so bounded that no rule can hold a thread.

dateutil goes on searching to the end of the calendar where nothing fits. So it starts near
the stretch that is asked for and gets an end, and a rule that steps by hours or minutes may
not name which of them fit: the same is said by days, with BYHOUR and BYMINUTE.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from .errors import RecurrenceError

MOST_COUNTED = 10_000
"""Occurrences of a rule with COUNT, which has to be gone through from its first."""
_STEPS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": timedelta(days=1),
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
}
_TOO_FINE = ("HOURLY", "MINUTELY")


def expand(
    parts: Mapping[str, str], first: datetime, *, since: datetime, until: datetime
) -> Iterator[datetime]:
    """Return the times of a rule that begins at `first`, from `since` up to `until`; all naive.

    Raises:
        RecurrenceError: the rule would have to be searched through, or dateutil refuses it.
    """
    _check_cost(parts)
    counted = int(parts["COUNT"]) if "COUNT" in parts else None
    start = first if counted else _near(first, since, parts)
    times = islice(iter(_bounded(parts, start, until)), counted)
    return (time for time in takewhile(lambda time: time <= until, times) if time >= since)


def _check_cost(parts: Mapping[str, str]) -> None:
    narrowing = next((name for name in parts if name.startswith("BY")), None)
    if parts["FREQ"] in _TOO_FINE and narrowing:
        raise RecurrenceError(f"{narrowing}: not with {parts['FREQ']}; use DAILY with BYHOUR and BYMINUTE")
    if int(parts.get("COUNT", "1")) > MOST_COUNTED:
        raise RecurrenceError(f"COUNT: {parts['COUNT']} is over {MOST_COUNTED}")


def _bounded(parts: Mapping[str, str], start: datetime, until: datetime) -> Iterable[datetime]:
    """COUNT is counted by the caller, since RFC 5545 knows it only without UNTIL."""
    last = min(until, datetime.fromisoformat(parts["UNTIL"])) if "UNTIL" in parts else until
    kept = [f"{name}={value}" for name, value in parts.items() if name not in {"COUNT", "UNTIL"}]
    text = ";".join([*kept, f"UNTIL={last:%Y%m%dT%H%M%S}"])
    try:
        return rrulestr(text, dtstart=start)
    except (ValueError, OverflowError) as error:
        raise RecurrenceError(f"{text}: {error}") from error


def _near(first: datetime, since: datetime, parts: Mapping[str, str]) -> datetime:
    """Go forward from `first` in whole steps of the rule, so that its past costs nothing."""
    step = _STEPS.get(parts["FREQ"])
    if step is None or since <= first:
        return first
    step *= int(parts.get("INTERVAL", "1"))
    return first + max((since - first) // step - 1, 0) * step
