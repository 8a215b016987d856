"""A finished clip as a file that somebody asked for."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.clip import decode, encode
from audio.errors import ShelfError, WrongOutputError
from audio.outlet import check_outlet, put_out
from audio.shelf import Shelf
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Digest

TONE = 0.3 * np.sin(np.arange(SAMPLE_RATE, dtype=np.float32) * 0.05, dtype=np.float32)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def clip(shelf: Shelf) -> Digest:
    return shelf.put(encode([TONE]))


@pytest.mark.parametrize("name", ["a.opus", "a.ogg", "a"])
def test_it_is_the_clip_itself(shelf: Shelf, clip: Digest, tmp_path: Path, name: str) -> None:
    put_out(clip, tmp_path / name, shelf)

    assert (tmp_path / name).read_bytes() == shelf.read(clip)


@pytest.mark.parametrize("name", ["a.wav", "A.WAV"])
def test_a_wav_holds_its_samples(shelf: Shelf, clip: Digest, tmp_path: Path, name: str) -> None:
    put_out(clip, tmp_path / name, shelf)

    samples, rate = soundfile.read(tmp_path / name, dtype="float32")
    assert rate == SAMPLE_RATE
    assert np.abs(samples - decode(shelf.read(clip))).max() <= 1 / 2**15


def test_a_link_stays_one(shelf: Shelf, clip: Digest, tmp_path: Path) -> None:
    (tmp_path / "link.opus").symlink_to(tmp_path / "there.opus")

    put_out(clip, tmp_path / "link.opus", shelf)

    assert (tmp_path / "link.opus").is_symlink()
    assert (tmp_path / "there.opus").read_bytes() == shelf.read(clip)


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.opus")

    for place in (tmp_path / "pipe.opus", Path(os.devnull)):
        with pytest.raises(WrongOutputError, match="no file"):
            check_outlet(place)


def test_a_folder_that_takes_no_file_is_told_before_any_work() -> None:
    with pytest.raises(WrongOutputError, match="nothing can be written in /proc"):
        check_outlet(Path("/proc/a.opus"))


@pytest.mark.parametrize("name", ["a.mp3", "a.FLAC", ".", "nowhere/a.opus"])
def test_what_cannot_be_written_is_refused_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongOutputError, match="output: "):
        check_outlet(tmp_path / name)


def test_what_was_there_stays_when_the_clip_is_lost(shelf: Shelf, tmp_path: Path) -> None:
    there = tmp_path / "a.opus"
    there.write_bytes(b"before")

    with pytest.raises(ShelfError):
        put_out(Digest("0" * 64), there, shelf)

    assert there.read_bytes() == b"before"
