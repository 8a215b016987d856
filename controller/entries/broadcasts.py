"""Broadcasts as staff asked for them, and what is retained on the broker."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from schedules.broadcast import Recurrence
from schedules.vocabulary import (
    Address,
    BroadcastId,
    Class,
    NoticeId,
    OnInterrupt,
    Status,
)
from wire.topics import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A broadcast as staff asked for it: notices and parts by name, not yet clips."""

    id: BroadcastId
    title: str
    items: tuple[tuple[NoticeId, int], ...]
    addresses: frozenset[Address]
    recurrence: Recurrence
    created_at: datetime
    class_: Class = Class.ROUTINE
    status: Status = Status.ACTUAL
    rank: int = 100
    grace: timedelta = timedelta()
    valid_until: datetime | None = None
    on_interrupt: OnInterrupt = OnInterrupt.RESUME
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""


class PublicationState(StrEnum):
    DUE = "due"
    """What it says has to be worked out anew."""
    DRAFTED = "drafted"
    """Worked out; to be given a revision and signed."""
    SEALED = "sealed"
    """Signed and stored; to be sent. Repeating that is harmless."""
    ACKNOWLEDGED = "acknowledged"
    """The broker has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is, or is about to be, retained on one topic."""

    kind: Kind
    address: Address
    state: PublicationState
    draft: str = field(default="", repr=False)
    """The message as JSON; its revision and times are stamped at dispatch."""
    content_digest: str = ""
    revision: int = 0
    sealed: bytes = field(default=b"", repr=False)
    expires_at: datetime | None = None
    version: int = 1
