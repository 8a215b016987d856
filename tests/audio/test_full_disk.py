"""A disk that is really full: nothing half-written stays, and what was there is still sound."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from audio.clip import FinishedClip
from audio.errors import ShelfFullError
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.studio import Manner, Script, Studio
from schedules.vocabulary import Digest
from tests.audio.fakes import HummingVoice
from tests.parts.disks import files_of_at_most, tiny_disk

READING = read("Kính mời bà con chú ý. Sáng mai cắt điện. Xin cảm ơn bà con.", lexicon=official_lexicon())
A_SENTENCE, ALL_SENTENCES, A_CLIP = 1_000, 300_000, 4_000
"""Bytes that let no sentence be kept, every sentence but no broadcast, and no clip."""


class FullShelf(Shelf):
    """The disk is full just when a clip is to be put on it."""

    def put(self, content: bytes) -> Digest:
        with files_of_at_most(A_CLIP):
            return super().put(content)


def voiced(shelf: Shelf, folder: Path, *, at_once: int = 2) -> FinishedClip:
    studio = Studio(shelf=shelf, sentences=SentenceFolder(folder))
    voice = HummingVoice(at_once=at_once)
    return studio.voice([Script(reading=READING, voices=(voice,))], manner=Manner()).result


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def no_room() -> Iterator[None]:
    with pytest.raises(ShelfFullError, match="no room in"):
        yield


def test_a_clip_that_does_not_fit_leaves_the_shelf_as_it_was(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", "256k") as disk:
        shelf = Shelf(disk / "shelf")
        small = shelf.put(b"a clip that fits")

        with pytest.raises(ShelfFullError):
            shelf.put(os.urandom(1_000_000))

        assert list(shelf.digests()) == [small]
        assert shelf.read(small) == b"a clip that fits"
        assert [path for path in disk.rglob("*") if path.is_file()] == [shelf.path(small)]


def test_a_sentence_that_does_not_fit_stops_the_clip_and_goes_through_once_there_is_room(
    tmp_path: Path,
) -> None:
    shelf, folder = Shelf(tmp_path / "shelf"), tmp_path / "sentences"

    with no_room(), files_of_at_most(A_SENTENCE):
        voiced(shelf, folder)

    assert files(tmp_path) == []
    assert shelf.holds(voiced(shelf, folder).clip.digest)


def test_a_broadcast_that_does_not_fit_keeps_its_sentences_and_nothing_else(tmp_path: Path) -> None:
    shelf, folder = Shelf(tmp_path / "shelf"), tmp_path / "sentences"

    with no_room(), files_of_at_most(ALL_SENTENCES):
        voiced(shelf, folder)

    assert len(files(folder)) == len(READING.sentences)
    assert files(tmp_path / "shelf") == []
    assert shelf.holds(voiced(shelf, folder).clip.digest)


def test_a_clip_that_does_not_fit_on_the_shelf_is_put_there_once_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "sentences"

    with no_room():
        voiced(FullShelf(tmp_path / "shelf"), folder)

    assert files(tmp_path / "shelf") == []
    shelf = Shelf(tmp_path / "shelf")
    assert shelf.holds(voiced(shelf, folder).clip.digest)


@pytest.mark.parametrize("size", ["64k", "512k", "768k"])
def test_a_whole_voicing_on_a_disk_that_fills_up_leaves_nothing_half_written(
    tmp_path: Path, size: str
) -> None:
    """The sizes let a sentence, the broadcast, and its end not fit."""
    with tiny_disk(tmp_path / "disk", size) as disk:
        shelf, folder = Shelf(disk / "shelf"), disk / "sentences"

        with no_room():
            voiced(shelf, folder, at_once=1)

        kept = SentenceFolder(folder)
        card = HummingVoice().card
        found = [
            kept.find(one.spoken, language=READING.language, rate=1.0, voice=card)
            for one in READING.sentences
        ]
        assert len(files(disk)) == len([speech for speech in found if speech])
        assert list(shelf.digests()) == []
