"""Real brokers: the embedded one and Mosquitto, each on a port of loopback."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

import pytest

_LISTEN_SECONDS = 10


def absent(what: str) -> None:
    """Skip, visibly, where a part is not installed; fail where it must be."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed: scripts/setup --test installs it where it may")


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
