"""What the rest of the house needs of a recogniser: a machine that writes down what it hears."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from audio.language import SpokenLanguage
from audio.speech import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class RecogniserCard:
    """What is known of a recogniser before it listens. One version hears the same words in the same sound."""

    name: str
    version: str
    languages: frozenset[SpokenLanguage]


class Recogniser(Protocol):
    """An engine and a model."""

    @property
    def card(self) -> RecogniserCard: ...

    def hear(self, speech: Speech, *, language: SpokenLanguage, within: timedelta) -> str:
        """Return the words of one sentence as the model writes them: in any case, with figures or without.

        Raises:
            RecogniserUnavailableError: it cannot listen now, or not in this language.
            HearingFailedError: it tried and failed, or was not done `within` the time.
        """
