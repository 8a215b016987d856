"""What was heard already, so that a sentence that did not change is not heard again.

A file's name comes from the sound, the language and the recogniser. Losing a file costs a moment of
hearing, nothing else. It may lie among the sentences, and is swept with them (`SentenceFolder.idle`).
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from audio.files import write_whole
from audio.hearing.recogniser import RecogniserCard
from audio.idle import mark_used
from audio.language import SpokenLanguage
from audio.speech import Speech


class HeardFolder:
    """Words by the sound in which they were heard. Several processes may use one folder at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, speech: Speech, *, language: SpokenLanguage, by: RecogniserCard) -> str | None:
        """Return the words, or None where nobody heard that sound yet."""
        place = self._place(speech, language, by)
        mark_used(place, datetime.now(UTC))
        try:
            return place.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def keep(self, words: str, speech: Speech, *, language: SpokenLanguage, by: RecogniserCard) -> None:
        """Keep what was heard.

        Raises:
            ShelfFullError, ShelfError: it could not be written.
        """
        write_whole(self._place(speech, language, by), words.encode())

    def _place(self, speech: Speech, language: SpokenLanguage, by: RecogniserCard) -> Path:
        sound = hashlib.sha256(speech.samples.astype("<f4").tobytes())
        sound.update(f"{speech.sample_rate} {language} {by.name} {by.version}".encode())
        name = sound.hexdigest()
        return self._folder / name[:2] / f"{name}.heard"
