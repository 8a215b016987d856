"""A room of recordings without sound: what a file says of itself is what is heard of it."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import IO

from audio.errors import NotASoundError, TooFewPausesError
from audio.flaws import Flaw
from audio.language import SpokenLanguage
from controller.entries import Recorded, Taken
from controller.errors import NotFoundError
from schedules.vocabulary import Digest

NO_SOUND, NO_PAUSES, LAST_IS_SILENT = b"text", b"one breath", b"the last is silent"


class FakeRecordingRoom:
    def __init__(self) -> None:
        self.kept: dict[Digest, bytes] = {}
        self.asked: list[tuple[tuple[str, ...], tuple[timedelta, ...] | None]] = []
        """Of each file the sentences that it was said to hold, and where "next" was pressed."""
        self.found: frozenset[Flaw] = frozenset()

    def take(
        self,
        file: IO[bytes],
        sentences: Sequence[str],
        *,
        language: SpokenLanguage,  # noqa: ARG002 - it hears no language
        pressed: Sequence[timedelta] | None = None,
    ) -> Sequence[Taken]:
        content = file.read()
        if content == NO_SOUND:
            raise NotASoundError("there is no sound in it")
        if content == NO_PAUSES:
            raise TooFewPausesError(0, needed=len(sentences) - 1)
        self.asked.append((tuple(sentences), None if pressed is None else tuple(pressed)))
        taken = [self._taken(words, content) for words in sentences if words]
        if content == LAST_IS_SILENT:
            taken[-1] = Taken(words=taken[-1].words, problem="SilentSpeechError")
        return taken

    def content(self, digest: Digest) -> bytes:
        if digest not in self.kept:
            raise NotFoundError(f"no recording {digest}")
        return self.kept[digest]

    def flaws(self, digest: Digest) -> frozenset[Flaw]:  # noqa: ARG002 - the same for all
        return self.found

    def _taken(self, words: str, content: bytes) -> Taken:
        sound = words.encode() + content
        digest = Digest(hashlib.sha256(sound).hexdigest())
        self.kept[digest] = sound
        return Taken(words=words, recorded=Recorded(words=words, digest=digest, length=timedelta(seconds=2)))
