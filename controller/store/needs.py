"""What needs a person, as far as the database can tell: newest first, so many, and how many in all."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, literal, or_, select
from sqlalchemy.orm import Session

from controller.entries import NoticeState, VoicingState
from controller.outlook.needs import Need, NeedKind, Worst
from schedules.vocabulary import Ending, Rule

from .tables import BroadcastRow, NoticeRow, PlayRow, ProofRow, VoicingRow

_WHOLE = 0
_KINDS = {Ending.FAILED: NeedKind.PLAY_FAILED, Ending.MISSED: NeedKind.PLAY_MISSED}
_AS_SOMEBODY_WANTED = (Rule.OUTRANKED, Rule.HELD, Rule.LOCKED_OUT, Rule.WITHDRAWN)
"""Plays missed by these gave way to what people decided."""
_IN_ALL = func.count().over().label("in_all")


class SqlNeeds:
    def __init__(self, session: Session) -> None:
        self._session = session

    def failed_readings(self, since: datetime, most: int) -> Worst:
        failed = _of_notices().where(NoticeRow.state == NoticeState.FAILED, NoticeRow.created_at >= since)
        return self._read(failed, most, lambda _: NeedKind.READING_FAILED)

    def failed_voicings(self, since: datetime, most: int) -> Worst:
        """Return the notices of which some clip could not be made."""
        unvoiced = select(VoicingRow.notice).where(
            VoicingRow.state == VoicingState.FAILED,
            VoicingRow.part >= _WHOLE,
            VoicingRow.notice.is_not(None),
        )
        failed = _of_notices().where(NoticeRow.id.in_(unvoiced), NoticeRow.created_at >= since)
        return self._read(failed, most, lambda _: NeedKind.VOICING_FAILED)

    def unapproved(self, most: int) -> Worst:
        """Return the notices that can be heard and that nobody approved."""
        can_be_heard = select(VoicingRow.notice).where(
            VoicingRow.part == _WHOLE, VoicingRow.state == VoicingState.READY, VoicingRow.notice.is_not(None)
        )
        waiting = _of_notices().where(NoticeRow.approved_at.is_(None), NoticeRow.id.in_(can_be_heard))
        return self._read(waiting, most, lambda _: NeedKind.APPROVAL)

    def plays_ended_badly(self, since: datetime, most: int) -> Worst:
        """Return the broadcasts whose plays were due since then and missed or failed, each with how often."""
        ended = (
            select(
                BroadcastRow.id.label("subject"),
                BroadcastRow.title,
                func.max(PlayRow.starts, type_=PlayRow.starts.type).label("at"),
                func.count().label("times"),
                ProofRow.ending,
                _IN_ALL,
            )
            .join(PlayRow, PlayRow.broadcast == BroadcastRow.id)
            .join(ProofRow, ProofRow.play == PlayRow.id)
            .where(PlayRow.starts >= since, ProofRow.ending.in_(_KINDS))
            .where(or_(ProofRow.rule.is_(None), ProofRow.rule.not_in(_AS_SOMEBODY_WANTED)))
            .group_by(BroadcastRow.id, BroadcastRow.title, ProofRow.ending)
        )
        return self._read(ended, most, lambda row: _KINDS[row.ending])

    def _read(
        self,
        found: Select[*tuple[Any, ...]],
        most: int,
        kind: Callable[[Row[*tuple[Any, ...]]], NeedKind],
    ) -> Worst:
        columns = found.selected_columns
        newest_first = found.order_by(columns["at"].desc(), columns["subject"]).limit(most)
        rows = self._session.execute(newest_first).all()
        listed = (
            Need(kind=kind(row), subject=row.subject, title=row.title, at=row.at, count=row.times)
            for row in rows
        )
        return Worst(listed=tuple(listed), total=rows[0].in_all if rows else 0)


def _of_notices() -> Select[*tuple[Any, ...]]:
    return select(
        NoticeRow.id.label("subject"),
        NoticeRow.title,
        NoticeRow.created_at.label("at"),
        literal(1).label("times"),
        _IN_ALL,
    )
