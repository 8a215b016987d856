"""A sound removed and loaded at the same time: whoever is first, list and disk agree."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from controller.entries import SoundKind, TidySound
from controller.errors import SoundRefusedError
from controller.flow import sounds
from controller.flow.sounds import File
from controller.ports import Ledger, SoundRoom, Unit
from schedules.vocabulary import Digest
from tests.controller.belt import Belt
from tests.fakes.sounds import FakeSoundRoom

CHANCES = range(8)


class Interrupted:
    """A ledger and a room between whose steps somebody else comes once, at the `nth` chance.

    A writing unit is one step: each database of ours lets one at a time change the sounds.
    """

    def __init__(self, ledger: Ledger, room: FakeSoundRoom, nth: int, other: Callable[[], object]) -> None:
        self._ledger, self._room, self._other = ledger, room, other
        self._nth, self._is_writing = nth, False

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        self._chance()
        with self._ledger.reading() as unit:
            yield unit

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        self._chance()
        self._is_writing = True
        try:
            with self._ledger.writing() as unit:
                yield unit
        finally:
            self._is_writing = False

    def load(self, content: bytes, kind: SoundKind, *, for_emergencies: bool) -> TidySound:
        self._chance()
        return self._room.load(content, kind, for_emergencies=for_emergencies)

    def path(self, digest: Digest) -> Path | None:
        self._chance()
        return self._room.path(digest)

    def forget(self, digest: Digest) -> None:
        self._chance()
        self._room.forget(digest)

    def _chance(self) -> None:
        if self._is_writing:
            return
        self._nth -= 1
        if self._nth == -1:
            self._other()


@pytest.fixture
def room(tmp_path: Path) -> FakeSoundRoom:
    return FakeSoundRoom(tmp_path / "sounds")


def load(belt: Belt, ledger: Ledger, room: SoundRoom, name: str, content: bytes = b"bell") -> Digest:
    how = {"kind": SoundKind.TONE, "for_emergencies": False, "by": "Lan", "now": belt.now}
    return sounds.load(ledger, room, File(content=content, name="chuong.wav"), name=name, **how)


def listed(belt: Belt) -> set[Digest]:
    return {one.sound.digest for one in sounds.listed(belt.ledger)}


def on_disk(folder: Path) -> set[Digest]:
    return {Digest(file.stem) for file in folder.iterdir()}


@pytest.mark.parametrize("chance", CHANCES)
def test_what_is_removed_while_it_is_loaded_is_on_the_disk_where_it_is_in_the_list(
    belt: Belt, room: FakeSoundRoom, tmp_path: Path, chance: int
) -> None:
    digest = load(belt, belt.ledger, room, "Chuông")
    both = Interrupted(belt.ledger, room, chance, lambda: sounds.remove(belt.ledger, room, digest))

    with suppress(SoundRefusedError):  # it is in the list already
        load(belt, both, both, "Chuông mới")

    assert on_disk(tmp_path / "sounds") == listed(belt)


@pytest.mark.parametrize("chance", CHANCES)
def test_what_is_loaded_while_it_is_removed_is_on_the_disk_where_it_is_in_the_list(
    belt: Belt, room: FakeSoundRoom, tmp_path: Path, chance: int
) -> None:
    digest = load(belt, belt.ledger, room, "Chuông")

    def load_anew() -> None:
        with suppress(SoundRefusedError):
            load(belt, belt.ledger, room, "Chuông mới")

    both = Interrupted(belt.ledger, room, chance, load_anew)
    sounds.remove(both, both, digest)

    assert on_disk(tmp_path / "sounds") == listed(belt)


@pytest.mark.parametrize("chance", CHANCES)
def test_of_two_sounds_loaded_at_once_under_one_name_the_refused_one_leaves_no_file(
    belt: Belt, room: FakeSoundRoom, tmp_path: Path, chance: int
) -> None:
    both = Interrupted(belt.ledger, room, chance, lambda: load(belt, belt.ledger, room, "Chuông", b"gong"))

    with suppress(SoundRefusedError):
        load(belt, both, both, "Chuông")

    assert on_disk(tmp_path / "sounds") == listed(belt)
