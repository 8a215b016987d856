"""What needs a person: one list, worst first, for the home page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from controller.entries import Wish
from controller.outlook.needs import FAILURES_COUNT_FOR, Need, NeedKind, Worst
from controller.outlook.poles import Condition, PoleState
from controller.ports import Ledger
from schedules.recurrence import upcoming

from .condition import conditions

MOST = 50
NEAR = timedelta(hours=1)
LOOKS_BACK = timedelta(days=1)
"""How long a play that failed, or one that went by while its broadcast waited, is still told."""
_BAD = frozenset(
    {
        PoleState.NEVER_HEARD,
        PoleState.SILENT,
        PoleState.LOST,
        PoleState.CLOCK_UNTRUSTED,
        PoleState.FAULTS,
        PoleState.LOCKED_OUT,
    }
)
"""Clips still on their way and messages refused heal by themselves."""
_WORST_FIRST = tuple(NeedKind)


def needs(ledger: Ledger, *, now: datetime, most: int = MOST) -> Worst:
    """Return what needs a person, by kind, the worst first; of a kind the soonest or newest first."""
    with ledger.reading() as unit:
        found = [
            unit.needs.failed_readings(since=now - FAILURES_COUNT_FOR, most=most),
            unit.needs.failed_voicings(since=now - FAILURES_COUNT_FOR, most=most),
            unit.needs.unapproved(most=most),
            unit.needs.plays_ended_badly(since=now - LOOKS_BACK, most=most),
        ]
        prepared = unit.broadcasts.prepared(unit.broadcasts.may_sound(since=now - LOOKS_BACK))
    waiting = [one.wish for one in prepared if one.broadcast() is None]
    computed = (*_overdue(waiting, now), *_bad(conditions(ledger, now)))
    listed = sorted((*computed, *_listed(found)), key=lambda need: _WORST_FIRST.index(need.kind))
    return Worst(listed=tuple(listed[:most]), total=len(computed) + sum(one.total for one in found))


def _listed(found: Iterable[Worst]) -> Iterator[Need]:
    for one in found:
        yield from one.listed


def _overdue(waiting: Sequence[Wish], now: datetime) -> Sequence[Need]:
    due = ((instant, wish) for wish in waiting if (instant := _due(wish, now)))
    return [
        Need(kind=NeedKind.BROADCAST_WAITS, subject=wish.id, title=wish.title, at=instant)
        for instant, wish in sorted(due, key=lambda one: (one[0], one[1].id))
    ]


def _due(wish: Wish, now: datetime) -> datetime | None:
    """The instant that is near or went by in vain; None where there is time, or nothing left to lose."""
    since = max(now - LOOKS_BACK, wish.created_at)
    first = upcoming(wish.recurrence, after=since)
    if first is None or first.instant > now + NEAR:
        return None
    return None if wish.valid_until and first.instant >= wish.valid_until else first.instant


def _bad(poles: Iterable[Condition]) -> Sequence[Need]:
    return [
        Need(
            kind=NeedKind.POLE,
            subject=pole.pole,
            title=pole.name,
            at=pole.causes[0].since,
            pole_state=pole.state,
        )
        for pole in poles
        if pole.state in _BAD
    ]
