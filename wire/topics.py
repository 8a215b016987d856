"""Where things are said: the topics of ``zonecast/v1/`` and the form of addresses."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from schedules.vocabulary import Address, PoleId

from .errors import TopicError

ROOT = "zonecast/v1"
MAX_ADDRESSES_PER_POLE = 16
ADDRESS_PATTERN = r"^[zagp]-[a-z0-9-]{1,40}$"


class Kind(StrEnum):
    """The kinds of messages, each a topic of its own."""

    PLAYLIST = "playlist"
    ORDERS = "orders"
    POSTING = "posting"
    FILED = "filed"
    NOW = "now"
    PRESENCE = "presence"
    HEARTBEAT = "heartbeat"
    REPORTS = "reports"
    ASK_TIME = "ask_time"


_DOWN = {
    Kind.PLAYLIST: "playlist",
    Kind.ORDERS: "orders",
    Kind.POSTING: "posting",
    Kind.FILED: "filed",
    Kind.NOW: "time",
}
_UP = {
    Kind.PRESENCE: "presence",
    Kind.HEARTBEAT: "heartbeat",
    Kind.REPORTS: "report",
    Kind.ASK_TIME: "time",
}
RETAINED = frozenset({Kind.PLAYLIST, Kind.ORDERS, Kind.POSTING, Kind.FILED, Kind.PRESENCE})
MARK = f"{ROOT}/down/mark/controller"
"""Retained by the controller for itself: the highest revision the broker acknowledged. Where it is
missing or lower, the broker has forgotten; where it is higher, the database was restored."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic taken apart: what kind of message, and to or from which address."""

    kind: Kind
    address: Address


def address(text: str) -> Address:
    """Check the form of an address: ``z-``, ``a-``, ``g-`` or ``p-`` and ``[a-z0-9-]{1,40}``."""
    if not re.fullmatch(ADDRESS_PATTERN, text):
        raise TopicError(f"not an address: {text!r}; expected like z-song-cong-2 or p-gate-3")
    return Address(text)


def pole_id(text: str) -> PoleId:
    """Check that `text` is the address of a single pole."""
    if not address(text).startswith("p-"):
        raise TopicError(f"not a pole: {text!r}; expected like p-gate-3")
    return PoleId(text)


def shard(pole: PoleId) -> str:
    """Return two hex digits by which several controllers can share the poles among them."""
    return hashlib.sha256(pole.encode()).hexdigest()[:2]


def down(kind: Kind, to: Address | PoleId) -> str:
    return f"{ROOT}/down/{_DOWN[kind]}/{to}"


def up(kind: Kind, pole: PoleId) -> str:
    return f"{ROOT}/up/{_UP[kind]}/{shard(pole)}/{pole}"


def up_filter(kind: Kind) -> str:
    """Return the filter by which a controller hears all poles."""
    return f"{ROOT}/up/{_UP[kind]}/+/+"


def parse(topic: str) -> Topic:
    """Take a topic apart; raise `TopicError` for one that is not ours."""
    match topic.removeprefix(f"{ROOT}/").split("/"):
        case ["down", name, to] if kind := _named(name, _DOWN):
            return Topic(kind, address(to))
        case ["up", name, _, pole] if kind := _named(name, _UP):
            return Topic(kind, address(pole))
    raise TopicError(f"not a topic of ours: {topic!r}")


def _named(name: str, names: dict[Kind, str]) -> Kind | None:
    return next((kind for kind, known in names.items() if known == name), None)
