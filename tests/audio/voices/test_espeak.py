import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.speech import Speech
from audio.voices.espeak import EspeakVoice
from tests.parts.processes import children_of, runs, wait_until

WORDS = "Đề nghị bà con giữ gìn vệ sinh chung"
ENDLESS = "xin chào bà con " * 100_000
"""Keeps the library busy for many seconds."""


@pytest.fixture
def voice() -> Iterator[EspeakVoice]:
    speaking = EspeakVoice()
    yield speaking
    speaking.close()


def test_it_speaks_vietnamese_without_clipping(voice: EspeakVoice) -> None:
    speech = voice.say(WORDS, language="vi", rate=1.0)

    assert 1 < speech.length.total_seconds() < 5
    assert 0.1 < np.abs(speech.samples).max() < 1


def test_the_same_words_always_give_the_same_samples(voice: EspeakVoice) -> None:
    first = voice.say(WORDS, language="vi", rate=1.0)
    voice.say("Chuyện khác", language="vi", rate=1.0)
    other = EspeakVoice()

    assert np.array_equal(voice.say(WORDS, language="vi", rate=1.0).samples, first.samples)
    assert np.array_equal(other.say(WORDS, language="vi", rate=1.0).samples, first.samples)
    other.close()


def test_a_slower_rate_takes_longer(voice: EspeakVoice) -> None:
    slow, fast = (voice.say(WORDS, language="vi", rate=rate).length for rate in (0.8, 1.2))

    assert slow > fast


def test_a_language_it_does_not_know_is_unavailable(voice: EspeakVoice) -> None:
    with pytest.raises(VoiceUnavailableError):
        voice.say(WORDS, language="xx", rate=1.0)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (SpokenLanguage.ENGLISH, "The board of Bắc Ninh says V A T rises"),
        (SpokenLanguage.KOREAN, "2025년 7월 1일부터 시행합니다"),
        (SpokenLanguage.CHINESE, "7月1日起停电"),
    ],
)
def test_it_speaks_other_languages(voice: EspeakVoice, language: SpokenLanguage, words: str) -> None:
    speech = voice.say(words, language=language, rate=1.0)

    assert 1 < speech.length.total_seconds() < 6


def test_vietnamese_names_in_english_are_not_spelled_letter_by_letter(voice: EspeakVoice) -> None:
    marked = voice.say("The gate of Bắc Ninh", language=SpokenLanguage.ENGLISH, rate=1.0)
    bare = voice.say("The gate of Bac Ninh", language=SpokenLanguage.ENGLISH, rate=1.0)

    assert np.array_equal(marked.samples, bare.samples)


def test_japanese_is_left_to_other_voices(voice: EspeakVoice) -> None:
    assert SpokenLanguage.JAPANESE not in voice.card.languages
    with pytest.raises(VoiceUnavailableError):
        voice.say("工業団地のお知らせ", language=SpokenLanguage.JAPANESE, rate=1.0)


def test_words_without_sound_are_a_failure(voice: EspeakVoice) -> None:
    with pytest.raises(SpeechFailedError):
        voice.say("", language="vi", rate=1.0)


def test_a_helper_that_is_too_slow_is_a_failure_and_then_replaced() -> None:
    impatient = EspeakVoice(time_limit=0.0)

    with pytest.raises(SpeechFailedError):
        impatient.say(WORDS, language="vi", rate=1.0)
    impatient._time_limit = 30.0
    assert len(impatient.say(WORDS, language="vi", rate=1.0).samples)
    impatient.close()


def test_a_helper_that_is_killed_is_started_again(voice: EspeakVoice) -> None:
    voice.say(WORDS, language="vi", rate=1.0)
    [helper] = voice._lanes.pids
    os.kill(helper, signal.SIGKILL)
    wait_until(lambda: not runs(helper))

    assert len(voice.say(WORDS, language="vi", rate=1.0).samples)


def test_the_helper_and_the_sentence_it_is_at_end_with_their_parent() -> None:
    program = (
        "import threading, time\n"
        "from audio.voices.espeak import EspeakVoice\n"
        "voice = EspeakVoice(); voice.say('xin', language='vi', rate=1.0)\n"
        f"speaking = threading.Thread(target=voice.say, args=({ENDLESS[:16]!r} * 100_000,),\n"
        "    kwargs={'language': 'vi', 'rate': 1.0})\n"
        "speaking.start(); print(*voice._lanes.pids, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3], text=True
    )
    assert parent.stdout is not None
    helper = int(parent.stdout.readline())
    speaker = _speaker_of(helper)

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert wait_until(lambda: not runs(helper) and not runs(speaker), seconds=2)


def test_the_sentence_a_killed_helper_was_at_ends_with_it(voice: EspeakVoice) -> None:
    with ThreadPoolExecutor(1) as thread:
        speaking: Future[Speech] = thread.submit(voice.say, ENDLESS, language="vi", rate=1.0)
        assert wait_until(lambda: bool(voice._lanes.pids))
        [helper] = voice._lanes.pids
        speaker = _speaker_of(helper)

        os.kill(helper, signal.SIGKILL)

        assert wait_until(lambda: not runs(speaker), seconds=2)
        assert isinstance(speaking.exception(), SpeechFailedError)


def test_a_helper_outlives_the_thread_that_asked_first(voice: EspeakVoice) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(voice.say, WORDS, language="vi", rate=1.0).result()
    before = voice._lanes.pids

    voice.say(WORDS, language="vi", rate=1.0)

    assert voice._lanes.pids == before


def test_lanes_say_as_many_sentences_at_once_and_each_as_one_lane_says_it(voice: EspeakVoice) -> None:
    said = [f"{WORDS} {word}" for word in ("một", "hai", "ba", "bốn", "năm", "sáu")]
    beside = EspeakVoice(lanes=2)

    with ThreadPoolExecutor(4) as threads:
        sounds = list(threads.map(lambda words: beside.say(words, language="vi", rate=1.0), said))

    assert len(beside._lanes.pids) == 2
    for words, sound in zip(said, sounds, strict=True):
        assert np.array_equal(voice.say(words, language="vi", rate=1.0).samples, sound.samples)
    assert len(voice._lanes.pids) == 1
    beside.close()


def test_no_second_helper_is_started_before_two_sentences_wait() -> None:
    patient = EspeakVoice(lanes=4)

    for _ in range(3):
        patient.say(WORDS, language="vi", rate=1.0)

    assert len(patient._lanes.pids) == 1
    patient.close()


def _speaker_of(helper: int) -> int:
    """Return the fork in which a helper speaks, once it does."""
    assert wait_until(lambda: bool(children_of(helper)))
    [speaker] = children_of(helper)
    return speaker
