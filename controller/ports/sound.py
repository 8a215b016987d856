"""What staff chose and brought for the sound of broadcasts."""

from collections.abc import Sequence
from typing import Protocol

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice, VoiceChoiceLine
from schedules.vocabulary import Class


class VoiceChoices(Protocol):
    """Which voice is asked first, as lines of a history."""

    def add(self, line: VoiceChoiceLine) -> None: ...

    def standing(self, language: SpokenLanguage, class_: Class) -> VoiceChoice:
        """Return what holds for a class: what was chosen for it, else for every class, else none."""
        ...

    def lines(self) -> Sequence[VoiceChoiceLine]:
        """Return the history, newest first."""
        ...
