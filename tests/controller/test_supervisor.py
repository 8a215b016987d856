"""A program that dies is started again, with a growing wait between quick deaths."""

import socket
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from controller import supervisor
from controller.bus.broker import EmbeddedBroker
from controller.errors import BrokerUnreachableError
from controller.supervisor import KeptBroker, Program
from tests.parts.brokers import free_port


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


class Broker:
    """Runs until it is told to die; starts only while its port is free."""

    def __init__(self) -> None:
        self.is_running = False
        self.is_port_free = True
        self.asked = 0

    def start(self) -> None:
        self.asked += 1
        if not self.is_port_free:
            raise BrokerUnreachableError("the broker cannot listen on port 1883")
        self.is_running = True

    def stop(self) -> None:
        self.is_running = False


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


def test_a_broker_that_died_is_started_again_at_once() -> None:
    broker = Broker()
    kept = KeptBroker(broker, 100.0)
    broker.is_running = False

    kept.watch(100.2)

    assert broker.is_running


def test_a_broker_whose_port_is_taken_meanwhile_is_tried_ever_more_slowly() -> None:
    broker = Broker()
    kept = KeptBroker(broker, 100.0)
    broker.is_running, broker.is_port_free = False, False
    tries, asked = [], broker.asked
    for tick in range(1, 400):
        kept.watch(100.0 + tick / 10)
        if broker.asked > asked:
            tries.append(tick / 10)
            asked = broker.asked

    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert all(later > earlier - 0.001 for earlier, later in pairwise(waits))
    assert 9 < waits[-1] < 11


def test_a_broker_whose_port_is_free_again_comes_back() -> None:
    broker = Broker()
    kept = KeptBroker(broker, 100.0)
    broker.is_running, broker.is_port_free = False, False
    kept.watch(100.2)
    broker.is_port_free = True

    kept.watch(120.0)

    assert broker.is_running


def test_a_port_that_is_taken_from_the_beginning_ends_the_run_in_words() -> None:
    broker = Broker()
    broker.is_port_free = False

    with pytest.raises(BrokerUnreachableError, match="port 1883"):
        KeptBroker(broker, 100.0)


def test_the_real_broker_comes_back_once_its_port_is_free_again(tmp_path: Path) -> None:
    port = free_port()
    broker = EmbeddedBroker(tmp_path, port, "secret enough")
    kept = KeptBroker(broker, 100.0)
    _kill(broker)
    with socket.create_server(("127.0.0.1", port)):
        kept.watch(100.2)

    kept.watch(120.0)

    assert broker.is_running
    kept.stop()


def _kill(broker: EmbeddedBroker) -> None:
    broker._broker._process.kill()
    broker._broker._process.wait()
