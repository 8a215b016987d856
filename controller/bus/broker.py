"""The embedded broker: a child process on loopback, for a site that is one machine.

It forgets everything when it stops; the outbox tells it again. It takes one password for
all and has no rights by topic, so a site with poles elsewhere runs Mosquitto instead.
"""

import json
from pathlib import Path

import structlog
from iotcore import Broker

from controller.errors import BrokerUnreachableError

log = structlog.get_logger()

USERNAME = "zonecast"

_CONFIGURATION = """\
id = 0

[router]
id = 0
max_connections = 10010
max_outgoing_packet_count = 200
max_segment_size = 104857600
max_segment_count = 10

[v4.1]
name = "loopback"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1

[v4.1.connections]
connection_timeout_ms = 60000
max_payload_size = 1048576
max_inflight_count = 100
dynamic_filters = true

[v4.1.connections.auth]
{username} = {password}
"""


class EmbeddedBroker:
    """Starts and stops the broker; the supervisor starts it again when it dies."""

    def __init__(self, home: Path, port: int, password: str) -> None:
        self._port = port
        path = home / "broker.toml"
        path.touch(mode=0o600)
        path.write_text(
            _CONFIGURATION.format(port=port, username=json.dumps(USERNAME), password=json.dumps(password))
        )
        self._broker = Broker(config_path=str(path.resolve()))

    def start(self) -> None:
        """Raise `BrokerUnreachableError` where its port is taken."""
        if not self._broker.is_running:
            self._broker.stop()  # lets go of what one that died has left open
        try:
            self._broker.start()
        except (OSError, RuntimeError) as error:
            raise BrokerUnreachableError(f"the broker cannot listen on port {self._port}: {error}") from error
        log.info("broker started", port=self._port)

    @property
    def is_running(self) -> bool:
        return self._broker.is_running

    def stop(self) -> None:
        self._broker.stop()
