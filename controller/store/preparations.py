"""How far broadcasts have come: the rows that `Preparation` asks about, for many in a few queries."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from controller.entries import Section, Voicing, Wish
from controller.preparation import Preparation
from schedules.vocabulary import BroadcastId, NoticeId

from .tables import NoticeRow, VoicingRow
from .voicings import section_of, voicing_of

Parts = dict[tuple[NoticeId, int], Voicing]


def prepared(session: Session, wishes: Sequence[Wish]) -> list[Preparation]:
    """Return how far each of `wishes` has come, in the same order."""
    notices = {notice for wish in wishes for notice, _ in wish.items}
    unapproved = _unapproved(session, notices)
    parts = _parts(session, notices)
    own = _own(session, wishes, parts)
    return [
        Preparation(
            wish=wish,
            unapproved=unapproved.intersection(notice for notice, _ in wish.items),
            parts=tuple(parts.get(item) for item in wish.items),
            own=own.get(wish.id),
        )
        for wish in wishes
    ]


def _unapproved(session: Session, notices: set[NoticeId]) -> frozenset[NoticeId]:
    found = select(NoticeRow.id).where(NoticeRow.id.in_(notices), NoticeRow.approved_at.is_(None))
    return frozenset(NoticeId(notice) for notice in session.scalars(found))


def _parts(session: Session, notices: set[NoticeId]) -> Parts:
    rows = session.scalars(select(VoicingRow).where(VoicingRow.notice.in_(notices), VoicingRow.part >= 0))
    found = [voicing_of(row, section_of(row)) for row in rows]
    return {(voicing.sections[0].notice, voicing.part): voicing for voicing in found}


def _own(session: Session, wishes: Sequence[Wish], parts: Parts) -> dict[BroadcastId, Voicing]:
    said = {wish.id: _sections(wish, parts) for wish in wishes}
    rows = session.scalars(select(VoicingRow).where(VoicingRow.broadcast.in_(said)))
    found = [voicing_of(row, said[BroadcastId(row.broadcast)]) for row in rows if row.broadcast]
    return {voicing.broadcast: voicing for voicing in found if voicing.broadcast}


def _sections(wish: Wish, parts: Parts) -> tuple[Section, ...]:
    return tuple(section for item in wish.items if item in parts for section in parts[item].sections)
