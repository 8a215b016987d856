from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from audio.errors import ShelfError, ShelfFullError
from audio.spool import Spool
from tests.parts.disks import files_of_at_most, tiny_disk

PCM = np.arange(-5_000, 5_000, dtype="<i2")


@pytest.mark.parametrize("block", [1, 999, 10_000, 48_000])
def test_what_was_added_comes_back_in_blocks_as_often_as_it_is_wanted(tmp_path: Path, block: int) -> None:
    with closing(Spool(tmp_path, block=block)) as spool:
        for piece in np.array_split(PCM, 7):
            spool.add(piece.tobytes())

        passes = [list(spool), list(spool)]

    for blocks in passes:
        assert max(map(len, blocks)) <= block
        assert np.array_equal(np.concatenate(blocks) * 32768, PCM)


def test_nothing_is_left_behind_even_if_nobody_closes_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.add(PCM.tobytes())

    assert list(tmp_path.iterdir()) == []
    spool.close()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", "256k") as disk:
        spool = Spool(disk)

        with pytest.raises(ShelfFullError):
            spool.add(PCM.tobytes() * 100)
        spool.close()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ShelfError):
        Spool(tmp_path / "file")


def test_closing_it_on_a_full_disk_is_no_failure_of_its_own(tmp_path: Path) -> None:
    with files_of_at_most(10):
        spool = Spool(tmp_path)
        spool.add(b"more than fits")

        spool.close()

    assert list(tmp_path.iterdir()) == []
