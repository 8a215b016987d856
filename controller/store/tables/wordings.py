"""Names of addresses, the organisation's dictionary, contacts that are let through."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from controller.entries import (
    Beside,
    ContactKind,
    EntryKind,
)

from .base import Row


class AddressNameRow(Row):
    """What staff call an address. It may name one where no pole listens yet."""

    __tablename__ = "address_names"

    address: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class DictionaryEntryRow(Row):
    __tablename__ = "dictionary_entries"
    __table_args__ = (
        Index(
            "uq_dictionary_entries_standing",
            "written",
            "beside",
            "context",
            "language",
            unique=True,
            sqlite_where=text("is_removed = 0"),
            postgresql_where=text("NOT is_removed"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    written: Mapped[str]
    spoken: Mapped[str]
    kind: Mapped[EntryKind]
    beside: Mapped[Beside]
    context: Mapped[str]
    language: Mapped[str]
    is_case_sensitive: Mapped[bool]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    is_removed: Mapped[bool]
    version: Mapped[int]


class DictionaryChangeRow(Row):
    """What an entry said before and after a change, as JSON; nothing where it was not there."""

    __tablename__ = "dictionary_changes"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    entry: Mapped[str] = mapped_column(ForeignKey("dictionary_entries.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


class ContactChangeRow(Row):
    """What holds of a contact in every notice since then. The newest of each form is what stands."""

    __tablename__ = "contact_changes"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    form: Mapped[str] = mapped_column(index=True)
    written: Mapped[str]
    kind: Mapped[ContactKind]
    note: Mapped[str]
    is_allowed: Mapped[bool]
    at: Mapped[datetime]
    by: Mapped[str]
