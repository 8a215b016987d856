"""Brings the proof home: sends what is not filed, again and again, until it is.

The pole knocks here after every step and when Filed comes. Only Filed counts; what the
broker acknowledged may still be lost.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from edge_agent.journal import Journal
from edge_agent.pen import Pen, Say
from wire.messages import Filed, Report, Reports
from wire.topics import Kind

RUN = 100
"""Reports in one message: at about 150 bytes packed far below the limit of 256 KiB."""
WINDOW = 10 * RUN
"""How far to go ahead of Filed: after a month without network the broker is not flooded."""
AGAIN = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300, 600))
COUNTS_FOR = timedelta(days=90)
_TIDY_EVERY = timedelta(hours=6)


class Postbox:
    def __init__(self, journal: Journal, pen: Pen) -> None:
        self._journal = journal
        self._pen = pen
        self._filed = journal.filed()
        self._sent = self._filed
        self._tries = 0
        self._again_at: timedelta | None = None
        self._is_linked = False
        self._tidy_at = timedelta()

    def link(self) -> None:
        """The broker is there again: nobody knows what of it arrived."""
        self._is_linked = True
        self._sent, self._tries, self._again_at = self._filed, 0, None

    def unlink(self) -> None:
        self._is_linked, self._again_at = False, None

    def file(self, filed: Filed, now: datetime) -> None:
        """Take what the controller has stored; less than before means it was restored from a backup."""
        if filed.journal != self._journal.id or filed.number == self._filed:
            return
        self._journal.file(filed.number, now)
        was, self._filed = self._filed, min(filed.number, self._journal.number)
        self._sent = max(self._sent, self._filed) if self._filed > was else self._filed
        self._tries, self._again_at = 0, None

    def tidy(self, now: datetime, elapsed: timedelta) -> None:
        """Drop what was filed long ago; only a clock that is right may say so."""
        if elapsed >= self._tidy_at:
            self._journal.forget(now)
            self._tidy_at = elapsed + _TIDY_EVERY

    def step(self, now: datetime, elapsed: timedelta) -> tuple[list[Say], timedelta | None]:
        """Return what to send, and when to come again."""
        if not self._is_linked:
            return [], None
        if self._again_at is not None and elapsed >= self._again_at:
            self._sent, self._again_at = self._filed, None
            self._tries += 1
        says = list(self._send(now))
        if self._sent > self._filed and self._again_at is None:
            self._again_at = elapsed + AGAIN[min(self._tries, len(AGAIN) - 1)]
        return says, self._again_at

    def _send(self, now: datetime) -> Iterator[Say]:
        while self._sent < min(self._journal.number, self._filed + WINDOW):
            run = self._journal.unfiled(after=self._sent, at_most=RUN)
            if not run:
                return
            self._sent = run[-1].number
            yield self._pen.sign(Kind.REPORTS, self._reports(run, now))

    def _reports(self, run: tuple[Report, ...], now: datetime) -> Reports:
        envelope = self._pen.envelope(now, counts_for=COUNTS_FOR)
        return Reports(**envelope, journal=self._journal.id, reports=run)
