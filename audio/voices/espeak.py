"""espeak-ng, the voice that is always there: offline, fast, understood with effort.

The library is global, not re-entrant, and repeatable only at the first synthesis of a process.
So helper processes of its own load it once and fork for every sentence; a crash of the library
is a typed error here and nothing more. Whichever lane speaks, the sound is the same.
"""

import json
import re
import time
import unicodedata
from collections.abc import Callable
from importlib import metadata

import numpy as np

from audio.engines import requests
from audio.engines.child import EngineChild
from audio.engines.lanes import Lanes
from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.speech import Grade, Speech, VoiceCard
from audio.voices import espeak_helper

_NAME = "espeak-ng"
_SETTINGS = "1"
"""Counts up whenever the helper would make another sound of the same words."""
_VOICES = {
    SpokenLanguage.VIETNAMESE: "vi",
    SpokenLanguage.ENGLISH: "en",
    SpokenLanguage.KOREAN: "ko",
    SpokenLanguage.CHINESE: "cmn",
}
"""What the library calls them. Its Japanese is not among them: it reads no kanji, and names each a letter."""
_LETTER_A = re.compile(r"(?<=\b[A-Z] )A(s?)\b|\bA(s?)(?= [A-Z]s?\b)|(?<=[a-z,] )A(s?)\b")
"""A capital A beside other letters, or within a sentence, is the letter and not the article."""
_STROKES = str.maketrans("đĐ", "dD")


class EspeakVoice:
    """Talks to helpers over pipes, one a lane; starts one when it is first needed or has died."""

    def __init__(
        self, *, lanes: int = 1, time_limit: float = 30.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.card = VoiceCard(
            name=_NAME,
            version=f"{metadata.version('espeakng-loader')}-{_SETTINGS}",
            grade=Grade.FALLBACK,
            languages=frozenset(_VOICES),
            at_once=lanes,
        )
        self._time_limit = time_limit
        self._lanes = Lanes(lanes, lambda: EngineChild(espeak_helper.__name__, monotonic=monotonic))

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        if language not in _VOICES:
            raise VoiceUnavailableError(_NAME, f"it does not speak {language}")
        spoken = _as_english(words) if language is SpokenLanguage.ENGLISH else words
        request = json.dumps({"words": spoken, "voice": _VOICES[language], "rate": rate}).encode()
        with self._lanes.borrowed() as helper:
            try:
                status, body = helper.ask(request, seconds=self._time_limit)
            except (OSError, EOFError) as error:
                raise SpeechFailedError(_NAME, f"the helper gave no answer: {error}") from error
        return _speech(status, body)

    def close(self) -> None:
        """End the helpers. They are started again when needed."""
        self._lanes.close()


def _as_english(words: str) -> str:
    """Write what the library would spell out or mistake: Vietnamese marks, and the letter A."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))
    letters = _LETTER_A.sub(lambda found: "[[eIz]]" if "s" in found[0] else "[[eI]]", bare)
    return letters.translate(_STROKES)


def _speech(status: int, body: bytes) -> Speech:
    match status:
        case requests.DONE:
            rate = int.from_bytes(body[:4], "big")
            samples = np.frombuffer(body[4:], dtype="<i2").astype(np.float32) / np.float32(32768)
            if not samples.any():
                raise SpeechFailedError(_NAME, "it made no sound")
            return Speech(samples=samples, sample_rate=rate)
        case requests.UNAVAILABLE:
            raise VoiceUnavailableError(_NAME, body.decode())
        case _:
            raise SpeechFailedError(_NAME, body.decode())
