"""What really sounded here, numbered and chained, kept until the controller has filed it and longer.

The conductor writes before anything else; the postbox reads. The journal's id is random and
new with every new file, so that a number never means two things.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from schedules.vocabulary import PlayId
from wire.codec import FIRST_LINK, link
from wire.messages import Report

KEEP_FILED_FOR = timedelta(days=30)
_TABLES = """
CREATE TABLE IF NOT EXISTS reports (
    number INTEGER PRIMARY KEY, play TEXT NOT NULL, event TEXT NOT NULL, content TEXT NOT NULL,
    filed_at TEXT);
CREATE TABLE IF NOT EXISTS journal (id TEXT NOT NULL, number INTEGER NOT NULL, link TEXT NOT NULL);
"""


class Journal:
    """Holds no report in memory but the link to the last one."""

    def __init__(self, connection: sqlite3.Connection, new_id: Callable[[], str]) -> None:
        self._sql = connection
        self._sql.executescript(_TABLES)
        row = self._sql.execute("SELECT id, number, link FROM journal").fetchone()
        if row is None:
            row = (new_id(), 0, FIRST_LINK)
            self._sql.execute("INSERT INTO journal VALUES (?, ?, ?)", row)
        self.id: str = row[0]
        self.number: int = row[1]
        """Of the last report; 0 before the first."""
        self._link: str = row[2]

    def append(self, draft: Report) -> Report:
        """Write `draft` as the next report, with its number and its hold on the one before."""
        report = draft.model_copy(update={"number": self.number + 1, "previous": self._link})
        content = report.model_dump_json(by_alias=True)
        report = Report.model_validate_json(content)  # instants as coarse as they will be read again
        chained = link(report)
        row = (report.number, report.play, report.event, content)
        with self._together():
            self._sql.execute("INSERT INTO reports VALUES (?, ?, ?, ?, NULL)", row)
            self._sql.execute("UPDATE journal SET number = ?, link = ?", (report.number, chained))
        self.number, self._link = report.number, chained
        return report

    def unfiled(self, *, after: int, at_most: int) -> tuple[Report, ...]:
        """Return the reports that were not filed, ascending, from the one after `after`."""
        rows = self._sql.execute(
            "SELECT content FROM reports WHERE number > ? AND filed_at IS NULL ORDER BY number LIMIT ?",
            (after, at_most),
        )
        return tuple(Report.model_validate_json(content) for (content,) in rows)

    def filed(self) -> int:
        """The number up to which all is filed."""
        row = self._sql.execute("SELECT min(number) FROM reports WHERE filed_at IS NULL").fetchone()
        return int(row[0]) - 1 if row[0] is not None else self.number

    def file(self, number: int, now: datetime) -> None:
        """All up to `number` is stored by the controller, and nothing beyond."""
        stamp = now.astimezone(UTC).isoformat()
        with self._together():
            self._sql.execute(
                "UPDATE reports SET filed_at = ? WHERE number <= ? AND filed_at IS NULL", (stamp, number)
            )
            self._sql.execute("UPDATE reports SET filed_at = NULL WHERE number > ?", (number,))

    def forget(self, now: datetime) -> None:
        """Drop what was filed long ago."""
        oldest = (now - KEEP_FILED_FOR).astimezone(UTC).isoformat()
        self._sql.execute("DELETE FROM reports WHERE filed_at < ?", (oldest,))

    def started(self) -> frozenset[PlayId]:
        return self._plays("SELECT DISTINCT play FROM reports WHERE event = 'started'")

    def ended(self) -> frozenset[PlayId]:
        return self._plays("SELECT DISTINCT play FROM reports WHERE event <> 'started'")

    @contextmanager
    def _together(self) -> Iterator[None]:
        if self._sql.in_transaction:
            yield
            return
        self._sql.execute("BEGIN IMMEDIATE")
        with self._sql:
            yield

    def _plays(self, query: str) -> frozenset[PlayId]:
        return frozenset(PlayId(play) for (play,) in self._sql.execute(query))
