"""Ways to write a row that SQLite and PostgreSQL share, and that two writers may do at once."""

from typing import TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from controller.errors import AlreadyDoneError, NotFoundError

from .tables import Row

R = TypeVar("R", bound=Row)


def insert(session: Session, row: type[Row]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(row)
    return sqlite.insert(row)


def add_new(session: Session, row: Row, name: str) -> None:
    """Insert `row`; raise `AlreadyDoneError` where one of its name is there."""
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyDoneError(f"{name} is there already") from error


def find(session: Session, row: type[R], name: str) -> R:
    """Return the row of that name; raise `NotFoundError` where there is none."""
    found = session.get(row, name)
    if found is None:
        raise NotFoundError(f"there is no {name!r}")
    return found


def find_to_change(session: Session, row: type[R], name: str) -> R:
    """Return the row of that name as it is now, and let nobody else change it meanwhile."""
    found = session.get(row, name, populate_existing=True, with_for_update=True)
    if found is None:
        raise NotFoundError(f"there is no {name!r}")
    return found
