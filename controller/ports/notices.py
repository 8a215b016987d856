"""Notices and their voicings, as the flow asks the store for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from controller.entries import (
    Lease,
    Notice,
    Section,
    Voicing,
    VoicingId,
)
from schedules.vocabulary import BroadcastId, Class, Digest, NoticeId


class Notices(Protocol):
    def add(self, notice: Notice) -> None: ...
    def get(self, notice: NoticeId) -> Notice:
        """Raise `NotFoundError` where there is none."""
        ...

    def all(self) -> Sequence[Notice]:
        """Newest first."""
        ...

    def versions(self, notice: NoticeId) -> Sequence[Notice]:
        """The notice with all that say it in other languages: the first one, then as they came."""
        ...

    def newest_texts(self, most: int) -> Iterable[tuple[NoticeId, str]]:
        """The texts of the newest that wait for no reading, newest first; take them within the unit."""
        ...

    def claim_unread(self, lease: Lease) -> Notice | None:
        """Lease the oldest notice that waits for its reading."""
        ...

    def keep_reading(self, notice: Notice, lease: Lease, reading: str) -> None:
        """Store it with `notice.allowed_as_of`.

        Raise `LeaseLostError` where the lease or the version is no longer ours.
        """
        ...

    def fail(self, notice: Notice, lease: Lease, problem: str) -> None: ...
    def approve(self, notice: NoticeId, by: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was approved before."""
        ...

    def get_to_change(self, notice: NoticeId) -> Notice:
        """Return it as it is now, and let nobody else change it until this unit ends."""
        ...

    def recast(self, notice: Notice) -> None:
        """Store its voice; it is another edition, and its reading stays."""
        ...

    def keep_decisions(self, notice: Notice) -> None:
        """Store what was decided, where the reading stays as it is."""
        ...

    def begin_anew(self, notice: Notice) -> None:
        """Store another text: it waits for its reading again, and clips of the old one are forgotten."""
        ...


class Voicings(Protocol):
    def want(self, notice: NoticeId, part: int, first_sentence: int, last_sentence: int) -> None:
        """Ask for the clip of a part; asking again changes nothing."""
        ...

    def want_part(self, section: Section) -> int:
        """Ask for the clip of some sentences as a part of their own; return its number, new or known."""
        ...

    def want_own(self, broadcast: BroadcastId, class_: Class, sentences: int) -> None:
        """Ask for a clip of all that a broadcast says; asking again changes nothing."""
        ...

    def of_notice(self, notice: NoticeId) -> Sequence[Voicing]:
        """Its own voicings, not those of broadcasts; by part, ascending."""
        ...

    def takes_of(self, notice: NoticeId) -> Sequence[Voicing]:
        """Its takes, in the order in which they were asked for."""
        ...

    def want_take(self, section: Section, voice: str) -> None:
        """Ask for a take by a voice; asking again changes nothing."""
        ...

    def drop_take(self, notice: NoticeId, part: int) -> None:
        """Forget a take; where there is none, nothing happens."""
        ...

    def voice_anew(self, notice: NoticeId) -> None:
        """Want again the clips of a notice and of its parts; forget what broadcasts had of it."""
        ...

    def want_anew(self, voicing: VoicingId) -> None:
        """Want a clip again that is there; what is there is forgotten."""
        ...

    def parts_of(self, notices: Iterable[NoticeId]) -> Sequence[Voicing]:
        """The parts that were asked for of each; by notice and part, ascending."""
        ...

    def saying(self, notice: NoticeId) -> Sequence[Voicing]:
        """All that say something of it, broadcasts' own among them."""
        ...

    def claim_wanted(self, lease: Lease) -> Voicing | None: ...
    def renew(self, voicing: Voicing, lease: Lease, done: int) -> None:
        """Lengthen the lease and note the progress; raise `LeaseLostError` where it is gone."""
        ...

    def keep_clip(self, voicing: Voicing, lease: Lease) -> None:
        """Store the finished `voicing` (its clip, voice, grade, falls) as ready; nobody heard it yet."""
        ...

    def claim_unheard(self, lease: Lease) -> Voicing | None:
        """Lease a finished one that a machine is still to listen to."""
        ...

    def count_attempt(self, voicing: Voicing, lease: Lease) -> None:
        """Note that the machine ended over it; raise `LeaseLostError` where it is voiced anew."""
        ...

    def keep_heard(self, voicing: Voicing, lease: Lease, heard: str) -> None:
        """Store what was heard; raise `LeaseLostError` where it is voiced anew."""
        ...

    def forgo_hearing(self) -> None:
        """Let none wait for a machine that listens."""
        ...

    def fail(self, voicing: Voicing, lease: Lease, problem: str) -> None: ...
    def stop(self, voicing: VoicingId) -> None:
        """Take it from whoever works on it; what is not wanted stays as it is."""
        ...

    def retry(self, voicing: VoicingId) -> None:
        """Want a failed or stopped one again; any other stays as it is."""
        ...

    def sizes(self, digests: Iterable[Digest]) -> dict[Digest, int]:
        """Bytes of each finished clip."""
        ...
