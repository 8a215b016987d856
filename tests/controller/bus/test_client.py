"""The connection on real brokers: the embedded one and Mosquitto."""

import queue
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bench.site import free_port
from controller.bus.broker import USERNAME, EmbeddedBroker
from controller.bus.client import Arrived, BrokerAddress, BusClient, parse_broker_url
from controller.errors import BrokerUnreachableError, WrongInputError
from tests.parts.brokers import MosquittoServer

pytestmark = pytest.mark.doors
PASSWORD = "secret enough"  # for a broker that lives for one test


@contextmanager
def embedded(folder: Path, port: int) -> Iterator[None]:
    broker = EmbeddedBroker(folder, port, PASSWORD)
    broker.start()
    yield
    broker.stop()


@contextmanager
def mosquitto(folder: Path, port: int) -> Iterator[None]:
    with MosquittoServer(folder, port):
        yield


Broker = Callable[[Path, int], AbstractContextManager[None]]
each_broker = pytest.mark.parametrize("broker", [embedded, mosquitto])


class Listener:
    def __init__(self, port: int, subscriptions: tuple[tuple[str, int], ...]) -> None:
        self.arrived: queue.Queue[Arrived] = queue.Queue()
        self.connected: queue.Queue[str] = queue.Queue()
        self.lost: queue.Queue[str] = queue.Queue()
        self.acknowledged: queue.Queue[int] = queue.Queue()
        address = BrokerAddress(host="127.0.0.1", port=port, username=USERNAME, password=PASSWORD)
        self.client = BusClient(
            address,
            "test",
            subscriptions,
            on_arrived=self._take,
            on_connected=lambda: self.connected.put("yes"),
            on_disconnected=lambda: self.lost.put("yes"),
            on_acknowledged=self.acknowledged.put,
        )

    def _take(self, arrived: Arrived) -> None:
        if arrived.payload == b"poison":
            raise ValueError("a listener that fails")
        self.arrived.put(arrived)


@pytest.fixture
def port() -> int:
    return free_port()


@each_broker
def test_a_message_comes_back_and_is_acknowledged_by_its_number(
    broker: Broker, port: int, tmp_path: Path
) -> None:
    with broker(tmp_path, port):
        listener = Listener(port, (("a/#", 1),))
        listener.client.start()
        listener.connected.get(timeout=10)

        number = listener.client.publish("a/b", b"hello", retain=False)

        assert listener.arrived.get(timeout=10) == Arrived("a/b", b"hello")
        assert listener.acknowledged.get(timeout=10) == number
        listener.client.stop()


@each_broker
def test_a_listener_that_fails_does_not_make_us_deaf(broker: Broker, port: int, tmp_path: Path) -> None:
    with broker(tmp_path, port):
        listener = Listener(port, (("a/#", 1),))
        listener.client.start()
        listener.connected.get(timeout=10)

        listener.client.publish("a/b", b"poison", retain=False)
        listener.client.publish("a/b", b"after", retain=False)

        assert listener.arrived.get(timeout=10).payload == b"after"
        listener.client.stop()


@each_broker
def test_a_broker_that_goes_away_is_told_of(broker: Broker, port: int, tmp_path: Path) -> None:
    with broker(tmp_path, port):
        listener = Listener(port, (("a/#", 1),))
        listener.client.start()
        listener.connected.get(timeout=10)

    assert listener.lost.get(timeout=10)
    listener.client.stop()


def test_a_broker_that_is_away_at_start_is_found_when_it_comes(port: int, tmp_path: Path) -> None:
    listener = Listener(port, (("a/#", 1),))
    listener.client.start()

    with embedded(tmp_path, port):
        assert listener.connected.get(timeout=20)
        listener.client.stop()


def test_the_embedded_broker_wants_the_password(port: int, tmp_path: Path) -> None:
    with embedded(tmp_path, port):
        listener = Listener(port, ())
        listener.client._client.username_pw_set(USERNAME, "wrong")
        listener.client.start()

        with pytest.raises(queue.Empty):
            listener.connected.get(timeout=1)
        listener.client.stop()


def test_a_taken_port_is_said_in_words(port: int, tmp_path: Path) -> None:
    with embedded(tmp_path, port), pytest.raises(BrokerUnreachableError, match=str(port)):
        EmbeddedBroker(tmp_path, port, PASSWORD).start()


def test_a_broker_address_is_taken_apart() -> None:
    address = parse_broker_url("mqtts://desk:p%40ss@broker.example")

    assert (address.host, address.port, address.username, address.password, address.is_encrypted) == (
        "broker.example",
        8883,
        "desk",
        "p@ss",
        True,
    )


@pytest.mark.parametrize("url", ["", "http://broker", "mqtt://", "broker:1883"])
def test_what_is_no_broker_address_is_refused(url: str) -> None:
    with pytest.raises(WrongInputError, match="broker_url"):
        parse_broker_url(url)
