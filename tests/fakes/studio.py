"""A studio that voices by arithmetic: each sentence is one second, and the digest comes from its words."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import timedelta

from audio.language import SpokenLanguage
from audio.reading.values import Reading
from audio.template import OURS, Template
from controller.entries import NO_APPROVED_VOICE, Cast, Voiced
from controller.errors import StudioStoppedError, VoicingFailedError
from schedules.vocabulary import Class, Clip, Digest

_OWN = "fake 1"


class FakeStudio:
    def __init__(self) -> None:
        self.problem = ""
        self.is_stopped = False
        self.voices: tuple[str, ...] = ()
        """Which voices it has beside its own, which is asked last; each is of version 1."""
        self.own = _OWN
        self.before_telling: Callable[[int], None] = lambda _done: None
        """What happens meanwhile, each time that a sentence is done."""
        self.templates: list[Template] = []
        """Of each clip, how it was to be put together."""
        self.casts: list[tuple[Cast, ...]] = []
        """Of each clip, who might speak its sections."""
        self.languages: list[tuple[SpokenLanguage, ...]] = []
        """Of each clip, in which languages its sections are."""

    def voice(
        self,
        sections: Sequence[tuple[Reading, Cast]],
        class_: Class,
        tell: Callable[[int], None],
        *,
        template: Template = OURS,
    ) -> Voiced:
        if self.is_stopped:
            raise StudioStoppedError("the studio ended while it voiced")
        if self.problem:
            raise VoicingFailedError(self.problem)
        readings = [reading for reading, _ in sections]
        self.templates.append(template)
        self.casts.append(tuple(cast for _, cast in sections))
        self.languages.append(tuple(reading.language for reading in readings))
        sentences = sum(len(reading.sentences) for reading in readings)
        for done in range(sentences + 1):
            self.before_telling(done)
            tell(done)
        chain = self._chain(sections[0][1])
        said_by = () if chain[0] == _OWN else (chain[0],)
        words = "|".join([class_, *said_by, *(reading.spoken for reading in readings)]).encode()
        clip = Clip(
            digest=Digest(hashlib.sha256(words).hexdigest()),
            length=timedelta(seconds=sentences),
            marks=tuple(timedelta(seconds=turn) for turn in range(sentences)),
        )
        return Voiced(
            clip=clip,
            bytes=len(words),
            voice=chain[0],
            grade="fallback",
            falls="",
            waveform="A_",
            chain=chain,
        )

    def _chain(self, cast: Cast) -> tuple[str, ...]:
        """Name those that may speak, best first."""
        asked = [f"{name} 1" for name in cast.first if name in self.voices]
        may_speak = [one for one in (*asked, self.own) if cast.approved is None or one in cast.approved]
        if not may_speak:
            raise VoicingFailedError(NO_APPROVED_VOICE)
        return tuple(may_speak)
