"""Long lists, one page at a time, newest first: no texts are read, and no page costs more than the first."""

import dataclasses
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, literal, select, true, tuple_
from sqlalchemy.orm import Session

from audio.language import SpokenLanguage
from controller.entries import Wish
from controller.folding import folded
from controller.outlook.lists import Cursor, NoticeLine, Page

from .broadcasts import wish_of
from .tables import BroadcastRow, NoticeRow, VoicingRow

_LINE_FIELDS = tuple(field.name for field in dataclasses.fields(NoticeLine))
_WHOLE = 0
_LINE = (
    NoticeRow.id,
    NoticeRow.title,
    NoticeRow.class_,
    NoticeRow.language,
    NoticeRow.version_of,
    NoticeRow.status,
    NoticeRow.state,
    NoticeRow.created_at,
    NoticeRow.approved_at,
    NoticeRow.approved_by,
    VoicingRow.state.label("voicing"),
    VoicingRow.clip_length.label("length"),
)


class SqlLists:
    def __init__(self, session: Session) -> None:
        self._session = session

    def notices(self, *, before: Cursor | None, most: int, search: str) -> Page[NoticeLine]:
        there = self._there(NoticeRow, before, most, search)
        is_whole = and_(VoicingRow.notice == NoticeRow.id, VoicingRow.part == _WHOLE)
        lines = (
            select(*_LINE)
            .outerjoin(VoicingRow, is_whole)
            .where(NoticeRow.id.in_([cursor.id for cursor in there[:most]]))
            .order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
        )
        found = [_line(row) for row in self._session.execute(lines)]
        return Page(lines=found, next=_next(there, most))

    def broadcasts(self, *, before: Cursor | None, most: int, search: str) -> Page[Wish]:
        there = self._there(BroadcastRow, before, most, search)
        rows = (
            select(BroadcastRow)
            .where(BroadcastRow.id.in_([cursor.id for cursor in there[:most]]))
            .order_by(BroadcastRow.created_at.desc(), BroadcastRow.id.desc())
        )
        return Page(lines=[wish_of(row) for row in self._session.scalars(rows)], next=_next(there, most))

    def _there(
        self, row: type[NoticeRow | BroadcastRow], before: Cursor | None, most: int, search: str
    ) -> list[Cursor]:
        """Return the places of the lines, and of one more if there is one; the index alone answers."""
        places = (
            select(row.created_at, row.id)
            .where(_is_before(row, before), _is_named(row, search))
            .order_by(row.created_at.desc(), row.id.desc())
            .limit(most + 1)
        )
        return [Cursor(at=at, id=name) for at, name in self._session.execute(places)]


def _is_before(row: type[NoticeRow | BroadcastRow], cursor: Cursor | None) -> ColumnElement[bool]:
    if cursor is None:
        return true()
    place = literal(cursor.at, row.created_at.type), literal(cursor.id, row.id.type)
    return tuple_(row.created_at, row.id) < tuple_(*place)


def _is_named(row: type[NoticeRow | BroadcastRow], search: str) -> ColumnElement[bool]:
    """Whether every word of `search` is somewhere in the title."""
    words = folded(search).split()
    return and_(true(), *(row.folded_title.contains(word, autoescape=True) for word in words))


def _line(row: Row[*tuple[Any, ...]]) -> NoticeLine:
    values = {name: getattr(row, name) for name in _LINE_FIELDS}
    return NoticeLine(**values | {"language": SpokenLanguage(row.language)})


def _next(there: list[Cursor], most: int) -> Cursor | None:
    return there[most - 1] if len(there) > most else None
