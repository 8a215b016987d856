"""A machine that listens and says what it was told to say."""

from collections.abc import Callable

from audio.reading.values import Reading
from controller.entries import Cast
from controller.errors import StudioStoppedError


class FakeEars:
    def __init__(self, heard: str = "") -> None:
        self.heard = heard
        """What comes of each clip, as it is stored."""
        self.is_stopped = False
        self.meanwhile: Callable[[], None] = lambda: None
        """What happens while it listens."""
        self.asked: list[tuple[str, Cast, str]] = []
        """Of each clip, its words, who might have spoken it, and who did."""

    def hear(self, reading: Reading, cast: Cast, voice: str, tell: Callable[[], None]) -> str:
        self.asked.append((reading.spoken, cast, voice))
        if self.is_stopped:
            raise StudioStoppedError("the studio ended")
        tell()
        self.meanwhile()
        tell()
        return self.heard
