"""The words of the domain as types: what may sound, where, and how it ends.

Every package speaks in these values. They hold no clock, no I/O and no rule that
needs more than themselves; the rules are in the other rooms of this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

PoleId = NewType("PoleId", str)
"""An address of the form ``p-...`` that names one pole."""
Address = NewType("Address", str)
"""``z-`` zone, ``a-`` area, ``g-`` group or ``p-`` pole, then ``[a-z0-9-]{1,40}``."""
PlayId = NewType("PlayId", str)
"""Names one play for ever; an order that sounds is reported under its own id."""
NoticeId = NewType("NoticeId", str)
BroadcastId = NewType("BroadcastId", str)
Digest = NewType("Digest", str)
"""SHA-256 of a finished clip, 64 hex digits."""

JOIN_WITHIN = timedelta(seconds=2)
"""How late a play may be and still join its neighbours at the offset."""
RESUME_WITHIN = timedelta(seconds=60)
"""The longest gap after which an interrupted play goes on."""
EXERCISE_NEEDS_CONTROLLER_WITHIN = timedelta(hours=24)
"""Exercises and tests sound only where the controller was heard this recently."""


class Class(StrEnum):
    """The bulletin classes of Circular 39/2020/TT-BTTTT."""

    ROUTINE = "routine"
    PRIORITY = "priority"
    EMERGENCY = "emergency"


class Source(StrEnum):
    """Where the sound comes from; within a class live beats relay beats planned."""

    PLANNED = "planned"
    RELAY = "relay"
    LIVE = "live"


class Status(StrEnum):
    """CAP 1.2 status: is this real?"""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    TEST = "test"


class OnInterrupt(StrEnum):
    """What becomes of a play that something higher cut into."""

    RESUME = "resume"
    """Go on at the start of the sentence if the gap is short, else be dropped."""
    RESTART = "restart"
    """Begin again if the gap is short, else be dropped."""
    DROP = "drop"


class OrderKind(StrEnum):
    ALARM = "alarm"
    """Sounds its clips over and over until it ends."""
    ANNOUNCE = "announce"
    """Sounds its clips once."""
    HOLD = "hold"
    """Silences everything below a stated class."""
    LOCKOUT = "lockout"
    """Silences everything: someone is at the horn."""


class Urgency(StrEnum):
    WARN = "warn"
    EVACUATE = "evacuate"


class Origin(StrEnum):
    AUTOMATIC = "automatic"
    MANUAL = "manual"


class DayType(StrEnum):
    WORKDAY = "workday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"


class Ending(StrEnum):
    """How a play ended at a pole. Each play ends in exactly one of these."""

    FINISHED = "finished"
    CUT_SHORT = "cut_short"
    MISSED = "missed"
    FAILED = "failed"


class Rule(StrEnum):
    """Why a span is as it is."""

    ON_TIME = "on_time"
    JOINED = "joined"
    """Late by at most `JOIN_WITHIN`: joins its neighbours at the offset."""
    LATE = "late"
    """Starts late from its beginning, as `latest_start` allows."""
    RESUMED = "resumed"
    ORDERED = "ordered"
    """An order that stands sounds at once."""
    OUTRANKED = "outranked"
    QUIET_WINDOW = "quiet_window"
    HELD = "held"
    LOCKED_OUT = "locked_out"
    CLIP_NOT_READY = "clip_not_ready"
    EXPIRED = "expired"
    """It would end after `valid_until`."""
    NOT_HEARD = "not_heard"
    """An exercise or test where the controller was not heard for too long."""
    TOO_LATE = "too_late"
    """The pole was not there at the instant and `latest_start` is over."""
    STOPPED = "stopped"
    """The pole itself stopped (power, restart) while it sounded."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A finished audio file. `marks` are the starts of its sentences, ascending."""

    digest: Digest
    length: timedelta
    marks: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One clip at one instant at one address.

    It joins until `JOIN_WITHIN` after `starts`, starts late until `latest_start`, and
    never sounds after `valid_until`. `rank` is staff's order: 1 goes before 2.
    """

    id: PlayId
    clip: Clip
    starts: datetime
    latest_start: datetime
    valid_until: datetime
    class_: Class = Class.ROUTINE
    source: Source = Source.PLANNED
    status: Status = Status.ACTUAL
    rank: int = 100
    on_interrupt: OnInterrupt = OnInterrupt.RESUME

    @property
    def last_end(self) -> datetime:
        """When it is over for good: cut at its last valid instant, it might have resumed until here."""
        return self.valid_until + RESUME_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Something to obey from `begins` to `ends`. A hold names the class `below` which it silences."""

    id: PlayId
    kind: OrderKind
    begins: datetime
    ends: datetime
    class_: Class = Class.EMERGENCY
    status: Status = Status.ACTUAL
    urgency: Urgency = Urgency.WARN
    origin: Origin = Origin.MANUAL
    clips: tuple[Clip, ...] = ()
    below: Class | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietWindow:
    """Local hours on the named day types; it runs past midnight where `closes` <= `opens`.

    Equal times close the whole day round.
    """

    opens: time
    closes: time
    days: frozenset[DayType] = frozenset(DayType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What decides at a pole whether it may sound. Silence is the safe default."""

    zone: ZoneInfo
    quiet_windows: tuple[QuietWindow, ...]
    holidays: frozenset[date] = frozenset()
    is_locked_out: bool = False


STRICTEST = Posting(
    zone=ZoneInfo("Asia/Ho_Chi_Minh"),
    quiet_windows=(QuietWindow(opens=time(0), closes=time(0)),),
    is_locked_out=True,
)
"""For a pole that was told nothing about itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a pole has sounded of a play: from `offset` at `since`, up to `until`.

    `until` is None while it sounds.
    """

    since: datetime
    offset: timedelta = timedelta()
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What has already been at a pole. Nothing can begin before `now`.

    `heard` is when the controller was last heard.
    """

    now: datetime
    ended: frozenset[PlayId] = frozenset()
    begun: Mapping[PlayId, Begun] = field(default_factory=dict)
    heard: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch in which one clip sounds, from `offset` in it, and the rule that made it so.

    A span without length (`clip` is None) seals the fate of what does not sound, or not
    to its end: `ending` says how, `rule` why, `by` what stood in its way.
    """

    id: PlayId
    begins: datetime
    ends: datetime
    rule: Rule
    clip: Clip | None = None
    offset: timedelta = timedelta()
    ending: Ending | None = None
    by: PlayId | None = None

    @property
    def sounds(self) -> bool:
        return self.clip is not None
