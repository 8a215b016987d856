"""Runs a whole site on one machine: the embedded broker, the desk and a worker.

A program that dies is started again; the belt and the broker's retained messages make
that harmless. When this program ends, however it ends, the others end too.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol

import structlog

from controller.bus.broker import EmbeddedBroker
from controller.errors import BrokerUnreachableError
from controller.settings import EMBEDDED, Settings
from controller.site import open_site

from .clock.time import present

log = structlog.get_logger()

_LOOK_EVERY_SECONDS = 0.2
_MIGRATED_YET_SECONDS = 0.05
_LONGEST_WAIT_SECONDS = 10.0
_STOP_SECONDS = 8.0


class Patience:
    """The wait before the next start: longer with each quick death, none after a long life."""

    def __init__(self) -> None:
        self._wait = 0.0
        self._start_at = 0.0

    def lives(self, now: float) -> None:
        if now - self._start_at > _LONGEST_WAIT_SECONDS:
            self._wait = 0.0

    def died(self, now: float) -> None:
        self._start_at = now + self._wait
        self._wait = min(_LONGEST_WAIT_SECONDS, self._wait * 2 + 0.5)

    def may_start(self, now: float) -> bool:
        return now >= self._start_at

    def started(self, now: float) -> None:
        self._start_at = now


class Program:
    """A child process that is kept alive, with a growing wait between quick deaths."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._patience = Patience()
        self._process: subprocess.Popen[bytes] | None = None

    def watch(self, now: float) -> None:
        if self._process is not None and self._process.poll() is None:
            self._patience.lives(now)
            return
        if self._process is not None:
            log.error("program died", name=self.name, code=self._process.returncode)
            self._process = None
            self._patience.died(now)
        if self._patience.may_start(now):
            self._start(now)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def join(self, deadline: float) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self, now: float) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "controller", self.name, "--until-stdin-closes"], stdin=subprocess.PIPE
        )
        self._patience.started(now)
        log.info("program started", name=self.name, pid=self._process.pid)


class Startable(Protocol):
    """A broker of our own."""

    @property
    def is_running(self) -> bool: ...
    def start(self) -> None:
        """Raise `BrokerUnreachableError` where it cannot."""
        ...

    def stop(self) -> None: ...


class KeptBroker:
    """The embedded broker, kept alive in the same way; desk and worker live on while it is away."""

    def __init__(self, broker: Startable, now: float) -> None:
        """Start it; raise `BrokerUnreachableError` where its port is taken from the beginning."""
        self._broker = broker
        self._patience = Patience()
        self._broker.start()
        self._patience.started(now)
        self._was_running = True

    def watch(self, now: float) -> None:
        if self._broker.is_running:
            self._patience.lives(now)
            return
        if self._was_running:
            log.error("broker died")
            self._was_running = False
            self._patience.died(now)
        if self._patience.may_start(now):
            self._start(now)

    def stop(self) -> None:
        self._broker.stop()

    def _start(self, now: float) -> None:
        try:
            self._broker.start()
        except BrokerUnreachableError as error:
            log.error("broker not started", reason=str(error))  # noqa: TRY400 - the reason says it all
            self._patience.died(now)
        else:
            self._was_running = True
            self._patience.started(now)


def run(settings: Settings) -> None:
    """Bring the database up to date and run until SIGTERM or SIGINT, then stop everything that was started.

    Raises:
        SystemExit: the database could not be brought up, or was not because we were stopped.
    """
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    _migrate(stopping)
    site = open_site(settings.home, present())
    broker = None
    if settings.broker_url == EMBEDDED:
        embedded = EmbeddedBroker(settings.home, settings.broker_port, site.broker_password)
        broker = KeptBroker(embedded, time.monotonic())
    programs = [Program("desk"), Program("worker")]
    try:
        while not stopping.wait(_LOOK_EVERY_SECONDS):
            if broker:
                broker.watch(time.monotonic())
            for program in programs:
                program.watch(time.monotonic())
    finally:
        _stop(programs)
        if broker:
            broker.stop()


def until_stdin_closes(stop: Callable[[], None]) -> None:
    """Call `stop` when the parent is gone."""

    def watch() -> None:
        while os.read(0, 1):
            pass
        stop()

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _migrate(stopping: threading.Event) -> None:
    """Bring the database up in a child: what that loads would stay with us, 40 MB, for ever."""
    child = subprocess.Popen([sys.executable, "-m", "controller", "migrate"])
    while child.poll() is None:
        if stopping.wait(_MIGRATED_YET_SECONDS):
            child.terminate()
            child.wait()
            sys.exit(0)
    if child.returncode < 0:
        log.error("migration was killed", signal=-child.returncode)
    if child.returncode:  # whatever else was wrong, it has said itself
        sys.exit(1)


def _stop(programs: list[Program]) -> None:
    for program in programs:
        program.stop()
    deadline = time.monotonic() + _STOP_SECONDS
    for program in programs:
        program.join(deadline)
