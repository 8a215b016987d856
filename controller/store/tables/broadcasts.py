"""Broadcasts and the plays that came of them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ForeignKey,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from controller.store.columns import Local
from schedules.vocabulary import Class, OnInterrupt, Status

from .base import Row, Titled


class BroadcastRow(Titled, Row):
    __tablename__ = "broadcasts"
    __table_args__ = (Index("ix_broadcasts_listed", "created_at", "id", "folded_title"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[datetime] = mapped_column(Local)
    zone: Mapped[ZoneInfo]
    rule: Mapped[str]
    exceptions: Mapped[list[str]]
    """Local times, ISO 8601, ascending."""
    created_at: Mapped[datetime]
    class_: Mapped[Class] = mapped_column("class")
    status: Mapped[Status]
    rank: Mapped[int]
    grace: Mapped[timedelta]
    valid_until: Mapped[datetime | None]
    on_interrupt: Mapped[OnInterrupt]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str]
    items: Mapped[list["BroadcastItemRow"]] = relationship(
        order_by="BroadcastItemRow.position", lazy="selectin"
    )
    addresses: Mapped[list["BroadcastAddressRow"]] = relationship(lazy="selectin")


class BroadcastItemRow(Row):
    __tablename__ = "broadcast_items"

    broadcast: Mapped[str] = mapped_column(ForeignKey("broadcasts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    notice: Mapped[str] = mapped_column(ForeignKey("notices.id"), index=True)
    part: Mapped[int]


class BroadcastAddressRow(Row):
    __tablename__ = "broadcast_addresses"

    broadcast: Mapped[str] = mapped_column(ForeignKey("broadcasts.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, index=True)


class PlayRow(Row):
    """Which broadcast a play came from. One play may sound at several addresses."""

    __tablename__ = "plays"
    __table_args__ = (Index(None, "broadcast", "starts"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    broadcast: Mapped[str] = mapped_column(ForeignKey("broadcasts.id"))
    starts: Mapped[datetime] = mapped_column(index=True)
    length: Mapped[timedelta]
    """Of its clip when it was first planned."""


class PlayAddressRow(Row):
    __tablename__ = "play_addresses"

    play: Mapped[str] = mapped_column(ForeignKey("plays.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, index=True)
