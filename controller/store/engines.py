"""How each database is opened, so that the rest of the room need not know which one it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError
from sqlalchemy.pool import ConnectionPoolEntry

from controller.errors import DatabaseUnreachableError, WrongInputError

from .columns import UnstorableError

WEB_THREADS = 40
"""How many threads FastAPI runs; each may hold one connection."""
_MIGRATION_LOCK = 0x5A6F6E6543617374
"""`ZoneCast` in ASCII: names our advisory lock on PostgreSQL."""
_FOR_READERS = ("PRAGMA busy_timeout=10000", "PRAGMA query_only=ON")
_FOR_WRITERS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    # FULL: with NORMAL a power cut may take back a commit of which we already said "filed" or "approved".
    "PRAGMA synchronous=FULL",
)
_FOR_MIGRATIONS = (
    "PRAGMA busy_timeout=60000",
    "PRAGMA journal_mode=WAL",
    # Off: a table that is made anew would else take its children with it (sqlite.org/lang_altertable).
    "PRAGMA foreign_keys=OFF",
    "PRAGMA synchronous=FULL",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    reading: Engine
    writing: Engine

    def close(self) -> None:
        self.reading.dispose()
        self.writing.dispose()


def open_engines(url: str) -> Engines:
    """Return an engine whose transactions are snapshots, and one whose transactions write."""
    target = parse(url)
    if target.get_backend_name() == "sqlite":
        # Writers take turns anyway: one connection makes them queue here and not poll the file's lock.
        writing = _sqlite(target, _FOR_WRITERS, begin="BEGIN IMMEDIATE", pool_size=1)
        reading = _sqlite(target, _FOR_READERS, begin="BEGIN", pool_size=WEB_THREADS)
        return Engines(reading=reading, writing=writing)
    writing = create_engine(
        target,
        hide_parameters=True,
        pool_size=10,
        max_overflow=WEB_THREADS - 10,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5, "options": "-c lock_timeout=10s"},
    )
    reading = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(reading=reading, writing=writing)


@contextmanager
def alone(url: str) -> Iterator[Connection]:
    """Open a transaction to change the tables in; whoever else wants one waits for ours."""
    target = parse(url)
    if target.get_backend_name() == "sqlite":
        engine = _sqlite(target, _FOR_MIGRATIONS, begin="BEGIN EXCLUSIVE", pool_size=None)
    else:
        engine = create_engine(
            target, poolclass=NullPool, hide_parameters=True, connect_args={"connect_timeout": 5}
        )
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        yield connection


def parse(url: str) -> URL:
    """Take a database URL apart; raise `DatabaseUnreachableError` for one that we cannot use."""
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnreachableError(f"not a database URL: {error}") from error
    match target.get_backend_name():
        case "sqlite" if target.database not in {None, "", ":memory:"}:
            return target
        case "postgresql":
            return target.set(drivername="postgresql+psycopg")
    raise DatabaseUnreachableError(f"{shown(target)}: expected sqlite:///FILE or postgresql://...")


def shown(target: URL) -> str:
    """Return the URL as people may see it: without its password."""
    return target.render_as_string(hide_password=True)


@contextmanager
def plain_words(target: URL) -> Iterator[None]:
    """Turn what the database drivers say into errors of ours."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseUnreachableError(f"the database {shown(target)} does not work: {error.orig}") from error
    except NoConnectionFreeError as error:
        raise DatabaseUnreachableError(f"the database {shown(target)} has no connection free") from error
    except StatementError as error:
        if isinstance(error.orig, UnstorableError):
            told = f"{len(error.orig.value)} characters"  # not the text itself: errors are logged
            raise WrongInputError("text", told, str(error.orig)) from error
        raise


def _sqlite(target: URL, pragmas: Sequence[str], *, begin: str, pool_size: int | None) -> Engine:
    """Open a file. Transactions begin as `begin` says; sqlite3 would begin them late and deferred."""
    if pool_size is None:
        engine = create_engine(target, poolclass=NullPool, hide_parameters=True)
    else:
        engine = create_engine(target, pool_size=pool_size, max_overflow=0, hide_parameters=True)

    def prepare(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)

    def begin_ours(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin_ours)
    return engine
