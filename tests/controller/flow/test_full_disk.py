"""The database's disk is full: the caller is told in words, and what was stored is still there."""

from pathlib import Path

import pytest

from controller.errors import DatabaseUnreachableError
from tests.controller.belt import Belt, make_belt
from tests.parts.disks import tiny_disk


def fill(belt: Belt) -> None:
    for _ in range(20):
        belt.take_in("Thông báo. " * 15_000)


def test_a_notice_that_does_not_fit_is_refused_in_words_and_the_others_stay(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", "2m") as disk:
        belt = make_belt(disk)
        kept = belt.take_in()

        with pytest.raises(DatabaseUnreachableError, match="full"):
            fill(belt)

        with belt.ledger.reading() as unit:
            assert unit.notices.get(kept).text
        belt.ledger.close()
