"""Who may sign in, and how they are known again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from controller.entries import (
    Person,
    PersonId,
    PersonSession,
    SignedIn,
    SignInLink,
)


class People(Protocol):
    def lock(self) -> None:
        """Let nobody else add or change people until this unit ends; call it first in the unit."""
        ...

    def is_empty(self) -> bool: ...
    def add(self, person: Person) -> None:
        """Raise `AlreadyDoneError` where the sign-in name is taken."""
        ...

    def get(self, person: PersonId) -> Person:
        """Raise `NotFoundError` where there is none."""
        ...

    def named(self, name: str) -> Person | None:
        """Who signs in with this name, written as `credentials.sign_in_name` writes it."""
        ...

    def all(self) -> Sequence[Person]:
        """By sign-in name; also those who are no longer active."""
        ...

    def get_to_change(self, person: PersonId) -> Person:
        """Return them as they are now, and let nobody else change them until this unit ends."""
        ...

    def keep(self, person: Person) -> None:
        """Store what changed; raise `AlreadyDoneError` where it is not the version that stands there."""
        ...


class PersonSessions(Protocol):
    def add(self, session: PersonSession) -> None: ...
    def signed_in(self, digest: str) -> SignedIn | None:
        """The session and its person, also where it has ended or they are no longer active."""
        ...

    def note_seen(self, digest: str, now: datetime) -> None: ...
    def end(self, digest: str) -> None:
        """One that is not there changes nothing."""
        ...

    def end_all_of(self, person: PersonId, *, but: str = "") -> int:
        """End every session of a person, all but the one of this digest; return how many."""
        ...

    def sweep(self, *, now: datetime, idle_since: datetime) -> int:
        """Forget what has ended, or was not seen since; return how many."""
        ...


class SignInLinks(Protocol):
    def add(self, link: SignInLink) -> None: ...
    def find(self, digest: str) -> SignInLink | None: ...
    def use(self, digest: str, now: datetime) -> bool:
        """Spend it; False where it was spent or has ended. True once, even of two that ask at once."""
        ...

    def end_all_of(self, person: PersonId) -> None: ...
    def sweep(self, now: datetime) -> int:
        """Forget those that have ended; return how many."""
        ...


class Passwords(Protocol):
    """A slow hash with its salt and cost inside. Never call it inside a unit: it takes tens of ms."""

    def hash(self, password: str) -> str: ...
    def verify(self, kept: str | None, password: str) -> bool:
        """Whether `kept` is of this password. None is of no password, and takes as long to say so."""
        ...

    def needs_rehash(self, kept: str) -> bool:
        """Whether `kept` was made at another cost than we would take today."""
        ...
