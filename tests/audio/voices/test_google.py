import io
import threading
from collections.abc import Iterator

import numpy as np
import pytest
import soundfile

from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.voices.google import GoogleVoice


def mp3(seconds: float) -> bytes:
    target = io.BytesIO()
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * 24_000)) / 24_000)
    soundfile.write(target, tone, 24_000, format="MP3")
    return target.getvalue()


def test_what_it_sends_is_decoded_to_mono() -> None:
    voice = GoogleVoice(fetch=lambda _words, _language, _seconds: iter([mp3(1.0)]))

    speech = voice.say("xin chào", language="vi", rate=1.0)

    assert speech.sample_rate == 24_000
    assert speech.samples.ndim == 1
    assert 0.9 < speech.length.total_seconds() < 1.2


@pytest.mark.parametrize("content", [b"<html>429</html>", b""])
def test_an_answer_that_is_no_sound_is_a_failure(content: bytes) -> None:
    voice = GoogleVoice(fetch=lambda _words, _language, _seconds: iter([content]))

    with pytest.raises(SpeechFailedError):
        voice.say("xin chào", language="vi", rate=1.0)


def test_an_answer_that_never_ends_is_given_up() -> None:
    given_up = threading.Event()

    def dripping(_words: str, _language: str, _seconds: float) -> Iterator[bytes]:
        given_up.wait(10)
        yield b""

    with pytest.raises(VoiceUnavailableError, match="no answer"):
        GoogleVoice(time_limit=0.05, fetch=dripping).say("xin chào", language="vi", rate=1.0)
    given_up.set()


def test_without_a_network_it_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gtts.tts._translate_url", lambda **_: "http://127.0.0.1:9/nothing")

    with pytest.raises(VoiceUnavailableError):
        GoogleVoice(time_limit=5).say("xin chào", language="vi", rate=1.0)


def test_a_strange_failure_of_the_library_is_told_and_not_swallowed() -> None:
    def broken(_words: str, _language: str, _seconds: float) -> Iterator[bytes]:
        raise KeyError("surprise")

    with pytest.raises(VoiceUnavailableError, match="KeyError") as failed:
        GoogleVoice(fetch=broken).say("xin chào", language="vi", rate=1.0)

    assert isinstance(failed.value.__cause__, KeyError)


def test_it_says_that_it_needs_the_network() -> None:
    assert GoogleVoice().card.needs_network
