"""What is sealed goes to the broker until the broker says it has it.

A mark of our own is retained beside it. Where the mark is missing after a connect, the
broker has forgotten (an embedded one forgets at every restart), and all that should
stand is told again, spread over a while.
"""

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from controller.entries import Publication
from controller.ports import Ledger
from schedules.vocabulary import Address
from wire import topics
from wire.topics import Kind

log = structlog.get_logger()

Publish = Callable[[str, bytes], int]
"""Sends a retained message and returns the number of its acknowledgement."""

MARK_WAIT = timedelta(seconds=2)
"""How long after a connect the mark may take to arrive before it counts as missing."""
AGAIN_PER_STEP = 50
"""At five steps a second 15,000 messages are told again within a minute."""
RESEND_AFTER = timedelta(seconds=10)


class Outbox:
    """A step-driven sender: the alarm clock calls `step`, the bus client tells what happened."""

    def __init__(self, ledger: Ledger, publish: Publish) -> None:
        self._ledger = ledger
        self._publish = publish
        self._lock = threading.Lock()
        self._under_way: dict[int, tuple[Kind, Address, int]] = {}
        self._sent: dict[tuple[Kind, Address], tuple[int, datetime]] = {}
        self._connected_at: datetime | None = None
        self._mark_seen = False
        self._again: deque[Publication] | None = None
        """What is still to be told again; None while the broker has forgotten nothing."""

    def connected(self, now: datetime) -> None:
        with self._lock:
            self._connected_at, self._mark_seen, self._again = now, False, None
            self._under_way.clear()
            self._sent.clear()

    def mark_seen(self) -> None:
        with self._lock:
            self._mark_seen = True

    def acknowledged(self, number: int) -> None:
        with self._lock:
            told = self._under_way.pop(number, None)
        if told:
            with self._ledger.writing() as unit:
                unit.publications.acknowledge(*told)

    def step(self, now: datetime) -> None:
        """Send what is new, and a share of what has to be told again."""
        with self._lock:
            if self._connected_at is None:
                return
            self._look_for_mark(now)
            self._tell_again()
        with self._ledger.reading() as unit:
            unsent = unit.publications.unsent()
        with self._lock:
            for publication in unsent:
                self._send(publication, now)

    def _look_for_mark(self, now: datetime) -> None:
        if self._mark_seen or self._again is not None or self._connected_at is None:
            return
        if now - self._connected_at < MARK_WAIT:
            return
        with self._ledger.reading() as unit:
            self._again = deque(unit.publications.standing(now))
        log.warning("broker has forgotten", telling_again=len(self._again))

    def _tell_again(self) -> None:
        """Tell the next share; the mark comes last, since it says that nothing is missing."""
        if self._again is None:
            return
        for _ in range(min(AGAIN_PER_STEP, len(self._again))):
            publication = self._again.popleft()
            self._publish(topics.down(publication.kind, publication.address), publication.sealed)
        if not self._again:
            self._publish(topics.MARK, b"1")
            self._again, self._mark_seen = None, True

    def _send(self, publication: Publication, now: datetime) -> None:
        key = (publication.kind, publication.address)
        revision, at = self._sent.get(key, (0, now))
        if revision == publication.revision and now - at < RESEND_AFTER:
            return
        self._sent[key] = (publication.revision, now)
        number = self._publish(topics.down(*key), publication.sealed)
        self._under_way[number] = (*key, publication.revision)
