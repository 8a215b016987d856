"""How our values lie in columns, the same on SQLite and on PostgreSQL."""

import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from audio.documents.values import Note, NoteKind

_MICROSECOND = timedelta(microseconds=1)


class UnstorableError(ValueError):
    """Text that PostgreSQL cannot hold. SQLite could; it refuses here too, so that a site can move."""

    def __init__(self, value: str, why: str) -> None:
        super().__init__(why)
        self.value = value


class Prose(TypeDecorator[str]):
    """Text of any length, without NUL and without lone surrogates (PostgreSQL manual, 8.3)."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - given by SQLAlchemy
        if value is None:
            return None
        if "\x00" in value:
            raise UnstorableError(value, "it holds a NUL character")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise UnstorableError(value, "it holds half of a character") from error
        return value


class Utc(TypeDecorator[datetime]):
    """An instant. A naive one is a bug and is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"an instant without a time zone: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Local(TypeDecorator[datetime]):
    """A local time as staff wrote it; its zone lies in another column. An aware one is refused."""

    impl = sa.DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is not None:
            raise TypeError(f"a local time with a time zone: {value.isoformat()}")
        return value


class Zone(TypeDecorator[ZoneInfo]):
    """A time zone by its IANA name."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: ZoneInfo | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.key

    def process_result_value(self, value: str | None, dialect: Dialect) -> ZoneInfo | None:  # noqa: ARG002
        return None if value is None else ZoneInfo(value)


class Microseconds(TypeDecorator[timedelta]):
    """A length. SQL intervals differ between databases; whole microseconds do not."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else value // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:  # noqa: ARG002
        return None if value is None else value * _MICROSECOND


class Notes(TypeDecorator[tuple[Note, ...]]):
    """What was done to get a text from its document, as JSON; nothing where nothing was."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Note, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return json.dumps([{"kind": note.kind, "count": note.count} for note in value]) if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Note, ...] | None:  # noqa: ARG002
        if value is None:
            return None
        written = json.loads(value) if value else []
        return tuple(Note(kind=NoteKind(one["kind"]), count=one["count"]) for one in written)


CLOSED_SET = sa.Enum(
    StrEnum,
    native_enum=False,
    create_constraint=True,
    length=32,
    values_callable=lambda words: [word.value for word in words],
)
"""How every `StrEnum` is stored: its value as text, with a check that it is one of the set."""


def render(kind: str, item: object, _: object) -> str | Literal[False]:
    """Say for a migration what lies beneath our own types, so that it need not import them."""
    if kind != "type":
        return False
    match item:
        case Utc():
            return "sa.DateTime(timezone=True)"
        case Local():
            return "sa.DateTime(timezone=False)"
        case Prose() | Zone() | Notes():
            return "sa.Text()"
        case Microseconds():
            return "sa.BigInteger()"
    return False
