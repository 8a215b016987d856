"""APScheduler rings at fixed intervals; each job is one step of a room that keeps its own state."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do every so often, never twice at once."""

    name: str
    every: timedelta
    act: Callable[[], None]


class AlarmClock:
    """Rings until it is stopped. A job that fails is logged and rings again."""

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

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """Wait for the jobs under way, then stop."""
        self._scheduler.shutdown(wait=True)


def _guarded(job: Job) -> Callable[[], None]:
    def act() -> None:
        try:
            job.act()
        except Exception:  # the edge of the loop: it logs, and the job rings again
            log.exception("job failed", job=job.name)

    return act
