"""Sentences spoken side by side: as many as the voice says at once, each once, and in the end in order."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from audio.errors import SpeechFailedError, UnspeakableError
from audio.recital import Line, Recital
from audio.sentences import SentenceFolder
from audio.speech import Speech
from tests.audio.fakes import HummingVoice

COUNT = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám")


def lines(*words: str) -> list[Line]:
    return [Line(words=f"câu {word}", language="vi", rate=1.0) for word in words]


def spoken(voice: HummingVoice, folder: Path, said: Sequence[Line]) -> list[int]:
    """Return what was told meanwhile."""
    told: list[int] = []
    Recital(voice, SentenceFolder(folder)).speak(said, tell=told.append)
    return told


@dataclass
class MeetingVoice(HummingVoice):
    """Says a sentence only when as many as it says at once are there."""

    at_once: int = 3
    meeting: threading.Barrier = field(default_factory=lambda: threading.Barrier(3))

    def say(self, words: str, *, language: str, rate: float) -> Speech:
        self.meeting.wait(10)
        return super().say(words, language=language, rate=rate)


@dataclass
class HeldVoice(HummingVoice):
    """Its first sentence takes until another failed."""

    at_once: int = 2
    has_failed: threading.Event = field(default_factory=threading.Event)

    def say(self, words: str, *, language: str, rate: float) -> Speech:
        if words == "câu một":
            assert self.has_failed.wait(10)
            return super().say(words, language=language, rate=rate)
        self.asked.append(words)
        self.has_failed.set()
        raise SpeechFailedError(self.name, "it broke")


def test_as_many_are_spoken_at_once_as_the_voice_says(tmp_path: Path) -> None:
    voice = MeetingVoice()

    spoken(voice, tmp_path, lines(*COUNT[:6]))

    assert sorted(voice.asked) == sorted(line.words for line in lines(*COUNT[:6]))


@pytest.mark.parametrize("at_once", [1, 4])
def test_equal_lines_are_spoken_once(tmp_path: Path, at_once: int) -> None:
    voice = HummingVoice(at_once=at_once)

    told = spoken(voice, tmp_path, lines("một", "hai", "một", "một", "ba", "hai"))

    assert sorted(voice.asked) == ["câu ba", "câu hai", "câu một"]
    assert told[-1] == 6


@pytest.mark.parametrize("at_once", [1, 4])
def test_progress_only_grows_up_to_all_of_them(tmp_path: Path, at_once: int) -> None:
    told = spoken(HummingVoice(at_once=at_once), tmp_path, lines(*COUNT))

    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, len(COUNT))


def test_what_is_kept_is_not_spoken_again(tmp_path: Path) -> None:
    voice = HummingVoice(at_once=4)
    spoken(voice, tmp_path, lines(*COUNT))
    voice.asked.clear()

    spoken(voice, tmp_path, lines(*COUNT, "chín"))

    assert voice.asked == ["câu chín"]


def test_the_first_failure_stops_the_rest_and_what_was_under_way_is_kept(tmp_path: Path) -> None:
    voice = HeldVoice()

    with pytest.raises(SpeechFailedError):
        spoken(voice, tmp_path, lines(*COUNT))

    assert voice.asked == ["câu hai", "câu một"]
    kept = SentenceFolder(tmp_path).find("câu một", language="vi", rate=1.0, voice=voice.card)
    assert kept is not None


@pytest.mark.parametrize("at_once", [1, 4])
def test_who_listens_to_the_progress_may_stop_it_and_what_was_under_way_is_kept(
    tmp_path: Path, at_once: int
) -> None:
    voice = HummingVoice(at_once=at_once)

    def stop_at_two(done: int) -> None:
        if done >= 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        Recital(voice, SentenceFolder(tmp_path)).speak(lines(*COUNT), tell=stop_at_two)

    begun = list(voice.asked)
    assert 2 <= len(begun) < 2 + at_once + 1
    spoken(voice, tmp_path, lines(*COUNT))
    assert sorted(voice.asked) == sorted(line.words for line in lines(*COUNT))


def test_nothing_is_spoken_where_one_line_is_not_in_words(tmp_path: Path) -> None:
    voice = HummingVoice(at_once=2)

    with pytest.raises(UnspeakableError):
        spoken(voice, tmp_path, [*lines("một"), Line(words="lô B1", language="vi", rate=1.0)])

    assert voice.asked == []
