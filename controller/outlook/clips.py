"""Why a clip is on the shelf, or a recording is kept."""

from dataclasses import dataclass
from enum import StrEnum


class NeededBy(StrEnum):
    NOTICE = "notice"
    TAKE = "take"
    BROADCAST = "broadcast"
    PUBLICATION = "publication"
    """It is, or is about to be, retained at the broker."""
    POLE = "pole"
    """It is among those that a pole always has."""
    HISTORY = "history"
    """It stands no longer for its sentence; an undo may bring it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNeed:
    """`name` is an id or a topic; `title` is what staff call it, empty where they call it nothing."""

    by: NeededBy
    name: str
    title: str = ""
