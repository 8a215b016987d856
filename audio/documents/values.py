"""What an opened document is, as values: its text, its kind, and what was done to get the text."""

from dataclasses import dataclass, field
from enum import StrEnum


class Format(StrEnum):
    """Told by content; only Markdown, which looks like any text, is told by its name."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


class NoteKind(StrEnum):
    """What staff should know before they trust the text."""

    FROM_TCVN3 = "from_tcvn3"
    FROM_VNI = "from_vni"
    FROM_VISCII = "from_viscii"
    FROM_WINDOWS_1258 = "from_windows_1258"
    FROM_UTF_16 = "from_utf_16"
    TABLES_FLATTENED = "tables_flattened"
    """A row became a line of its cells with ` | ` between."""
    COLUMNS_IN_ORDER = "columns_in_order"
    """A page had columns; each was taken whole, left to right."""
    RECOGNISED = "recognised"
    """Letters were recognised in a picture; some may be wrong."""
    PAGES_WITHOUT_TEXT = "pages_without_text"
    """Nothing was found on these pages, or they hold pictures that were not read."""
    NOTES_LEFT_OUT = "notes_left_out"
    """Footnotes, comments, headers and footers of an office file."""
    DELETIONS_LEFT_OUT = "deletions_left_out"
    """The file tracks changes: what was struck out is left out, what was added is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    kind: NoteKind
    count: int = 1
    """How many tables, pages, lines: whatever the kind speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDocument:
    """The text of a document in the order in which it is read."""

    text: str = field(repr=False)
    format: Format
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one document may hold. What is over is refused, never cut."""

    content_bytes: int = 20 * 1024 * 1024
    inflated_bytes: int = 200 * 1024 * 1024
    """All that is packed in an office file, counted while it is unpacked."""
    pages: int = 500
    recognised_pages: int = 40
    pixels: int = 60_000_000
    characters: int | None = None


LIMITS = Limits()
