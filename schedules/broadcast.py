"""A broadcast as it can be planned: one finished clip, where, and when again.

The planner turns it into plays, one for each occurrence. One that is not yet voiced is not planned.
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
class Broadcast:
    """One clip at each instant of the recurrence, with all that shall be heard then in it.

    `grace` is how late it may still start from its beginning; `valid_until` ends it for
    good (a deadline named in the text).
    """

    id: BroadcastId
    clip: Clip
    notice: NoticeId | None = None
    """The one notice it says, whole or the `part` of it; None where it says several."""
    part: int = 0
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
    """A play and what it is of; `notice` and `part` as in `Broadcast`."""

    play: Play
    broadcast: BroadcastId
    notice: NoticeId | None = None
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole playlist of one address: every play not over yet, up to `horizon`."""

    address: Address
    horizon: datetime
    plays: tuple[PlannedPlay, ...] = field(default=())
