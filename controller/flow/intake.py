"""A form or a file becomes a stored notice, byte for byte as it came."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from uuid import uuid4

from audio.documents.open import open_text
from audio.documents.outline import Division, outline, walk
from audio.documents.suggestions import suggestions
from audio.documents.values import Note, OpenedDocument
from audio.errors import AudioError, DocumentTooLongError
from audio.language import SpokenLanguage
from audio.reading.decisions import NOTHING_CHOSEN, to_json
from controller.entries import Notice
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    VersionRefusal,
    VersionRefusedError,
    WrongInputError,
)
from controller.ports import Documents, Ledger, Unit, Web
from schedules.vocabulary import Class, NoticeId, Status

from .editions import edition

MAX_CHARACTERS = 200_000
"""At the desk; the libraries have no limit (design, decision 11)."""
_TITLE_LENGTH = 80
_WHOLE_CHARACTERS = 6_000
"""About five minutes of speech; what is longer and has articles is chosen from."""
_FEW_ARTICLES = 3
_KIND_WORDS = 4
_PAGE = "page"
"""The file name of what stands at the door of a site."""
_NAME_LENGTH = 80
_ENDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
"""How a file of each kind is named; its kind is told by its content all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What somebody hands in: a document of any kind. An empty title is taken from its text."""

    original: bytes
    file_name: str
    title: str = ""
    category: str = ""
    class_: Class = Class.ROUTINE
    status: Status = Status.ACTUAL
    source_document: str = ""
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE
    version_of: NoticeId | None = None
    """The notice that this one says in another language."""


def take_in(
    ledger: Ledger,
    manuscript: Manuscript,
    *,
    now: datetime,
    name: NoticeId | None = None,
    documents: Documents | None = None,
) -> NoticeId:
    """Store a document as a notice that waits for its reading. One `name` is taken in once.

    `documents` opens what is more than plain text; without it only that is taken.

    Raises:
        WrongInputError: it cannot be opened, is empty or too long; its cause says what would be right.
        VersionRefusedError: it is no version that its first notice may have.
        NotFoundError: there is no notice that it could be a version of.
        AlreadyDoneError: a notice of that name is there.
    """
    document = opened(manuscript, documents)
    text = document.text
    notice = Notice(
        id=name or NoticeId(uuid4().hex),
        title=_title(manuscript, text),
        file_name=manuscript.file_name,
        original=manuscript.original,
        text=text,
        category=manuscript.category,
        class_=manuscript.class_,
        status=manuscript.status,
        language=manuscript.language,
        version_of=manuscript.version_of,
        source_document=manuscript.source_document,
        decisions=_undecided(text),
        notes=document.notes,
        created_at=now,
    )
    with ledger.writing() as unit:
        if notice.version_of:
            _check_version(unit, notice, notice.version_of)
        unit.notices.add(notice)
    return notice.id


def change(
    ledger: Ledger,
    name: NoticeId,
    manuscript: Manuscript,
    *,
    seen: str,
    documents: Documents | None = None,
) -> None:
    """Put another document in the place of one not yet approved; it is read and voiced anew.

    Raises:
        WrongInputError: as in `take_in`.
        NotFoundError: there is no such notice.
        AlreadyDoneError: it is approved; what was approved never changes.
        ChangedMeanwhileError: it is no longer the edition `seen`.
    """
    document = opened(manuscript, documents)
    text = document.text
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
            decisions=standing.decisions if standing.text == text else _undecided(text),
            notes=document.notes or _notes_that_stay(standing, text),
        )
        if edition(changed) != seen:
            unit.notices.begin_anew(changed)


def manuscript_at(web: Web, url: str) -> Manuscript:
    """Return what stands at a web address, to be looked at and taken in; its source is named.

    Raises:
        FetchRefusedError: it may not be fetched, or did not come; says why.
    """
    fetched = web.fetch(url)
    end = _ENDS.get(fetched.content_type, ".txt")
    name = PurePosixPath(urlsplit(fetched.url).path).stem[:_NAME_LENGTH] or _PAGE
    return Manuscript(original=fetched.content, file_name=f"{name}{end}", source_document=fetched.url)


def opened(manuscript: Manuscript, documents: Documents | None = None) -> OpenedDocument:
    """Return what would be taken from a document, and what was done to get it; nothing is stored.

    Raises:
        WrongInputError: as in `take_in`.
    """
    try:
        document = _opened(manuscript, documents)
        if len(document.text) > MAX_CHARACTERS:
            raise DocumentTooLongError(manuscript.file_name, length=len(document.text), limit=MAX_CHARACTERS)
    except AudioError as error:
        raise WrongInputError("text", manuscript.file_name, str(error)) from error
    return document


def _opened(manuscript: Manuscript, documents: Documents | None) -> OpenedDocument:
    if documents is None:
        return open_text(manuscript.original, name=manuscript.file_name)
    return documents.open(manuscript.original, manuscript.file_name)


def _check_version(unit: Unit, notice: Notice, first: NoticeId) -> None:
    """Look at what is there beside it; nobody adds another meanwhile."""
    if unit.notices.get_to_change(first).version_of:
        raise VersionRefusedError("version_of", first, VersionRefusal.OF_A_VERSION)
    others = [one for one in unit.notices.versions(first) if one.id != notice.id]
    if any(one.language == notice.language for one in others):
        raise VersionRefusedError("language", notice.language.value, VersionRefusal.TAKEN)


def _notes_that_stay(standing: Notice, text: str) -> tuple[Note, ...]:
    """Keep what was told of a document where its text is only mended by hand, and forget it with the text."""
    words = set(text.split())
    known = words.intersection(standing.text.split())
    return standing.notes if 2 * len(known) > len(words) else ()


def _undecided(text: str) -> str:
    """Of a long document with articles nothing is ticked: nobody wants to hear a whole decree."""
    is_long = len(text) > _WHOLE_CHARACTERS
    articles = sum(branch.division is Division.ARTICLE for branch in walk(outline(text))) if is_long else 0
    return to_json(NOTHING_CHOSEN) if articles >= _FEW_ARTICLES else ""


def _title(manuscript: Manuscript, text: str) -> str:
    return manuscript.title.strip() or _first_words(_from_title(text)) or manuscript.file_name


def _from_title(text: str) -> str:
    """Return a document from the title that it gives itself below its letterhead; all where it has none."""
    found = suggestions(text).title
    return text[found.span.start :] if found else text


def _first_words(text: str) -> str:
    """Return the first line; one that only names the kind of document, like THÔNG BÁO, with the next."""
    lines = [line for line in map(_seen, text.splitlines()) if line]
    if not lines:
        return ""
    names_kind = len(lines) > 1 and lines[0].isupper() and len(lines[0].split()) <= _KIND_WORDS
    line = f"{lines[0].capitalize()}: {lines[1]}" if names_kind else lines[0]
    return (
        line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"
    )


def _seen(line: str) -> str:
    """Leave out what nobody sees; a character that turns the direction would turn the page around it."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in line).split())
