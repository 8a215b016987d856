"""A state as people see it: a word, and a tone that decides shape and colour."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    GOOD = "good"
    BUSY = "busy"
    """Under way by itself."""
    WAIT = "wait"
    """Waits for an instant or a person."""
    BAD = "bad"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    words: str
    tone: Tone
