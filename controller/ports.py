"""What the flow needs from the machines around it, and the values that pass between them.

The store, the bus and the studio implement these; the flow knows nothing else of them.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

from audio.reading.values import Reading
from schedules.broadcast import Broadcast, PlannedPlay, Recurrence
from schedules.vocabulary import (
    Address,
    BroadcastId,
    Class,
    Clip,
    Digest,
    Ending,
    NoticeId,
    OnInterrupt,
    PlayId,
    PoleId,
    Rule,
    Status,
)
from wire.messages import Heartbeat, JournalId, Report
from wire.signature import TrustedKey
from wire.topics import Kind

VoicingId = NewType("VoicingId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A claim on a row for a while. Whoever comes after `until` may take the row over."""

    holder: str
    now: datetime
    until: datetime


class NoticeState(StrEnum):
    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A text to be made known. `original` is what came, byte for byte."""

    id: NoticeId
    title: str
    file_name: str
    original: bytes = field(repr=False)
    text: str = field(repr=False)
    category: str
    class_: Class
    status: Status
    language: str
    source_document: str
    created_at: datetime
    state: NoticeState = NoticeState.RECEIVED
    problem: str = ""
    reading: str | None = field(default=None, repr=False)
    """The reading as `audio.reading.written` writes it, once there is one."""
    approved_at: datetime | None = None
    approved_by: str | None = None
    version: int = 1


class VoicingState(StrEnum):
    WANTED = "wanted"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """The clip that a notice, or a part of it, needs or has. Part 0 is the whole notice.

    A part is its sentences from `first_sentence` up to but not including `last_sentence`.
    """

    id: VoicingId
    notice: NoticeId
    part: int
    first_sentence: int
    last_sentence: int
    state: VoicingState = VoicingState.WANTED
    done: int = 0
    """How many of its sentences are voiced: progress for the page."""
    clip: Clip | None = None
    bytes: int = 0
    voice: str = ""
    grade: str = ""
    falls: str = ""
    """Which voices failed before, and why; empty where the first one spoke."""
    problem: str = ""
    version: int = 1


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


class Notices(Protocol):
    def add(self, notice: Notice) -> None: ...
    def get(self, notice: NoticeId) -> Notice:
        """Raise `NotFoundError` where there is none."""
        ...

    def all(self) -> Sequence[Notice]:
        """Newest first."""
        ...

    def claim_unread(self, lease: Lease) -> Notice | None:
        """Lease the oldest notice that waits for its reading."""
        ...

    def keep_reading(self, notice: Notice, lease: Lease, reading: str) -> None:
        """Raise `LeaseLostError` where the lease or the version is no longer ours."""
        ...

    def fail(self, notice: Notice, lease: Lease, problem: str) -> None: ...
    def approve(self, notice: NoticeId, by: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was approved before."""
        ...


class Voicings(Protocol):
    def want(self, notice: NoticeId, part: int, first_sentence: int, last_sentence: int) -> None:
        """Ask for the clip of a part; asking again changes nothing."""
        ...

    def want_part(self, notice: NoticeId, first_sentence: int, last_sentence: int) -> int:
        """Ask for the clip of some sentences as a part of their own; return its number, new or known."""
        ...

    def of_notice(self, notice: NoticeId) -> Sequence[Voicing]:
        """By part, ascending."""
        ...

    def claim_wanted(self, lease: Lease) -> Voicing | None: ...
    def renew(self, voicing: Voicing, lease: Lease, done: int) -> None:
        """Lengthen the lease and note the progress; raise `LeaseLostError` where it is gone."""
        ...

    def keep_clip(self, voicing: Voicing, lease: Lease) -> None:
        """Store the finished `voicing` (its clip, voice, grade, falls) as ready."""
        ...

    def fail(self, voicing: Voicing, lease: Lease, problem: str) -> None: ...
    def retry(self, voicing: VoicingId) -> None:
        """Want a failed one again; any other stays as it is."""
        ...

    def sizes(self, digests: Iterable[Digest]) -> dict[Digest, int]:
        """Bytes of each finished clip."""
        ...


class Broadcasts(Protocol):
    def add(self, wish: Wish) -> None: ...
    def get(self, broadcast: BroadcastId) -> Wish: ...
    def all(self) -> Sequence[Wish]:
        """Newest first."""
        ...

    def withdraw(self, broadcast: BroadcastId, because: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was withdrawn before."""
        ...

    def standing_at(self, address: Address, since: datetime) -> Sequence[Broadcast]:
        """What the planner may plan there: not withdrawn, every notice approved, every clip ready.

        One-off broadcasts that were over before `since` are left out.
        """
        ...

    def addresses_of(self, notice: NoticeId) -> frozenset[Address]:
        """Where standing broadcasts would sound it."""
        ...

    def addresses(self) -> frozenset[Address]:
        """Every address that some broadcast not withdrawn names."""
        ...

    def keep_plays(self, address: Address, plays: Sequence[PlannedPlay]) -> None:
        """Remember which play is of which broadcast and notice; known ones stay."""
        ...


class Publications(Protocol):
    def want(self, kind: Kind, addresses: Iterable[Address | PoleId]) -> None:
        """Mark due, making the row where there is none. A change while one is worked on is not lost."""
        ...

    def claim_due(self, lease: Lease) -> Publication | None: ...
    def keep_draft(self, publication: Publication, lease: Lease, draft: str, digest: str) -> None:
        """Store the draft as drafted, unless it became due again meanwhile (then it stays due)."""
        ...

    def leave(self, publication: Publication, lease: Lease) -> None:
        """Nothing new to say: back to acknowledged, or sealed where that was never confirmed."""
        ...

    def claim_drafted(self, lease: Lease) -> Publication | None: ...
    def keep_sealed(self, publication: Publication, lease: Lease) -> None:
        """Store revision, sealed bytes and expiry of `publication`."""
        ...

    def put_sealed(self, publication: Publication) -> None:
        """Store a message sealed at once, without the belt (filed, emergency)."""
        ...

    def unsent(self) -> Sequence[Publication]:
        """All that is sealed and not acknowledged, by revision; also where it is due again."""
        ...

    def standing(self, now: datetime) -> Sequence[Publication]:
        """All that should be retained: sealed once and not expired."""
        ...

    def acknowledge(self, kind: Kind, address: Address, revision: int) -> None: ...
    def next_revision(self, now: datetime) -> int:
        """max(last + 1, Unix ms of `now`), one sequence for all; survives a restored backup."""
        ...


class Poles(Protocol):
    def add(self, pole: Pole) -> None:
        """Raise `AlreadyDoneError` where the pole is known."""
        ...

    def get(self, pole: PoleId) -> Pole: ...
    def all(self) -> Sequence[Pole]:
        """By id."""
        ...

    def addresses(self) -> frozenset[Address]:
        """Every address at which some pole listens."""
        ...

    def note_presence(self, pole: PoleId, *, is_online: bool, version: str, revision: int) -> None:
        """An older revision than the last changes nothing."""
        ...

    def note_heartbeat(self, pole: PoleId, heartbeat: Heartbeat, now: datetime) -> None: ...
    def owns_clips_token(self, digest: str) -> bool:
        """Whether some pole's clip token has this SHA-256."""
        ...


class Proofs(Protocol):
    def note_stages(self, pole: PoleId, heartbeat: Heartbeat) -> None:
        """Keep the first instant of each stage that the pole tells of."""
        ...

    def filed_up_to(self, pole: PoleId, journal: JournalId) -> tuple[int, str]:
        """The last number stored of the journal and its link; 0 and `FIRST_LINK` where none is."""
        ...

    def file(self, pole: PoleId, journal: JournalId, report: Report, link: str, *, is_chained: bool) -> None:
        """Store one report, once, and let it move the proof of its play; a first ending stays."""
        ...

    def of_broadcast(self, broadcast: BroadcastId) -> Sequence[Proof]: ...
    def of_notice(self, notice: NoticeId) -> Sequence[Proof]: ...


class Unit(Protocol):
    """One transaction over everything that is stored."""

    @property
    def notices(self) -> Notices: ...
    @property
    def voicings(self) -> Voicings: ...
    @property
    def broadcasts(self) -> Broadcasts: ...
    @property
    def publications(self) -> Publications: ...
    @property
    def poles(self) -> Poles: ...
    @property
    def proofs(self) -> Proofs: ...


class Ledger(Protocol):
    """The store. A block that leaves by an exception changes nothing."""

    def reading(self) -> AbstractContextManager[Unit]:
        """A snapshot; does not wait for writers."""
        ...

    def writing(self) -> AbstractContextManager[Unit]:
        """A short transaction; never voice or publish inside it, and never open another in it."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """What the studio gives back."""

    clip: Clip
    bytes: int
    voice: str
    grade: str
    falls: str


class Studio(Protocol):
    def voice(self, reading: Reading, class_: Class, tell: Callable[[int], None]) -> Voiced:
        """Voice a reading; `tell` hears how many sentences are done and may raise to stop.

        Raises:
            VoicingFailedError: no clip came of it; says why.
        """
        ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The present, UTC."""
        ...
