"""Rich text: striprtf takes the words out of the control words."""

import re

from striprtf.striprtf import rtf_to_text

from audio.documents.values import Note, NoteKind
from audio.errors import BrokenDocumentError

_ROW = re.compile(rb"\\row(?![a-z])")
_BAR_AT_END = re.compile(r"[ \t|]+$", re.MULTILINE)
_BAR = re.compile(r"\s*\|[ \t|]*(?=\S)")


def read_rtf(content: bytes, *, name: str) -> tuple[str, tuple[Note, ...]]:
    """Return the text; raise `BrokenDocumentError` where its groups do not close."""
    if content.rstrip(b"\0\r\n\t ")[-1:] != b"}":
        raise BrokenDocumentError(name, what="its end is missing")
    try:
        text = rtf_to_text(content.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # it has no types
    except (ValueError, IndexError, KeyError, LookupError, AttributeError, TypeError) as error:
        raise BrokenDocumentError(name, what="its control words do not fit together") from error
    rows = len(_ROW.findall(content))
    notes = (Note(kind=NoteKind.TABLES_FLATTENED, count=rows),) if rows else ()
    return _rows_flat(text) if rows else text, notes


def _rows_flat(text: str) -> str:
    """Write `a|b|` as `a | b`."""
    return _BAR.sub(" | ", _BAR_AT_END.sub("", text))
