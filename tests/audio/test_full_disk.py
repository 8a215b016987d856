"""A disk that is really full: nothing half-written stays, and what was there is still sound."""

import os
from pathlib import Path

import pytest

from audio.errors import ShelfFullError
from audio.shelf import Shelf
from tests.parts.disks import tiny_disk


def test_a_clip_that_does_not_fit_leaves_the_shelf_as_it_was(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", "256k") as disk:
        shelf = Shelf(disk / "shelf")
        small = shelf.put(b"a clip that fits")

        with pytest.raises(ShelfFullError):
            shelf.put(os.urandom(1_000_000))

        assert list(shelf.digests()) == [small]
        assert shelf.read(small) == b"a clip that fits"
        assert [path for path in disk.rglob("*") if path.is_file()] == [shelf.path(small)]
