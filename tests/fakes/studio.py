"""A studio that voices by arithmetic: each sentence is one second, and the digest comes from its words."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import timedelta

from audio.language import SpokenLanguage
from audio.reading.values import Reading
from controller.entries import Voiced
from controller.errors import StudioStoppedError, VoicingFailedError
from schedules.vocabulary import Class, Clip, Digest


class FakeStudio:
    def __init__(self) -> None:
        self.problem = ""
        self.is_stopped = False
        self.kept_here: list[bool] = []
        """Of each clip, whether it was to be given to no online voice."""
        self.languages: list[tuple[SpokenLanguage, ...]] = []
        """Of each clip, in which languages its sections are."""

    def voice(
        self,
        sections: Sequence[Reading],
        class_: Class,
        tell: Callable[[int], None],
        *,
        stays_here: bool,
    ) -> Voiced:
        if self.is_stopped:
            raise StudioStoppedError("the studio ended while it voiced")
        if self.problem:
            raise VoicingFailedError(self.problem)
        self.kept_here.append(stays_here)
        self.languages.append(tuple(section.language for section in sections))
        sentences = sum(len(section.sentences) for section in sections)
        for done in range(sentences + 1):
            tell(done)
        words = "|".join([class_, *(section.spoken for section in sections)]).encode()
        clip = Clip(
            digest=Digest(hashlib.sha256(words).hexdigest()),
            length=timedelta(seconds=sentences),
            marks=tuple(timedelta(seconds=turn) for turn in range(sentences)),
        )
        return Voiced(clip=clip, bytes=len(words), voice="fake 1", grade="fallback", falls="", waveform="A_")
