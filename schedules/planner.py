"""From broadcasts to whole playlists per address.

The controller's planning stage asks here for each address whenever a broadcast changes or
the horizon rolls on; `check` answers the desk before a new broadcast is taken in.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from .broadcast import Broadcast, Plan, PlannedPlay
from .errors import (
    ClassOutOfPlaceError,
    ExpiredError,
    NoAddressError,
    PastInstantError,
    RecurrenceError,
    ScheduleError,
)
from .recurrence import Occurrence, occurrences, upcoming
from .vocabulary import JOIN_WITHIN, RESUME_WITHIN, Address, Class, Play, PlayId, Status

_PLAYS = UUID("6f1d3a0e-52c7-5b0e-9b39-5a0f6c2f4a11")
"""The namespace of play ids (RFC 9562, section 5.5). Changing it would make every play a new one."""


def plan(broadcasts: Iterable[Broadcast], address: Address, *, now: datetime, horizon: datetime) -> Plan:
    """Return the playlist of `address`: all plays that are not over at `now` and start before `horizon`.

    Ascending by start. A play has the same id at every address and however often it is planned.

    Raises:
        RecurrenceError: the rule of a broadcast is none.
    """
    planned = (
        one
        for broadcast in broadcasts
        if address in broadcast.addresses
        for one in _plays(broadcast, now, horizon)
        if one.play.last_end > now and one.play.starts < horizon
    )
    in_order = sorted(planned, key=lambda one: (one.play.starts, one.play.id))
    return Plan(address=address, horizon=horizon, plays=tuple(in_order))


def check(broadcast: Broadcast, now: datetime) -> None:
    """Refuse a new broadcast that nobody would ever hear, or that does not belong on a calendar.

    A recurrence that began in the past is welcome as long as some of it lies ahead.

    Raises:
        ScheduleError: one of its kinds, which names what is wrong.
    """
    if not broadcast.addresses:
        raise NoAddressError("it names no address")
    if broadcast.class_ is Class.EMERGENCY and broadcast.status is Status.ACTUAL:
        raise ClassOutOfPlaceError("an actual emergency is an order, given now")
    first = upcoming(broadcast.recurrence, after=now)
    if first is None:
        raise _over(broadcast, now)
    earliest_end = first.instant + broadcast.clip.length
    if broadcast.valid_until and earliest_end > broadcast.valid_until:
        raise ExpiredError(f"it would end at {earliest_end}, after {broadcast.valid_until}")


def _over(broadcast: Broadcast, now: datetime) -> ScheduleError:
    recurrence = broadcast.recurrence
    if recurrence.first.replace(tzinfo=recurrence.zone) > now:
        return RecurrenceError(f"{recurrence.rule or recurrence.first}: it does not happen in ten years")
    return PastInstantError(f"{recurrence.first} has gone by, and nothing follows in ten years")


def _plays(broadcast: Broadcast, now: datetime, horizon: datetime) -> Iterator[PlannedPlay]:
    reach = _lasting(broadcast) + RESUME_WITHIN
    for occurrence in occurrences(broadcast.recurrence, after=now - reach, before=horizon):
        yield PlannedPlay(
            play=_play(broadcast, occurrence),
            broadcast=broadcast.id,
            notice=broadcast.notice,
            part=broadcast.part,
        )


def _play(broadcast: Broadcast, occurrence: Occurrence) -> Play:
    starts = occurrence.instant
    valid_until = starts + _lasting(broadcast)
    return Play(
        id=_play_id(broadcast, occurrence),
        clip=broadcast.clip,
        starts=starts,
        latest_start=starts + broadcast.grace,
        valid_until=min(valid_until, broadcast.valid_until or valid_until),
        class_=broadcast.class_,
        status=broadcast.status,
        rank=broadcast.rank,
        on_interrupt=broadcast.on_interrupt,
    )


def _lasting(broadcast: Broadcast) -> timedelta:
    """How long after its start a play may still sound: begun at the last moment, and once begun again."""
    return max(broadcast.grace, JOIN_WITHIN) + 2 * broadcast.clip.length + RESUME_WITHIN


def _play_id(broadcast: Broadcast, occurrence: Occurrence) -> PlayId:
    """Name a play by its broadcast and local time alone, so that another clip changes nothing."""
    return PlayId(str(uuid5(_PLAYS, f"{broadcast.id}\n{occurrence.local.isoformat()}")))
