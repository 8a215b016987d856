"""What the organisation calls and says: addresses, words, contacts."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from controller.entries import (
    ContactChange,
    DictionaryChange,
    DictionaryEntry,
    EntryId,
    Wording,
)
from schedules.vocabulary import Address, NoticeId


class AddressNames(Protocol):
    def put(self, address: Address, name: str) -> None: ...
    def all(self) -> dict[Address, str]: ...


class Dictionary(Protocol):
    """The organisation's entries, and the history of all that was changed about them."""

    def lock(self) -> None:
        """Let nobody else change it until this unit ends; call it first in the unit."""
        ...

    def last_change(self) -> int:
        """The number of the newest change; 0 where nothing was ever changed."""
        ...

    def standing(self) -> Sequence[DictionaryEntry]:
        """All that are not removed, by what is written."""
        ...

    def get(self, entry: EntryId) -> DictionaryEntry:
        """Raise `NotFoundError` where there is none."""
        ...

    def add(self, entry: DictionaryEntry) -> None:
        """Raise `AlreadyDoneError` where one of this id is there."""
        ...

    def keep(self, entry: DictionaryEntry) -> None:
        """Store what changed; raise `ChangedMeanwhileError` where another version stands there."""
        ...

    def like(self, wording: Wording) -> EntryId | None:
        """Which standing entry has the same writing, context and language."""
        ...

    def note(self, change: DictionaryChange) -> None:
        """Write a line of the history; the store gives its number."""
        ...

    def change(self, number: int) -> DictionaryChange:
        """Raise `NotFoundError` where there is none."""
        ...

    def changes(self, entry: EntryId | None, *, before: int | None, most: int) -> Sequence[DictionaryChange]:
        """The history of one entry or of all, newest first."""
        ...

    def read_notices_with(self, forms: Iterable[str], *, among: int) -> Sequence[NoticeId]:
        """Which of the newest `among` notices have a reading and one of `forms` in their text, newest first.

        It may name too many: databases compare letters each in their own way.
        """
        ...


class Contacts(Protocol):
    """Which telephones, mails and accounts were ever let through in every notice. Nothing is deleted."""

    def lock(self) -> None:
        """Let nobody else change them until this unit ends; call it first in the unit."""
        ...

    def last_change(self) -> int:
        """The number of the newest change; 0 where nothing was ever changed."""
        ...

    def note(self, change: ContactChange) -> int:
        """Write a line of the history; return the number that the store gives it."""
        ...

    def change(self, number: int) -> ContactChange:
        """Raise `NotFoundError` where there is none."""
        ...

    def changes(self, form: str | None = None) -> Sequence[ContactChange]:
        """The history of one contact or of all, oldest first."""
        ...

    def allowed(self, *, as_of: int | None = None) -> frozenset[str]:
        """The normal forms that are allowed, or were right after the change `as_of`."""
        ...
