"""The line to the broker. Only this room speaks paho.

The app knocks here with acts; what comes is put by as events, because paho calls from its
own thread, and an exception in a callback would leave the pole deaf without a word.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import paho.mqtt.client as paho
import structlog
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from schedules.vocabulary import PoleId
from wire.enrolment import Broker

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Connected:
    """The broker took us; nothing is subscribed yet."""


@dataclass(frozen=True, slots=True)
class Lost:
    reason: str


@dataclass(frozen=True, slots=True)
class Heard:
    topic: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Subscribe:
    """An act: listen to exactly these topics and hear what is retained there."""

    topics: frozenset[str]
    anew: bool
    """The link is new: nothing is subscribed yet."""


@dataclass(frozen=True, slots=True)
class Will:
    """An act: what the broker is to say of us if the next connection breaks."""

    topic: str
    sealed: bytes


Event = Connected | Lost | Heard


class Link:
    """QoS 1, exact topics; connects again for ever, at 1 to 30 seconds.

    Sessions are clean. All that is said downward is retained state, so a queue would only
    repeat it; and in a session that it kept, iotcore never replays what is retained, even
    after an unsubscribe (measured; Mosquitto does).
    """

    def __init__(
        self,
        pole: PoleId,
        broker: Broker,
        hear: Callable[[Event], None],
        *,
        keepalive: timedelta,
    ) -> None:
        """`hear` is called from paho's thread: a queue's `put`."""
        self._broker = broker
        self._hear = hear
        self._keepalive = int(keepalive.total_seconds())
        self._subscribed: frozenset[str] = frozenset()
        self.bytes = 0
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id=pole, clean_session=True)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_message = self._on_message
        if broker.username is not None:
            self._client.username_pw_set(broker.username, broker.password)
        if broker.ca_file is not None:
            self._client.tls_set(ca_certs=broker.ca_file)

    def start(self) -> None:
        """Begin to connect; a broker that is not there yet is no error."""
        self._jitter()
        self._client.connect_async(self._broker.host, self._broker.port, keepalive=self._keepalive)
        self._client.loop_start()

    def subscribe(self, act: Subscribe) -> None:
        """Listen to `act.topics` and no others; what is retained there comes at once."""
        held = frozenset[str]() if act.anew else self._subscribed
        gone, new = held - act.topics, act.topics - held
        if gone:
            self._client.unsubscribe(sorted(gone))
        if new:
            self._client.subscribe([(topic, 1) for topic in sorted(new)])
        self._subscribed = act.topics

    def say(self, topic: str, sealed: bytes, *, is_retained: bool) -> None:
        self.bytes += len(topic) + len(sealed)
        self._client.publish(topic, sealed, qos=1, retain=is_retained)

    def will(self, act: Will) -> None:
        self._client.will_set(act.topic, act.sealed, qos=1, retain=True)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _jitter(self) -> None:
        """Poles that lost the same broker must not come back as one."""
        self._client.reconnect_delay_set(random.randint(1, 3), random.randint(20, 30))  # noqa: S311 - no secret

    def _on_connect(
        self,
        client: paho.Client,
        userdata: Any,
        flags: paho.ConnectFlags,
        reason: ReasonCode,
        properties: Properties | None,
    ) -> None:
        del client, userdata, flags, properties
        if reason.is_failure:
            self._hear(Lost(str(reason)))
            return
        self._jitter()
        self._hear(Connected())

    def _on_disconnect(
        self,
        client: paho.Client,
        userdata: Any,
        flags: paho.DisconnectFlags,
        reason: ReasonCode,
        properties: Properties | None,
    ) -> None:
        del client, userdata, flags, properties
        self._hear(Lost(str(reason)))

    def _on_connect_fail(self, client: paho.Client, userdata: Any) -> None:
        del client, userdata
        self._hear(Lost("nobody answers"))

    def _on_message(self, client: paho.Client, userdata: Any, message: paho.MQTTMessage) -> None:
        del client, userdata
        try:
            self.bytes += len(message.payload)
            self._hear(Heard(message.topic, bytes(message.payload)))
        except Exception:  # an exception would end paho's thread and leave the pole deaf
            log.exception("message dropped")
