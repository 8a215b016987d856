"""Recordings of strangers: opened in a limited child, divided, judged and kept; nothing else gets through."""

import io
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.errors import (
    NotASoundError,
    SoundTooLargeError,
    SoundTooLongError,
    TooFewPausesError,
    WrongLengthError,
)
from audio.flaws import Flaw
from audio.language import SpokenLanguage
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from controller.errors import NotFoundError
from controller.machines import recording_room
from controller.machines.bounds import Allowance
from controller.machines.recording_room import RecordingRoom
from controller.machines.uploads import SoundOpener
from schedules.vocabulary import Digest
from tests.audio.reader import Reader

pytestmark = pytest.mark.doors
VI = SpokenLanguage.VIETNAMESE
SAID = ("ban quản lý thông báo tạm ngừng cấp điện", "đề nghị mọi người sắp xếp công việc", "xin cảm ơn")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recordings"


@pytest.fixture
def room(folder: Path) -> RecordingRoom:
    return RecordingRoom(folder, SoundOpener(folder))


def file(samples: Samples, *, format_: str = "WAV") -> io.BytesIO:
    target = io.BytesIO()
    soundfile.write(target, samples, SAMPLE_RATE, format=format_)
    target.seek(0)
    return target


def test_a_whole_recording_becomes_its_sentences(room: RecordingRoom) -> None:
    reader = Reader()

    taken = room.take(file(reader.read(SAID)), SAID, language=VI)

    assert [one.words for one in taken] == list(SAID)
    for one, (begin, end) in zip(taken, reader.spans, strict=True):
        assert one.recorded
        assert one.recorded.length.total_seconds() == pytest.approx((end - begin) / SAMPLE_RATE, abs=0.3)
        assert room.content(one.recorded.digest).startswith(b"fLaC")
        assert room.flaws(one.recorded.digest) == frozenset()


def test_one_sentence_is_taken_whole(room: RecordingRoom) -> None:
    [one] = room.take(file(Reader().read(SAID[:1])), SAID[:1], language=VI)

    assert one.recorded
    assert 1 < one.recorded.length.total_seconds() < 4


def test_what_was_said_again_is_left_out_where_the_reader_pressed(room: RecordingRoom) -> None:
    reader = Reader()
    said = (SAID[0], SAID[0], SAID[1])
    sound = file(reader.read(said), format_="OGG")
    pressed = [timedelta(seconds=end / SAMPLE_RATE + 0.3) for _, end in reader.spans[:-1]]

    taken = room.take(sound, ("", SAID[0], SAID[1]), language=VI, pressed=pressed)

    assert [(one.words, one.recorded is not None) for one in taken] == [(SAID[0], True), (SAID[1], True)]


def test_a_sentence_that_may_not_go_on_the_air_is_not_kept_and_says_why(room: RecordingRoom) -> None:
    reader = Reader()
    samples = reader.read(SAID)
    begin, end = reader.spans[0]
    samples[begin:end] = np.clip(samples[begin:end], -0.05, 0.05)
    pressed = [timedelta(seconds=end / SAMPLE_RATE + 0.3) for _, end in reader.spans[:-1]]

    taken = room.take(file(samples), SAID, language=VI, pressed=pressed)

    assert [one.problem for one in taken] == ["ClippedSpeechError", "", ""]


def test_where_nothing_was_said_before_the_press_nothing_is_kept(room: RecordingRoom) -> None:
    samples = Reader().read(SAID[:1])
    pressed = [timedelta(seconds=len(samples) / SAMPLE_RATE - 0.1)]

    first, second = room.take(file(samples), SAID[:2], language=VI, pressed=pressed)

    assert (first.problem, second.problem) == ("", "SilentSpeechError")


def test_noise_and_a_quiet_voice_are_kept_and_told(room: RecordingRoom) -> None:
    [one] = room.take(file(Reader(noise_db=-30).read(SAID[:1])), SAID[:1], language=VI)

    assert one.recorded
    assert Flaw.NOISY in room.flaws(one.recorded.digest)


@pytest.mark.parametrize(
    ("samples", "error"),
    [
        (np.zeros(SAMPLE_RATE, dtype=np.float32), WrongLengthError),
        (Reader().read(SAID[2:]), WrongLengthError),
        (Reader(rests=0.0).read(SAID), TooFewPausesError),
    ],
    ids=["silence", "too short", "one breath"],
)
def test_what_does_not_go_with_the_words_is_refused(
    room: RecordingRoom, samples: Samples, error: type[Exception]
) -> None:
    with pytest.raises(error):
        room.take(file(samples), SAID, language=VI)


@pytest.mark.parametrize("content", [b"", b"xin ch\xc3\xa0o" * 100, b"\x1aE\xdf\xa3" + b"\0" * 5000])
def test_what_is_no_sound_is_refused_and_leaves_nothing(
    room: RecordingRoom, folder: Path, content: bytes
) -> None:
    with pytest.raises(NotASoundError):
        room.take(io.BytesIO(content), SAID, language=VI)

    assert list(folder.rglob("*")) == []


def test_too_many_bytes_are_refused_before_anything_is_opened(
    room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_room, "MOST_BYTES", 1000)

    with pytest.raises(SoundTooLargeError):
        room.take(file(Reader().read(SAID)), SAID, language=VI)


def test_too_long_a_sound_is_refused(room: RecordingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_room, "LONGEST", timedelta(seconds=2))

    with pytest.raises(SoundTooLongError):
        room.take(file(Reader().read(SAID)), SAID, language=VI)


@pytest.mark.parametrize(
    "allowance",
    [Allowance(wall_seconds=0.05), Allowance(memory_bytes=64 << 20), Allowance(processor_seconds=0)],
    ids=["time", "memory", "processor"],
)
def test_a_child_that_needs_more_than_it_may_have_opens_nothing(folder: Path, allowance: Allowance) -> None:
    room = RecordingRoom(folder, SoundOpener(folder, allowance))

    with pytest.raises(NotASoundError):
        room.take(file(Reader().read(SAID)), SAID, language=VI)


def test_a_recording_that_is_gone_is_not_found(room: RecordingRoom) -> None:
    with pytest.raises(NotFoundError):
        room.content(Digest("0" * 64))


def test_the_desk_loads_no_decoder() -> None:
    ask = (
        "import sys, controller.app.desk; sys.exit(any(name in sys.modules for name in ('av', 'soundfile')))"
    )

    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
