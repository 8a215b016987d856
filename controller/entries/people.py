"""Who may sign in, and how they did."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)


class Language(StrEnum):
    """What pages speak to a person. The first is for those who never chose."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may sign in. `name` is what they sign in with, as `credentials.sign_in_name` writes it."""

    id: PersonId
    name: str
    display_name: str
    created_at: datetime
    password_hash: str | None = field(default=None, repr=False)
    """None until they chose a password; till then only a sign-in link lets them in."""
    language: Language = Language.VIETNAMESE
    failures: int = 0
    """Guesses at the password since the last one that was right."""
    shut_until: datetime | None = None
    """No guess is looked at before."""
    is_active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSession:
    """A person signed in with one browser. `digest` is the SHA-256 of the token in its cookie."""

    digest: str = field(repr=False)
    person: PersonId
    csrf: str = field(repr=False)
    """What every form of this session carries, so that no other site can send one."""
    created_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_by_link: bool
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who asks, and through which session."""

    person: Person
    session: PersonSession

    @property
    def csrf(self) -> str:
        return self.session.csrf


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLink:
    """Lets one person in once. `digest` is the SHA-256 of the token in the address."""

    digest: str = field(repr=False)
    person: PersonId
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session that has just begun. `token` goes into the browser's cookie and is kept nowhere else."""

    token: str = field(repr=False)
    person: Person
    ends_at: datetime
