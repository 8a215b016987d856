"""espeak-ng, the voice that is always there: offline, fast, understood with effort.

The library is global, not re-entrant, and repeatable only at the first synthesis of a process.
So a helper process of its own loads it once and forks for every sentence; a crash of the library
is a typed error here and nothing more.
"""

import json
import re
import time
import unicodedata
from collections.abc import Callable
from importlib import metadata
from threading import Lock

import numpy as np

from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.speech import Grade, Speech, VoiceCard
from audio.voices import espeak_helper, requests
from audio.voices.child import VoiceChild

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
    """Talks to the helper over a pipe; starts it when it is first needed or has died."""

    def __init__(self, *, time_limit: float = 30.0, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.card = VoiceCard(
            name=_NAME,
            version=f"{metadata.version('espeakng-loader')}-{_SETTINGS}",
            grade=Grade.FALLBACK,
            languages=frozenset(_VOICES),
        )
        self._time_limit = time_limit
        self._helper = VoiceChild(espeak_helper.__name__, monotonic=monotonic)
        self._turn = Lock()

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        if language not in _VOICES:
            raise VoiceUnavailableError(_NAME, f"it does not speak {language}")
        spoken = _as_english(words) if language is SpokenLanguage.ENGLISH else words
        request = json.dumps({"words": spoken, "voice": _VOICES[language], "rate": rate}).encode()
        with self._turn:
            try:
                status, body = self._helper.ask(request, seconds=self._time_limit)
            except (OSError, EOFError) as error:
                raise SpeechFailedError(_NAME, f"the helper gave no answer: {error}") from error
        return _speech(status, body)

    def close(self) -> None:
        """End the helper. It is started again when needed."""
        with self._turn:
            self._helper.end()


def _as_english(words: str) -> str:
    """Write what the library would spell out or mistake: Vietnamese marks, and the letter A."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))
    letters = _LETTER_A.sub(lambda found: "[[eIz]]" if "s" in found[0] else "[[eI]]", bare)
    return letters.translate(_STROKES)


def _speech(status: int, body: bytes) -> Speech:
    match status:
        case requests.SPOKEN:
            rate = int.from_bytes(body[:4], "big")
            samples = np.frombuffer(body[4:], dtype="<i2").astype(np.float32) / np.float32(32768)
            if not samples.any():
                raise SpeechFailedError(_NAME, "it made no sound")
            return Speech(samples=samples, sample_rate=rate)
        case requests.UNAVAILABLE:
            raise VoiceUnavailableError(_NAME, body.decode())
        case _:
            raise SpeechFailedError(_NAME, body.decode())
