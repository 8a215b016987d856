"""A pole becomes known: it gets its keys and token by file, and its posting by the belt."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from controller.entries import Pole
from controller.ports import Ledger
from controller.site import token_digest
from schedules.vocabulary import Address, PoleId
from wire.enrolment import Broker, Enrolment, key_line, own_key
from wire.messages import PostingMessage, QuietLine
from wire.signature import KeyId, Purpose, SigningKey, make_key
from wire.topics import Kind, address, pole_id

_KEY_YEARS = timedelta(days=5 * 365)
NIGHT = QuietLine(opens=time(21), closes=time(5, 30))
"""The quiet window of a pole for which nobody said otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """Where a pole finds us."""

    issuer: str
    broker: Broker
    clips_url: str


def enrol(
    ledger: Ledger,
    *,
    pole: str,
    addresses: Iterable[str],
    quiet_windows: Iterable[QuietLine],
    time_zone: str,
    keys: Mapping[Purpose, SigningKey],
    reachable: Reachable,
    hand_over: Callable[[Enrolment], None],
    now: datetime,
) -> None:
    """Make a pole known and hand over, once, what it needs; where that fails it stays unknown.

    Raises:
        TopicError: a name or address does not have the agreed form.
        AlreadyDoneError: the pole is known; enrolling it anew would shut out the one that plays.
    """
    own = make_key(KeyId(f"{pole_id(pole)}-{secrets.token_hex(4)}"), Purpose.POLE, now + _KEY_YEARS)
    token = secrets.token_urlsafe(32)
    trusted = tuple(key_line(key.public()) for key in keys.values())
    heard_at = tuple(dict.fromkeys((Address(pole), *(address(text) for text in addresses))))
    posting = PostingMessage(
        issuer=reachable.issuer,
        address=pole,
        revision=1,
        issued_at=now,
        expires_at=now,
        addresses=heard_at,
        time_zone=time_zone,
        quiet_windows=tuple(quiet_windows),
        keys=trusted,
    )
    known = Pole(
        id=PoleId(pole),
        name=pole,
        addresses=heard_at,
        posting=posting.model_dump_json(by_alias=True),
        key=own.public(),
        clips_token_digest=token_digest(token),
    )
    handed = Enrolment(
        pole=pole,
        issuer=reachable.issuer,
        broker=reachable.broker,
        clips_url=reachable.clips_url,
        clips_token=token,
        key=own_key(own),
        trusted=trusted,
    )
    with ledger.writing() as unit:
        unit.poles.add(known)
        unit.publications.want(Kind.POSTING, [known.id])
        hand_over(handed)
