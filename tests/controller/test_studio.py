"""The studio's child: stopping what it voices, and going on."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from controller.entries import Cast
from controller.errors import LeaseLostError, StudioStoppedError
from controller.machines.studio import StudioChild
from controller.settings import Settings
from schedules.vocabulary import Class

pytestmark = pytest.mark.doors
MANY = read(" ".join(f"Đây là câu thứ {turn}." for turn in range(1, 61)), lexicon=official_lexicon())


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudioChild]:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path))
    monkeypatch.setenv("ZONECAST_VOICING_LANES", "2")
    child = StudioChild(Settings())
    yield child
    child.stop()


def kept(home: Path) -> dict[str, int]:
    """Return the sentences that are kept, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in home.glob("sentences/*/*.pcm")}


def child_of(studio: StudioChild) -> int | None:
    return studio._process.pid if studio._process else None


def stopping_at(sentences: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done >= sentences:
            raise LeaseLostError("somebody stopped it")

    return tell


def test_what_is_stopped_leaves_the_engines_warm_and_goes_on_where_it_was(
    studio: StudioChild, tmp_path: Path
) -> None:
    with pytest.raises(LeaseLostError):
        studio.voice([(MANY, Cast())], Class.ROUTINE, stopping_at(5))
    child, before = child_of(studio), kept(tmp_path)

    studio.voice([(MANY, Cast())], Class.ROUTINE, lambda _done: None)

    assert child == child_of(studio)
    assert 5 <= len(before) < len(MANY.sentences)
    after = kept(tmp_path)
    assert len(after) == len(MANY.sentences)
    assert before.items() <= after.items()


def test_who_ends_the_program_from_a_terminal_ends_no_child_before_it(studio: StudioChild) -> None:
    studio.voice([(MANY, Cast())], Class.ROUTINE, lambda _done: None)
    child = child_of(studio)
    assert child

    os.kill(child, signal.SIGINT)

    assert studio.voice([(MANY, Cast())], Class.ROUTINE, lambda _done: None).bytes
    assert child_of(studio) == child


def test_a_studio_that_was_stopped_starts_no_other_child(studio: StudioChild) -> None:
    studio.warm()
    studio.stop()

    with pytest.raises(StudioStoppedError):
        studio.voice([(MANY, Cast())], Class.ROUTINE, lambda _done: None)

    assert child_of(studio) is None


def test_a_studio_that_does_not_stop_soon_is_ended(
    studio: StudioChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("controller.machines.studio._PATIENCE_SECONDS", 0.0)

    with pytest.raises(LeaseLostError):
        studio.voice([(MANY, Cast())], Class.ROUTINE, stopping_at(1))

    assert child_of(studio) is None
    assert studio.voice([(MANY, Cast())], Class.ROUTINE, lambda _done: None).bytes
