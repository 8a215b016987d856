"""Outbox, client and real brokers together, over a power cut that takes what was not saved."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from controller.bus.client import BrokerAddress, BusClient
from controller.bus.outbox import MARK_EVERY, Outbox
from schedules.vocabulary import PoleId
from tests.controller.belt import Belt
from tests.parts.brokers import BROKERS, MosquittoServer, free_port
from wire import topics
from wire.topics import Kind

pytestmark = pytest.mark.doors
_PATIENCE_SECONDS = 20
POSTING = "zonecast/v1/down/posting/p-gate-1"


class Desk:
    """The desk's link to a broker, stepped by hand."""

    def __init__(self, belt: Belt, port: int) -> None:
        self._belt = belt
        self._events: queue.Queue[str] = queue.Queue()
        self.outbox = Outbox(
            belt.ledger,
            lambda topic, payload: self.bus.publish(topic, payload, retain=True),
            self._set_mark,
        )
        self.bus = BusClient(
            BrokerAddress(host="127.0.0.1", port=port),
            "desk",
            [(topics.MARK, 0)],
            on_arrived=lambda arrived: self._note("mark", lambda: self.outbox.mark_seen(arrived.payload)),
            on_connected=lambda: self._note("connected", lambda: self.outbox.connected(belt.now)),
            on_disconnected=lambda: self._note("lost", self.outbox.disconnected),
            on_acknowledged=lambda number: self._note(
                "acknowledged", lambda: self.outbox.acknowledged(number)
            ),
        )

    def step_until(self, event: str) -> None:
        """Step with every event until the one that is waited for has come."""
        while True:
            self._belt.now += MARK_EVERY
            self.outbox.step(self._belt.now)
            if self._events.get(timeout=_PATIENCE_SECONDS) == event:
                return

    def _set_mark(self, payload: bytes) -> None:
        self.bus.publish(topics.MARK, payload, retain=True, qos=0)

    def _note(self, event: str, act: Callable[[], None]) -> None:
        act()
        self._events.put(event)


@contextmanager
def desk(belt: Belt, port: int) -> Iterator[Desk]:
    desk = Desk(belt, port)
    desk.bus.start()
    try:
        yield desk
    finally:
        desk.bus.stop()


def retained(port: int, topic: str) -> bytes:
    """Ask the broker itself what a pole that comes now would read."""
    arrived: queue.Queue[bytes] = queue.Queue()

    def take(_client: Client, _: object, message: MQTTMessage) -> None:
        arrived.put(message.payload)

    reader = Client(CallbackAPIVersion.VERSION2, client_id="reader")
    reader.on_message = take
    reader.connect("127.0.0.1", port)
    reader.subscribe(topic)
    reader.loop_start()
    try:
        return arrived.get(timeout=_PATIENCE_SECONDS)
    finally:
        reader.disconnect()
        reader.loop_stop()


@pytest.fixture
def belt(belt: Belt) -> Belt:
    belt.enrol()
    belt.run()
    return belt


def seal_anew(belt: Belt) -> bytes:
    belt.now += timedelta(days=20)
    with belt.ledger.writing() as unit:
        unit.publications.want(Kind.POSTING, [PoleId("p-gate-1")])
    belt.run()
    (publication,) = belt.unsent()
    return publication.sealed


def test_what_a_power_cut_took_from_the_broker_is_told_again(belt: Belt, tmp_path: Path) -> None:
    port = free_port()
    with MosquittoServer(tmp_path, port) as server, desk(belt, port) as ours:
        ours.step_until("mark")
        saved = retained(port, POSTING)
        server.save()
        newer = seal_anew(belt)
        ours.step_until("acknowledged")
        ours.step_until("mark")

        server.cut_power()
        ours.step_until("lost")
        server.start()
        after_the_cut = retained(port, POSTING)
        ours.step_until("connected")
        ours.step_until("mark")
        ours.step_until("mark")

        assert after_the_cut == saved
        assert retained(port, POSTING) == newer


def test_a_power_cut_is_noticed_by_a_desk_that_was_cut_off_too(belt: Belt, tmp_path: Path) -> None:
    port = free_port()
    with MosquittoServer(tmp_path, port) as server:
        with desk(belt, port) as ours:
            ours.step_until("mark")
            server.save()
            newer = seal_anew(belt)
            ours.step_until("acknowledged")
            ours.step_until("mark")
        server.cut_power()
        server.start()

        with desk(belt, port) as ours:
            ours.step_until("mark")
            ours.step_until("mark")

        assert retained(port, POSTING) == newer


@pytest.mark.parametrize("broker", BROKERS)
def test_a_broker_that_kept_all_is_told_nothing_again(belt: Belt, tmp_path: Path, broker: str) -> None:
    port = free_port()
    with BROKERS[broker](tmp_path, port):
        with desk(belt, port) as ours:
            ours.step_until("acknowledged")
            ours.step_until("mark")

        with desk(belt, port) as ours:
            ours.step_until("mark")
            ours.outbox.step(belt.now)

            assert ours.outbox._marked == int(retained(port, topics.MARK))
            assert not ours.outbox._connection.again_under_way
