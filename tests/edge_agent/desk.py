"""A controller of thirty lines for the tests of the pole: it signs, answers and listens."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from edge_agent.pen import Say
from schedules.vocabulary import OrderKind, PoleId
from wire.codec import seal, unseal
from wire.enrolment import Broker, Enrolment, key_line, own_key
from wire.messages import (
    AskTime,
    ClipLine,
    Filed,
    Heartbeat,
    Message,
    Now,
    OrderLine,
    Orders,
    PlayLine,
    Playlist,
    PostingMessage,
    Report,
    Reports,
)
from wire.signature import KeyId, KeyRing, Purpose, SigningKey, make_key
from wire.topics import Kind, down, parse

POLE = PoleId("p-gate-3")
ZONE = "z-song-cong-2"
FOREVER = datetime(2099, 1, 1, tzinfo=UTC)
KEYS = {
    purpose: make_key(KeyId(purpose.value), purpose, FOREVER)
    for purpose in (Purpose.PLAN, Purpose.ORDER, Purpose.POSTING)
}
POLE_KEY = make_key(KeyId(POLE), Purpose.POLE, FOREVER)
PURPOSE = {
    Kind.PLAYLIST: Purpose.PLAN,
    Kind.ORDERS: Purpose.ORDER,
    Kind.POSTING: Purpose.POSTING,
    Kind.FILED: Purpose.POSTING,
    Kind.NOW: Purpose.POSTING,
}


def enrolment(**changes: Any) -> Enrolment:
    known = {
        "pole": POLE,
        "issuer": "zonecast",
        "broker": Broker(host="127.0.0.1", port=1883),
        "clips_url": "http://127.0.0.1:1/clips",
        "clips_token": "token",
        "key": own_key(POLE_KEY),
        "trusted": tuple(key_line(key.public()) for key in KEYS.values()),
    }
    return Enrolment(**(known | changes))


def clip_line(name: str = "clip", *, seconds: float = 10.0, marks_ms: tuple[int, ...] = ()) -> ClipLine:
    content = name.encode()
    return ClipLine(
        digest=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        length_us=int(seconds * 1_000_000),
        marks_ms=marks_ms,
    )


def play_line(play: str, clip: ClipLine, starts: datetime, **changes: Any) -> PlayLine:
    known = {
        "id": play,
        "clip": clip.digest,
        "starts": starts,
        "latest_start": starts,
        "valid_until": starts + timedelta(hours=1),
        "notice": "notice",
    }
    return PlayLine.model_validate(known | changes)


def order_line(order: str, kind: str, begins: datetime, *clips: ClipLine, **changes: Any) -> OrderLine:
    known = {
        "id": order,
        "kind": OrderKind(kind),
        "from": begins,
        "ends": begins + timedelta(minutes=10),
        "clips": tuple(clip.digest for clip in clips),
    }
    return OrderLine.model_validate(known | changes)


class Desk:
    """Signs with the right key, counts revisions, keeps what poles said."""

    def __init__(self) -> None:
        self.revision = 1_000
        self.reports: list[Report] = []
        self.messages: list[Message] = []
        self._ring = KeyRing([POLE_KEY.public()])

    def envelope(self, now: datetime, address: str, **changes: Any) -> dict[str, Any]:
        self.revision += 1
        known = {
            "issuer": "zonecast",
            "address": address,
            "revision": self.revision,
            "issued_at": now,
            "expires_at": now + timedelta(days=14),
        }
        return known | changes

    def posting(
        self, now: datetime, *, addresses: Iterable[str] = (ZONE, POLE), **changes: Any
    ) -> PostingMessage:
        known = self.envelope(now, POLE, expires_at=now + timedelta(days=30))
        known |= {"addresses": tuple(addresses), "quiet_windows": (), "keys": ()}
        return PostingMessage(**(known | changes))

    def playlist(
        self,
        now: datetime,
        plays: Iterable[PlayLine],
        clips: Iterable[ClipLine],
        address: str = ZONE,
        **changes: Any,
    ) -> Playlist:
        return Playlist(**self.envelope(now, address, **changes), plays=tuple(plays), clips=tuple(clips))

    def orders(
        self,
        now: datetime,
        orders: Iterable[OrderLine],
        clips: Iterable[ClipLine] = (),
        address: str = ZONE,
        **changes: Any,
    ) -> Orders:
        return Orders(**self.envelope(now, address, **changes), orders=tuple(orders), clips=tuple(clips))

    def now(self, asked: AskTime, now: datetime) -> Now:
        return Now(**self.envelope(now, POLE), nonce=asked.nonce, now=now)

    def filed(self, now: datetime, journal: str, number: int) -> Filed:
        return Filed(**self.envelope(now, POLE), journal=journal, number=number)

    def sealed(self, message: Message, key: SigningKey | None = None) -> tuple[str, bytes]:
        kind: Kind = message.kind  # type: ignore[attr-defined]
        return down(kind, message.address), seal(message, key or KEYS[PURPOSE[kind]])  # type: ignore[arg-type]

    def read(self, say: Say, now: datetime) -> Message:
        """Open what a pole said, as a controller would."""
        message = unseal(say.topic, say.sealed, self._ring, now)
        assert parse(say.topic).address == POLE
        self.messages.append(message)
        if isinstance(message, Reports):
            known = {report.number for report in self.reports}
            self.reports += [report for report in message.reports if report.number not in known]
        return message

    @property
    def heartbeat(self) -> Heartbeat:
        return [message for message in self.messages if isinstance(message, Heartbeat)][-1]

    def events(self) -> list[tuple[str, str]]:
        return [(report.play, report.event) for report in self.reports]
