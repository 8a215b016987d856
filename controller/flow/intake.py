"""A form or a file becomes a stored notice, byte for byte as it came."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from audio.documents.open import open_text
from audio.errors import AudioError
from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, WrongInputError
from controller.ports import Ledger
from schedules.vocabulary import Class, NoticeId, Status

from .editions import edition

MAX_CHARACTERS = 200_000
"""At the desk; the libraries have no limit (design, decision 11)."""
_TITLE_LENGTH = 80
_KIND_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What somebody hands in. An empty title is taken from the text."""

    original: bytes
    file_name: str
    title: str = ""
    category: str = ""
    class_: Class = Class.ROUTINE
    status: Status = Status.ACTUAL
    source_document: str = ""


def take_in(
    ledger: Ledger, manuscript: Manuscript, *, now: datetime, name: NoticeId | None = None
) -> NoticeId:
    """Store a text as a notice that waits for its reading. One `name` is taken in once.

    Raises:
        WrongInputError: it is empty, too long, not text, or not UTF-8; says what would be right.
        AlreadyDoneError: a notice of that name is there.
    """
    text = _text(manuscript)
    notice = Notice(
        id=name or NoticeId(uuid4().hex),
        title=_title(manuscript, text),
        file_name=manuscript.file_name,
        original=manuscript.original,
        text=text,
        category=manuscript.category,
        class_=manuscript.class_,
        status=manuscript.status,
        language="vi",
        source_document=manuscript.source_document,
        created_at=now,
    )
    with ledger.writing() as unit:
        unit.notices.add(notice)
    return notice.id


def change(ledger: Ledger, name: NoticeId, manuscript: Manuscript, *, seen: str) -> None:
    """Put another text in the place of one not yet approved; it is read and voiced anew.

    Raises:
        WrongInputError: as in `take_in`.
        NotFoundError: there is no such notice.
        AlreadyDoneError: it is approved; what was approved never changes.
        ChangedMeanwhileError: it is no longer the edition `seen`.
    """
    text = _text(manuscript)
    with ledger.writing() as unit:
        standing = unit.notices.get_to_change(name)
        if standing.approved_at:
            raise AlreadyDoneError(f"{name} is approved; write a correction instead")
        if edition(standing) != seen:
            raise ChangedMeanwhileError(f"{name} was changed meanwhile")
        changed = replace(
            standing,
            title=_title(manuscript, text),
            file_name=manuscript.file_name,
            original=manuscript.original,
            text=text,
            category=manuscript.category,
            class_=manuscript.class_,
            source_document=manuscript.source_document,
        )
        if edition(changed) != seen:
            unit.notices.begin_anew(changed)


def _text(manuscript: Manuscript) -> str:
    try:
        return open_text(manuscript.original, name=manuscript.file_name, limit=MAX_CHARACTERS)
    except AudioError as error:
        raise WrongInputError("text", manuscript.file_name, str(error)) from error


def _title(manuscript: Manuscript, text: str) -> str:
    return manuscript.title.strip() or _first_words(text)


def _first_words(text: str) -> str:
    """Return the first line; one that only names the kind of document, like THÔNG BÁO, with the next."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    names_kind = len(lines) > 1 and lines[0].isupper() and len(lines[0].split()) <= _KIND_WORDS
    line = f"{lines[0].capitalize()}: {lines[1]}" if names_kind else lines[0]
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"
