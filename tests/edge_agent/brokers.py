"""Real brokers for the tests of the link: the embedded one and Mosquitto, each on a free port of loopback."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_IOTCORE = """
id = 0

[router]
id = 0
max_connections = 100
max_outgoing_packet_count = 200
max_segment_size = 10485760
max_segment_count = 10

[v4.1]
name = "zonecast"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1

[v4.1.connections]
connection_timeout_ms = 5000
max_payload_size = 1048576
max_inflight_count = 100
dynamic_filters = true
"""


def absent(what: str) -> None:
    """Skip where a part is not installed; fail where it must be."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def embedded(folder: Path, port: int) -> Iterator[None]:
    try:
        import iotcore  # noqa: PLC0415 - a pole's own environment lacks it
    except ImportError:
        absent("iotcore")
    config = folder / "broker.toml"
    config.write_text(_IOTCORE.format(port=port))
    broker = iotcore.Broker(config_path=str(config))
    broker.start()
    try:
        yield
    finally:
        broker.stop()


@contextmanager
def mosquitto(folder: Path, port: int) -> Iterator[None]:
    program = shutil.which("mosquitto", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        absent("mosquitto")
    config = folder / "mosquitto.conf"
    config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\nuser root\n")
    with subprocess.Popen([str(program), "-c", str(config)], stderr=subprocess.DEVNULL) as process:
        _wait_for(port)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


BROKERS = {"embedded": embedded, "mosquitto": mosquitto}


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("the broker does not listen")
