"""Poles as the centre knows them, and what they last said of themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from controller.entries import Pole
from schedules.vocabulary import Address, PoleId
from wire.messages import Heartbeat
from wire.signature import KeyId, TrustedKey

from .rows import add_new, find, find_to_change
from .tables import PoleAddressRow, PoleRow


class SqlPoles:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, pole: Pole) -> None:
        add_new(self._session, _row(pole), pole.id)

    def get(self, pole: PoleId) -> Pole:
        return _pole(find(self._session, PoleRow, pole))

    def all(self) -> Sequence[Pole]:
        return [_pole(row) for row in self._session.scalars(select(PoleRow).order_by(PoleRow.id))]

    def addresses(self) -> frozenset[Address]:
        heard = select(PoleAddressRow.address).distinct()
        return frozenset(Address(address) for address in self._session.scalars(heard))

    def note_presence(self, pole: PoleId, *, is_online: bool, version: str, revision: int) -> None:
        row = find_to_change(self._session, PoleRow, pole)
        if revision > row.presence_revision:
            row.presence_revision = revision
            row.is_online, row.program_version = is_online, version

    def note_heartbeat(self, pole: PoleId, heartbeat: Heartbeat, now: datetime) -> None:
        """An older revision than the last changes nothing."""
        row = find_to_change(self._session, PoleRow, pole)
        if heartbeat.revision > row.heartbeat_revision:
            row.heartbeat_revision, row.heartbeat = (
                heartbeat.revision,
                heartbeat.model_dump_json(by_alias=True),
            )
            row.heard_at, row.program_version = now, heartbeat.version

    def owns_clips_token(self, digest: str) -> bool:
        owner = exists().where(PoleRow.clips_token_digest == digest)
        return self._session.scalars(select(owner)).one()


def _row(pole: Pole) -> PoleRow:
    return PoleRow(
        id=pole.id,
        name=pole.name,
        posting=pole.posting,
        key_id=pole.key.id,
        key_purpose=pole.key.purpose,
        key_x=pole.key.x,
        key_ends=pole.key.ends,
        clips_token_digest=pole.clips_token_digest,
        is_online=pole.is_online,
        heard_at=pole.heard_at,
        program_version=pole.program_version,
        heartbeat=pole.heartbeat,
        addresses=[
            PoleAddressRow(address=address, position=position)
            for position, address in enumerate(pole.addresses)
        ],
    )


def _pole(row: PoleRow) -> Pole:
    return Pole(
        id=PoleId(row.id),
        name=row.name,
        addresses=tuple(Address(there.address) for there in row.addresses),
        posting=row.posting,
        key=TrustedKey(id=KeyId(row.key_id), purpose=row.key_purpose, x=row.key_x, ends=row.key_ends),
        clips_token_digest=row.clips_token_digest,
        is_online=row.is_online,
        heard_at=row.heard_at,
        program_version=row.program_version,
        heartbeat=row.heartbeat,
    )
