"""What is retained on the broker, and the numbers of messages."""

from datetime import datetime

from sqlalchemy import (
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from wire.topics import Kind

from .base import Leased, Row


def _index_of_few(name: str, *, on_sqlite: str, on_postgresql: str | None = None) -> Index:
    """Return an index over those publications only for which the condition holds."""
    return Index(
        f"ix_publications_{name}",
        "version",
        sqlite_where=text(on_sqlite),
        postgresql_where=text(on_postgresql or on_sqlite),
    )


class PublicationRow(Leased, Row):
    """What is retained on one topic, and what is wanted there.

    Wishes are counted, so that one that comes during work is not lost: `claimed` is the
    wish the worker began with, `served` the last one that is answered.
    """

    __tablename__ = "publications"
    __table_args__ = (
        # The belt asks several times a second; of many thousand rows hardly any has work waiting.
        _index_of_few("due", on_sqlite="wanted > served"),
        _index_of_few("unsealed", on_sqlite="is_draft_unsealed = 1", on_postgresql="is_draft_unsealed"),
        _index_of_few("unconfirmed", on_sqlite="revision > confirmed_revision"),
    )

    kind: Mapped[Kind] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    wanted: Mapped[int] = mapped_column(default=0)
    claimed: Mapped[int] = mapped_column(default=0)
    served: Mapped[int] = mapped_column(default=0)
    is_draft_unsealed: Mapped[bool] = mapped_column(default=False)
    draft: Mapped[str] = mapped_column(default="")
    content_digest: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    confirmed_revision: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(default=b"")
    expires_at: Mapped[datetime | None]


class RevisionRow(Row):
    """The one row that holds the last revision given. The first migration puts it there."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
