"""Neural voices through sherpa-onnx: offline, of any model folder that was installed, well understood.

The engine ends its process when a model file is damaged, so it has one of its own, started with the first
sentence and kept for the next.
"""

import json
import re
import tempfile
from importlib import metadata
from pathlib import Path
from threading import Lock

import numpy as np
from pydantic import TypeAdapter

from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.models.digests import digest_of
from audio.models.installed import InstalledVoice
from audio.models.model import Model
from audio.speech import Grade, Speech, VoiceCard
from audio.voices import neural_helper
from audio.voices.child import VoiceChild
from audio.voices.requests import SPOKEN

_SETTINGS = "1"
"""Counts up whenever the helper would make another sound of the same words."""
_ENGINE = "sherpa-onnx"
_LAST_WORDS = 300
_PLACE = re.compile(r"^\S*/csrc/\S+ ")
"""Where in its own code the engine complains."""
_LOAD = b"load"


class NeuralVoice:
    """One speaker of one installed voice. `load_limit` and `time_limit` in seconds."""

    def __init__(
        self,
        voice: InstalledVoice,
        folder: Path,
        *,
        speaker: int = 0,
        load_limit: float = 120.0,
        time_limit: float = 120.0,
    ) -> None:
        self.card = VoiceCard(
            name=f"{voice.name}:{voice.speakers[speaker]}" if len(voice.speakers) > 1 else voice.name,
            version=f"{voice.digest[:12]}-{metadata.version(_ENGINE)}-{_SETTINGS}",
            grade=Grade.GOOD,
            languages=frozenset(voice.model.languages),
        )
        self._model = voice.model
        self._digest = voice.digest
        self._folder = folder
        self._speaker = speaker
        self._load_limit = load_limit
        self._time_limit = time_limit
        self._turn = Lock()
        self._child = VoiceChild(
            neural_helper.__name__, str(folder), TypeAdapter(Model).dump_json(voice.model).decode()
        )

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        if language not in self.card.languages:
            raise VoiceUnavailableError(self.card.name, f"it does not speak {language}")
        if not any(sign.isalnum() for sign in words):
            raise SpeechFailedError(self.card.name, "there is no word in it")
        said = words.lower() if self._model.is_by_letters else words
        request = {"words": said, "language": language, "speaker": self._speaker, "rate": rate}
        with self._turn:
            if not self._child.is_running:
                self._load()
            try:
                status, body = self._child.ask(json.dumps(request).encode(), seconds=self._time_limit)
            except (OSError, EOFError) as error:
                raise SpeechFailedError(self.card.name, f"the engine gave no answer: {error}") from error
        return self._speech(status, body)

    def close(self) -> None:
        """Give its memory back. It is loaded again when needed."""
        with self._turn:
            self._child.end()

    def _load(self) -> None:
        if digest_of(self._folder) != self._digest:  # the engine would leave out letters, or worse
            raise VoiceUnavailableError(self.card.name, "its files are not those that were installed")
        with tempfile.TemporaryFile() as complaints:
            try:
                status, why = self._child.ask(_LOAD, seconds=self._load_limit, complaints=complaints)
            except TimeoutError as error:
                raise VoiceUnavailableError(
                    self.card.name, f"its model did not load within {self._load_limit:g} s"
                ) from error
            except (OSError, EOFError) as error:
                complaints.seek(0)
                last = _last_line(complaints.read())
                raise VoiceUnavailableError(
                    self.card.name, f"its model cannot be loaded: {last or error}"
                ) from error
        if status != SPOKEN:
            self._child.end()
            raise VoiceUnavailableError(self.card.name, f"its model cannot be loaded: {why.decode()}")

    def _speech(self, status: int, body: bytes) -> Speech:
        if status != SPOKEN:
            raise SpeechFailedError(self.card.name, body.decode())
        samples = np.frombuffer(body[4:], dtype="<f4").astype(np.float32)
        if not samples.any():
            raise SpeechFailedError(self.card.name, "it made no sound")
        return Speech(samples=samples, sample_rate=int.from_bytes(body[:4], "big"))


def _last_line(complaints: bytes) -> str:
    """Return what the engine said last, before it ended its process."""
    lines = complaints.decode(errors="replace").strip().splitlines()
    return _PLACE.sub("", lines[-1])[:_LAST_WORDS] if lines else ""
