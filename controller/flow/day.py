"""One local day of the zone: what was heard, by proofs, and what will be heard, by the timeline itself.

The page of the day knocks here. What is foreseen comes from the planner and `schedules.forecast`, which
poles play by too, so that the page says what will really sound and which rule forbids the rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from controller.entries import Wish
from controller.outlook.airings import Airing, KnownPlay
from controller.outlook.poles import Listener
from controller.ports import Ledger
from schedules.broadcast import Broadcast, PlannedPlay
from schedules.planner import plan
from schedules.recurrence import occurrences
from schedules.vocabulary import Address, BroadcastId, Order, PlayId

from .airing import airing, foreseen, listening, unplanned
from .refusals import refusals

OrdersAt = Mapping[Address, Sequence[Order]]
_NONE_STANDING: OrdersAt = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """What is read of a day, from `begins` up to but not including `ends`, UTC."""

    begins: datetime
    ends: datetime
    known: Sequence[KnownPlay]
    poles: Sequence[Listener]
    standing: Mapping[BroadcastId, Broadcast]
    titles: Mapping[BroadcastId, str]
    waiting: Sequence[Wish]


def day(
    ledger: Ledger, local_day: date, zone: ZoneInfo, *, now: datetime, orders: OrdersAt = _NONE_STANDING
) -> tuple[Airing, ...]:
    """Return every occurrence of every broadcast on a local day, ascending; `orders` stand at addresses."""
    stored = _read(ledger, *_bounds(local_day, zone), now)
    planned = _planned(stored, now)
    refused = refusals(planned, stored.poles, orders, now=max(now, stored.begins))
    ahead = {one.play.id: one for plays in planned.values() for one in plays}
    plays = (*_told(stored, ahead, now), *_untold(stored, ahead, now))
    shown = [
        airing(
            play,
            poles=len(listening(stored.poles, play.addresses)),
            refused=refused.get(play.id, ()) if play.starts >= now else (),
            now=now,
        )
        for play in plays
    ]
    return tuple(sorted((*shown, *_waiting(stored)), key=lambda one: (one.starts, one.broadcast)))


def _bounds(local_day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begins = datetime.combine(local_day, time(), zone)
    ends = datetime.combine(local_day + timedelta(days=1), time(), zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _read(ledger: Ledger, begins: datetime, ends: datetime, now: datetime) -> _Stored:
    with ledger.reading() as unit:
        prepared = unit.broadcasts.prepared(unit.broadcasts.may_sound(since=begins))
        return _Stored(
            begins=begins,
            ends=ends,
            known=unit.outlook.plays_between(begins, ends),
            poles=unit.outlook.listeners(),
            standing={ready.id: ready for one in prepared if (ready := one.broadcast())}
            if ends > now
            else {},
            titles={one.wish.id: one.wish.title for one in prepared},
            waiting=[one.wish for one in prepared if one.broadcast() is None],
        )


def _planned(stored: _Stored, now: datetime) -> dict[Address, tuple[PlannedPlay, ...]]:
    """Return the plays of each address that are not over yet, as its playlist will hold them."""
    addresses = frozenset[Address]().union(*(one.addresses for one in stored.standing.values()))
    since = max(now, stored.begins)
    return {
        address: plan(stored.standing.values(), address, now=since, horizon=stored.ends).plays
        for address in sorted(addresses)
    }


def _told(stored: _Stored, ahead: Mapping[PlayId, PlannedPlay], now: datetime) -> Iterator[KnownPlay]:
    """What is stored; a play to come that is no longer planned was withdrawn, or is none any more."""
    for play in stored.known:
        if play.starts < now or play.id in ahead or play.withdrawn_at:
            yield play


def _untold(stored: _Stored, ahead: Mapping[PlayId, PlannedPlay], now: datetime) -> Iterator[KnownPlay]:
    """What the planner sees and the belt has not stored: beyond its horizon, or new in this second."""
    known = {play.id for play in stored.known}
    for name, one in ahead.items():
        if name not in known and max(now, stored.begins) <= one.play.starts:
            yield foreseen(one, stored.titles[one.broadcast], stored.standing[one.broadcast].addresses)


def _waiting(stored: _Stored) -> Iterator[Airing]:
    known = {(play.broadcast, play.starts) for play in stored.known}
    for wish in stored.waiting:
        for instant in _instants(wish, stored):
            if (wish.id, instant) not in known:
                poles = len(listening(stored.poles, wish.addresses))
                yield unplanned(wish, instant, poles=poles, waits=True)


def _instants(wish: Wish, stored: _Stored) -> Iterable[datetime]:
    begins = max(stored.begins, wish.created_at)
    if begins >= stored.ends:
        return
    for occurrence in occurrences(wish.recurrence, after=begins, before=stored.ends):
        if wish.valid_until is None or occurrence.instant < wish.valid_until:
            yield occurrence.instant
