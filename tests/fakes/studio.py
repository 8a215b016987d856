"""A studio that voices by arithmetic: each sentence is one second, and the digest comes from its words."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import timedelta

from audio.language import SpokenLanguage
from audio.reading.values import Reading
from controller.entries import Cast, Voiced
from controller.errors import StudioStoppedError, VoicingFailedError
from schedules.vocabulary import Class, Clip, Digest


class FakeStudio:
    def __init__(self) -> None:
        self.problem = ""
        self.is_stopped = False
        self.casts: list[tuple[Cast, ...]] = []
        """Of each clip, who might speak its sections."""
        self.languages: list[tuple[SpokenLanguage, ...]] = []
        """Of each clip, in which languages its sections are."""

    def voice(
        self,
        sections: Sequence[tuple[Reading, Cast]],
        class_: Class,
        tell: Callable[[int], None],
    ) -> Voiced:
        if self.is_stopped:
            raise StudioStoppedError("the studio ended while it voiced")
        if self.problem:
            raise VoicingFailedError(self.problem)
        readings = [reading for reading, _ in sections]
        self.casts.append(tuple(cast for _, cast in sections))
        self.languages.append(tuple(reading.language for reading in readings))
        sentences = sum(len(reading.sentences) for reading in readings)
        for done in range(sentences + 1):
            tell(done)
        words = "|".join([class_, *(reading.spoken for reading in readings)]).encode()
        clip = Clip(
            digest=Digest(hashlib.sha256(words).hexdigest()),
            length=timedelta(seconds=sentences),
            marks=tuple(timedelta(seconds=turn) for turn in range(sentences)),
        )
        return Voiced(
            clip=clip,
            bytes=len(words),
            voice="fake 1",
            grade="fallback",
            falls="",
            waveform="A_",
            chain=("fake 1",),
        )
