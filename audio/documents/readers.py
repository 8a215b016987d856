"""Bytes of any kind become text: each kind has its reader, and one door leads to all of them.

Importing this loads every library for every format, so only the child process does
(`controller.machines.documents_child`).
"""

from functools import partial

from audio.documents.docx import read_docx
from audio.documents.html import read_html, read_markdown
from audio.documents.kinds import format_of
from audio.documents.odt import read_odt
from audio.documents.open import check_size, decode, finish
from audio.documents.pdf import read_pdf
from audio.documents.rtf import read_rtf
from audio.documents.scan import read_picture, recognise
from audio.documents.values import LIMITS, Format, Limits, Note, OpenedDocument
from audio.errors import BrokenDocumentError, DocumentTooCostlyError

_Taken = tuple[str, tuple[Note, ...]]


def open_document(content: bytes, *, name: str, limits: Limits = LIMITS) -> OpenedDocument:
    """Return the text of a document and what was done to get it.

    Raises:
        DocumentError: it cannot be opened; its kind says why and what staff do now.
    """
    check_size(content, name=name, limits=limits)
    format_ = format_of(content, name=name)
    try:
        text, notes = _taken(content, format_, name, limits)
    except RecursionError as error:
        raise BrokenDocumentError(name, what="it is nested too deeply") from error
    except MemoryError as error:
        raise DocumentTooCostlyError(name, what="memory") from error
    return finish(text, format_, notes, name=name, limits=limits)


def _taken(content: bytes, format_: Format, name: str, limits: Limits) -> _Taken:
    match format_:
        case Format.DOCX:
            return read_docx(content, name=name, limits=limits)
        case Format.ODT:
            return read_odt(content, name=name, limits=limits)
        case Format.RTF:
            return read_rtf(content, name=name)
        case Format.PDF:
            return read_pdf(content, name=name, limits=limits, recognise=partial(recognise, name=name))
        case Format.PNG | Format.JPEG:
            return read_picture(content, name=name, limits=limits)
        case Format.TEXT | Format.MARKDOWN | Format.HTML:
            return _typed(content, format_, name)


def _typed(content: bytes, format_: Format, name: str) -> _Taken:
    text, decoded = decode(content, name=name)
    if format_ is Format.TEXT:
        return text, decoded
    taken, notes = (read_html if format_ is Format.HTML else read_markdown)(text, name=name)
    return taken, (*decoded, *notes)
