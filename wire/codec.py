"""From message to bytes and back: JSON, zlib, JWS, with bounds on both sides.

A receiver verifies before it inflates and inflates before it parses, so that only a
signer we trust can make it work.
"""

import hashlib
import zlib
from datetime import datetime
from typing import TypeVar

from pydantic import ValidationError

from .errors import ForeignError, MalformedError, TooLargeError
from .messages import MESSAGES, Message, Report
from .signature import KeyRing, SigningKey, sign, verify
from .topics import Topic, parse

MAX_WIRE_BYTES = 256 * 1024
MAX_INFLATED_BYTES = 4 * 1024 * 1024
FIRST_LINK = "0" * 64
"""What the first report of a journal carries as the digest of the one before."""

_LINKED = frozenset(
    {
        "number",
        "play",
        "event",
        "at",
        "planned",
        "error_ms",
        "heard_ms",
        "rule",
        "by",
        "reason",
        "previous",
    }
)
"""The fields of a report in version 1. A field that comes later is signed, but not linked."""

M = TypeVar("M", bound=Message)


def seal(message: Message, key: SigningKey) -> bytes:
    """Return `message` as it goes on the wire; raise `TooLargeError` above 256 KiB."""
    plain = message.model_dump_json(by_alias=True, exclude_defaults=False).encode()
    sealed = sign(zlib.compress(plain, 9), key)
    if len(plain) > MAX_INFLATED_BYTES or len(sealed) > MAX_WIRE_BYTES:
        raise TooLargeError(f"{len(sealed)} bytes, {len(plain)} inflated: over {MAX_WIRE_BYTES}")
    return sealed


def unseal(topic: str, sealed: bytes, ring: KeyRing, now: datetime) -> Message:
    """Return the message that came on `topic`.

    Raises:
        WireError: one of its kinds, when it is too large, not signed by a key of `ring`
            for its purpose, not understood, or speaks to another address than its topic.
    """
    if len(sealed) > MAX_WIRE_BYTES:
        raise TooLargeError(f"{len(sealed)} bytes on the wire: over {MAX_WIRE_BYTES}")
    told = parse(topic)
    message = _read(told, _inflate(verify(sealed, ring, kind=told.kind, now=now)))
    if message.address != told.address:
        raise ForeignError(f"came to {told.address} but speaks to {message.address}")
    return message


def link(report: Report) -> str:
    """Return the digest by which the next report of the journal holds on to this one.

    It is SHA-256 of the `_LINKED` fields as compact JSON, in the order of `Report`, null where
    there is none. A pole that says more than its controller knows keeps its chain.
    """
    linked = report.model_dump_json(include=set(_LINKED), by_alias=True)
    return hashlib.sha256(linked.encode()).hexdigest()


def _inflate(packed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(packed, MAX_INFLATED_BYTES)
    except zlib.error as error:
        raise MalformedError("its payload is not zlib") from error
    if not inflater.eof:
        raise TooLargeError(f"inflates to more than {MAX_INFLATED_BYTES} bytes, or is cut")
    return plain


def _read(topic: Topic, plain: bytes) -> Message:
    try:
        return MESSAGES[topic.kind].model_validate_json(plain)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise MalformedError(f"not a {topic.kind}: {where}: {first['msg']}") from error
