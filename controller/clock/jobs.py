"""APScheduler rings at fixed intervals; each job is one step of a room that keeps its own state."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from .time import present

log = structlog.get_logger()

_LOOK_EVERY_SECONDS = 2.0
_SMALLEST_JUMP = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do every so often, never twice at once."""

    name: str
    every: timedelta
    act: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The wall clock, and the clock that only counts on (seconds), read together."""

    wall: datetime
    steady: float


def read_clocks() -> Reading:
    return Reading(wall=present(), steady=time.monotonic())


def jump(before: Reading, after: Reading) -> timedelta | None:
    """Return by how much the wall clock was stepped between two readings; None where it just ran."""
    ran = timedelta(seconds=after.steady - before.steady)
    stepped = after.wall - before.wall - ran
    return stepped if abs(stepped) > _SMALLEST_JUMP else None


class AlarmClock:
    """Rings until it is stopped. A job that fails is logged and rings again.

    The scheduler goes by the wall clock: stepped back an hour, it would ring nothing for an
    hour. So the clocks are watched, and after a step every job rings at once.
    """

    def __init__(self, jobs: list[Job], time_zone: str) -> None:
        # A job longer than its interval is the normal case here and logged as a warning there.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        logging.getLogger("apscheduler.executors.default").setLevel(logging.ERROR)
        self._scheduler = BackgroundScheduler(
            timezone=time_zone,
            executors={"default": ThreadPoolExecutor(len(jobs))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for job in jobs:
            trigger = IntervalTrigger(seconds=job.every.total_seconds(), timezone=time_zone)
            self._scheduler.add_job(_guarded(job), trigger, id=job.name, name=job.name)
        self._names = [job.name for job in jobs]
        self._last_reading = read_clocks()
        self._stopping = threading.Event()

    def start(self) -> None:
        self._scheduler.start()
        threading.Thread(target=self._watch, name="clock-watch", daemon=True).start()

    def look(self, reading: Reading) -> None:
        """Ring every job at once where the wall clock was stepped since the last look."""
        stepped = jump(self._last_reading, reading)
        self._last_reading = reading
        if stepped is None:
            return
        log.warning("clock stepped", seconds=stepped.total_seconds())
        for name in self._names:
            self._scheduler.modify_job(name, next_run_time=reading.wall)

    def stop(self) -> None:
        """Wait for the jobs under way, then stop."""
        self._stopping.set()
        self._scheduler.shutdown(wait=True)

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY_SECONDS):
            try:
                self.look(read_clocks())
            except Exception:  # the edge of the loop: unwatched, the next step would silence all jobs
                log.exception("clock watch failed")


def _guarded(job: Job) -> Callable[[], None]:
    def act() -> None:
        try:
            job.act()
        except Exception:  # the edge of the loop: it logs, and the job rings again
            log.exception("job failed", job=job.name)

    return act
