"""One pole in a fleet of one, a clock turned by hand, and a desk that answers: what most tests need."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from edge_agent import board as boards
from edge_agent.acts import Surroundings, Vitals
from edge_agent.cache import Fetch, Fetched, NotFetched, Obstacle
from edge_agent.fleet import Berth, Exchange, Fleet, HandClock
from edge_agent.pen import Say
from edge_agent.settings import OutputChoice, Settings
from tests.edge_agent import desk as desks
from tests.edge_agent.desk import POLE, Desk
from wire.messages import AskTime, Message, Now, Reports

BEGIN = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""A Monday, 14:00 in Vietnam."""
SECOND = timedelta(seconds=1)


class Yard:
    """`answers_time`, `files` and `has_clips` say what the desk does by itself.

    The desk is always right; the pole's kernel begins `kernel_off` and is set by `clock.step`.
    """

    def __init__(self, home: Path, *, kernel_off: timedelta = timedelta(), **settings: Any) -> None:
        self.clock = HandClock(BEGIN + kernel_off)
        self._began = self.clock.elapsed
        self.exchange = Exchange()
        self.exchange.listen = self._listen
        self.fleet = Fleet(self.clock)
        self.desk = Desk()
        self.home = home
        self.settings = Settings(
            enrolment=desks.enrolment(), home=home, output=OutputChoice.VIRTUAL, **settings
        )
        self.answers_time = True
        self.answers_late = timedelta()
        """How far behind the time is that the desk tells, as on a line that is slow one way."""
        self.answers: list[Now] = []
        self.files = True
        self.has_clips = True
        self.fetched: list[str] = []
        self.boot = "boot-1"
        self._nonce = 0
        self.sql: sqlite3.Connection
        self.berth = self.start()

    @property
    def now(self) -> datetime:
        return BEGIN + (self.clock.elapsed - self._began)

    def start(self) -> Berth:
        """Switch the pole on, with the network there."""
        self.sql, _ = boards.open_file(self.settings.board_file)
        around = Surroundings(
            boot=self.boot, new_nonce=self._new_nonce, jitter=lambda: 0.0, vitals=Vitals, faults=()
        )
        self.berth = self.fleet.add(
            Berth(
                self.settings,
                self.sql,
                around,
                clock=self.clock,
                exchange=self.exchange,
                fetch=self._fetch,
                new_id=lambda: "journal-1",
            )
        )
        self.berth.connect()
        self.fleet.settle()
        return self.berth

    def kill(self) -> None:
        """SIGKILL or a power cut: nothing is said, nothing is closed properly."""
        self.fleet.remove(self.berth)
        self.sql.close()

    def tell(self, message: Message) -> None:
        topic, sealed = self.desk.sealed(message)
        self.exchange.publish(topic, sealed)
        self.fleet.settle()

    def post(self, **changes: Any) -> None:
        self.tell(self.desk.posting(self.now, **changes))

    def run(self, seconds: float) -> None:
        self.fleet.run(timedelta(seconds=seconds))

    def at(self, seconds: float) -> datetime:
        """An instant `seconds` after the test began."""
        return BEGIN + timedelta(seconds=seconds)

    def _listen(self, say: Say) -> None:
        message = self.desk.read(say, self.now)
        if isinstance(message, AskTime) and self.answers_time:
            self.answers.append(self.desk.now(message, self.now - self.answers_late))
            self.exchange.publish(*self.desk.sealed(self.answers[-1]), is_retained=False)
        if isinstance(message, Reports) and self.files:
            number = message.reports[-1].number
            self.exchange.publish(*self.desk.sealed(self.desk.filed(self.now, message.journal, number)))

    def _fetch(self, fetch: Fetch) -> Fetched | NotFetched:
        if not self.has_clips:
            return NotFetched(fetch.digest, Obstacle.UNREACHABLE, "nobody answers")
        self.fetched.append(fetch.digest)
        self.settings.clips_folder.mkdir(parents=True, exist_ok=True)
        (self.settings.clips_folder / fetch.digest).write_bytes(b"clip")
        return Fetched(fetch.digest)

    def _new_nonce(self) -> str:
        self._nonce += 1
        return f"nonce-{self._nonce}"


__all__ = ["BEGIN", "POLE", "SECOND", "Yard"]
