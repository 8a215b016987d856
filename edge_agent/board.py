"""What the pole was told and what is under way, on disk: one SQLite file, shared with the journal.

Inbox, conductor and stages knock here; each thing is written before anyone acts on it. A
damaged file is set aside, so that a pole with a bad card starts anew rather than not at all.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schedules.vocabulary import Begun, Digest, PlayId

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TABLES = """
CREATE TABLE IF NOT EXISTS held (
    kind TEXT, address TEXT, revision INTEGER NOT NULL, digest TEXT NOT NULL, content BLOB,
    PRIMARY KEY (kind, address)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clips (digest TEXT PRIMARY KEY, ready_us INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS begun (
    play TEXT PRIMARY KEY, since_us INTEGER NOT NULL, offset_us INTEGER NOT NULL, until_us INTEGER,
    heard_us INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stages (
    play TEXT, stage TEXT, since_us INTEGER NOT NULL, PRIMARY KEY (play, stage)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The newest message of its kind at its address; `content` is None once the address was left."""

    kind: str
    address: str
    revision: int
    digest: str
    content: bytes | None


def open_file(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Return a connection, and where a damaged file was set aside if there was one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connect(path), None
    except sqlite3.OperationalError:
        raise  # locked, full or unreadable: the file itself may be sound
    except sqlite3.DatabaseError:
        aside = _set_aside(path)
        return _connect(path), aside


class Board:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._sql.executescript(_TABLES)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all or nothing, and wait for the disk once."""
        if self._sql.in_transaction:
            yield
            return
        self._sql.execute("BEGIN IMMEDIATE")
        with self._sql:
            yield

    def held(self) -> tuple[Held, ...]:
        rows = self._sql.execute("SELECT kind, address, revision, digest, content FROM held")
        return tuple(
            Held(kind=kind, address=address, revision=revision, digest=digest, content=content)
            for kind, address, revision, digest, content in rows
        )

    def hold(self, held: Held) -> None:
        row = (held.kind, held.address, held.revision, held.digest, held.content)
        self._sql.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?)", row)

    def clips(self) -> dict[Digest, datetime]:
        rows = self._sql.execute("SELECT digest, ready_us FROM clips")
        return {Digest(digest): _instant(ready) for digest, ready in rows}

    def keep_clip(self, digest: Digest, ready: datetime) -> None:
        self._sql.execute("INSERT OR REPLACE INTO clips VALUES (?, ?)", (digest, _us(ready)))

    def drop_clip(self, digest: Digest) -> None:
        self._sql.execute("DELETE FROM clips WHERE digest = ?", (digest,))

    def begun(self) -> dict[PlayId, Begun]:
        """What had begun and not ended; what still sounded when the program died, up to the last progress."""
        rows = self._sql.execute("SELECT play, since_us, offset_us, coalesce(until_us, heard_us) FROM begun")
        return {
            PlayId(play): Begun(
                since=_instant(since), offset=offset * _MICROSECOND, until=_instant(max(since, until))
            )
            for play, since, offset, until in rows
        }

    def begin(self, play: PlayId, begun: Begun) -> None:
        until = _us(begun.until) if begun.until else None
        row = (play, _us(begun.since), begun.offset // _MICROSECOND, until, _us(begun.since))
        self._sql.execute("INSERT OR REPLACE INTO begun VALUES (?, ?, ?, ?, ?)", row)

    def progress(self, play: PlayId, now: datetime) -> None:
        self._sql.execute("UPDATE begun SET heard_us = ? WHERE play = ?", (_us(now), play))

    def end(self, play: PlayId) -> None:
        self._sql.execute("DELETE FROM begun WHERE play = ?", (play,))

    def stages(self) -> dict[PlayId, dict[str, datetime]]:
        found: dict[PlayId, dict[str, datetime]] = {}
        for play, stage, since in self._sql.execute("SELECT play, stage, since_us FROM stages"):
            found.setdefault(PlayId(play), {})[stage] = _instant(since)
        return found

    def reach(self, play: PlayId, stage: str, since: datetime) -> None:
        self._sql.execute("INSERT OR REPLACE INTO stages VALUES (?, ?, ?)", (play, stage, _us(since)))

    def forget_stages(self, play: PlayId) -> None:
        self._sql.execute("DELETE FROM stages WHERE play = ?", (play,))

    def instant(self, name: str) -> datetime | None:
        text = self.fact(name)
        return _instant(int(text)) if text else None

    def keep_instant(self, name: str, instant: datetime) -> None:
        self.keep_fact(name, str(_us(instant)))

    def revision(self) -> int:
        """The highest that this pole may have signed."""
        return int(self.fact("revision") or 0)

    def keep_revision(self, revision: int) -> None:
        self.keep_fact("revision", str(revision))

    def fact(self, name: str) -> str | None:
        row = self._sql.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def keep_fact(self, name: str, value: str) -> None:
        self._sql.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        _prepare(connection)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -512")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("quick_check finds damage")


def _set_aside(path: Path) -> Path:
    number = sum(1 for _ in path.parent.glob(f"{path.name}.damaged-*[0-9]"))
    aside = path.with_name(f"{path.name}.damaged-{number + 1}")
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside


def _us(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def _instant(us: int) -> datetime:
    return _EPOCH + us * _MICROSECOND
