"""A program that dies is started again, with a growing wait between quick deaths."""

import sys
from itertools import pairwise
from typing import Any

import pytest

from controller import supervisor
from controller.supervisor import Program


class Child:
    """Dies when it is told to."""

    def __init__(self) -> None:
        self.returncode: int | None = None
        self.pid = 1

    def poll(self) -> int | None:
        return self.returncode


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[Child]:
    started: list[Child] = []

    def start(command: list[str], **_: Any) -> Child:
        assert command[0] == sys.executable
        started.append(Child())
        return started[-1]

    monkeypatch.setattr(supervisor.subprocess, "Popen", start)
    return started


def test_a_program_that_lives_is_left_alone(children: list[Child]) -> None:
    program = Program("desk")

    program.watch(100.0)
    program.watch(200.0)

    assert len(children) == 1


def test_a_first_death_is_mended_at_once(children: list[Child]) -> None:
    program = Program("desk")
    program.watch(100.0)
    children[0].returncode = -9

    program.watch(100.1)

    assert len(children) == 2


def test_quick_deaths_are_mended_ever_more_slowly(children: list[Child]) -> None:
    program = Program("desk")
    now, starts = 100.0, []
    for _ in range(400):
        program.watch(now)
        if children and children[-1].returncode is None:
            starts.append(now)
            children[-1].returncode = 1
        now += 0.1

    waits = [later - earlier for earlier, later in pairwise(starts)]
    assert waits == sorted(waits)
    assert 9 < waits[-1] < 11


def test_a_program_that_lived_long_is_again_mended_at_once(children: list[Child]) -> None:
    program = Program("desk")
    for now in (100.0, 100.1, 101.0):
        program.watch(now)
        children[-1].returncode = 1
    program.watch(103.0)
    program.watch(120.0)
    children[-1].returncode = 1
    count = len(children)

    program.watch(120.1)

    assert len(children) == count + 1
