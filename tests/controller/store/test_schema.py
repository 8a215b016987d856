import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
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

pytestmark = pytest.mark.doors
_ROOT = Path(__file__).parents[3]


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
    def fail_after_the_upgrade() -> None:
        with migrations(empty_url) as config:
            command.upgrade(config, "head")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_the_upgrade()

    assert _tables(empty_url) == set()


def test_whoever_migrates_keeps_the_others_waiting(empty_url: str) -> None:
    with ThreadPoolExecutor(1) as other_program:
        with migrations(empty_url) as config:
            late = other_program.submit(migrate, empty_url)
            done, _ = wait([late], timeout=0.3)
            assert not done
            command.upgrade(config, "head")

        late.result()


def test_two_programs_may_migrate_at_once_from_any_folder(empty_url: str, tmp_path: Path) -> None:
    programs = [_about_to_migrate(empty_url, tmp_path) for _ in range(2)]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
    for program in programs:
        program.communicate(b"go\n", timeout=30)

    assert [program.returncode for program in programs] == [0, 0]
    assert _tables(empty_url) == {*Row.metadata.tables, "alembic_version"}


def _about_to_migrate(url: str, folder: Path) -> "subprocess.Popen[bytes]":
    program = f"""if True:
        from controller.store.schema import migrate
        print("ready", flush=True)
        input()
        migrate({url!r})
    """
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_tables_of_a_newer_program_are_left_alone(fresh_url: str) -> None:
    with migrations(fresh_url) as config:
        config.attributes["connection"].exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    migrate(fresh_url)

    open_ledger(fresh_url).close()


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
