"""Why a clip is on the shelf."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipNeed:
    """`name` is an id or a topic; `title` is what staff call it, empty where they call it nothing."""

    by: NeededBy
    name: str
    title: str = ""
