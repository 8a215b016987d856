"""What only SQLite has to be told: one writer a file, and when a commit is on the disk."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest

from controller.errors import DatabaseUnreachableError
from controller.store.schema import migrate
from controller.store.unit import SqlLedger, open_ledger
from tests.controller.store.samples import notice


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "site.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[SqlLedger]:
    migrate(f"sqlite:///{path}")
    ledger = open_ledger(f"sqlite:///{path}")
    yield ledger
    ledger.close()


def test_a_program_that_writes_for_ever_is_waited_for_and_then_named(ledger: SqlLedger, path: Path) -> None:
    with ledger._engines.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseUnreachableError, match="locked"), ledger.writing() as unit:
            unit.notices.add(notice())


def test_a_unit_that_first_reads_and_then_writes_is_not_overtaken(ledger: SqlLedger, path: Path) -> None:
    other_program = open_ledger(f"sqlite:///{path}")

    def write_too() -> None:
        with other_program.writing() as unit:
            unit.notices.add(notice("n-2"))

    with ThreadPoolExecutor(1) as thread:
        with ledger.writing() as unit:
            assert unit.notices.all() == []
            late = thread.submit(write_too)
            wait([late], timeout=0.2)
            unit.notices.add(notice("n-1"))
        late.result()
    other_program.close()

    with ledger.reading() as unit:
        assert {stored.id for stored in unit.notices.all()} == {"n-1", "n-2"}


def test_every_commit_is_flushed_to_the_disk(ledger: SqlLedger) -> None:
    with ledger._engines.writing.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
