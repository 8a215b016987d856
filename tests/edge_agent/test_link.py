"""The line to real brokers: what is retained comes again, what was missed comes, the will speaks."""

import queue
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from edge_agent.link import Connected, Event, Heard, Link, Lost, Subscribe, Will
from schedules.vocabulary import PoleId
from tests.parts.brokers import BROKERS, free_port
from wire.enrolment import Broker

pytestmark = pytest.mark.doors
TOPIC = "zonecast/v1/down/playlist/z-a"
OTHER = "zonecast/v1/down/playlist/z-b"


class Ear:
    """Keeps what comes; waits for what should come."""

    def __init__(self) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def wait_for(self, kind: type[Event], *, seconds: float = 15) -> Event:
        while True:
            event = self.events.get(timeout=seconds)
            if isinstance(event, kind):
                return event

    def silence(self, *, seconds: float = 0.5) -> bool:
        try:
            event = self.events.get(timeout=seconds)
        except queue.Empty:
            return True
        return not isinstance(event, Heard)


class Room:
    """One broker that can be switched off and on, and a desk that publishes."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._folder = name, folder
        self.port = free_port()
        self._stack = ExitStack()

    def switch_on(self) -> None:
        self._stack.enter_context(BROKERS[self._name](self._folder, self.port))

    def switch_off(self) -> None:
        self._stack.close()

    def publish(self, topic: str, payload: bytes) -> None:
        with_desk = paho.Client(CallbackAPIVersion.VERSION2, client_id="desk")
        with_desk.connect("127.0.0.1", self.port)
        with_desk.loop_start()
        while not with_desk.is_connected():
            time.sleep(0.005)
        with_desk.publish(topic, payload, qos=1, retain=True).wait_for_publish(5)
        with_desk.disconnect()
        with_desk.loop_stop()

    def link(self, ear: Ear, *, name: str = "p-gate-3") -> Link:
        broker = Broker(host="127.0.0.1", port=self.port)
        return Link(PoleId(name), broker, ear.events.put, keepalive=timedelta(seconds=25))


@pytest.fixture(params=BROKERS)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    room = Room(request.param, tmp_path)
    room.switch_on()
    yield room
    room.switch_off()


def test_what_is_retained_comes_at_every_connection_even_within_one_session(room: Room) -> None:
    room.publish(TOPIC, b"first")
    for _ in range(2):
        ear = Ear()
        link = room.link(ear)
        link.start()
        ear.wait_for(Connected)
        link.subscribe(Subscribe(frozenset({TOPIC}), anew=True))

        assert ear.wait_for(Heard) == Heard(TOPIC, b"first")
        link.close()


def test_the_newest_comes_after_an_absence(room: Room) -> None:
    ear = Ear()
    link = room.link(ear)
    link.start()
    ear.wait_for(Connected)
    link.subscribe(Subscribe(frozenset({TOPIC}), anew=True))
    time.sleep(0.3)  # the broker says nothing when it replays nothing
    link.close()
    room.publish(TOPIC, b"second")

    again = Ear()
    link = room.link(again)
    link.start()
    again.wait_for(Connected)
    link.subscribe(Subscribe(frozenset({TOPIC}), anew=True))

    assert again.wait_for(Heard) == Heard(TOPIC, b"second")
    link.close()


def test_leaving_a_topic_ends_what_comes_from_it(room: Room) -> None:
    ear = Ear()
    link = room.link(ear)
    link.start()
    ear.wait_for(Connected)
    link.subscribe(Subscribe(frozenset({TOPIC}), anew=True))
    link.subscribe(Subscribe(frozenset({OTHER}), anew=False))
    time.sleep(0.3)  # the broker says nothing when it replays nothing

    room.publish(TOPIC, b"no more")
    room.publish(OTHER, b"this")

    assert ear.wait_for(Heard) == Heard(OTHER, b"this")
    link.close()


def test_a_topic_joined_again_tells_again_what_it_retains(room: Room) -> None:
    room.publish(TOPIC, b"retained")
    ear = Ear()
    link = room.link(ear)
    link.start()
    ear.wait_for(Connected)
    link.subscribe(Subscribe(frozenset({TOPIC}), anew=True))
    ear.wait_for(Heard)

    link.subscribe(Subscribe(frozenset({OTHER}), anew=False))
    link.subscribe(Subscribe(frozenset({OTHER, TOPIC}), anew=False))

    assert ear.wait_for(Heard) == Heard(TOPIC, b"retained")
    link.close()


def test_a_broker_that_comes_late_and_goes_and_returns_is_followed(tmp_path: Path) -> None:
    room = Room("mosquitto", tmp_path)
    ear = Ear()
    link = room.link(ear)
    link.start()
    ear.wait_for(Lost)

    room.switch_on()
    ear.wait_for(Connected)
    room.switch_off()
    ear.wait_for(Lost)
    room.switch_on()
    ear.wait_for(Connected)
    link.close()
    room.switch_off()


def test_the_broker_says_the_will_of_a_pole_that_vanishes(room: Room) -> None:
    ear, watcher = Ear(), Ear()
    pole, other = room.link(ear), room.link(watcher, name="p-watcher")
    other.start()
    watcher.wait_for(Connected)
    other.subscribe(Subscribe(frozenset({"up/presence"}), anew=True))
    pole.will(Will("up/presence", b"offline"))
    pole.start()
    ear.wait_for(Connected)

    sock = pole._client.socket()
    assert sock is not None
    sock.shutdown(2)

    assert watcher.wait_for(Heard) == Heard("up/presence", b"offline")
    pole.close()
    other.close()


def test_a_listener_that_stumbles_does_not_leave_the_pole_deaf(room: Room) -> None:
    ear = Ear()

    def stumble(event: Event) -> None:
        if isinstance(event, Heard) and event.sealed == b"bad":
            raise RuntimeError("a bug")
        ear.events.put(event)

    broker = Broker(host="127.0.0.1", port=room.port)
    link = Link(PoleId("p-a"), broker, stumble, keepalive=timedelta(seconds=25))
    link.start()
    ear.wait_for(Connected)
    link.subscribe(Subscribe(frozenset({TOPIC}), anew=True))
    time.sleep(0.3)  # the broker says nothing when it replays nothing

    room.publish(TOPIC, b"bad")
    room.publish(TOPIC, b"good")

    assert ear.wait_for(Heard) == Heard(TOPIC, b"good")
    link.close()
