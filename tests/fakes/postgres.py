"""A real PostgreSQL of our own on a free loopback port, for as long as a test session runs."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

_USER = "zonecast"
_SETTINGS = "-c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c max_connections=200"


@dataclass(frozen=True)
class PostgresServer:
    port: int
    numbers: Iterator[int]

    def url(self, database: str) -> str:
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{database}"

    def make_database(self, template: str = "template1") -> str:
        """Make a copy of `template`, to which nobody may be connected, and return its name."""
        name = f"t{next(self.numbers)}"
        self.tell("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def tell(self, database: str, statements: str) -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statements.encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    programs = _programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed, and here it must be")
        pytest.skip("PostgreSQL is not installed: scripts/setup --test brings it")
    with _running(programs) as port:
        yield PostgresServer(port=port, numbers=count(1))


@contextmanager
def _running(programs: Path) -> Iterator[int]:
    with tempfile.TemporaryDirectory(prefix="zonecast-postgres-") as folder:
        home = Path(folder)
        home.chmod(0o711)  # PostgreSQL refuses to run as root, so its own user must get in
        data = home / "data"
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(data, "postgres", "postgres")
        port = _free_port()
        _run(
            programs / "initdb",
            *("-D", data, "-A", "trust", "-U", _USER, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"),
        )
        settings = f"-p {port} {_SETTINGS} -c unix_socket_directories={data}"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", settings, "start")
        try:
            yield port
        finally:  # pg_ctl ends the one process whose id is in this data folder
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(*command: object) -> None:
    as_owner = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    words = [*as_owner, *map(str, command)]
    # Not captured by a pipe: the server would inherit it, and we would wait for its end.
    with tempfile.TemporaryFile() as said:
        ended = subprocess.run(words, stdout=said, stderr=said, cwd="/", check=False)
        said.seek(0)
        assert ended.returncode == 0, said.read().decode()


def _programs() -> Path | None:
    """Return the folder of the newest PostgreSQL here: Debian's, or the one on the PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True
    )
    found = debian[0] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
