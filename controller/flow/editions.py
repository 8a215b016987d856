"""Which of its texts a notice holds, so that nobody changes or approves another than they saw."""

import hashlib

from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError


def edition(notice: Notice) -> str:
    """Name what staff wrote and decided; another text, title, class or reading has another name."""
    written = (
        notice.title,
        notice.text,
        notice.category,
        notice.class_,
        notice.source_document,
        notice.decisions,
        str(notice.begun_anew),
    )
    return hashlib.sha256("\0".join(written).encode()).hexdigest()[:16]


def refuse_unless_open(notice: Notice, *, seen: str) -> None:
    """Let nobody change what is approved, or another edition than they saw.

    Raises:
        AlreadyDoneError: it is approved; what was approved never changes.
        ChangedMeanwhileError: it is no longer the edition `seen`.
    """
    if notice.approved_at:
        raise AlreadyDoneError(f"{notice.id} is approved; it stays as it is")
    if edition(notice) != seen:
        raise ChangedMeanwhileError(f"{notice.id} was changed meanwhile")
