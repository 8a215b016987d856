import base64
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import numpy as np
import pytest
import soundfile

from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.speech import first_to_speak
from audio.voices.google import GoogleVoice
from tests.audio.fakes import HummingVoice
from tests.parts.voice_server import Answer, Asked, Served, serving


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


@pytest.fixture
def abroad(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AbstractContextManager[Served]]:
    """Return a server that stands in for Google's, and answers as the test says."""

    @contextmanager
    def standing_in(*answers: Answer) -> Iterator[Served]:
        with serving(*answers) as server:
            monkeypatch.setattr("gtts.tts._translate_url", lambda **_: server.address)
            yield server

    return standing_in


def spoken(sound: bytes) -> Answer:
    """Answer as Google does: lines of which one holds the sound, in base64."""
    line = json.dumps(
        [["wrb.fr", "jQ1olc", json.dumps([base64.b64encode(sound).decode()])]], separators=(",", ":")
    )
    return lambda asked: asked.send(200, f")]}}'\n\n{line}\n".encode())


def slow(asked: Asked) -> None:
    """Send a byte now and then, for longer than anybody waits."""
    asked.send(200, b"", Content_Length="1000")
    for _ in range(40):
        asked.wfile.write(b" ")
        time.sleep(0.05)


def cut(asked: Asked) -> None:
    asked.send(200, b")]}'", Content_Length="100000")


def test_what_the_server_says_is_spoken(abroad: Callable[..., AbstractContextManager[Served]]) -> None:
    with abroad(spoken(mp3(1.0))) as server:
        speech = GoogleVoice(time_limit=5).say("xin chào", language="vi", rate=1.0)

    assert 0.9 < speech.length.total_seconds() < 1.2
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        slow,
        cut,
        lambda asked: asked.send(429, b"Too Many Requests"),
        lambda asked: asked.send(200, b"<html>log in</html>", Content_Type="text/html"),
        spoken(b"<html>"),
        spoken(b""),
    ],
    ids=["slow", "cut", "429", "a page", "a page as sound", "nothing as sound"],
)
def test_whatever_goes_wrong_abroad_the_next_voice_speaks_within_the_limit_and_tells(
    abroad: Callable[..., AbstractContextManager[Served]], answer: Answer
) -> None:
    here = HummingVoice()
    began = time.monotonic()

    with abroad(answer):
        said = first_to_speak(
            [GoogleVoice(time_limit=0.7), here],
            lambda voice: voice.say("xin chào", language="vi", rate=1.0),
            language="vi",
        )

    assert time.monotonic() - began < 5
    assert said.voice.name == "humming"
    assert [failure.voice for failure in said.failed] == ["gtts"]
    assert said.failed[0].reason


def test_a_strange_failure_of_the_library_is_told_and_not_swallowed() -> None:
    def broken(_words: str, _language: str, _seconds: float) -> Iterator[bytes]:
        raise KeyError("surprise")

    with pytest.raises(VoiceUnavailableError, match="KeyError") as failed:
        GoogleVoice(fetch=broken).say("xin chào", language="vi", rate=1.0)

    assert isinstance(failed.value.__cause__, KeyError)


def test_no_more_than_two_sentences_are_asked_for_at_once() -> None:
    sound, lock, both = mp3(0.3), threading.Lock(), threading.Barrier(2)
    counts = {"now": 0, "most": 0}

    def counted(_words: str, _language: str, _seconds: float) -> Iterator[bytes]:
        with lock:
            counts["now"] += 1
            counts["most"] = max(counts.values())
        both.wait(10)
        with lock:
            counts["now"] -= 1
        yield sound

    voice = GoogleVoice(fetch=counted)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda words: voice.say(words, language="vi", rate=1.0), "abcdef"))

    assert counts["most"] == 2


def test_it_says_that_it_needs_the_network() -> None:
    assert GoogleVoice().card.needs_network
