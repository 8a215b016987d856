"""What the flow needs from the machines around it, as small protocols.

The store, the bus and the studio implement these; the flow knows nothing else of them.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from audio.reading.values import Reading
from controller.entries import Lease, Notice, Pole, Proof, Publication, Voiced, Voicing, VoicingId, Wish
from schedules.broadcast import Broadcast, PlannedPlay
from schedules.vocabulary import Address, BroadcastId, Class, Digest, NoticeId, PoleId
from wire.messages import Heartbeat, JournalId, Report
from wire.topics import Kind


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

    def sealed(self, kind: Kind, address: Address, now: datetime) -> Publication | None:
        """What stands there now; None where nothing is sealed or it has expired."""
        ...

    def acknowledge(self, kind: Kind, address: Address, revision: int) -> None: ...
    def highest_acknowledged(self) -> int:
        """The highest revision that a broker acknowledged; 0 where none was."""
        ...

    def highest_given(self) -> int:
        """The highest revision that was ever given here; 0 where none was."""
        ...

    def want_all_anew(self, revision: int) -> int:
        """Where poles hold up to `revision`, more than we ever gave: plan all anew, above it.

        Marks every playlist and posting due and forgets what they said, so that equal words
        are sealed once more. Returns how many. A filed follows with the pole's next reports.
        """
        ...

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


class Studio(Protocol):
    def voice(self, reading: Reading, class_: Class, tell: Callable[[int], None]) -> Voiced:
        """Voice a reading; `tell` hears how many sentences are done and may raise to stop.

        Raises:
            VoicingFailedError: no clip came of it; says why.
            StudioStoppedError: it ended meanwhile; nothing is wrong with the reading.
        """
        ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The present, UTC."""
        ...
