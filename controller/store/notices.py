"""Notices and the clips they need, with the work that waits for a reader or a voice."""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from controller.entries import Lease, Notice, NoticeState, Voicing, VoicingId, VoicingState
from controller.errors import AlreadyDoneError, NotFoundError
from schedules.vocabulary import Class, Clip, Digest, NoticeId

from .leases import claim, held
from .rows import add_new, find, find_to_change, insert
from .tables import NoticeRow, VoicingRow

_MICROSECOND = timedelta(microseconds=1)
_NOTICE_FIELDS = tuple(field.name for field in dataclasses.fields(Notice))
_MOST_URGENT_FIRST = case({Class.EMERGENCY: 0, Class.PRIORITY: 1, Class.ROUTINE: 2}, value=NoticeRow.class_)


class SqlNotices:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notice: Notice) -> None:
        row = NoticeRow(**{name: getattr(notice, name) for name in _NOTICE_FIELDS})
        add_new(self._session, row, notice.id)

    def get(self, notice: NoticeId) -> Notice:
        return _notice(find(self._session, NoticeRow, notice))

    def all(self) -> Sequence[Notice]:
        newest_first = select(NoticeRow).order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
        return [_notice(row) for row in self._session.scalars(newest_first)]

    def claim_unread(self, lease: Lease) -> Notice | None:
        unread = (
            select(NoticeRow)
            .where(NoticeRow.state == NoticeState.RECEIVED)
            .order_by(NoticeRow.created_at, NoticeRow.id)
        )
        row = claim(self._session, NoticeRow, unread, lease)
        return None if row is None else _notice(row)

    def keep_reading(self, notice: Notice, lease: Lease, reading: str) -> None:
        row = self._held(notice, lease)
        row.state, row.reading, row.problem = NoticeState.READ, reading, ""
        row.release()

    def fail(self, notice: Notice, lease: Lease, problem: str) -> None:
        row = self._held(notice, lease)
        row.state, row.problem = NoticeState.FAILED, problem
        row.release()

    def approve(self, notice: NoticeId, by: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was approved before."""
        row = find_to_change(self._session, NoticeRow, notice)
        if row.approved_at is not None:
            raise AlreadyDoneError(f"{notice} was approved by {row.approved_by} before")
        row.approved_at, row.approved_by = now, by
        row.version += 1

    def _held(self, notice: Notice, lease: Lease) -> NoticeRow:
        row = select(NoticeRow).where(NoticeRow.id == notice.id)
        return held(self._session, row, lease, notice.version)


class SqlVoicings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def want(self, notice: NoticeId, part: int, first_sentence: int, last_sentence: int) -> None:
        wish = {
            "notice": notice,
            "part": part,
            "first_sentence": first_sentence,
            "last_sentence": last_sentence,
        }
        self._session.execute(insert(self._session, VoicingRow).on_conflict_do_nothing(), [wish])

    def want_part(self, notice: NoticeId, first_sentence: int, last_sentence: int) -> int:
        find_to_change(self._session, NoticeRow, notice)  # one at a time may number a part of it
        known = self.of_notice(notice)
        wanted = (first_sentence, last_sentence)
        for voicing in known:
            if voicing.part and (voicing.first_sentence, voicing.last_sentence) == wanted:
                return voicing.part
        part = max((voicing.part for voicing in known), default=0) + 1
        self.want(notice, part, first_sentence, last_sentence)
        return part

    def of_notice(self, notice: NoticeId) -> Sequence[Voicing]:
        rows = select(VoicingRow).where(VoicingRow.notice == notice).order_by(VoicingRow.part)
        return [_voicing(row) for row in self._session.scalars(rows)]

    def claim_wanted(self, lease: Lease) -> Voicing | None:
        """Lease the oldest wish of the most urgent class: an alarm's text does not wait in a queue."""
        wanted = (
            select(VoicingRow)
            .join(NoticeRow, NoticeRow.id == VoicingRow.notice)
            .where(VoicingRow.state == VoicingState.WANTED)
            .order_by(_MOST_URGENT_FIRST, VoicingRow.id)
        )
        row = claim(self._session, VoicingRow, wanted, lease)
        if row is None:
            return None
        row.attempts += 1
        return _voicing(row)

    def renew(self, voicing: Voicing, lease: Lease, done: int) -> None:
        row = self._held(voicing, lease)
        row.lease_until, row.done = lease.until, done

    def keep_clip(self, voicing: Voicing, lease: Lease) -> None:
        if voicing.clip is None:
            raise ValueError(f"voicing {voicing.id} is said to be finished but has no clip")
        row = self._held(voicing, lease)
        row.clip_digest, row.clip_length = voicing.clip.digest, voicing.clip.length
        row.clip_marks_us = [mark // _MICROSECOND for mark in voicing.clip.marks]
        row.bytes, row.voice = voicing.bytes, voicing.voice
        row.grade, row.falls = voicing.grade, voicing.falls
        row.state, row.done = VoicingState.READY, row.last_sentence - row.first_sentence
        row.problem = ""
        row.release()

    def fail(self, voicing: Voicing, lease: Lease, problem: str) -> None:
        row = self._held(voicing, lease)
        row.state, row.problem = VoicingState.FAILED, problem
        row.release()

    def retry(self, voicing: VoicingId) -> None:
        """Want a failed one again; any other stays as it is."""
        row = self._session.scalars(_of(voicing).with_for_update()).one_or_none()
        if row is None:
            raise NotFoundError(f"there is no voicing {voicing}")
        if row.state is VoicingState.FAILED:
            row.state, row.problem, row.done, row.attempts = VoicingState.WANTED, "", 0, 0
            row.release()

    def sizes(self, digests: Iterable[Digest]) -> dict[Digest, int]:
        found = select(VoicingRow.clip_digest, VoicingRow.bytes).where(
            VoicingRow.clip_digest.in_(sorted(set(digests)))
        )
        return {Digest(digest): size for digest, size in self._session.execute(found) if digest}

    def _held(self, voicing: Voicing, lease: Lease) -> VoicingRow:
        return held(self._session, _of(voicing.id), lease, voicing.version)


def clip_of(row: VoicingRow) -> Clip | None:
    """Return the finished clip of a voicing, or None while there is none."""
    if row.clip_digest is None or row.clip_length is None:
        return None
    marks = tuple(mark * _MICROSECOND for mark in row.clip_marks_us)
    return Clip(digest=Digest(row.clip_digest), length=row.clip_length, marks=marks)


def _of(voicing: VoicingId) -> Select[VoicingRow]:
    return select(VoicingRow).where(VoicingRow.id == voicing)


def _notice(row: NoticeRow) -> Notice:
    return Notice(**{name: getattr(row, name) for name in _NOTICE_FIELDS})


def _voicing(row: VoicingRow) -> Voicing:
    return Voicing(
        id=VoicingId(row.id),
        notice=NoticeId(row.notice),
        part=row.part,
        first_sentence=row.first_sentence,
        last_sentence=row.last_sentence,
        state=row.state,
        attempts=row.attempts,
        done=row.done,
        clip=clip_of(row),
        bytes=row.bytes,
        voice=row.voice,
        grade=row.grade,
        falls=row.falls,
        problem=row.problem,
        version=row.version,
    )
