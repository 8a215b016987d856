"""Says that the pole is there, and has the broker say when it is not.

The pole knocks here around each connection. Presence is a hint; heartbeats are the truth.
"""

from datetime import datetime, timedelta

from edge_agent.link import Will
from edge_agent.pen import Pen, Say
from wire.messages import Presence
from wire.topics import Kind

VERSION = "0.1.0"
COUNTS_FOR = timedelta(days=30)


class Attendance:
    """Signs both words before a connection: the will's revision is the higher, so it is the last word."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._online: Say | None = None

    def sign(self, now: datetime) -> Will:
        """Return the will for the next connection."""
        self._online = self._pen.sign(Kind.PRESENCE, self._message(now, is_online=True))
        offline = self.farewell(now)
        return Will(offline.topic, offline.sealed)

    def online(self, now: datetime) -> Say:
        """Return what to say on the connection for which the will was signed."""
        online, self._online = self._online, None
        return online or self._pen.sign(Kind.PRESENCE, self._message(now, is_online=True))

    def farewell(self, now: datetime) -> Say:
        return self._pen.sign(Kind.PRESENCE, self._message(now, is_online=False))

    def _message(self, now: datetime, *, is_online: bool) -> Presence:
        envelope = self._pen.envelope(now, counts_for=COUNTS_FOR)
        return Presence(**envelope, is_online=is_online, version=VERSION)
