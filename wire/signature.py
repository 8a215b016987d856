"""Who said it: Ed25519 keys with a purpose and an end, and JWS over the exact bytes.

RFC 7515 compact serialisation with ``alg: Ed25519`` (RFC 9864). Whoever owns the broker
or the network can keep a pole silent, but cannot make it speak.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from .errors import UnsignedError
from .topics import Kind

KeyId = NewType("KeyId", str)
_ALGORITHM = "Ed25519"


class _Registry(JWSRegistry):
    """The library's own bound of 128 kB is below ours, which `wire.codec` checks before."""

    max_payload_length = 512 * 1024


_REGISTRY = _Registry(algorithms=[_ALGORITHM])


class Purpose(StrEnum):
    PLAN = "plan"
    ORDER = "order"
    POSTING = "posting"
    FIELD = "field"
    POLE = "pole"


PURPOSES: Mapping[Kind, frozenset[Purpose]] = {
    Kind.PLAYLIST: frozenset({Purpose.PLAN}),
    Kind.ORDERS: frozenset({Purpose.ORDER, Purpose.FIELD}),
    Kind.POSTING: frozenset({Purpose.POSTING}),
    Kind.FILED: frozenset({Purpose.POSTING}),
    Kind.NOW: frozenset({Purpose.POSTING}),
    Kind.PRESENCE: frozenset({Purpose.POLE}),
    Kind.HEARTBEAT: frozenset({Purpose.POLE}),
    Kind.REPORTS: frozenset({Purpose.POLE}),
    Kind.ASK_TIME: frozenset({Purpose.POLE}),
}
"""Which purposes may sign which kind of message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """A public key, what it may sign, and until when. `x` is base64url (RFC 8037)."""

    id: KeyId
    purpose: Purpose
    x: str
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key. `d` and `x` are base64url (RFC 8037); never logged, never sent."""

    id: KeyId
    purpose: Purpose
    x: str
    d: str
    ends: datetime

    def public(self) -> TrustedKey:
        return TrustedKey(id=self.id, purpose=self.purpose, x=self.x, ends=self.ends)

    def __repr__(self) -> str:
        return f"SigningKey(id={self.id!r}, purpose={self.purpose!r})"


class KeyRing:
    """The keys one trusts, by id."""

    def __init__(self, keys: Iterable[TrustedKey]) -> None:
        self._keys = {key.id: key for key in keys}

    def find(self, key_id: str, kind: Kind, now: datetime) -> TrustedKey:
        """Return the key if it may sign `kind` at `now`; raise `UnsignedError` with the reason."""
        key = self._keys.get(KeyId(key_id))
        if key is None:
            raise UnsignedError(f"signed by a key we do not know: {key_id!r}")
        if key.purpose not in PURPOSES[kind]:
            raise UnsignedError(f"key {key_id!r} is for {key.purpose}, not for a {kind}")
        if now >= key.ends:
            raise UnsignedError(f"key {key_id!r} ended at {key.ends.isoformat()}")
        return key


def make_key(key_id: KeyId, purpose: Purpose, ends: datetime) -> SigningKey:
    """Make a new random key pair."""
    pair = OKPKey.generate_key("Ed25519").as_dict(private=True)
    return SigningKey(id=key_id, purpose=purpose, x=str(pair["x"]), d=str(pair["d"]), ends=ends)


def sign(payload: bytes, key: SigningKey) -> bytes:
    pair = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": key.x, "d": key.d})
    header = {"alg": _ALGORITHM, "kid": key.id}
    return jws.serialize_compact(header, payload, pair, registry=_REGISTRY).encode()


def verify(token: bytes, ring: KeyRing, *, kind: Kind, now: datetime) -> bytes:
    """Return the signed bytes; raise `UnsignedError` unless a key of `ring` that may sign `kind` did."""
    try:
        seen = jws.extract_compact(token, registry=_REGISTRY)
        key = ring.find(str(seen.headers().get("kid", "")), kind, now)
        public = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": key.x})
        return jws.deserialize_compact(token, public, registry=_REGISTRY).payload
    except (JoseError, ValueError) as error:
        raise UnsignedError(f"not signed: {error}") from error
