"""A machine that listens and says what it was told to say."""

from collections.abc import Callable

from audio.reading.values import Reading
from controller.entries import Cast


class FakeEars:
    def __init__(self, heard: str = "") -> None:
        self.heard = heard
        """What comes of each clip, as it is stored."""
        self.error: Exception | None = None
        """What it ends with instead."""
        self.meanwhile: Callable[[], None] = lambda: None
        """What happens while it listens."""
        self.asked: list[tuple[str, Cast, str]] = []
        """Of each clip, its words, who might have spoken it, and who did."""

    def hear(self, reading: Reading, cast: Cast, voice: str, tell: Callable[[], None]) -> str:
        self.asked.append((reading.spoken, cast, voice))
        if self.error:
            raise self.error
        tell()
        self.meanwhile()
        tell()
        return self.heard
