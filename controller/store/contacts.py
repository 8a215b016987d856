"""The history of contacts that are let through in every notice; what stands is the newest line of each."""

from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from controller.entries import Contact, ContactChange
from controller.errors import NotFoundError

from .tables import ContactChangeRow


class SqlContacts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        # As for the dictionary: numbers of the history become seen in their order.
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE contact_changes IN EXCLUSIVE MODE"))

    def last_change(self) -> int:
        return self._session.scalars(select(func.max(ContactChangeRow.number))).one() or 0

    def note(self, change: ContactChange) -> int:
        contact = change.contact
        row = ContactChangeRow(
            form=contact.form,
            written=contact.written,
            kind=contact.kind,
            note=contact.note,
            is_allowed=change.is_allowed,
            at=change.at,
            by=change.by,
        )
        self._session.add(row)
        self._session.flush()
        return row.number

    def change(self, number: int) -> ContactChange:
        row = self._session.get(ContactChangeRow, number)
        if row is None:
            raise NotFoundError(f"there is no change {number}")
        return _change(row)

    def changes(self, form: str | None = None) -> Sequence[ContactChange]:
        oldest_first = select(ContactChangeRow).order_by(ContactChangeRow.number)
        if form is not None:
            oldest_first = oldest_first.where(ContactChangeRow.form == form)
        return [_change(row) for row in self._session.scalars(oldest_first)]

    def allowed(self, *, as_of: int | None = None) -> frozenset[str]:
        newest = select(func.max(ContactChangeRow.number)).group_by(ContactChangeRow.form)
        if as_of is not None:
            newest = newest.where(ContactChangeRow.number <= as_of)
        standing = select(ContactChangeRow.form).where(
            ContactChangeRow.number.in_(newest), ContactChangeRow.is_allowed.is_(True)
        )
        return frozenset(self._session.scalars(standing))


def _change(row: ContactChangeRow) -> ContactChange:
    contact = Contact(form=row.form, written=row.written, kind=row.kind, note=row.note)
    return ContactChange(number=row.number, contact=contact, is_allowed=row.is_allowed, at=row.at, by=row.by)
