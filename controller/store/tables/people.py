"""People who may sign in, their sessions and links."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
)
from sqlalchemy.orm import Mapped, mapped_column

from controller.entries import (
    Language,
)

from .base import Row


class PersonRow(Row):
    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str | None]
    language: Mapped[Language]
    created_at: Mapped[datetime]
    failures: Mapped[int]
    shut_until: Mapped[datetime | None]
    is_active: Mapped[bool]
    version: Mapped[int]


class PersonSessionRow(Row):
    """A person signed in with one browser. Tokens are kept nowhere, only what SHA-256 makes of them."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_by_link: Mapped[bool]
    user_agent: Mapped[str]


class SignInLinkRow(Row):
    __tablename__ = "sign_in_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
