"""What sounds, sounded and will sound: each occurrence of a broadcast over all its poles."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from controller.entries import Proof
from schedules.vocabulary import Address, BroadcastId, Class, Ending, PlayId, PoleId, Rule, Status

from .poles import PoleState


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """At how many poles a play has come how far. `sounding` poles began it and told no end."""

    received: int = 0
    armed: int = 0
    started: int = 0
    sounding: int = 0
    finished: int = 0
    cut_short: int = 0
    missed: int = 0
    failed: int = 0

    @property
    def told(self) -> int:
        """How many poles told how it ended, or that it began."""
        return self.sounding + self.finished + self.cut_short + self.missed + self.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlay:
    """A play as it is stored: what of, where, and what the poles told of it."""

    id: PlayId
    broadcast: BroadcastId
    title: str
    class_: Class
    status: Status
    starts: datetime
    length: timedelta
    withdrawn_at: datetime | None
    addresses: frozenset[Address] = frozenset()
    tally: Tally = Tally()
    first_started: datetime | None = None
    last_started: datetime | None = None

    @property
    def ends(self) -> datetime:
        """When it is over if nothing cuts it; later where a pole began it late."""
        return max(self.starts, self.last_started or self.starts) + self.length


class AiringState(StrEnum):
    """How it stands with one occurrence of a broadcast, all poles together."""

    WAITING = "waiting"
    """Not planned: something is not approved or not voiced yet."""
    PLANNED = "planned"
    """No pole is known to have it armed."""
    ARMED = "armed"
    """Armed at some pole; the tally says at how many."""
    SOUNDING = "sounding"
    FINISHED = "finished"
    """Every pole that told of it finished it."""
    FELL_SHORT = "fell_short"
    """Missed, cut short or failed at some pole."""
    UNPROVED = "unproved"
    """It should be over, and no pole has told of it."""
    WITHDRAWN = "withdrawn"
    WILL_NOT_SOUND = "will_not_sound"
    """The timeline refuses it at every pole; `Refused` says by which rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """At how many poles a play will be missed or cut short, by which rule, and by which broadcast if any."""

    ending: Ending
    rule: Rule
    by: BroadcastId | None
    poles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """One occurrence of a broadcast, over all `poles` that listen to it."""

    broadcast: BroadcastId
    play: PlayId | None
    """None while it waits: it has no play yet."""
    title: str
    class_: Class
    status: Status
    starts: datetime
    length: timedelta | None
    addresses: frozenset[Address]
    poles: int
    state: AiringState
    tally: Tally = Tally()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PoleProgress:
    """How far the shown occurrence came at one pole; no proof where it told nothing."""

    pole: PoleId
    name: str
    state: PoleState
    """Only as far as it is in touch: fine, or why not."""
    proof: Proof | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The occurrence of a broadcast that is nearest to now, pole by pole, and the last ones before now."""

    shown: Airing | None
    poles: tuple[PoleProgress, ...]
    history: tuple[Airing, ...]
    """Newest first."""
