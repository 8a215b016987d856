"""A recogniser that was told what to hear."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from audio.hearing.errors import HearingError
from audio.hearing.recogniser import RecogniserCard
from audio.language import SpokenLanguage
from audio.speech import Speech


class ToldRecogniser:
    """Hears in turn what it was told, and the last of it for ever; where that is an error, raises it."""

    def __init__(
        self,
        *hears: str | HearingError,
        languages: Sequence[SpokenLanguage] = (SpokenLanguage.VIETNAMESE,),
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self.card = RecogniserCard(name="told", version="1", languages=frozenset(languages))
        self.hears = list(hears)
        self.asked: list[timedelta] = []
        """How long it had, each time."""
        self._meanwhile = meanwhile

    def hear(self, speech: Speech, *, language: SpokenLanguage, within: timedelta) -> str:  # noqa: ARG002
        self.asked.append(within)
        self._meanwhile()
        told = self.hears.pop(0) if len(self.hears) > 1 else self.hears[0]
        if isinstance(told, HearingError):
            raise told
        return told
