"""The voices of a site and of the catalogue, as pages ask for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from audio.language import SpokenLanguage
from audio.speech import Grade

PEOPLE = "human"
"""As which people who recorded a notice stand in clips and approvals."""
_SEVERAL = 2


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
    speakers: tuple[str, ...] = ()
    """What its speakers are called; empty where nobody tells them apart."""
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

    @property
    def is_here(self) -> bool:
        """Whether it speaks where somebody names it."""
        return self.standing in {Standing.SPEAKS, Standing.UNNAMED}

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which it is asked: one for each speaker, where it has several."""
        if len(self.speakers) < _SEVERAL:
            return (self.name,)
        return tuple(f"{self.name}:{speaker}" for speaker in self.speakers)


def voice_named(name: str, voices: Iterable[SeenVoice]) -> SeenVoice | None:
    """Return the voice that is asked by a name such as ``supertonic-3:F2``; None where there is none."""
    return next((voice for voice in voices if name in {voice.name, *voice.names}), None)


def name_of(identity: str) -> str:
    """Return by which name a voice is asked, from the identity that clips and approvals keep."""
    return identity.partition(" ")[0]
