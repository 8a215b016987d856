"""A recogniser of sherpa-onnx: any folder of a known family, offline.

The engine ends its process when a model file is damaged, so it has one of its own, started with the first
sentence and kept for the next.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from importlib import metadata
from pathlib import Path
from threading import Lock

from pydantic import TypeAdapter

from audio.engines.child import EngineChild
from audio.engines.loading import load
from audio.engines.requests import DONE
from audio.errors import ModelNotLoadedError
from audio.hearing import sherpa_helper
from audio.hearing.errors import HearingFailedError, RecogniserUnavailableError
from audio.hearing.identify import identify
from audio.hearing.model import HearingModel
from audio.hearing.pieces import pieces
from audio.hearing.recogniser import RecogniserCard
from audio.language import SpokenLanguage
from audio.models.digests import digest_of
from audio.speech import Speech

_SETTINGS = "1"
"""Counts up whenever the helper would hear other words in the same sound."""


class SherpaRecogniser:
    """The recogniser of one folder. `load_limit` and `sentence_limit` in seconds."""

    def __init__(
        self,
        folder: Path,
        *,
        load_limit: float = 120.0,
        sentence_limit: float = 60.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look at what lies in the folder; nothing is loaded before something is to be heard.

        Raises:
            UnknownRecogniserError: there is no recogniser in it that is known here.
        """
        self._folder = folder
        self._model = identify(folder)
        self._load_limit = load_limit
        self._sentence_limit = sentence_limit
        self._monotonic = monotonic
        self._turn = Lock()
        self._children: dict[str, EngineChild] = {}

    @cached_property
    def card(self) -> RecogniserCard:
        digest = digest_of(self._folder)
        return RecogniserCard(
            name=self._folder.name,
            version=f"{digest[:12]}-{metadata.version('sherpa-onnx')}-{_SETTINGS}",
            languages=frozenset(self._model.languages),
        )

    def hear(self, speech: Speech, *, language: SpokenLanguage, within: timedelta) -> str:
        if language not in self._model.languages:
            raise RecogniserUnavailableError(self._folder.name, f"it does not hear {language}")
        ends = self._monotonic() + within.total_seconds()
        with self._turn:
            child = self._child(language)
            if not child.is_running:
                self._load(child, ends)
            longest = self._model.family.longest_seconds
            return " ".join(
                self._heard(child, piece, ends) for piece in pieces(speech, longest_seconds=longest)
            )

    def close(self) -> None:
        """Give its memory back. It is loaded again when needed."""
        with self._turn:
            for child in self._children.values():
                child.end()

    def _child(self, language: SpokenLanguage) -> EngineChild:
        told = language if self._model.family.is_told_the_language else ""
        if told not in self._children:
            model = TypeAdapter(HearingModel).dump_json(self._model).decode()
            self._children[told] = EngineChild(sherpa_helper.__name__, str(self._folder), model, told)
        return self._children[told]

    def _load(self, child: EngineChild, ends: float) -> None:
        try:
            load(child, seconds=self._left(ends, self._load_limit))
        except ModelNotLoadedError as error:
            raise RecogniserUnavailableError(self._folder.name, str(error)) from error

    def _heard(self, child: EngineChild, speech: Speech, ends: float) -> str:
        request = speech.sample_rate.to_bytes(4, "big") + speech.samples.astype("<f4").tobytes()
        try:
            status, body = child.ask(request, seconds=self._left(ends, self._sentence_limit))
        except (OSError, EOFError) as error:
            raise HearingFailedError(self._folder.name, f"the engine gave no answer: {error}") from error
        if status != DONE:
            raise HearingFailedError(self._folder.name, body.decode())
        return body.decode()

    def _left(self, ends: float, limit: float) -> float:
        return max(0.0, min(limit, ends - self._monotonic()))
