"""How a pole is, from what it last said and when. Pages and the list of needs knock here.

Presence is a hint and heartbeats are the truth (design, section 5): a pole that the broker calls
offline is lost, one whose heartbeats stopped is silent, whatever the broker says.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from controller.entries import Pole
from controller.outlook.poles import OUT_OF_TOUCH, Cause, Condition, PoleState
from controller.ports import Ledger
from schedules.vocabulary import PoleId
from wire.messages import PostingMessage

SILENT_AFTER = timedelta(minutes=12)
"""Two heartbeats of five minutes each, and some patience for a slow line."""
_WORST_FIRST = tuple(PoleState)


class LastWords(BaseModel):
    """What counts here of a `Heartbeat` already verified. Its thousand plays are not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    is_clock_trusted: bool
    faults: tuple[str, ...]
    clips_missing: tuple[str, ...]
    refused: int


class Heard(Protocol):
    """What is known of a pole's line."""

    @property
    def is_online(self) -> bool: ...
    @property
    def heard_at(self) -> datetime | None: ...


def conditions(ledger: Ledger, now: datetime) -> tuple[Condition, ...]:
    """Return how each pole is, the worst first, among equals by name."""
    with ledger.reading() as unit:
        poles = unit.poles.all()
    found = (condition(pole, now) for pole in poles)
    return tuple(sorted(found, key=lambda one: (_WORST_FIRST.index(one.state), one.name, one.pole)))


def condition_of(ledger: Ledger, pole: PoleId, now: datetime) -> Condition:
    """Raise `NotFoundError` where there is no such pole."""
    with ledger.reading() as unit:
        return condition(unit.poles.get(pole), now)


def condition(pole: Pole, now: datetime) -> Condition:
    """Return how `pole` is. What it said before it fell silent still counts as its last word."""
    causes = sorted(_causes(pole, now), key=lambda cause: _WORST_FIRST.index(cause.state))
    return Condition(pole=pole.id, name=pole.name, heard_at=pole.heard_at, causes=tuple(causes))


def touch(pole: Heard, now: datetime) -> PoleState:
    """Return why a pole is out of touch, or `FINE`."""
    if pole.heard_at is None:
        return PoleState.NEVER_HEARD
    if pole.heard_at < now - SILENT_AFTER:
        return PoleState.SILENT
    return PoleState.FINE if pole.is_online else PoleState.LOST


def is_out_of_touch(pole: Heard, now: datetime) -> bool:
    return touch(pole, now) in OUT_OF_TOUCH


def _causes(pole: Pole, now: datetime) -> Iterator[Cause]:
    if (state := touch(pole, now)) is not PoleState.FINE:
        yield Cause(state=state, since=pole.heard_at)
    if PostingMessage.model_validate_json(pole.posting).is_locked_out:
        yield Cause(state=PoleState.LOCKED_OUT)
    if pole.heartbeat:
        yield from _told(LastWords.model_validate_json(pole.heartbeat))


def _told(beat: LastWords) -> Iterator[Cause]:
    if not beat.is_clock_trusted:
        yield Cause(state=PoleState.CLOCK_UNTRUSTED)
    if beat.faults:
        yield Cause(state=PoleState.FAULTS, count=len(beat.faults), faults=beat.faults)
    if beat.clips_missing:
        yield Cause(state=PoleState.CLIPS_MISSING, count=len(beat.clips_missing))
    if beat.refused:
        yield Cause(state=PoleState.REFUSED, count=beat.refused)
