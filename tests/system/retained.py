"""A stranger's look at the broker: which topics are retained there."""

import threading

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from bench.site import Site
from wire.enrolment import read

_QUIET_SECONDS = 1.0


def retained_topics(site: Site) -> set[str]:
    """Everything the broker retains for poles; empty where it does not answer."""
    broker = read(site.poles[0].enrolment).broker
    found: set[str] = set()
    heard = threading.Event()

    def take(_client: Client, _: object, message: MQTTMessage) -> None:
        if message.retain:
            found.add(message.topic)
        heard.set()

    client = Client(CallbackAPIVersion.VERSION2, client_id="stranger")
    client.username_pw_set(broker.username, broker.password)
    client.on_message = take
    try:
        client.connect(broker.host, broker.port)
    except OSError:
        return found
    client.loop_start()
    client.subscribe("zonecast/v1/down/#", qos=0)
    while heard.wait(_QUIET_SECONDS):
        heard.clear()
    client.disconnect()
    client.loop_stop()
    return found
