"""What needs a person, worst first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .poles import PoleState

FAILURES_COUNT_FOR = timedelta(days=14)
"""How long after a notice came its failure is still somebody's concern: the usual horizon."""


class NeedKind(StrEnum):
    """What a person has to look after, worst first."""

    BROADCAST_WAITS = "broadcast_waits"
    """It should sound within the hour, or should have sounded, and something is missing."""
    POLE = "pole"
    PLAY_FAILED = "play_failed"
    PLAY_MISSED = "play_missed"
    READING_FAILED = "reading_failed"
    VOICING_FAILED = "voicing_failed"
    APPROVAL = "approval"
    """It can be heard and waits to be approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing for a person. `subject` is the id of a notice, a broadcast or a pole, as the kind says."""

    kind: NeedKind
    subject: str
    title: str
    at: datetime | None
    """The instant at stake: of the play, or since when; None where it is not known."""
    count: int = 1
    """Of endings at poles, for plays."""
    pole_state: PoleState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """The worst of what needs a person, and how many there are in all."""

    listed: tuple[Need, ...]
    total: int
