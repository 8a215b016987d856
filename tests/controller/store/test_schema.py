import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect

from controller.errors import DatabaseUnreachableError
from controller.store.engines import parse
from controller.store.schema import migrate, migrations
from controller.store.tables import Row
from controller.store.unit import open_ledger
from tests.controller.store.samples import notice


def _tables(url: str) -> set[str]:
    engine = create_engine(parse(url))
    tables = set(inspect(engine).get_table_names())
    engine.dispose()
    return tables


def test_the_tables_go_up_down_and_up_again(empty_url: str) -> None:
    migrate(empty_url)
    with migrations(empty_url) as config:
        command.downgrade(config, "base")

    assert _tables(empty_url) == {"alembic_version"}

    migrate(empty_url)
    assert _tables(empty_url) == {*Row.metadata.tables, "alembic_version"}


def test_the_migrations_make_just_the_tables_that_the_program_expects(url: str) -> None:
    with migrations(url) as config:
        command.check(config)


def test_migrating_again_keeps_what_is_stored(url: str) -> None:
    ledger = open_ledger(url)
    with ledger.writing() as unit:
        unit.notices.add(notice())

    migrate(url)

    with ledger.reading() as unit:
        assert [stored.id for stored in unit.notices.all()] == [notice().id]
    ledger.close()


def test_a_migration_that_fails_changes_nothing(empty_url: str) -> None:
    with pytest.raises(RuntimeError), migrations(empty_url) as config:
        command.upgrade(config, "head")
        raise RuntimeError

    assert _tables(empty_url) == set()


def test_several_processes_may_migrate_at_once(empty_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    at_once = spawn.Barrier(3)
    processes = [spawn.Process(target=_migrate_at_once, args=(empty_url, at_once)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)

    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert _tables(empty_url) == {*Row.metadata.tables, "alembic_version"}


def _migrate_at_once(url: str, barrier: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]  # a Barrier has no public type
    migrate(url)


def test_tables_of_a_newer_program_are_left_alone(url: str) -> None:
    with migrations(url) as config:
        config.attributes["connection"].exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    migrate(url)

    open_ledger(url).close()


def test_a_database_without_our_tables_is_not_opened(empty_url: str) -> None:
    with pytest.raises(DatabaseUnreachableError, match="not set up"):
        open_ledger(empty_url)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all.db",
        "postgresql://zonecast:secret@127.0.0.1:9/zonecast",
        "sqlite://",
        "mysql://localhost/zonecast",
        "a b c",
    ],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseUnreachableError) as opening:
        open_ledger(url)
    with pytest.raises(DatabaseUnreachableError):
        migrate(url)

    assert "secret" not in str(opening.value)


def test_migrations_need_nothing_of_ours_but_the_environment() -> None:
    versions = Path(sys.modules[migrate.__module__].__file__ or "").parent / "migrations" / "versions"

    assert not [path.name for path in versions.glob("*.py") if "controller" in path.read_text()]


def test_migrating_needs_no_file_in_the_working_folder(tmp_path: Path) -> None:
    program = f"from controller.store.schema import migrate; migrate('sqlite:///{tmp_path}/a.db')"
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )

    assert "notices" in _tables(f"sqlite:///{tmp_path}/a.db")
