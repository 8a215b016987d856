"""Every test of this folder runs twice: on a SQLite file and on a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from controller.store.schema import migrate
from controller.store.unit import SqlLedger, open_ledger
from tests.fakes.postgres import PostgresServer, postgres_server

__all__ = ["postgres_server"]


@dataclass(frozen=True)
class Databases:
    """Where a test gets a database from: empty, or with the tables of today."""

    folder: Path
    server: PostgresServer | None
    template: str

    def make(self, name: str, *, with_tables: bool) -> str:
        if self.server is not None:
            return self.server.url(self.server.make_database(self.template if with_tables else "template1"))
        path = self.folder / f"{name}.db"
        if with_tables:
            shutil.copy(self.template, path)
        return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{path}")
    return str(path)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    name = postgres_server.make_database()
    migrate(postgres_server.url(name))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        return Databases(folder=tmp_path, server=None, template=template)
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    return Databases(folder=tmp_path, server=server, template=template)


@pytest.fixture
def empty_url(databases: Databases) -> str:
    return databases.make("empty", with_tables=False)


@pytest.fixture
def url(databases: Databases) -> str:
    return databases.make("store", with_tables=True)


@pytest.fixture
def ledger(url: str) -> Iterator[SqlLedger]:
    ledger = open_ledger(url)
    yield ledger
    ledger.close()
