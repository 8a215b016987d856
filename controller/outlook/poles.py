"""How poles are, and what a pole holds of a broadcast, as pages ask it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from schedules.vocabulary import Address, PoleId


class PoleState(StrEnum):
    """How a pole is, worst first."""

    NEVER_HEARD = "never_heard"
    SILENT = "silent"
    """Its heartbeats stopped."""
    LOST = "lost"
    """The broker says that it went offline."""
    CLOCK_UNTRUSTED = "clock_untrusted"
    FAULTS = "faults"
    CLIPS_MISSING = "clips_missing"
    LOCKED_OUT = "locked_out"
    REFUSED = "refused"
    """It refused messages since its program began."""
    FINE = "fine"


OUT_OF_TOUCH = frozenset({PoleState.NEVER_HEARD, PoleState.SILENT, PoleState.LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that is wrong with a pole. `since`, where known, is the pole's last word before it."""

    state: PoleState
    since: datetime | None = None
    count: int = 0
    """Of clips missing, faults or messages refused."""
    faults: tuple[str, ...] = ()
    """In the pole's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How a pole is; `causes` worst first, none where it is fine."""

    pole: PoleId
    name: str
    heard_at: datetime | None
    causes: tuple[Cause, ...] = ()

    @property
    def state(self) -> PoleState:
        return self.causes[0].state if self.causes else PoleState.FINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A pole, as far as it matters for what it hears. `posting` as in `entries.Pole`."""

    id: PoleId
    name: str
    addresses: frozenset[Address]
    posting: str = field(repr=False)
    is_online: bool
    heard_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a pole holds of a broadcast: its first play not over yet, and whether it is armed."""

    pole: PoleId
    name: str
    is_online: bool
    heard_at: datetime | None
    first: datetime
    is_armed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What a withdrawal will meet: who holds the broadcast, and who will not hear of it."""

    next: datetime | None
    holds: int
    """Poles that hold a play of it."""
    out_of_touch: tuple[Held, ...]
    """Those of them that will sound it unless they hear of the withdrawal before."""
