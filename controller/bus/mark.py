"""What the retained mark says of a broker's memory: a question and its answer.

The mark is a revision as decimal text. All that was acknowledged up to it lay at the broker
when it was set, so a broker that shows it holds at least that much.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_MOST_DIGITS = 18
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(hours=1)
"""No pole with a trusted clock takes a revision further ahead, so no honest mark names one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What our side knows when a broker shows its mark; each a revision."""

    marked: int | None
    """The last mark this program set; None before the first."""
    acknowledged: int
    """The highest one that a broker acknowledged; 0 where none was."""
    given: int
    """The highest one that our store gave."""


class Memory(StrEnum):
    """How much a broker remembers of what it acknowledged."""

    WHOLE = "whole"
    BEHIND = "behind"
    """All up to its mark; what came after was acknowledged and not yet marked."""
    LOST = "lost"
    AHEAD = "ahead"
    """More than our store ever gave: our store is a backup of before."""


def read_mark(payload: bytes) -> int | None:
    """Return the revision, or None where it is none that can be read."""
    return int(payload) if payload.isdigit() and len(payload) <= _MOST_DIGITS else None


def judge(mark: int | None, known: Known, now: datetime) -> Memory:
    """Say what a broker that shows `mark` (None for no mark) remembers."""
    if mark is None:
        return Memory.LOST
    if mark > known.given:
        return Memory.AHEAD if mark <= (now + _AHEAD - _EPOCH) // timedelta(milliseconds=1) else Memory.LOST
    if mark >= known.acknowledged:
        return Memory.WHOLE
    return Memory.BEHIND if mark == known.marked else Memory.LOST
