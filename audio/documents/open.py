"""Bytes that someone sent as text become text, or a clear reason why not.

UTF-8 stays as it came, to the letter. Older codes are recognised and converted, with a note.
"""

import codecs
import re

from audio.documents.legacy import decode_legacy, mend_legacy
from audio.documents.values import LIMITS, Format, Limits, Note, NoteKind, OpenedDocument
from audio.errors import (
    BinaryDocumentError,
    DocumentTooLargeError,
    DocumentTooLongError,
    EmptyDocumentError,
    Measure,
    WrongEncodingError,
)

_BOM = "\ufeff"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Control bytes that no text holds. Form feed and escape come from old printers and are let through."""
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ud800-\udfff]")
"""What no text needs and no database takes; PDF is full of it."""
_MOST_LEGACY_BYTES = 4 * 1024 * 1024
"""Trying old codes takes time; nobody has typed so much in one of them."""


def open_text(content: bytes, *, name: str, limits: Limits = LIMITS) -> OpenedDocument:
    """Return the text, without a byte order mark.

    Raises:
        EmptyDocumentError, BinaryDocumentError, WrongEncodingError: it is no text.
        DocumentTooLargeError, DocumentTooLongError: it is over the limits.
    """
    check_size(content, name=name, limits=limits)
    text, notes = decode(content, name=name)
    return finish(text, Format.TEXT, notes, name=name, limits=limits)


def check_size(content: bytes, *, name: str, limits: Limits) -> None:
    if len(content) > limits.content_bytes:
        raise DocumentTooLargeError(name, measure=Measure.BYTES, limit=limits.content_bytes)


def decode(content: bytes, *, name: str) -> tuple[str, tuple[Note, ...]]:
    """Return the letters of bytes that ought to be text."""
    if content.startswith(_UTF_16):
        return _decoded(content, "utf-16", name), (Note(kind=NoteKind.FROM_UTF_16),)
    binary = _BINARY.search(content)
    if binary:
        raise BinaryDocumentError(name, offset=binary.start())
    try:
        return _decoded(content, "utf-8", name).removeprefix(_BOM), ()
    except WrongEncodingError:
        found = decode_legacy(content) if len(content) <= _MOST_LEGACY_BYTES else None
        if found is None:
            raise
    return found[0], (found[1],)


def finish(
    text: str, format_: Format, notes: tuple[Note, ...], *, name: str, limits: Limits
) -> OpenedDocument:
    """Return what was taken, once it is neither empty nor too long, with misread letters mended."""
    text = _UNSTORABLE.sub("", text)
    if not text.strip():
        raise EmptyDocumentError(name)
    if limits.characters is not None and len(text) > limits.characters:
        raise DocumentTooLongError(name, length=len(text), limit=limits.characters)
    mended, note = mend_legacy(text)
    return OpenedDocument(text=mended, format=format_, notes=(*notes, note) if note else notes)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise WrongEncodingError(name, offset=error.start) from error
