import errno
import os
from pathlib import Path

import pytest

from audio.errors import ClipDamagedError, ClipMissingError, ShelfError, ShelfFullError
from audio.shelf import Shelf, digest_of
from schedules.vocabulary import Digest

CONTENT = b"OggS and so on"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_clip_comes_back_by_its_digest(shelf: Shelf) -> None:
    digest = shelf.put(CONTENT)

    assert digest == digest_of(CONTENT)
    assert shelf.read(digest) == CONTENT
    assert list(shelf.digests()) == [digest]


def test_folders_have_two_levels(shelf: Shelf, tmp_path: Path) -> None:
    digest = shelf.put(CONTENT)

    assert shelf.path(digest) == tmp_path / "shelf" / digest[:2] / digest[2:4] / f"{digest}.opus"


def test_putting_a_clip_twice_keeps_one(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put(CONTENT)
    shelf.put(CONTENT)

    assert len(files(tmp_path)) == 1


def test_a_clip_that_is_not_there_is_missing(shelf: Shelf) -> None:
    with pytest.raises(ClipMissingError):
        shelf.read(digest_of(b"another"))


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_name_that_is_no_digest_reaches_no_file(shelf: Shelf, name: str) -> None:
    with pytest.raises(ClipMissingError):
        shelf.path(Digest(name))


def test_a_clip_that_fails_its_digest_never_leaves_the_shelf(shelf: Shelf) -> None:
    digest = shelf.put(CONTENT)
    shelf.path(digest).write_bytes(CONTENT[:-1])

    with pytest.raises(ClipDamagedError):
        shelf.read(digest)


def test_a_damaged_clip_is_mended_by_putting_it_again(shelf: Shelf) -> None:
    digest = shelf.put(CONTENT)
    shelf.path(digest).write_bytes(b"")

    shelf.put(CONTENT)

    assert shelf.read(digest) == CONTENT


def test_a_full_disk_leaves_nothing_half_written(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ShelfFullError):
        shelf.put(CONTENT)

    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_a_typed_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(ShelfError):
        Shelf(tmp_path / "file").put(CONTENT)


def test_removing_a_clip_twice_is_no_harm(shelf: Shelf) -> None:
    digest = shelf.put(CONTENT)

    shelf.remove(digest)
    shelf.remove(digest)

    assert not shelf.holds(digest)
