"""What is sealed goes to the broker until the broker says it has it.

A mark of our own is retained beside it and names the highest revision that was acknowledged.
After a connect it tells what the broker has forgotten (an embedded one forgets all at every
restart, others what they had not saved); that is told again, spread over a while.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from controller.entries import Publication
from controller.ports import Ledger
from schedules.vocabulary import Address
from wire import topics
from wire.topics import Kind

from .mark import Known, Memory, judge, read_mark

log = structlog.get_logger()

Publish = Callable[[str, bytes], int]
"""Sends a retained message and returns the number of its acknowledgement."""
SetMark = Callable[[bytes], None]
"""Retains the mark, after all that was published before it. It must never be sent a second time by
itself: a mark that outlived its connection would vouch for what the broker forgot with it."""

MARK_WAIT = timedelta(seconds=2)
"""How long after a connect the mark may take to arrive before it counts as missing."""
MARK_EVERY = timedelta(seconds=1)
AGAIN_PER_STEP = 50
"""At five steps a second 15,000 messages are told again within a minute."""
RESEND_AFTER = timedelta(seconds=10)


@dataclass(slots=True, kw_only=True)
class _Connection:
    """What is true of one connection only; a new one begins with nothing."""

    since: datetime | None = None
    """None while the broker is away; the mark may come a little before."""
    mark: int | None = None
    is_mark_seen: bool = False
    known: Known | None = None
    is_judged: bool = False
    acknowledged: int = 0
    marked_at: datetime | None = None
    under_way: dict[int, tuple[Kind, Address, int]] = field(default_factory=dict)
    sent: dict[tuple[Kind, Address], tuple[int, datetime]] = field(default_factory=dict)
    again: deque[tuple[Kind, Address]] = field(default_factory=deque)
    """What is still to be told again, by topic: its words may change while it waits."""
    again_under_way: set[int] = field(default_factory=set)


class Outbox:
    """A step-driven sender: the alarm clock calls `step`, the bus client tells what happened."""

    def __init__(self, ledger: Ledger, publish: Publish, set_mark: SetMark) -> None:
        self._ledger = ledger
        self._publish = publish
        self._set_mark = set_mark
        self._lock = threading.Lock()
        self._marked: int | None = None
        self._connection = _Connection()

    def connected(self, now: datetime) -> None:
        with self._lock:
            self._connection.since = now

    def disconnected(self) -> None:
        """Send nothing more: what the client took now would pile up in it."""
        with self._lock:
            self._connection = _Connection()

    def mark_seen(self, payload: bytes) -> None:
        """Take the mark that the broker retained; what comes after it are echoes of our own."""
        with self._lock:
            if not self._connection.is_mark_seen:
                self._connection.is_mark_seen, self._connection.mark = True, read_mark(payload)

    def acknowledged(self, number: int) -> None:
        with self._lock:
            self._connection.again_under_way.discard(number)
            told = self._connection.under_way.pop(number, None)
        if told:
            with self._ledger.writing() as unit:
                unit.publications.acknowledge(*told)
            with self._lock:
                self._connection.acknowledged = max(self._connection.acknowledged, told[2])

    def step(self, now: datetime) -> None:
        """Send what is new, and a share of what has to be told again; then mark what has arrived."""
        with self._lock:
            if self._connection.since is None:
                return
            self._look_at_mark(now, self._connection.since)
            self._tell_again(now)
            acknowledged = self._connection.acknowledged
        with self._ledger.reading() as unit:
            unsent = unit.publications.unsent()
        with self._lock:
            if self._connection.since is None:
                return
            for publication in unsent:
                self._send(publication, now)
            if all(publication.revision > acknowledged for publication in unsent):
                self._mark_up_to(acknowledged, now)

    def _look_at_mark(self, now: datetime, connected_at: datetime) -> None:
        """Judge the broker's memory once a connection, by what we knew before we sent anything on it."""
        if self._connection.known is None:
            self._connection.known = self._recall()
            self._connection.acknowledged = self._connection.known.acknowledged
        if self._connection.is_judged:
            return
        if not self._connection.is_mark_seen and _is_within(MARK_WAIT, connected_at, now):
            return
        self._act_on(judge(self._connection.mark, self._connection.known, now), now)
        self._connection.is_mark_seen = self._connection.is_judged = True

    def _recall(self) -> Known:
        with self._ledger.reading() as unit:
            return Known(
                marked=self._marked,
                acknowledged=unit.publications.highest_acknowledged(),
                given=unit.publications.highest_given(),
            )

    def _act_on(self, memory: Memory, now: datetime) -> None:
        match memory:
            case Memory.WHOLE:
                self._marked = self._connection.mark
            case Memory.BEHIND:
                self._queue_again(now, above=self._connection.mark or 0)
            case Memory.LOST:
                self._queue_again(now, above=0)
                self._marked = None
            case Memory.AHEAD:
                self._say_anew(self._connection.mark or 0)
                self._marked = self._connection.mark
            case _:
                assert_never(memory)

    def _queue_again(self, now: datetime, *, above: int) -> None:
        with self._ledger.reading() as unit:
            standing = unit.publications.standing(now)
        self._connection.again = deque(
            (found.kind, found.address) for found in standing if found.revision > above
        )
        log.warning(
            "broker has forgotten", telling_again=len(self._connection.again), mark=self._connection.mark
        )

    def _say_anew(self, mark: int) -> None:
        with self._ledger.writing() as unit:
            due = unit.publications.want_all_anew(mark)
        log.error("database is older than broker", mark=mark, planning_anew=due)

    def _tell_again(self, now: datetime) -> None:
        """Tell the next share, each as it stands now and not as it stood when the loss was found."""
        if not self._connection.again:
            return
        with self._ledger.reading() as unit:
            for _ in range(min(AGAIN_PER_STEP, len(self._connection.again))):
                key = self._connection.again[0]
                publication = unit.publications.sealed(*key, now)
                if publication is not None:
                    number = self._publish(topics.down(*key), publication.sealed)
                    self._connection.again_under_way.add(number)
                self._connection.again.popleft()

    def _send(self, publication: Publication, now: datetime) -> None:
        key = (publication.kind, publication.address)
        revision, at = self._connection.sent.get(key, (0, now))
        if revision == publication.revision and _is_within(RESEND_AFTER, at, now):
            return
        self._connection.sent[key] = (publication.revision, now)
        number = self._publish(topics.down(*key), publication.sealed)
        self._connection.under_way[number] = (*key, publication.revision)

    def _mark_up_to(self, acknowledged: int, now: datetime) -> None:
        """Mark what the broker holds, once it holds all that it had forgotten too."""
        if not self._connection.is_judged or self._connection.again or self._connection.again_under_way:
            return
        if self._marked is not None and acknowledged <= self._marked:
            return
        marked_at = self._connection.marked_at
        if marked_at is not None and _is_within(MARK_EVERY, marked_at, now):
            return
        self._set_mark(b"%d" % acknowledged)
        self._marked, self._connection.marked_at = acknowledged, now


def _is_within(span: timedelta, since: datetime, now: datetime) -> bool:
    """Whether a wait goes on; a clock that was stepped back ends it, else it would last for as long."""
    return timedelta() <= now - since < span
