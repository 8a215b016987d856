"""Every test of this folder runs twice: on a SQLite file and on a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import update

from controller.store.schema import migrate
from controller.store.tables import RevisionRow, Row
from controller.store.unit import SqlLedger, open_ledger
from tests.fakes.postgres import PostgresServer, postgres_server

__all__ = ["postgres_server"]


@dataclass(frozen=True)
class SqliteDatabases:
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def make(self) -> str:
        return f"sqlite:///{self.folder / f'{next(self.numbers)}.db'}"

    def copy(self, url: str) -> str:
        copy = self.make()
        shutil.copy(url.removeprefix("sqlite:///"), copy.removeprefix("sqlite:///"))
        return copy


@dataclass(frozen=True)
class PostgresDatabases:
    server: PostgresServer

    def make(self) -> str:
        return self.server.url(self.server.make_database())

    def copy(self, url: str) -> str:
        return self.server.url(self.server.make_database(url.rpartition("/")[2]))


Databases = SqliteDatabases | PostgresDatabases


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.doors)])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    if request.param == "sqlite":
        return SqliteDatabases(folder=tmp_path_factory.mktemp("databases"))
    return PostgresDatabases(server=request.getfixturevalue("postgres_server"))


@pytest.fixture(scope="session")
def template(databases: Databases) -> str:
    url = databases.make()
    migrate(url)
    return url


@pytest.fixture(scope="session")
def kept_url(databases: Databases, template: str) -> str:
    return databases.copy(template)


@pytest.fixture(scope="session")
def kept_ledger(kept_url: str) -> Iterator[SqlLedger]:
    """Kept open for the session: SQLAlchemy compiles each statement once an engine."""
    ledger = open_ledger(kept_url)
    yield ledger
    ledger.close()


@pytest.fixture
def ledger(kept_ledger: SqlLedger) -> SqlLedger:
    """Open, with nothing in it."""
    with kept_ledger._engines.writing.begin() as connection:
        for table in reversed(Row.metadata.sorted_tables):
            if table is not RevisionRow.__table__:
                connection.execute(table.delete())
        connection.execute(update(RevisionRow).values(last=0))
    return kept_ledger


@pytest.fixture
def url(kept_url: str, ledger: SqlLedger) -> str:
    """Where `ledger` lies."""
    return kept_url


@pytest.fixture
def fresh_url(databases: Databases, template: str) -> str:
    """A database with tables that a test may spoil."""
    return databases.copy(template)


@pytest.fixture
def empty_url(databases: Databases) -> str:
    """A database without tables."""
    return databases.make()
