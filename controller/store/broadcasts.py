"""Broadcasts as staff wished them, and which of them the planner may plan."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from controller.entries import Wish
from controller.errors import AlreadyDoneError, NotFoundError
from controller.preparation import Preparation
from schedules.broadcast import Broadcast, PlannedPlay, Recurrence
from schedules.vocabulary import Address, BroadcastId, NoticeId

from .preparations import prepared
from .rows import add_new, find, find_to_change, insert
from .tables import (
    BroadcastAddressRow,
    BroadcastItemRow,
    BroadcastRow,
    PlayAddressRow,
    PlayRow,
)

_LONGEST = timedelta(days=2)
"""No broadcast still sounds so long after its first local instant; it covers every zone's offset too."""
_IS_NOT_WITHDRAWN = BroadcastRow.withdrawn_at.is_(None)


class SqlBroadcasts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, wish: Wish) -> None:
        """Raise `AlreadyDoneError` where it is there already, `NotFoundError` where a notice is not."""
        add_new(self._session, _row(wish), wish.id)
        self._session.add_all(_addresses(wish))
        self._session.add_all(_items(wish))
        try:
            self._session.flush()
        except IntegrityError as error:
            raise NotFoundError(f"{wish.id} names a notice that is not there") from error

    def get(self, broadcast: BroadcastId) -> Wish:
        return wish_of(find(self._session, BroadcastRow, broadcast))

    def all(self) -> Sequence[Wish]:
        newest_first = select(BroadcastRow).order_by(BroadcastRow.created_at.desc(), BroadcastRow.id.desc())
        return [wish_of(row) for row in self._session.scalars(newest_first)]

    def withdraw(self, broadcast: BroadcastId, because: str, now: datetime) -> None:
        row = find_to_change(self._session, BroadcastRow, broadcast)
        if row.withdrawn_at is not None:
            raise AlreadyDoneError(f"{broadcast} was withdrawn at {row.withdrawn_at.isoformat()}")
        row.withdrawn_at, row.withdrawn_because = now, because

    def standing_at(self, address: Address, since: datetime) -> Sequence[Broadcast]:
        sounds_here = BroadcastRow.addresses.any(BroadcastAddressRow.address == address)
        wishes = self._standing(_may_sound(since), sounds_here)
        return [ready for one in prepared(self._session, wishes) if (ready := one.broadcast())]

    def may_sound(self, since: datetime) -> Sequence[Wish]:
        return self._standing(_may_sound(since))

    def prepared(self, wishes: Sequence[Wish]) -> Sequence[Preparation]:
        return prepared(self._session, wishes)

    def saying(self, notice: NoticeId) -> Sequence[Wish]:
        says_it = BroadcastRow.items.any(BroadcastItemRow.notice == notice)
        # In one order, so that two units that lock the same broadcasts never wait for each other.
        standing = select(BroadcastRow).where(_IS_NOT_WITHDRAWN, says_it).order_by(BroadcastRow.id)
        return [wish_of(row) for row in self._session.scalars(standing.with_for_update())]

    def with_notice(self, notice: NoticeId, most: int = 20) -> Sequence[Wish]:
        says_it = BroadcastRow.items.any(BroadcastItemRow.notice == notice)
        newest_first = select(BroadcastRow).where(says_it).order_by(BroadcastRow.created_at.desc())
        return [wish_of(row) for row in self._session.scalars(newest_first.limit(most))]

    def addresses_of(self, notice: NoticeId) -> frozenset[Address]:
        sounds_it = BroadcastRow.items.any(BroadcastItemRow.notice == notice)
        return self._addresses(_standing_addresses().where(sounds_it))

    def addresses(self) -> frozenset[Address]:
        return self._addresses(_standing_addresses())

    def keep_plays(self, address: Address, plays: Sequence[PlannedPlay]) -> None:
        # Two workers may keep the same plays for two addresses: the same order for both avoids a deadlock.
        ordered = sorted(plays, key=lambda planned: planned.play.id)
        if not ordered:
            return
        self._session.execute(
            insert(self._session, PlayRow).on_conflict_do_nothing(), [_play(planned) for planned in ordered]
        )
        self._session.execute(
            insert(self._session, PlayAddressRow).on_conflict_do_nothing(),
            [{"play": planned.play.id, "address": address} for planned in ordered],
        )

    def _standing(self, *conditions: ColumnElement[bool]) -> list[Wish]:
        standing = (
            select(BroadcastRow)
            .where(_IS_NOT_WITHDRAWN, *conditions)
            .order_by(BroadcastRow.created_at, BroadcastRow.id)
        )
        return [wish_of(row) for row in self._session.scalars(standing)]

    def _addresses(self, query: Select[str]) -> frozenset[Address]:
        return frozenset(Address(address) for address in self._session.scalars(query))


def _may_sound(since: datetime) -> ColumnElement[bool]:
    return or_(BroadcastRow.rule != "", BroadcastRow.first >= since.replace(tzinfo=None) - _LONGEST)


def _standing_addresses() -> Select[str]:
    return (
        select(BroadcastAddressRow.address)
        .join(BroadcastRow, BroadcastRow.id == BroadcastAddressRow.broadcast)
        .where(_IS_NOT_WITHDRAWN)
        .distinct()
    )


def _row(wish: Wish) -> BroadcastRow:
    recurrence = wish.recurrence
    return BroadcastRow(
        id=wish.id,
        title=wish.title,
        first=recurrence.first,
        zone=recurrence.zone,
        rule=recurrence.rule,
        exceptions=[exception.isoformat() for exception in sorted(recurrence.exceptions)],
        created_at=wish.created_at,
        class_=wish.class_,
        status=wish.status,
        rank=wish.rank,
        grace=wish.grace,
        valid_until=wish.valid_until,
        on_interrupt=wish.on_interrupt,
        withdrawn_at=wish.withdrawn_at,
        withdrawn_because=wish.withdrawn_because,
    )


def _addresses(wish: Wish) -> list[BroadcastAddressRow]:
    return [BroadcastAddressRow(broadcast=wish.id, address=address) for address in sorted(wish.addresses)]


def _items(wish: Wish) -> list[BroadcastItemRow]:
    return [
        BroadcastItemRow(broadcast=wish.id, position=position, notice=notice, part=part)
        for position, (notice, part) in enumerate(wish.items)
    ]


def _play(planned: PlannedPlay) -> dict[str, object]:
    return {
        "id": planned.play.id,
        "broadcast": planned.broadcast,
        "starts": planned.play.starts,
        "length": planned.play.clip.length,
    }


def _recurrence(row: BroadcastRow) -> Recurrence:
    exceptions = frozenset(datetime.fromisoformat(exception) for exception in row.exceptions)
    return Recurrence(first=row.first, zone=row.zone, rule=row.rule, exceptions=exceptions)


def wish_of(row: BroadcastRow) -> Wish:
    return Wish(
        id=BroadcastId(row.id),
        title=row.title,
        items=tuple((NoticeId(item.notice), item.part) for item in row.items),
        addresses=frozenset(Address(there.address) for there in row.addresses),
        recurrence=_recurrence(row),
        created_at=row.created_at,
        class_=row.class_,
        status=row.status,
        rank=row.rank,
        grace=row.grace,
        valid_until=row.valid_until,
        on_interrupt=row.on_interrupt,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
    )
