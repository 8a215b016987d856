"""The tones and music that staff loaded. Nothing is deleted here: templates of the past may name them."""

import dataclasses
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from controller.entries import LoadedSound
from schedules.vocabulary import Digest

from .rows import add_new, find, find_to_change
from .tables import SoundRow

_FIELDS = tuple(field.name for field in dataclasses.fields(LoadedSound))


class SqlSounds:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sound: LoadedSound) -> None:
        add_new(self._session, SoundRow(**_values(sound)), sound.digest)

    def keep(self, sound: LoadedSound) -> None:
        row = find_to_change(self._session, SoundRow, sound.digest)
        for name, value in _values(sound).items():
            setattr(row, name, value)
        self._session.flush()

    def get(self, digest: Digest) -> LoadedSound:
        return _sound(find(self._session, SoundRow, digest))

    def find(self, digest: Digest) -> LoadedSound | None:
        row = self._session.get(SoundRow, digest)
        return _sound(row) if row else None

    def all(self) -> Sequence[LoadedSound]:
        listed = (
            select(SoundRow)
            .where(SoundRow.is_removed.is_(False))
            .order_by(SoundRow.kind.desc(), SoundRow.name, SoundRow.digest)
        )
        return [_sound(row) for row in self._session.scalars(listed)]


def _values(sound: LoadedSound) -> dict[str, object]:
    return {name: getattr(sound, name) for name in _FIELDS}


def _sound(row: SoundRow) -> LoadedSound:
    return LoadedSound(**{name: getattr(row, name) for name in _FIELDS})
