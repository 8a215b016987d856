"""The connection to the broker, with paho kept inside.

An exception in one of paho's callbacks would kill its thread and leave us deaf, so each
callback is guarded. Messages are taken off that thread at once and handled on another.
"""

import queue
import random
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

import structlog
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from controller.errors import WrongInputError

log = structlog.get_logger()

_KEEPALIVE_SECONDS = 25
_DEFAULT_PORTS = {"mqtt": 1883, "mqtts": 8883}


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAddress:
    """Where the broker is and who we are there."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    is_encrypted: bool = False
    ca_file: str | None = None
    """Whom to trust instead of the system's authorities."""


def parse_broker_url(url: str) -> BrokerAddress:
    """Take ``mqtt://user:password@host:port`` apart; raise `WrongInputError` where it is no such address."""
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise WrongInputError(
            "broker_url", parts.scheme, "expected mqtt://user:password@host:port or mqtts://"
        )
    return BrokerAddress(
        host=parts.hostname,
        port=_port(parts),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        is_encrypted=parts.scheme == "mqtts",
    )


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or _DEFAULT_PORTS[parts.scheme]
    except ValueError as error:
        raise WrongInputError("broker_url", parts.netloc.rpartition("@")[2], str(error)) from error


@dataclass(frozen=True, slots=True)
class Arrived:
    topic: str
    payload: bytes


class BusClient:
    """Publishes with acknowledgement and hands what arrives to one listener, in order."""

    def __init__(
        self,
        address: BrokerAddress,
        client_id: str,
        subscriptions: Iterable[tuple[str, int]],
        *,
        on_arrived: Callable[[Arrived], None],
        on_connected: Callable[[], None],
        on_disconnected: Callable[[], None],
        on_acknowledged: Callable[[int], None],
    ) -> None:
        self._address = address
        self._subscriptions = list(subscriptions)
        self._on_arrived = on_arrived
        self._on_connected = on_connected
        self._on_disconnected = on_disconnected
        self._on_acknowledged = on_acknowledged
        self._happened: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._handle, name="bus", daemon=True)
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=client_id, clean_session=True)
        self._client.username_pw_set(address.username, address.password)
        if address.is_encrypted:
            self._client.tls_set_context(ssl.create_default_context(cafile=address.ca_file))
        self._client.reconnect_delay_set(1, 5 + random.randint(0, 3))  # noqa: S311 - jitter, no secret
        self._client.max_queued_messages_set(0)
        self._client.on_connect = self._connected
        self._client.on_disconnect = self._disconnected
        self._client.on_subscribe = self._subscribed
        self._client.on_message = self._message
        self._client.on_publish = self._published

    @property
    def is_connected(self) -> bool:
        return self._client.is_connected()

    def start(self) -> None:
        """Connect now or whenever the broker is there; never raises for a broker that is away."""
        self._thread.start()
        self._client.connect_async(self._address.host, self._address.port, _KEEPALIVE_SECONDS)
        self._client.loop_start()

    def stop(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        self._happened.put(None)
        self._thread.join(timeout=5)

    def publish(self, topic: str, payload: bytes, *, retain: bool, qos: int = 1) -> int:
        """Send; return the number that `on_acknowledged` will name."""
        return self._client.publish(topic, payload, qos=qos, retain=retain).mid

    def _handle(self) -> None:
        while (act := self._happened.get()) is not None:
            try:
                act()
            except Exception:  # the edge of the loop: one bad message must not make us deaf
                log.exception("bus listener failed")

    def _connected(
        self,
        _client: Client,
        _: object,
        _flags: ConnectFlags,
        code: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if code.is_failure:
            log.error("broker refused us", reason=str(code))
            return
        self._client.subscribe(self._subscriptions)

    def _subscribed(
        self, _client: Client, _: object, _mid: int, codes: list[ReasonCode], _p: Properties | None
    ) -> None:
        # Not earlier: until here paho sends once more what the last connection left open, and what
        # is published meanwhile would overtake that and then be overwritten by it.
        if any(code.is_failure for code in codes):
            log.error("broker refused a subscription", reasons=[str(code) for code in codes])
        self._happened.put(self._on_connected)

    def _disconnected(
        self, _client: Client, _: object, _flags: DisconnectFlags, code: ReasonCode, _p: Properties | None
    ) -> None:
        log.warning("broker lost", reason=str(code))
        self._happened.put(self._on_disconnected)

    def _message(self, _client: Client, _: object, message: MQTTMessage) -> None:
        arrived = Arrived(message.topic, bytes(message.payload))
        self._happened.put(lambda: self._on_arrived(arrived))

    def _published(
        self, _client: Client, _: object, mid: int, _code: ReasonCode, _properties: Properties
    ) -> None:
        self._happened.put(lambda: self._on_acknowledged(mid))
