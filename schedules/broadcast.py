"""A broadcast as staff wish it: what in which order, where, and when again.

The planner turns it into plays. A broadcast holds finished clips only; one that is not
yet voiced is not planned.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .vocabulary import Address, BroadcastId, Class, Clip, NoticeId, OnInterrupt, Play, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """When it sounds: a local instant, and an RFC 5545 RRULE for its repeats (empty: once).

    `first` and `exceptions` are naive local times in `zone`, as staff write them.
    """

    first: datetime
    zone: ZoneInfo
    rule: str = ""
    exceptions: frozenset[datetime] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One notice, or a part of it, as it will sound. Part 0 is the whole notice."""

    notice: NoticeId
    part: int
    clip: Clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Items in order, one after the other, at each instant of the recurrence.

    `grace` is how late it may still start from its beginning; `valid_until` ends it for
    good (a deadline named in the text).
    """

    id: BroadcastId
    items: tuple[Item, ...]
    addresses: frozenset[Address]
    recurrence: Recurrence
    class_: Class = Class.ROUTINE
    status: Status = Status.ACTUAL
    rank: int = 100
    grace: timedelta = timedelta()
    valid_until: datetime | None = None
    on_interrupt: OnInterrupt = OnInterrupt.RESUME


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPlay:
    """A play and where it came from."""

    play: Play
    broadcast: BroadcastId
    notice: NoticeId
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole playlist of one address: every play not over yet, up to `horizon`."""

    address: Address
    horizon: datetime
    plays: tuple[PlannedPlay, ...] = field(default=())
