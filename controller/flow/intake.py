"""A form or a file becomes a stored notice, byte for byte as it came."""

from datetime import datetime
from uuid import uuid4

from audio.documents.open import open_text
from audio.errors import AudioError
from controller.entries import Notice
from controller.errors import WrongInputError
from controller.ports import Ledger
from schedules.vocabulary import Class, NoticeId, Status

MAX_CHARACTERS = 200_000
"""At the desk; the libraries have no limit (design, decision 11)."""
_TITLE_LENGTH = 80


def take_in(
    ledger: Ledger,
    original: bytes,
    *,
    file_name: str,
    now: datetime,
    title: str = "",
    category: str = "",
    class_: Class = Class.ROUTINE,
    status: Status = Status.ACTUAL,
    source_document: str = "",
) -> NoticeId:
    """Store a text as a notice that waits for its reading.

    Raises:
        WrongInputError: it is empty, too long, not text, or not UTF-8; says what would be right.
    """
    try:
        text = open_text(original, name=file_name, limit=MAX_CHARACTERS)
    except AudioError as error:
        raise WrongInputError("text", file_name, str(error)) from error
    notice = Notice(
        id=NoticeId(uuid4().hex),
        title=title.strip() or _first_words(text),
        file_name=file_name,
        original=original,
        text=text,
        category=category,
        class_=class_,
        status=status,
        language="vi",
        source_document=source_document,
        created_at=now,
    )
    with ledger.writing() as unit:
        unit.notices.add(notice)
    return notice.id


def _first_words(text: str) -> str:
    line = next(line.strip() for line in text.splitlines() if line.strip())
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
