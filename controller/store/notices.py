"""Notices as they came, with the work that waits for a reader."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from audio.language import SpokenLanguage
from controller.entries import Lease, Notice, NoticeState
from controller.errors import AlreadyDoneError
from schedules.vocabulary import NoticeId

from .leases import claim, held
from .rows import add_new, find, find_to_change
from .tables import BroadcastItemRow, NoticeRow, VoicingRow

_NOTICE_FIELDS = tuple(field.name for field in dataclasses.fields(Notice))
_WRITTEN_FIELDS = (
    "title",
    "file_name",
    "original",
    "text",
    "category",
    "class_",
    "source_document",
    "decisions",
    "notes",
)
"""What staff write, and may write otherwise until it is approved."""
_AT_ONCE = 20
"""So many texts are held in memory; each may have 200,000 characters."""


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

    def versions(self, notice: NoticeId) -> Sequence[Notice]:
        first = select(func.coalesce(NoticeRow.version_of, NoticeRow.id)).where(NoticeRow.id == notice)
        of_one = (
            select(NoticeRow)
            .where(
                or_(NoticeRow.id == first.scalar_subquery(), NoticeRow.version_of == first.scalar_subquery())
            )
            .order_by(NoticeRow.version_of.is_not(None), NoticeRow.created_at, NoticeRow.id)
        )
        return [_notice(row) for row in self._session.scalars(of_one)]

    def newest_texts(self, most: int) -> Iterator[tuple[NoticeId, str]]:
        newest = (
            select(NoticeRow.id, NoticeRow.text)
            .where(NoticeRow.state != NoticeState.RECEIVED)
            .order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
            .limit(most)
            .execution_options(yield_per=_AT_ONCE)
        )
        for name, text in self._session.execute(newest):
            yield NoticeId(name), text

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
        row.allowed_as_of = notice.allowed_as_of
        row.release()

    def fail(self, notice: Notice, lease: Lease, problem: str) -> None:
        row = self._held(notice, lease)
        row.state, row.problem = NoticeState.FAILED, problem
        row.allowed_as_of = notice.allowed_as_of
        row.release()

    def approve(self, notice: NoticeId, by: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was approved before."""
        row = find_to_change(self._session, NoticeRow, notice)
        if row.approved_at is not None:
            raise AlreadyDoneError(f"{notice} was approved by {row.approved_by} before")
        row.approved_at, row.approved_by = now, by
        row.version += 1

    def get_to_change(self, notice: NoticeId) -> Notice:
        return _notice(find_to_change(self._session, NoticeRow, notice))

    def recast(self, notice: Notice) -> None:
        """The row's version rises, so that nobody approves what was cast before."""
        row = find_to_change(self._session, NoticeRow, notice.id)
        row.voice = notice.voice
        row.begun_anew += 1
        row.version += 1

    def keep_decisions(self, notice: Notice) -> None:
        row = find_to_change(self._session, NoticeRow, notice.id)
        row.decisions = notice.decisions

    def begin_anew(self, notice: Notice) -> None:
        """The row's version rises, so that a worker that still reads the old text keeps nothing."""
        row = find_to_change(self._session, NoticeRow, notice.id)
        for name in _WRITTEN_FIELDS:
            setattr(row, name, getattr(notice, name))
        row.state, row.reading, row.problem = NoticeState.RECEIVED, None, ""
        row.begun_anew += 1
        row.release()
        says_it = exists().where(
            BroadcastItemRow.broadcast == VoicingRow.broadcast, BroadcastItemRow.notice == notice.id
        )
        self._session.execute(delete(VoicingRow).where(or_(VoicingRow.notice == notice.id, says_it)))

    def _held(self, notice: Notice, lease: Lease) -> NoticeRow:
        row = select(NoticeRow).where(NoticeRow.id == notice.id)
        return held(self._session, row, lease, notice.version)


def _notice(row: NoticeRow) -> Notice:
    values = {name: getattr(row, name) for name in _NOTICE_FIELDS}
    return Notice(**values | {"language": SpokenLanguage(row.language)})
