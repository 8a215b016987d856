"""Poles, how far plays came there, and what they reported."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from schedules.vocabulary import Ending, Rule
from wire.signature import Purpose

from .base import Row


class PoleRow(Row):
    __tablename__ = "poles"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    posting: Mapped[str]
    key_id: Mapped[str]
    key_purpose: Mapped[Purpose]
    key_x: Mapped[str]
    key_ends: Mapped[datetime]
    clips_token_digest: Mapped[str] = mapped_column(unique=True)
    is_online: Mapped[bool]
    presence_revision: Mapped[int] = mapped_column(default=0)
    heard_at: Mapped[datetime | None]
    program_version: Mapped[str]
    heartbeat: Mapped[str]
    heartbeat_revision: Mapped[int] = mapped_column(default=0)
    addresses: Mapped[list["PoleAddressRow"]] = relationship(
        order_by="PoleAddressRow.position", lazy="selectin"
    )


class PoleAddressRow(Row):
    __tablename__ = "pole_addresses"

    pole: Mapped[str] = mapped_column(ForeignKey("poles.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, index=True)
    position: Mapped[int]


class ProofRow(Row):
    """How far a play came at a pole. `play` may be an order, so it points at no table."""

    __tablename__ = "proofs"
    __table_args__ = (
        # Every page asks each second what sounds; of all proofs hardly any does.
        Index(
            "ix_proofs_sounding",
            "play",
            sqlite_where=text("started IS NOT NULL AND ended IS NULL"),
            postgresql_where=text("started IS NOT NULL AND ended IS NULL"),
        ),
    )

    pole: Mapped[str] = mapped_column(ForeignKey("poles.id"), primary_key=True)
    play: Mapped[str] = mapped_column(primary_key=True, index=True)
    received: Mapped[datetime | None]
    clip_ready: Mapped[datetime | None]
    armed: Mapped[datetime | None]
    started: Mapped[datetime | None]
    start_error_ms: Mapped[float | None]
    ended: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    rule: Mapped[Rule | None]
    by: Mapped[str | None]


class ReportRow(Row):
    """A report as it came, `body` its JSON and `link` what the next one holds on to."""

    __tablename__ = "reports"

    pole: Mapped[str] = mapped_column(ForeignKey("poles.id"), primary_key=True)
    journal: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    play: Mapped[str]
    body: Mapped[str]
    link: Mapped[str]
    is_chained: Mapped[bool]
