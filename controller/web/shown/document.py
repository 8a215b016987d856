"""What was done to get a text from its document, in words of staff: what they should look at."""

from collections.abc import Sequence

from audio.documents.values import Note, NoteKind
from controller.web.words import Words


def notes(notes: Sequence[Note], words: Words) -> list[str]:
    """Return a sentence for each note, those that may hide mistakes first."""
    order = list(_FIRST)
    return [note_words(note, words) for note in sorted(notes, key=lambda one: order.index(one.kind))]


_FIRST = (
    NoteKind.RECOGNISED,
    NoteKind.PAGES_WITHOUT_TEXT,
    NoteKind.DELETIONS_LEFT_OUT,
    NoteKind.NOTES_LEFT_OUT,
    NoteKind.TABLES_FLATTENED,
    NoteKind.COLUMNS_IN_ORDER,
    NoteKind.FROM_TCVN3,
    NoteKind.FROM_VNI,
    NoteKind.FROM_VISCII,
    NoteKind.FROM_WINDOWS_1258,
    NoteKind.FROM_UTF_16,
)


def note_words(note: Note, words: Words) -> str:  # noqa: PLR0911 - one line a kind
    match note.kind:
        case NoteKind.RECOGNISED:
            return words.counted(
                "Letters on %(n)s page were recognised in a picture: read the text through.",
                "Letters on %(n)s pages were recognised in pictures: read the text through.",
                note.count,
            )
        case NoteKind.PAGES_WITHOUT_TEXT:
            return words.counted(
                "On %(n)s page no text was found: look whether something is missing.",
                "On %(n)s pages no text was found: look whether something is missing.",
                note.count,
            )
        case NoteKind.DELETIONS_LEFT_OUT:
            return words.counted(
                "%(n)s passage struck out in the file is left out, and what was added is taken.",
                "%(n)s passages struck out in the file are left out, and what was added is taken.",
                note.count,
            )
        case NoteKind.NOTES_LEFT_OUT:
            return words.counted(
                "%(n)s footnote or comment is left out.",
                "%(n)s footnotes or comments are left out.",
                note.count,
            )
        case NoteKind.TABLES_FLATTENED:
            return words.say("Tables became lines, row by row: listen whether they can be followed.")
        case NoteKind.COLUMNS_IN_ORDER:
            return words.counted(
                "%(n)s page has columns, taken one after the other: check their order.",
                "%(n)s pages have columns, taken one after the other: check their order.",
                note.count,
            )
        case (
            NoteKind.FROM_TCVN3
            | NoteKind.FROM_VNI
            | NoteKind.FROM_VISCII
            | NoteKind.FROM_WINDOWS_1258
            | NoteKind.FROM_UTF_16
        ):
            return words.say(
                "The text was converted from the code %(code)s: check letters with accents.",
                code=_code(note.kind),
            )


def _code(kind: NoteKind) -> str:
    """Return how staff know an old code by name."""
    return {
        NoteKind.FROM_TCVN3: "TCVN3 (ABC)",
        NoteKind.FROM_VNI: "VNI",
        NoteKind.FROM_VISCII: "VISCII",
        NoteKind.FROM_WINDOWS_1258: "Windows-1258",
        NoteKind.FROM_UTF_16: "UTF-16",
    }[kind]
