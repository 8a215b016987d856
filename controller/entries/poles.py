"""Poles as the centre knows them, and how far plays came there."""

from dataclasses import dataclass, field
from datetime import datetime

from schedules.vocabulary import (
    Address,
    Ending,
    PlayId,
    PoleId,
    Rule,
)
from wire.signature import TrustedKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """A pole as the centre knows it. `posting` is the posting's own fields as JSON."""

    id: PoleId
    name: str
    addresses: tuple[Address, ...]
    posting: str = field(repr=False)
    key: TrustedKey
    clips_token_digest: str = field(repr=False)
    is_online: bool = False
    heard_at: datetime | None = None
    program_version: str = ""
    heartbeat: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How far one play came at one pole. Each instant is None until it is known."""

    pole: PoleId
    play: PlayId
    received: datetime | None = None
    clip_ready: datetime | None = None
    armed: datetime | None = None
    started: datetime | None = None
    start_error_ms: float | None = None
    ended: datetime | None = None
    ending: Ending | None = None
    rule: Rule | None = None
    by: str | None = None
