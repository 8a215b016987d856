"""A studio that voices by arithmetic: each sentence is one second, and the digest comes from its words."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from audio.reading.values import Reading
from controller.entries import Voiced
from controller.errors import StudioStoppedError, VoicingFailedError
from schedules.vocabulary import Class, Clip, Digest


class FakeStudio:
    def __init__(self) -> None:
        self.problem = ""
        self.is_stopped = False

    def voice(self, reading: Reading, class_: Class, tell: Callable[[int], None]) -> Voiced:
        if self.is_stopped:
            raise StudioStoppedError("the studio ended while it voiced")
        if self.problem:
            raise VoicingFailedError(self.problem)
        for done in range(len(reading.sentences) + 1):
            tell(done)
        words = f"{class_}:{reading.spoken}".encode()
        clip = Clip(
            digest=Digest(hashlib.sha256(words).hexdigest()),
            length=timedelta(seconds=len(reading.sentences)),
            marks=tuple(timedelta(seconds=turn) for turn in range(len(reading.sentences))),
        )
        return Voiced(clip=clip, bytes=len(words), voice="fake 1", grade="fallback", falls="")
