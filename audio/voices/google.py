"""Google's online voice through gTTS. It sends the office's text abroad.

So it is built only where an administrator allowed online voices, and never for emergencies or
texts with personal data; both are the business of whoever puts the chain together.
"""

import io
import threading
from collections.abc import Callable, Iterator
from importlib import metadata

import numpy as np

from audio.errors import SpeechFailedError, VoiceError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.speech import Grade, Speech, VoiceCard

_NAME = "gtts"
_AT_ONCE = 2
"""Sentences. Whoever asks for more is soon refused (429)."""
Fetch = Callable[[str, str, float], Iterator[bytes]]
"""Words, language and a limit in seconds for each request become pieces of one MP3."""


class GoogleVoice:
    """One request per hundred letters; the whole sentence within `time_limit` seconds."""

    def __init__(self, *, time_limit: float = 15.0, fetch: Fetch | None = None) -> None:
        self.card = VoiceCard(
            name=_NAME,
            version=metadata.version("gTTS"),
            grade=Grade.GOOD,
            languages=frozenset(SpokenLanguage),
            needs_network=True,
            at_once=_AT_ONCE,
        )
        self._time_limit = time_limit
        self._fetch = fetch or _from_google
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:  # noqa: ARG002 - it has one pace
        with self._turns:
            mp3 = self._mp3(words, language)
        return _decoded(mp3)

    def _mp3(self, words: str, language: str) -> bytes:
        """Fetch on a thread of its own: a server that drips bytes outlives every socket limit."""
        outcome: list[bytes | VoiceError] = []
        fetching = threading.Thread(
            target=lambda: outcome.append(self._fetched(words, language)), daemon=True, name="zonecast-gtts"
        )
        fetching.start()
        fetching.join(self._time_limit)
        if not outcome:
            raise VoiceUnavailableError(_NAME, f"no answer within {self._time_limit:g} s")
        if isinstance(outcome[0], VoiceError):
            raise outcome[0]
        return outcome[0]

    def _fetched(self, words: str, language: str) -> bytes | VoiceError:
        try:
            return b"".join(self._fetch(words, language, self._time_limit))
        except VoiceError as error:
            return error
        except Exception as error:  # noqa: BLE001 - edge of the thread; a stranger's library may raise anything
            failure = VoiceUnavailableError(_NAME, type(error).__name__)  # its words may be ours
            failure.__cause__ = error
            return failure


def _from_google(words: str, language: str, seconds: float) -> Iterator[bytes]:
    import gtts  # noqa: PLC0415 - brings requests along, which only this needs

    try:
        yield from gtts.gTTS(words, lang=language, lang_check=False, timeout=seconds).stream()
    except (gtts.gTTSError, AssertionError) as error:
        raise VoiceUnavailableError(_NAME, str(error)) from error


def _decoded(mp3: bytes) -> Speech:
    import soundfile  # noqa: PLC0415 - loads libsndfile, which only this voice needs here

    try:
        samples, sample_rate = soundfile.read(io.BytesIO(mp3), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise SpeechFailedError(_NAME, "the answer is no sound") from error
    if not len(samples):
        raise SpeechFailedError(_NAME, "the answer is empty")
    return Speech(samples=samples.mean(axis=1, dtype=np.float32), sample_rate=sample_rate)
