"""The engine of one installed voice: its model, loaded once a lane and shared by all its speakers.

The engine ends its process when a model file is damaged, so it has processes of its own, each started with
the first sentence that finds no other idle, and kept for the next.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from audio.engines.child import EngineChild
from audio.engines.lanes import Lanes
from audio.engines.loading import load
from audio.engines.requests import DONE
from audio.errors import ModelNotLoadedError, SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.models.digests import digest_of
from audio.models.installed import InstalledVoice
from audio.models.model import Model
from audio.speech import Speech
from audio.voices import neural_helper


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One sentence, as the engine is asked for it."""

    words: str
    language: SpokenLanguage
    speaker: int
    rate: float


class NeuralEngine:
    """All speakers of one installed voice. `load_limit` and `time_limit` in seconds."""

    def __init__(
        self,
        voice: InstalledVoice,
        folder: Path,
        *,
        lanes: int = 1,
        load_limit: float = 120.0,
        time_limit: float = 120.0,
    ) -> None:
        self.voice = voice
        self.lanes = Lanes(lanes, lambda: _child(folder, voice.model))
        self._folder = folder
        self._load_limit = load_limit
        self._time_limit = time_limit

    def say(self, request: Request, *, name: str) -> Speech:
        """Say a sentence for the voice of this `name`.

        Raises:
            VoiceUnavailableError: the model cannot be loaded.
            SpeechFailedError: nothing came of it, or not in time.
        """
        with self.lanes.borrowed() as child:
            if not child.is_running:
                self._load(child, name)
            try:
                status, body = child.ask(json.dumps(asdict(request)).encode(), seconds=self._time_limit)
            except (OSError, EOFError) as error:
                raise SpeechFailedError(name, f"the engine gave no answer: {error}") from error
        if status != DONE:
            raise SpeechFailedError(name, body.decode())
        samples = np.frombuffer(body[4:], dtype="<f4").astype(np.float32)
        if not samples.any():
            raise SpeechFailedError(name, "it made no sound")
        return Speech(samples=samples, sample_rate=int.from_bytes(body[:4], "big"))

    def close(self) -> None:
        """Give its memory back. It is loaded again when needed."""
        self.lanes.close()

    def _load(self, child: EngineChild, name: str) -> None:
        if digest_of(self._folder) != self.voice.digest:  # the engine would leave out letters, or worse
            raise VoiceUnavailableError(name, "its files are not those that were installed")
        try:
            load(child, seconds=self._load_limit)
        except ModelNotLoadedError as error:
            raise VoiceUnavailableError(name, str(error)) from error


def _child(folder: Path, model: Model) -> EngineChild:
    return EngineChild(neural_helper.__name__, str(folder), TypeAdapter(Model).dump_json(model).decode())
