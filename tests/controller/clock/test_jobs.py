"""Jobs ring on through a step of the wall clock."""

import contextlib
import queue
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Self

import apscheduler.schedulers.base
import pytest

from controller.clock.jobs import AlarmClock, Job, Reading, jump, read_clocks
from tests.controller.belt import START

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("stepped", [-HOUR, timedelta(seconds=-3), timedelta(seconds=3), HOUR])
def test_a_step_of_the_wall_clock_is_told_from_its_running(stepped: timedelta) -> None:
    before = Reading(wall=START, steady=50.0)
    after = Reading(wall=START + timedelta(seconds=2) + stepped, steady=52.0)

    assert jump(before, after) == stepped


@pytest.mark.parametrize("drift", [timedelta(), timedelta(seconds=-1), timedelta(seconds=1)])
def test_a_clock_that_runs_or_is_slewed_has_not_jumped(drift: timedelta) -> None:
    before = Reading(wall=START, steady=50.0)

    assert jump(before, Reading(wall=START + timedelta(seconds=600) + drift, steady=650.0)) is None


class Stepped(datetime):
    """The wall clock of the scheduler, and by how much it was stepped."""

    by = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + cls.by


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> type[Stepped]:
    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Stepped)
    monkeypatch.setattr(Stepped, "by", timedelta())
    return Stepped


@pytest.fixture
def rung() -> queue.Queue[str]:
    return queue.Queue()


@pytest.fixture
def alarm_clock(wall: type[Stepped], rung: queue.Queue[str]) -> Iterator[AlarmClock]:
    job = Job(name="send", every=timedelta(milliseconds=100), act=lambda: rung.put("rung"))
    alarm_clock = AlarmClock([job], "Asia/Ho_Chi_Minh")
    alarm_clock.start()
    yield alarm_clock
    alarm_clock.stop()


def test_jobs_ring_on_after_the_wall_clock_went_back_an_hour(
    alarm_clock: AlarmClock, wall: type[Stepped], rung: queue.Queue[str]
) -> None:
    rung.get(timeout=10)
    wall.by = -HOUR
    _drain(rung)
    now = read_clocks()

    alarm_clock.look(Reading(wall=now.wall - HOUR, steady=now.steady))

    for _ in range(3):
        assert rung.get(timeout=10)


def _drain(rung: queue.Queue[str]) -> None:
    """Wait until the scheduler has fallen silent, as it does by itself after such a step."""
    with contextlib.suppress(queue.Empty):
        while rung.get(timeout=0.5):
            pass
