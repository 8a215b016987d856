"""Signs what the pole says: envelope, revision, key.

Postbox, heartbeat and pole knock here. The revision is max(last + 1, Unix ms); the disk
learns of it a minute ahead, so that a steady talker does not wear out the card.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from schedules.vocabulary import Address, PoleId
from wire.codec import seal
from wire.messages import Message
from wire.signature import SigningKey
from wire.topics import RETAINED, Kind, up

_AHEAD = 60_000


class Envelope(TypedDict):
    issuer: str
    address: str
    revision: int
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Say:
    """An act: publish `sealed` on `topic`."""

    topic: str
    sealed: bytes
    is_retained: bool


class Pen:
    def __init__(self, pole: PoleId, key: SigningKey, *, last: int, remember: Callable[[int], None]) -> None:
        """`last` is the highest revision that may have been used; `remember` keeps the next such."""
        self._pole = pole
        self._key = key
        self._last = self._remembered = last
        self._remember = remember

    def envelope(self, now: datetime, *, counts_for: timedelta) -> Envelope:
        """Address the next message."""
        self._last = max(self._last + 1, int(now.timestamp() * 1000))
        if self._last > self._remembered:
            self._remembered = self._last + _AHEAD
            self._remember(self._remembered)
        return Envelope(
            issuer=self._pole,
            address=Address(self._pole),
            revision=self._last,
            issued_at=now,
            expires_at=now + counts_for,
        )

    def sign(self, kind: Kind, message: Message) -> Say:
        """Raise `TooLargeError` for a message that must not go out."""
        return Say(up(kind, self._pole), seal(message, self._key), kind in RETAINED)
