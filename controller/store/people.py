"""People who may sign in."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from controller.entries import Person, PersonId
from controller.errors import AlreadyDoneError

from .rows import add_new, find, find_to_change
from .tables import PersonRow


class SqlPeople:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        # Writers of SQLite take turns from BEGIN IMMEDIATE on. On PostgreSQL no row can be locked that
        # does not exist yet. EXCLUSIVE lets readers in, but nobody who holds or wants a row to change
        # (manual, 13.3.1): a weaker mode met those halfway, and each waited for the other.
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE people IN EXCLUSIVE MODE"))

    def is_empty(self) -> bool:
        return self._session.scalars(select(PersonRow.id).limit(1)).one_or_none() is None

    def add(self, person: Person) -> None:
        add_new(self._session, _row(person), person.name)

    def get(self, person: PersonId) -> Person:
        return as_person(find(self._session, PersonRow, person))

    def named(self, name: str) -> Person | None:
        found = self._session.scalars(select(PersonRow).where(PersonRow.name == name)).one_or_none()
        return None if found is None else as_person(found)

    def all(self) -> Sequence[Person]:
        return [as_person(row) for row in self._session.scalars(select(PersonRow).order_by(PersonRow.name))]

    def get_to_change(self, person: PersonId) -> Person:
        return as_person(find_to_change(self._session, PersonRow, person))

    def keep(self, person: Person) -> None:
        row = find_to_change(self._session, PersonRow, person.id)
        if row.version != person.version:
            raise AlreadyDoneError(f"{person.name} was changed meanwhile")
        row.display_name, row.language, row.is_active = person.display_name, person.language, person.is_active
        row.password_hash = person.password_hash
        row.failures, row.shut_until = person.failures, person.shut_until
        row.version += 1
        self._session.flush()  # what is read again to be changed would else come without this


def as_person(row: PersonRow) -> Person:
    return Person(
        id=PersonId(row.id),
        name=row.name,
        display_name=row.display_name,
        created_at=row.created_at,
        password_hash=row.password_hash,
        language=row.language,
        failures=row.failures,
        shut_until=row.shut_until,
        is_active=row.is_active,
        version=row.version,
    )


def _row(person: Person) -> PersonRow:
    return PersonRow(
        id=person.id,
        name=person.name,
        display_name=person.display_name,
        password_hash=person.password_hash,
        language=person.language,
        created_at=person.created_at,
        failures=person.failures,
        shut_until=person.shut_until,
        is_active=person.is_active,
        version=person.version,
    )
