"""The voices of a site and of the catalogue, as pages ask for them."""

from dataclasses import dataclass
from enum import StrEnum

from audio.language import SpokenLanguage
from audio.speech import Grade


class Standing(StrEnum):
    """What a voice is to this site."""

    SPEAKS = "speaks"
    UNNAMED = "unnamed"
    """Installed, and not in the order that the administrator set."""
    OFF = "off"
    """There, and not allowed by the administrator."""
    BROKEN = "broken"
    COMING = "coming"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenVoice:
    """One voice; sizes in bytes, None where they are not known."""

    name: str
    title: str
    standing: Standing
    grade: Grade
    languages: tuple[SpokenLanguage, ...] = ()
    turn: int = 0
    """Where it stands in the order in which voices are asked, 1 first; 0 where it is not asked."""
    needs_network: bool = False
    can_be_removed: bool = False
    licence: str = ""
    licence_address: str = ""
    size: int | None = None
    digest: str = ""
    """Of its archive; empty where the first installation will pin it."""
    got: int | None = None
    """How many bytes have come, while it is coming."""
    problem: str = ""
    """Why its last installation failed."""
