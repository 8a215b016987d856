"""The clips that notices, their parts and broadcasts need, with the work that waits for a voice."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Select, and_, case, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from controller.entries import Lease, Section, Voicing, VoicingId, VoicingState
from controller.errors import NotFoundError
from schedules.vocabulary import BroadcastId, Class, Clip, Digest, NoticeId

from .leases import claim, held
from .rows import find_to_change, insert
from .tables import BroadcastItemRow, NoticeRow, VoicingRow

_MICROSECOND = timedelta(microseconds=1)
_MOST_URGENT_FIRST = case({Class.EMERGENCY: 0, Class.PRIORITY: 1, Class.ROUTINE: 2}, value=VoicingRow.class_)
_TAKES_LAST = case((VoicingRow.part < 0, 1), else_=0)
OF_ITEM = and_(VoicingRow.notice == BroadcastItemRow.notice, VoicingRow.part == BroadcastItemRow.part)
"""Joins the items of a broadcast with the voicings of what they name."""


class SqlVoicings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def want(self, notice: NoticeId, part: int, first_sentence: int, last_sentence: int) -> None:
        self._want_section(Section(notice=notice, first=first_sentence, last=last_sentence), part)

    def want_own(self, broadcast: BroadcastId, class_: Class, sentences: int) -> None:
        self._want(broadcast=broadcast, class_=class_, last_sentence=sentences)

    def want_part(self, section: Section) -> int:
        find_to_change(self._session, NoticeRow, section.notice)  # one at a time may number a part of it
        known = self.of_notice(section.notice)
        for voicing in known:
            if voicing.part and voicing.sections == (section,):
                return voicing.part
        part = max((voicing.part for voicing in known), default=0) + 1
        self._want_section(section, part)
        return part

    def of_notice(self, notice: NoticeId) -> Sequence[Voicing]:
        rows = (
            select(VoicingRow)
            .where(VoicingRow.notice == notice, VoicingRow.part >= 0)
            .order_by(VoicingRow.part)
        )
        return [self._voicing(row) for row in self._session.scalars(rows)]

    def takes_of(self, notice: NoticeId) -> Sequence[Voicing]:
        rows = (
            select(VoicingRow)
            .where(VoicingRow.notice == notice, VoicingRow.part < 0)
            .order_by(VoicingRow.part.desc())
        )
        return [self._voicing(row) for row in self._session.scalars(rows)]

    def want_take(self, section: Section, voice: str) -> None:
        find_to_change(self._session, NoticeRow, section.notice)  # one at a time may number a take of it
        known = self.takes_of(section.notice)
        if voice not in {take.take_by for take in known}:
            self._want_section(section, min((take.part for take in known), default=0) - 1, take_by=voice)

    def drop_take(self, notice: NoticeId, part: int) -> None:
        is_take = and_(VoicingRow.notice == notice, VoicingRow.part == part, VoicingRow.part < 0)
        self._session.execute(delete(VoicingRow).where(is_take))

    def voice_anew(self, notice: NoticeId) -> None:
        says_it = exists().where(
            BroadcastItemRow.broadcast == VoicingRow.broadcast, BroadcastItemRow.notice == notice
        )
        self._session.execute(delete(VoicingRow).where(says_it))
        rows = select(VoicingRow).where(VoicingRow.notice == notice, VoicingRow.part >= 0).with_for_update()
        for row in self._session.scalars(rows):
            _forget_clip(row)

    def want_anew(self, voicing: VoicingId) -> None:
        _forget_clip(self._to_change(voicing))

    def parts_of(self, notices: Iterable[NoticeId]) -> Sequence[Voicing]:
        rows = (
            select(VoicingRow)
            .where(VoicingRow.notice.in_(sorted(set(notices))), VoicingRow.part > 0)
            .order_by(VoicingRow.notice, VoicingRow.part)
        )
        return [voicing_of(row, section_of(row)) for row in self._session.scalars(rows)]

    def saying(self, notice: NoticeId) -> Sequence[Voicing]:
        says_it = exists().where(
            BroadcastItemRow.broadcast == VoicingRow.broadcast, BroadcastItemRow.notice == notice
        )
        rows = select(VoicingRow).where(or_(VoicingRow.notice == notice, says_it)).order_by(VoicingRow.id)
        return [self._voicing(row) for row in self._session.scalars(rows)]

    def claim_wanted(self, lease: Lease) -> Voicing | None:
        """Lease the oldest wish of the most urgent class: an alarm's text does not wait in a queue.

        What may go on the air is voiced before anything that is only compared.
        """
        wanted = (
            select(VoicingRow)
            .where(VoicingRow.state == VoicingState.WANTED)
            .order_by(_TAKES_LAST, _MOST_URGENT_FIRST, VoicingRow.id)
        )
        row = claim(self._session, VoicingRow, wanted, lease)
        if row is None:
            return None
        row.attempts += 1
        return self._voicing(row)

    def renew(self, voicing: Voicing, lease: Lease, done: int) -> None:
        row = self._held(voicing, lease)
        row.lease_until, row.done = lease.until, done

    def keep_clip(self, voicing: Voicing, lease: Lease) -> None:
        if voicing.clip is None:
            raise ValueError(f"voicing {voicing.id} is said to be finished but has no clip")
        row = self._held(voicing, lease)
        row.clip_digest, row.clip_length = voicing.clip.digest, voicing.clip.length
        row.clip_marks_us = [mark // _MICROSECOND for mark in voicing.clip.marks]
        row.clip_waveform = voicing.waveform
        row.bytes, row.voice = voicing.bytes, voicing.voice
        row.grade, row.falls = voicing.grade, voicing.falls
        row.chain, row.rate = list(voicing.chain), voicing.rate
        row.heard, row.awaits_hearing = "", voicing.awaits_hearing
        row.state, row.done = VoicingState.READY, voicing.sentences
        row.problem, row.attempts = "", 0
        row.release()

    def claim_unheard(self, lease: Lease) -> Voicing | None:
        """Lease the oldest clip of the most urgent class that a machine is still to listen to."""
        unheard = (
            select(VoicingRow)
            .where(VoicingRow.awaits_hearing)  # none but a finished one does
            .order_by(_MOST_URGENT_FIRST, VoicingRow.id)
        )
        row = claim(self._session, VoicingRow, unheard, lease)
        return None if row is None else self._voicing(row)

    def count_attempt(self, voicing: Voicing, lease: Lease) -> None:
        self._held(voicing, lease).attempts += 1

    def keep_heard(self, voicing: Voicing, lease: Lease, heard: str) -> None:
        row = self._held(voicing, lease)
        row.heard, row.awaits_hearing = heard, False
        row.release()

    def forgo_hearing(self) -> None:
        self._session.execute(
            update(VoicingRow).where(VoicingRow.awaits_hearing).values(awaits_hearing=False)
        )

    def fail(self, voicing: Voicing, lease: Lease, problem: str) -> None:
        row = self._held(voicing, lease)
        row.state, row.problem = VoicingState.FAILED, problem
        row.release()

    def stop(self, voicing: VoicingId) -> None:
        """Take it from whoever works on it; what is not wanted stays as it is."""
        row = self._to_change(voicing)
        if row.state is VoicingState.WANTED:
            row.state = VoicingState.STOPPED
            row.release()

    def retry(self, voicing: VoicingId) -> None:
        """Want a failed or stopped one again; any other stays as it is."""
        row = self._to_change(voicing)
        if row.state in {VoicingState.FAILED, VoicingState.STOPPED}:
            row.state, row.problem, row.done, row.attempts = VoicingState.WANTED, "", 0, 0
            row.release()

    def sizes(self, digests: Iterable[Digest]) -> dict[Digest, int]:
        found = select(VoicingRow.clip_digest, VoicingRow.bytes).where(
            VoicingRow.clip_digest.in_(sorted(set(digests)))
        )
        return {Digest(digest): size for digest, size in self._session.execute(found) if digest}

    def _want_section(self, section: Section, part: int, take_by: str = "") -> None:
        class_ = select(NoticeRow.class_).where(NoticeRow.id == section.notice).scalar_subquery()
        self._want(
            notice=section.notice,
            class_=class_,
            part=part,
            take_by=take_by,
            first_sentence=section.first,
            last_sentence=section.last,
            nth=section.nth,
            nth_of=section.of,
        )

    def _want(self, **wish: object) -> None:
        self._session.execute(insert(self._session, VoicingRow).values(wish).on_conflict_do_nothing())

    def _voicing(self, row: VoicingRow) -> Voicing:
        return voicing_of(row, section_of(row) or self._sections_of(row))

    def _sections_of(self, row: VoicingRow) -> tuple[Section, ...]:
        """Return what the items of the broadcast name, whose own clip it is."""
        named = (
            select(VoicingRow)
            .join(BroadcastItemRow, OF_ITEM)
            .where(BroadcastItemRow.broadcast == row.broadcast)
            .order_by(BroadcastItemRow.position)
        )
        return tuple(section for part in self._session.scalars(named) for section in section_of(part))

    def _to_change(self, voicing: VoicingId) -> VoicingRow:
        row = self._session.scalars(_of(voicing).with_for_update()).one_or_none()
        if row is None:
            raise NotFoundError(f"there is no voicing {voicing}")
        return row

    def _held(self, voicing: Voicing, lease: Lease) -> VoicingRow:
        return held(self._session, _of(voicing.id), lease, voicing.version)


def section_of(row: VoicingRow) -> tuple[Section, ...]:
    """Return the section that a notice's own voicing says, none for one of a broadcast."""
    if row.notice is None:
        return ()
    return (
        Section(
            notice=NoticeId(row.notice),
            first=row.first_sentence,
            last=row.last_sentence,
            nth=row.nth,
            of=row.nth_of,
        ),
    )


def voicing_of(row: VoicingRow, sections: tuple[Section, ...]) -> Voicing:
    return Voicing(
        id=VoicingId(row.id),
        class_=row.class_,
        sections=sections,
        broadcast=None if row.broadcast is None else BroadcastId(row.broadcast),
        part=row.part,
        take_by=row.take_by,
        state=row.state,
        attempts=row.attempts,
        done=row.done,
        clip=_clip_of(row),
        bytes=row.bytes,
        voice=row.voice,
        grade=row.grade,
        falls=row.falls,
        waveform=row.clip_waveform,
        chain=tuple(row.chain),
        rate=row.rate,
        heard=row.heard,
        awaits_hearing=row.awaits_hearing,
        problem=row.problem,
        version=row.version,
    )


def _clip_of(row: VoicingRow) -> Clip | None:
    if row.clip_digest is None or row.clip_length is None:
        return None
    marks = tuple(mark * _MICROSECOND for mark in row.clip_marks_us)
    return Clip(digest=Digest(row.clip_digest), length=row.clip_length, marks=marks)


def _forget_clip(row: VoicingRow) -> None:
    row.state, row.problem, row.done, row.attempts = VoicingState.WANTED, "", 0, 0
    row.clip_digest = row.clip_length = None
    row.heard, row.awaits_hearing = "", False
    row.release()


def _of(voicing: VoicingId) -> Select[VoicingRow]:
    return select(VoicingRow).where(VoicingRow.id == voicing)
