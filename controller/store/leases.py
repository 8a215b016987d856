"""Claims: work is given to one worker at a time, and a result counts only from its holder."""

from typing import TypeVar

from sqlalchemy import Select, or_
from sqlalchemy.orm import Session

from controller.entries import Lease
from controller.errors import LeaseLostError

from .tables import Leased

R = TypeVar("R", bound=Leased)


def claim(session: Session, row: type[R], waiting: Select[R], lease: Lease) -> R | None:
    """Lease the first of `waiting` that nobody holds.

    A row is free when its lease is over, or when the holder is of the very same name: a
    worker that was started again takes its own work back at once.

    It is written together with what the caller changes of it. Of a row that is written twice in a unit
    PostgreSQL looks up again what it refers to, and may wait there for somebody who waits for this row.
    """
    is_free = or_(row.lease_until.is_(None), row.lease_until <= lease.now, row.lease_holder == lease.holder)
    first = waiting.where(is_free).limit(1).with_for_update(skip_locked=True, of=row)
    found = session.scalars(first, execution_options={"populate_existing": True}).first()
    if found is not None:
        found.take(lease)
    return found


def held(session: Session, row: Select[R], lease: Lease, version: int) -> R:
    """Return the one `row` if its lease is still ours; raise `LeaseLostError` otherwise.

    A lease that is over but that nobody took since is still ours.
    """
    found = session.scalars(
        row.with_for_update(), execution_options={"populate_existing": True}
    ).one_or_none()
    if found is None or found.lease_holder != lease.holder or found.version != version:
        raise LeaseLostError(f"{lease.holder} no longer holds what it worked on")
    return found
