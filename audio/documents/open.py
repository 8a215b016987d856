"""Bytes that someone sent become text, or a clear reason why not. The text stays as it came."""

import re

from audio.errors import (
    BinaryDocumentError,
    DocumentTooLongError,
    EmptyDocumentError,
    WrongEncodingError,
)

_BOM = "\ufeff"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Control bytes that no text holds. Form feed and escape come from old printers and are let through."""


def open_text(content: bytes, *, name: str, limit: int | None = None) -> str:
    """Return the text of a UTF-8 document, without the byte order mark.

    Raises:
        EmptyDocumentError, BinaryDocumentError, WrongEncodingError: it is no text.
        DocumentTooLongError: it has more than `limit` characters.
    """
    binary = _BINARY.search(content)
    if binary:
        raise BinaryDocumentError(name, offset=binary.start())
    try:
        text = content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise WrongEncodingError(name, offset=error.start) from error
    if not text.strip():
        raise EmptyDocumentError(name)
    if limit is not None and len(text) > limit:
        raise DocumentTooLongError(name, length=len(text), limit=limit)
    return text
