"""A notice as it stands in the ledger, and what came from a web address."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from audio.documents.values import Note
from audio.language import SpokenLanguage
from schedules.vocabulary import (
    Class,
    NoticeId,
    Status,
)


class NoticeState(StrEnum):
    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A text to be made known. `original` is what came, byte for byte."""

    id: NoticeId
    title: str
    file_name: str
    original: bytes = field(repr=False)
    text: str = field(repr=False)
    category: str
    class_: Class
    status: Status
    language: SpokenLanguage
    source_document: str
    created_at: datetime
    version_of: NoticeId | None = None
    """The notice that this one says in another language; it is a notice of its own."""
    decisions: str = field(default="", repr=False)
    """What people decided about the text, as `audio.reading.decisions` writes it."""
    begun_anew: int = 0
    """How often it was to be read anew: each reading may sound otherwise, and is approved by itself."""
    notes: tuple[Note, ...] = ()
    """What was done to get the text from its document."""
    allowed_as_of: int = 0
    """The newest change of the allowed contacts that its reading knew; 0 where it knew of none."""
    voice: str = ""
    """Its own voice, by the name under which voices are asked; empty where it has that of the site."""
    state: NoticeState = NoticeState.RECEIVED
    problem: str = ""
    reading: str | None = field(default=None, repr=False)
    """The reading as `audio.reading.written` writes it, once there is one."""
    approved_at: datetime | None = None
    approved_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stood at a web address."""

    url: str
    """Where it came from in the end, after all redirects."""
    content: bytes = field(repr=False)
    content_type: str
    """Without parameters, in small letters: "text/html"."""
