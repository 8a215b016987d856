"""The organisation's dictionary, and the history of its entries."""

import dataclasses
import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, or_, select, text
from sqlalchemy.orm import Session

from audio.language import SpokenLanguage
from controller.entries import (
    Beside,
    DictionaryChange,
    DictionaryEntry,
    EntryId,
    EntryKind,
    Wording,
)
from controller.errors import ChangedMeanwhileError, NotFoundError
from schedules.vocabulary import NoticeId

from .rows import add_new, find, find_to_change
from .tables import DictionaryChangeRow, DictionaryEntryRow, NoticeRow

_WORDING_FIELDS = tuple(field.name for field in dataclasses.fields(Wording))
_OWN_FIELDS = tuple(field.name for field in dataclasses.fields(DictionaryEntry) if field.name != "wording")


class SqlDictionary:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        # Writers of SQLite take turns anyway. On PostgreSQL a number of the history could else be seen
        # before a lower one that is not committed yet, and readers would take their copy for the newest.
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE dictionary_entries IN EXCLUSIVE MODE"))

    def last_change(self) -> int:
        return self._session.scalars(select(func.max(DictionaryChangeRow.number))).one() or 0

    def standing(self) -> Sequence[DictionaryEntry]:
        by_writing = (
            select(DictionaryEntryRow)
            .where(DictionaryEntryRow.is_removed.is_(False))
            .order_by(DictionaryEntryRow.written, DictionaryEntryRow.id)
        )
        return [_entry(row) for row in self._session.scalars(by_writing)]

    def get(self, entry: EntryId) -> DictionaryEntry:
        return _entry(find(self._session, DictionaryEntryRow, entry))

    def add(self, entry: DictionaryEntry) -> None:
        own = {name: getattr(entry, name) for name in _OWN_FIELDS}
        add_new(self._session, DictionaryEntryRow(**own, **_wording_values(entry.wording)), entry.id)

    def keep(self, entry: DictionaryEntry) -> None:
        row = find_to_change(self._session, DictionaryEntryRow, entry.id)
        if row.version != entry.version:
            raise ChangedMeanwhileError(f"{entry.id} was changed meanwhile")
        for name, value in _wording_values(entry.wording).items():
            setattr(row, name, value)
        row.is_removed = entry.is_removed
        row.changed_at, row.changed_by = entry.changed_at, entry.changed_by
        row.version += 1
        self._session.flush()

    def like(self, wording: Wording) -> EntryId | None:
        same = select(DictionaryEntryRow.id).where(
            DictionaryEntryRow.is_removed.is_(False),
            DictionaryEntryRow.written == wording.written,
            DictionaryEntryRow.beside == wording.beside,
            DictionaryEntryRow.context == wording.context,
            DictionaryEntryRow.language == wording.language,
        )
        found = self._session.scalars(same).one_or_none()
        return None if found is None else EntryId(found)

    def note(self, change: DictionaryChange) -> None:
        row = DictionaryChangeRow(
            entry=change.entry,
            at=change.at,
            by=change.by,
            before=_to_json(change.before),
            after=_to_json(change.after),
        )
        self._session.add(row)

    def change(self, number: int) -> DictionaryChange:
        row = self._session.get(DictionaryChangeRow, number)
        if row is None:
            raise NotFoundError(f"there is no change {number}")
        return _change(row)

    def changes(self, entry: EntryId | None, *, before: int | None, most: int) -> Sequence[DictionaryChange]:
        newest_first = select(DictionaryChangeRow).order_by(DictionaryChangeRow.number.desc()).limit(most)
        if entry is not None:
            newest_first = newest_first.where(DictionaryChangeRow.entry == entry)
        if before is not None:
            newest_first = newest_first.where(DictionaryChangeRow.number < before)
        return [_change(row) for row in self._session.scalars(newest_first)]

    def read_notices_with(self, forms: Iterable[str], *, among: int) -> Sequence[NoticeId]:
        holds = [NoticeRow.text.contains(form, autoescape=True) for form in forms]
        if not holds:
            return []
        newest: Select[str] = (
            select(NoticeRow.id)
            .where(NoticeRow.reading.is_not(None))
            .order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
            .limit(among)
        )
        found = (
            select(NoticeRow.id)
            .where(NoticeRow.id.in_(newest), or_(*holds))
            .order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
        )
        return [NoticeId(name) for name in self._session.scalars(found)]


def _entry(row: DictionaryEntryRow) -> DictionaryEntry:
    values = {name: getattr(row, name) for name in _WORDING_FIELDS}
    wording = Wording(**values | {"language": SpokenLanguage(row.language)})
    return DictionaryEntry(wording=wording, **{name: getattr(row, name) for name in _OWN_FIELDS})


def _change(row: DictionaryChangeRow) -> DictionaryChange:
    return DictionaryChange(
        number=row.number,
        entry=EntryId(row.entry),
        at=row.at,
        by=row.by,
        before=_from_json(row.before),
        after=_from_json(row.after),
    )


def _wording_values(wording: Wording) -> dict[str, str | bool]:
    return {name: getattr(wording, name) for name in _WORDING_FIELDS}


def _to_json(wording: Wording | None) -> str | None:
    return None if wording is None else json.dumps(_wording_values(wording), ensure_ascii=False)


def _from_json(written: str | None) -> Wording | None:
    if written is None:
        return None
    values = json.loads(written)
    return Wording(
        **values
        | {
            "kind": EntryKind(values["kind"]),
            "beside": Beside(values["beside"]),
            "language": SpokenLanguage(values["language"]),
        },
    )
