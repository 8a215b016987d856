"""Sentences already spoken, kept so that changing one sentence voices one sentence.

A file's name comes from words, language, rate, and the name and version of the voice. Losing a file
costs a moment of voicing, nothing else. Here too a broadcast is put together, on the same disk.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from audio.errors import SentenceLostError
from audio.files import HALF_WRITTEN, write_whole
from audio.idle import idle_files, mark_used
from audio.speech import Speech, VoiceCard
from audio.spool import Spool

_MAGIC = b"zcs2"
_HEAD = len(_MAGIC) + 4 + 32


class SentenceFolder:
    """Speech by what was said and who said it. Several processes may use one folder at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, words: str, *, language: str, rate: float, voice: VoiceCard) -> Speech | None:
        """Return the speech, or None where there is none that is whole."""
        place = self._place(words, language, rate, voice)
        mark_used(place, datetime.now(UTC))
        try:
            content = place.read_bytes()
        except FileNotFoundError:
            return None
        return _unpacked(content)

    def idle(self, *, since: datetime) -> Iterator[Path]:
        """Give the files of sentences, and what was heard in them, that nobody used after `since`."""
        return idle_files(self._folder, "??/[!.]*", since=since)

    def remains(self, *, since: datetime) -> Iterator[Path]:
        """Give what whoever died while writing left behind before `since`. It is no sentence."""
        return idle_files(self._folder, f"??/{HALF_WRITTEN}", since=since)

    def fetch(self, words: str, *, language: str, rate: float, voice: VoiceCard) -> Speech:
        """Return a speech that was kept.

        Raises:
            SentenceLostError: it is gone.
        """
        speech = self.find(words, language=language, rate=rate, voice=voice)
        if speech is None:
            raise SentenceLostError(f"a sentence by {voice.name} is gone")
        return speech

    def spool(self) -> Spool:
        """Return an empty spool on the same disk, for one broadcast.

        Raises:
            ShelfFullError, ShelfError: the folder cannot be written.
        """
        return Spool(self._folder)

    def keep(self, speech: Speech, words: str, *, language: str, rate: float, voice: VoiceCard) -> None:
        """Keep a speech.

        Raises:
            ShelfFullError, ShelfError: it could not be written; nothing half-written is left.
        """
        write_whole(self._place(words, language, rate, voice), _packed(speech))

    def _place(self, words: str, language: str, rate: float, voice: VoiceCard) -> Path:
        key = json.dumps([words, language, rate, voice.name, voice.version]).encode()
        name = hashlib.sha256(key).hexdigest()
        return self._folder / name[:2] / f"{name}.pcm"


def _packed(speech: Speech) -> bytes:
    body = speech.samples.astype("<f4").tobytes()
    return _MAGIC + speech.sample_rate.to_bytes(4, "big") + hashlib.sha256(body).digest() + body


def _unpacked(content: bytes) -> Speech | None:
    head, body = content[:_HEAD], content[_HEAD:]
    if head[:4] != _MAGIC or hashlib.sha256(body).digest() != head[8:]:
        return None
    samples = np.frombuffer(body, dtype="<f4").astype(np.float32)
    return Speech(samples=samples, sample_rate=int.from_bytes(head[4:8], "big"))
