"""What all tables have, and what some of them share."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    BigInteger,
    Double,
    Integer,
    LargeBinary,
    MetaData,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates

from controller.entries import (
    Lease,
)
from controller.folding import folded
from controller.store.columns import CLOSED_SET, Microseconds, Prose, Utc, Zone


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - as SQLAlchemy declares it
        str: Prose,
        bytes: LargeBinary,
        int: BigInteger,
        float: Double,
        datetime: Utc,
        timedelta: Microseconds,
        ZoneInfo: Zone,
        StrEnum: CLOSED_SET,
        list[int]: JSON,
        list[str]: JSON,
    }


class Leased:
    """Work that one worker at a time may hold. `version` rises with every claim and result."""

    lease_holder: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    def take(self, lease: Lease) -> None:
        self.lease_holder, self.lease_until = lease.holder, lease.until
        self.version += 1

    def release(self) -> None:
        self.lease_holder = self.lease_until = None
        self.version += 1


class Titled:
    """Something that lists show and people look for by its title."""

    title: Mapped[str]
    folded_title: Mapped[str]
    """The title as it is searched. Kept, since `lower()` of SQLite knows no letter of Vietnamese."""

    @validates("title")
    def _fold(self, _: str, title: str) -> str:
        self.folded_title = folded(title)
        return title


class Line:
    """A line of a history. The newest of what it is about stands."""

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
