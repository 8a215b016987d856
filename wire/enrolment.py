"""What a pole is handed once, by file: who it is, whom it trusts, and where to connect.

The file holds the pole's private key. It is written with mode 0600 and travels by hand
(a USB stick, a provisioning image), never over the broker.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from schedules.vocabulary import PoleId

from .errors import MalformedError
from .messages import AddressText, KeyLine, Name
from .signature import KeyId, KeyRing, Purpose, SigningKey, TrustedKey


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Broker(_Model):
    """Where the MQTT 3.1.1 broker listens. `ca_file` turns TLS on."""

    host: Name
    port: Annotated[int, Field(ge=1, le=65535)]
    username: str | None = None
    password: str | None = Field(default=None, repr=False)
    ca_file: str | None = None


class OwnKey(_Model):
    """The pole's Ed25519 key pair, base64url as in RFC 8037."""

    id: Name
    x: Name
    d: str = Field(repr=False)
    ends: AwareDatetime


class Enrolment(_Model):
    """All that a pole needs to begin. Later keys come with its posting."""

    pole: AddressText
    issuer: Name
    broker: Broker
    clips_url: Name
    clips_token: str = Field(repr=False)
    key: OwnKey
    trusted: Annotated[tuple[KeyLine, ...], Field(min_length=1)]

    @property
    def pole_id(self) -> PoleId:
        return PoleId(self.pole)

    def signing_key(self) -> SigningKey:
        key = self.key
        return SigningKey(id=KeyId(key.id), purpose=Purpose.POLE, x=key.x, d=key.d, ends=key.ends)

    def ring(self) -> KeyRing:
        return KeyRing(trusted(self.trusted))


def trusted(lines: tuple[KeyLine, ...]) -> tuple[TrustedKey, ...]:
    """Return the keys that a posting or enrolment lists."""
    return tuple(
        TrustedKey(id=KeyId(line.id), purpose=Purpose(line.purpose), x=line.x, ends=line.ends)
        for line in lines
    )


def key_line(key: TrustedKey) -> KeyLine:
    return KeyLine.model_validate({"id": key.id, "purpose": key.purpose.value, "x": key.x, "ends": key.ends})


def own_key(key: SigningKey) -> OwnKey:
    ends: datetime = key.ends
    return OwnKey(id=key.id, x=key.x, d=key.d, ends=ends)


def write(enrolment: Enrolment, path: Path) -> None:
    """Write the file so that only its owner can read it, whatever stood there before."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(enrolment.model_dump_json(indent=2))


def read(path: Path) -> Enrolment:
    """Read the file; raise `MalformedError` naming the field that is wrong."""
    try:
        return Enrolment.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise MalformedError(f"{path}: {where}: {first['msg']}") from error
