"""Poles, and what they prove."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from controller.entries import (
    Pole,
    Proof,
)
from schedules.vocabulary import Address, BroadcastId, NoticeId, PoleId
from wire.messages import Heartbeat, JournalId, Report


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
