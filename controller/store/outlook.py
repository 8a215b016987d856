"""Plays with what poles told of them, counted in the database: what sounds, what comes, how a day went.

Pages ask here every second, so that nothing loads a text, a heartbeat or a proof that it only counts.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, distinct, false, func, or_, select
from sqlalchemy.orm import Session

from controller.entries import NoticeState, Proof, VoicingState
from controller.outlook.airings import KnownPlay, Tally
from controller.outlook.poles import Held, Listener
from schedules.vocabulary import Address, BroadcastId, Ending, PlayId, PoleId

from .tables import (
    BroadcastRow,
    NoticeRow,
    PlayAddressRow,
    PlayRow,
    PoleAddressRow,
    PoleRow,
    ProofRow,
    VoicingRow,
)

_PROOF_FIELDS = tuple(field.name for field in dataclasses.fields(Proof))
_IS_SOUNDING = and_(ProofRow.started.is_not(None), ProofRow.ended.is_(None))


def _poles_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


_TALLY = (
    _poles_where(ProofRow.received.is_not(None)).label("received"),
    _poles_where(ProofRow.armed.is_not(None)).label("armed"),
    _poles_where(ProofRow.started.is_not(None)).label("started"),
    _poles_where(_IS_SOUNDING).label("sounding"),
    *(_poles_where(ProofRow.ending == ending).label(ending.value) for ending in Ending),
)
_TALLIED = tuple(column.name for column in _TALLY)
_OF_A_PLAY = tuple(
    field.name for field in dataclasses.fields(KnownPlay) if field.name not in {"addresses", "tally"}
)
_PLAY = (
    PlayRow.id,
    PlayRow.broadcast,
    PlayRow.starts,
    PlayRow.length,
    BroadcastRow.title,
    BroadcastRow.class_,
    BroadcastRow.status,
    BroadcastRow.withdrawn_at,
)


class SqlOutlook:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count_poles(self, heard_since: datetime) -> tuple[int, int]:
        """Return how many poles there are, and how many of them are out of touch."""
        is_away = or_(PoleRow.heard_at.is_(None), PoleRow.heard_at < heard_since, ~PoleRow.is_online)
        counted = select(func.count(), _poles_where(is_away)).select_from(PoleRow)
        every, away = self._session.execute(counted).one()
        return every, away

    def count_failed_notices(self, since: datetime) -> int:
        """Return of how many notices that came since then the reading or a voicing failed."""
        unread = select(NoticeRow.id).where(
            NoticeRow.state == NoticeState.FAILED, NoticeRow.created_at >= since
        )
        unvoiced = (
            select(VoicingRow.notice)
            .join(NoticeRow, NoticeRow.id == VoicingRow.notice)
            .where(
                VoicingRow.state == VoicingState.FAILED, VoicingRow.part >= 0, NoticeRow.created_at >= since
            )
        )
        failed = unread.union(unvoiced).subquery()
        return self._session.scalars(select(func.count()).select_from(failed)).one()

    def listeners(self) -> Sequence[Listener]:
        """Return all poles by id, without what they said."""
        heard_at: dict[str, set[Address]] = {}
        for pole, address in self._session.execute(select(PoleAddressRow.pole, PoleAddressRow.address)):
            heard_at.setdefault(pole, set()).add(Address(address))
        lean = select(PoleRow.id, PoleRow.name, PoleRow.posting, PoleRow.is_online, PoleRow.heard_at)
        return [
            Listener(
                id=PoleId(row.id),
                name=row.name,
                addresses=frozenset(heard_at.get(row.id, ())),
                posting=row.posting,
                is_online=row.is_online,
                heard_at=row.heard_at,
            )
            for row in self._session.execute(lean.order_by(PoleRow.id))
        ]

    def listening(self, plays: Iterable[PlayId]) -> dict[PlayId, int]:
        """Return how many poles listen to each play, by whichever of their addresses."""
        counted = (
            select(PlayAddressRow.play, func.count(distinct(PoleAddressRow.pole)))
            .join(PoleAddressRow, PoleAddressRow.address == PlayAddressRow.address)
            .where(PlayAddressRow.play.in_(list(plays)))
            .group_by(PlayAddressRow.play)
        )
        return {PlayId(play): poles for play, poles in self._session.execute(counted)}

    def begun(self, since: datetime) -> Sequence[KnownPlay]:
        """Return the plays due since then that some pole began and told no end of; without addresses."""
        begun = select(ProofRow.play).where(_IS_SOUNDING)
        return self._read(_plays().where(PlayRow.id.in_(begun), PlayRow.starts >= since))

    def next_play(self, after: datetime, broadcast: BroadcastId | None = None) -> KnownPlay | None:
        """Return the next play of a broadcast, or of any, that is not withdrawn; without addresses."""
        first = (
            select(PlayRow.id)
            .join(BroadcastRow, BroadcastRow.id == PlayRow.broadcast)
            .where(PlayRow.starts > after, BroadcastRow.withdrawn_at.is_(None), _is_of(broadcast))
            .order_by(PlayRow.starts, PlayRow.id)
            .limit(1)
        )
        return next(iter(self._read(_plays().where(PlayRow.id.in_(first)))), None)

    def last_plays(self, broadcast: BroadcastId, until: datetime, most: int) -> Sequence[KnownPlay]:
        """Return the last plays of a broadcast that were due by then, newest first."""
        last = (
            select(PlayRow.id)
            .where(PlayRow.broadcast == broadcast, PlayRow.starts <= until)
            .order_by(PlayRow.starts.desc(), PlayRow.id)
            .limit(most)
        )
        return self._with_addresses(self._read(_plays().where(PlayRow.id.in_(last))))[::-1]

    def plays_between(self, begins: datetime, ends: datetime) -> Sequence[KnownPlay]:
        """Return what is due from `begins` up to but not including `ends`, ascending."""
        due = _plays().where(PlayRow.starts >= begins, PlayRow.starts < ends)
        return self._with_addresses(self._read(due))

    def proofs(self, play: PlayId) -> Sequence[Proof]:
        """Return what each pole told of a play, by pole."""
        rows = self._session.scalars(select(ProofRow).where(ProofRow.play == play).order_by(ProofRow.pole))
        return [Proof(**{name: getattr(row, name) for name in _PROOF_FIELDS}) for row in rows]

    def held(self, broadcast: BroadcastId, since: datetime) -> Sequence[Held]:
        """Return which poles accepted a play due since then and told no end of it, by pole."""
        kept = (
            select(
                PoleRow.id,
                PoleRow.name,
                PoleRow.is_online,
                PoleRow.heard_at,
                func.min(PlayRow.starts, type_=PlayRow.starts.type).label("first"),
                _poles_where(ProofRow.armed.is_not(None)).label("armed"),
            )
            .join(ProofRow, ProofRow.pole == PoleRow.id)
            .join(PlayRow, PlayRow.id == ProofRow.play)
            .where(PlayRow.broadcast == broadcast, PlayRow.starts >= since)
            .where(ProofRow.received.is_not(None), ProofRow.ended.is_(None))
            .group_by(PoleRow.id, PoleRow.name, PoleRow.is_online, PoleRow.heard_at)
            .order_by(PoleRow.id)
        )
        return [
            Held(
                pole=PoleId(row.id),
                name=row.name,
                is_online=row.is_online,
                heard_at=row.heard_at,
                first=row.first,
                is_armed=row.armed > 0,
            )
            for row in self._session.execute(kept)
        ]

    def _read(self, plays: Select[*tuple[Any, ...]]) -> list[KnownPlay]:
        return [_known(row) for row in self._session.execute(plays)]

    def _with_addresses(self, plays: Sequence[KnownPlay]) -> list[KnownPlay]:
        there: dict[str, set[Address]] = {}
        of_plays = select(PlayAddressRow.play, PlayAddressRow.address).where(
            PlayAddressRow.play.in_([play.id for play in plays])
        )
        for play, address in self._session.execute(of_plays):
            there.setdefault(play, set()).add(Address(address))
        return [dataclasses.replace(play, addresses=frozenset(there.get(play.id, ()))) for play in plays]


def _plays() -> Select[*tuple[Any, ...]]:
    """Plays, ascending, each with how many poles told what of it."""
    return (
        select(
            *_PLAY,
            *_TALLY,
            func.min(ProofRow.started, type_=ProofRow.started.type).label("first_started"),
            func.max(ProofRow.started, type_=ProofRow.started.type).label("last_started"),
        )
        .join(BroadcastRow, BroadcastRow.id == PlayRow.broadcast)
        .outerjoin(ProofRow, ProofRow.play == PlayRow.id)
        .group_by(*_PLAY)
        .order_by(PlayRow.starts, PlayRow.id)
    )


def _is_of(broadcast: BroadcastId | None) -> ColumnElement[bool]:
    return ~false() if broadcast is None else PlayRow.broadcast == broadcast


def _known(row: Row[*tuple[Any, ...]]) -> KnownPlay:
    return KnownPlay(
        **{name: getattr(row, name) for name in _OF_A_PLAY},
        tally=Tally(**{name: getattr(row, name) for name in _TALLIED}),
    )
