"""Which of its texts a notice holds, so that nobody changes or approves another than they saw."""

import hashlib

from controller.entries import Notice


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
