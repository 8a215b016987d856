"""The organisation's own words: its dictionary, and the contacts it lets through."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from audio.language import SpokenLanguage

EntryId = NewType("EntryId", str)


class EntryKind(StrEnum):
    ABBREVIATION = "abbreviation"
    NAME = "name"
    WORD = "word"


class Beside(StrEnum):
    """Where the context of an entry must stand."""

    ANYWHERE = "anywhere"
    """It holds everywhere and has no context."""
    AFTER = "after"
    """Only right after its context."""
    BEFORE = "before"
    """Only right before its context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is written, how it is spoken, and where that holds."""

    written: str
    spoken: str
    kind: EntryKind = EntryKind.ABBREVIATION
    beside: Beside = Beside.ANYWHERE
    context: str = ""
    """Words that must stand beside it; empty where it holds everywhere."""
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE
    """Of the texts in which it holds."""
    is_case_sensitive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryEntry:
    """One wording of the organisation's own dictionary. Removed ones stay, for their history."""

    id: EntryId
    wording: Wording
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    is_removed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryChange:
    """One line of the history: what an entry said before and after; None where it was not there."""

    number: int
    """In the order of all changes; 0 until it is stored."""
    entry: EntryId
    at: datetime
    by: str
    before: Wording | None
    after: Wording | None


class ContactKind(StrEnum):
    """What of persons may be let through in every notice, where everybody may know it."""

    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A telephone number, mail or account. `form` is what it is known by, however it is written."""

    kind: ContactKind
    form: str = field(repr=False)
    written: str = field(repr=False)
    note: str = ""
    """What it is: "Hotline Ban quản lý"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChange:
    """One line of the history: what holds of a contact since then, in every notice."""

    number: int
    """In the order of all changes; 0 until it is stored."""
    contact: Contact
    is_allowed: bool
    at: datetime
    by: str
