"""Broadcasts, and what is published of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from controller.entries import (
    Lease,
    Publication,
    Wish,
)
from controller.preparation import Preparation
from schedules.broadcast import Broadcast, PlannedPlay
from schedules.vocabulary import Address, BroadcastId, NoticeId, PoleId
from wire.topics import Kind


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
        """What the planner may plan there: not withdrawn, permitted, its clip ready (`Preparation`).

        One-off broadcasts that were over before `since` are left out.
        """
        ...

    def may_sound(self, since: datetime) -> Sequence[Wish]:
        """All not withdrawn, but for one-off broadcasts that were over before `since`; oldest first."""
        ...

    def prepared(self, wishes: Sequence[Wish]) -> Sequence[Preparation]:
        """How far each has come, in the same order."""
        ...

    def saying(self, notice: NoticeId) -> Sequence[Wish]:
        """All that say something of it and are not withdrawn, locked until this unit ends."""
        ...

    def with_notice(self, notice: NoticeId, most: int = 20) -> Sequence[Wish]:
        """Which broadcasts name it, newest first."""
        ...

    def addresses_of(self, notice: NoticeId) -> frozenset[Address]:
        """Where standing broadcasts would sound it."""
        ...

    def addresses(self) -> frozenset[Address]:
        """Every address that some broadcast not withdrawn names."""
        ...

    def keep_plays(self, address: Address, plays: Sequence[PlannedPlay]) -> None:
        """Remember which play is of which broadcast; known ones stay."""
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
