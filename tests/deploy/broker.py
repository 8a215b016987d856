"""A site's broker, started by deploy/mosquitto/start as containers and systemd do, and who calls there."""

import os
import queue
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from bench.site import wait_for
from tests.house.test_house import ROOT
from tests.parts.brokers import absent, free_port

PATIENCE_SECONDS = 20
DESK = "zonecast"


class SiteBroker:
    """Our own configuration with nothing changed but its ports; as root also the user it drops to."""

    def __init__(self, folder: Path, logins: Path, password: str) -> None:
        self.desk_port, self.poles_port = free_port(), free_port()
        self._folder = folder
        self._environment = {
            "PATH": f"{os.environ['PATH']}:/usr/sbin",
            "ZONECAST_BROKER_LOGINS": str(logins),
            "ZONECAST_BROKER_PASSWORD": password,
        }
        for name in ("data", "run"):
            (folder / name).mkdir(parents=True)
        shutil.copytree(ROOT / "deploy" / "mosquitto", folder / "config", ignore=lambda *_: ["tls"])
        self._move_listeners(folder / "config" / "mosquitto.conf")

    def __enter__(self) -> Self:
        for program in ("mosquitto", "mosquitto_passwd"):
            if shutil.which(program, path=self._environment["PATH"]) is None:
                absent(program)
        with (self._folder / "log").open("wb") as log:
            command = [self._folder / "config" / "start", self._folder]
            self._process = subprocess.Popen(command, env=self._environment, stderr=log, stdout=log)
        wait_for("the broker", self._listens, PATIENCE_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def _move_listeners(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        for theirs, ours in ((1883, self.desk_port), (8883, self.poles_port)):
            assert text.count(f"listener {theirs}\n") == 1
            text = text.replace(f"listener {theirs}\n", f"listener {ours} 127.0.0.1\n")
        drops_to = "user root\n" if os.geteuid() == 0 else ""  # else it could not enter our folder
        file.write_text(drops_to + text, encoding="utf-8")

    def _listens(self) -> bool | None:
        assert self._process.poll() is None, (self._folder / "log").read_text(encoding="utf-8")
        return all(_is_open(port) for port in (self.desk_port, self.poles_port)) or None


@dataclass(frozen=True, slots=True)
class Heard:
    topic: str
    payload: bytes


class Caller:
    """Someone at the broker, under any name."""

    def __init__(self, port: int, name: str | None = None, password: str | None = None) -> None:
        self.heard: queue.Queue[Heard] = queue.Queue()
        self._answered: queue.Queue[bool] = queue.Queue()
        self._went_on: queue.Queue[str] = queue.Queue()
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id="", reconnect_on_failure=False)
        if name is not None:
            self._client.username_pw_set(name, password)
        self._client.on_connect = lambda *happened: self._answered.put(not happened[3].is_failure)
        self._client.on_subscribe = lambda *_: self._went_on.put("subscribed")
        self._client.on_disconnect = lambda *_: self._went_on.put("cut off")
        self._client.on_message = self._hear
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        self.is_let_in = self._answered.get(timeout=PATIENCE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def subscribe(self, topic: str) -> None:
        self._client.subscribe(topic, 1)
        assert self._went_on.get(timeout=PATIENCE_SECONDS) == "subscribed"

    def say(self, topic: str, payload: bytes) -> None:
        """Retained and acknowledged."""
        self._client.publish(topic, payload, qos=1, retain=True).wait_for_publish(PATIENCE_SECONDS)

    def try_to_say(self, topic: str, payload: bytes) -> None:
        """Wait until the broker has dealt with it: it goes on, or (2.0.11) it cuts us off for it."""
        self._client.publish(topic, payload, qos=0)
        self._client.subscribe("after", 0)
        self._went_on.get(timeout=PATIENCE_SECONDS)

    def next(self) -> Heard:
        return self.heard.get(timeout=PATIENCE_SECONDS)

    def _hear(self, _client: paho.Client, _: Any, message: paho.MQTTMessage) -> None:
        self.heard.put(Heard(message.topic, bytes(message.payload)))


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
