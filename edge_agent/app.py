"""The real pole: one loop with a queue of events, and the machines around it.

This is the only place that knows every machine. Paho's thread, the fetcher's and the
speaker's only put events on the queue; all deciding is done in one thread by `Pole.step`.
"""

import fcntl
import os
import queue
import random
import secrets
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import structlog

from edge_agent import board as boards
from edge_agent.acts import Act, Event, Refit, Surroundings, Vitals
from edge_agent.board import Board
from edge_agent.cache import Discard, Fetch
from edge_agent.clock import Reading
from edge_agent.cuesheet import Load
from edge_agent.errors import HomeTakenError
from edge_agent.fetcher import ClipServer, Fetcher
from edge_agent.journal import Journal
from edge_agent.link import Link, Subscribe, Will
from edge_agent.outlet import Outlet
from edge_agent.pen import Say
from edge_agent.pole import Pole
from edge_agent.settings import Settings
from wire.errors import WireError

_THERMAL = Path("/sys/class/thermal/thermal_zone0/temp")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_AT_ONCE = timedelta(milliseconds=1)
_TRIES = 5

log = structlog.get_logger()


class App:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._is_stopping = False
        settings.home.mkdir(parents=True, exist_ok=True)
        self._sql, aside = boards.open_file(settings.board_file)
        if aside:
            log.error("board damaged", aside=str(aside))
        around = Surroundings(
            boot=boot_id(),
            new_nonce=lambda: secrets.token_urlsafe(16),
            jitter=random.random,
            vitals=self._vitals,
            faults=(f"the board was damaged and set aside as {aside.name}",) if aside else (),
        )
        journal = Journal(self._sql, lambda: secrets.token_hex(8))
        self._pole = Pole(settings, Board(self._sql), journal, around, read_clocks())
        enrolment = settings.enrolment
        self._link = Link(
            enrolment.pole_id,
            enrolment.broker,
            self._events.put,
            keepalive=settings.keepalive,
        )
        server = ClipServer(
            enrolment.clips_url,
            enrolment.clips_token,
            settings.clips_folder,
            reserve_bytes=settings.reserve_bytes,
        )
        self._fetcher = Fetcher(server, self._events.put)
        self._outlet = Outlet(settings, self._events.put)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, then stop cleanly: silence, the last word, the line."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        log.info("pole began", pole=self._settings.enrolment.pole, output=self._settings.output.value)
        self._outlet.start()
        self._fetcher.start()
        self._perform(self._first_acts())
        self._link.start()
        try:
            self._loop()
        finally:
            self._close()

    def _first_acts(self) -> list[Act]:
        acts, self._wake_at = self._pole.step(read_clocks(), None)
        return acts

    def _loop(self) -> None:
        while not self._is_stopping:
            event = self._next_event()
            try:
                acts, self._wake_at = self._pole.step(read_clocks(), event)
                self._perform(acts)
            except sqlite3.DatabaseError as error:
                if not isinstance(error, sqlite3.OperationalError):
                    raise  # the next start sets the file aside
                log.exception("step failed")
                self._wake_at = read_clocks().elapsed + timedelta(seconds=1)
            except Exception:  # the edge of the loop: a pole that fails one step goes on with the next
                log.exception("step failed")
                self._wake_at = read_clocks().elapsed + timedelta(seconds=1)

    def _next_event(self) -> Event | None:
        spoken = self._outlet.step()
        waits = [self._wake_at - read_clocks().elapsed, *([spoken - datetime.now(UTC)] if spoken else [])]
        try:
            return self._events.get(timeout=max(0.0, min(waits).total_seconds()))
        except queue.Empty:
            return None

    def _perform(self, acts: list[Act]) -> None:
        for act in acts:
            match act:
                case Say(topic, sealed, is_retained):
                    self._link.say(topic, sealed, is_retained=is_retained)
                case Subscribe():
                    self._link.subscribe(act)
                case Will():
                    self._link.will(act)
                case Load(cues):
                    self._outlet.load(cues)
                case Refit(horn):
                    self._outlet.refit(horn)
                case Fetch() | Discard():
                    self._fetcher.do(act)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del frame
        log.info("pole stops", signal=signal.Signals(number).name)
        self._is_stopping = True
        self._events.put(None)

    def _close(self) -> None:
        self._outlet.close()
        self._drain()
        try:
            goodbye = self._pole.farewell(read_clocks())
            self._link.say(goodbye.topic, goodbye.sealed, is_retained=goodbye.is_retained)
        except (WireError, sqlite3.Error):
            log.exception("no last word")
        self._link.close()
        self._fetcher.close()
        self._sql.close()

    def _drain(self) -> None:
        """What the speaker said while it stopped belongs in the journal."""
        last: list[Event] = []
        while not self._events.empty():
            if event := self._events.get():
                last.append(event)
        self._pole.hear_out(last, read_clocks())

    def _vitals(self) -> Vitals:
        return Vitals(
            free_bytes=shutil.disk_usage(self._settings.home).free,
            temperature_c=_temperature(),
            network_bytes=self._link.bytes,
            faults=self._outlet.faults,
        )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the home folder for one agent alone; raise `HomeTakenError` if another has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeTakenError(f"another agent works in {path.parent}") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def read_clocks() -> Reading:
    """Read both as one; again where the program was held up between them, which looks like a step."""
    for _ in range(_TRIES):
        before, kernel, after = _elapsed(), datetime.now(UTC), _elapsed()
        if after - before <= _AT_ONCE:
            break
    return Reading(kernel=kernel, elapsed=before + (after - before) / 2)


def _elapsed() -> timedelta:
    return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000)


def boot_id() -> str:
    return _BOOT_ID.read_text(encoding="ascii").strip()


def _temperature() -> float | None:
    try:
        return int(_THERMAL.read_text(encoding="ascii")) / 1000
    except (OSError, ValueError):
        return None
