"""Real brokers: the embedded one and Mosquitto, each on a port of loopback."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn, Self

import pytest

_LISTEN_SECONDS = 10
_EMBEDDED = """\
id = 0

[router]
id = 0
max_connections = 100
max_outgoing_packet_count = 200
max_segment_size = 10485760
max_segment_count = 10

[v4.1]
name = "loopback"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1

[v4.1.connections]
connection_timeout_ms = 5000
max_payload_size = 1048576
max_inflight_count = 100
dynamic_filters = true
"""


def absent(what: str) -> NoReturn:
    """Skip, visibly, where a part is not installed; fail where it must be."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed: scripts/setup --test installs it where it may")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class EmbeddedServer:
    """The broker of a site that is one machine, open to all: it forgets everything when it stops."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._configuration = folder / "broker.toml"
        self._configuration.write_text(_EMBEDDED.format(port=port))
        self._broker: Any = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        try:
            import iotcore  # noqa: PLC0415 - a pole's own environment lacks it
        except ImportError:
            absent("iotcore")
        self._broker = iotcore.Broker(config_path=str(self._configuration))
        self._broker.start()
        _until_listening(self.port)

    def stop(self) -> None:
        if self._broker is not None:
            self._broker.stop()
            self._broker = None


class MosquittoServer:
    """A Mosquitto that keeps what is retained over a restart, as a site's does."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._program = shutil.which("mosquitto", path=f"{os.environ['PATH']}:/usr/sbin")
        self._configuration = folder / "mosquitto.conf"
        self._configuration.write_text(
            f"listener {port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n"
            f"persistence true\npersistence_location {folder}/\nmax_queued_messages 0\nuser root\n"
        )
        self._saved = folder / "mosquitto.db"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        if self._program is None:
            absent("mosquitto")
        command = [str(self._program), "-c", str(self._configuration)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _until_listening(self.port)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def save(self) -> None:
        """Write to disk what is retained now, as it does by itself every half hour."""
        assert self._process is not None
        self._saved.unlink(missing_ok=True)
        self._process.send_signal(signal.SIGUSR1)
        deadline = time.monotonic() + _LISTEN_SECONDS
        while not self._saved.exists():
            if time.monotonic() > deadline:
                raise TimeoutError("mosquitto saved nothing")
            time.sleep(0.02)  # a real process is waited for

    def cut_power(self) -> None:
        """End it before it can save anything."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None


BROKERS: dict[str, Callable[[Path, int], AbstractContextManager[object]]] = {
    "embedded": EmbeddedServer,
    "mosquitto": MosquittoServer,
}


def _until_listening(port: int) -> None:
    deadline = time.monotonic() + _LISTEN_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
        except OSError:
            time.sleep(0.02)  # a real process is waited for
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")
