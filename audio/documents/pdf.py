"""PDF by PDFium: letters with their places, put in reading order; pages without letters as pictures.

PDFium is what Chromium opens PDF with, fuzzed daily; still it is C++ and runs only in the child.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from audio.documents.columns import Piece, lay
from audio.documents.values import Limits, Note, NoteKind
from audio.errors import (
    BrokenDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    Measure,
    RecogniserMissingError,
)

Recognise = Callable[[Image.Image], str]
_Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_WIDE_GAP = 1.6
"""Words further apart than so many heights of their letters belong to two pieces."""
_DPI = 300
_POINTS_AN_INCH = 72
_FEWEST_LETTERS = 12
"""A page with less may be a picture under a page number."""
_HYPHEN = re.compile("\ufffe|\u0002|\u00ad(?=$)")
"""How PDFium writes a hyphen at the end of a line that PDF marks as soft."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    text: str
    has_columns: bool = False
    is_recognised: bool = False
    unread_for: RecogniserMissingError | None = None


def read_pdf(
    content: bytes, *, name: str, limits: Limits, recognise: Recognise
) -> tuple[str, tuple[Note, ...]]:
    """Return the text page after page; `recognise` is asked for pages that are pictures.

    Raises:
        EncryptedDocumentError, BrokenDocumentError, DocumentTooLargeError: it does not open.
        RecogniserMissingError: pages are pictures, none has text, and nobody recognises letters.
    """
    document = _opened(content, name)
    if len(document) > limits.pages:
        raise DocumentTooLargeError(name, measure=Measure.PAGES, limit=limits.pages)
    try:
        pages = list(_pages(document, name, limits, recognise))
    finally:
        document.close()
    unread = next((page.unread_for for page in pages if page.unread_for), None)
    if unread is not None and not any(page.text.strip() for page in pages):
        raise unread
    return "\n".join(page.text for page in pages if page.text.strip()), tuple(_notes(pages))


def _opened(content: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise EncryptedDocumentError(name) from error
        raise BrokenDocumentError(name, what="its pages cannot be found") from error


def _pages(document: pdfium.PdfDocument, name: str, limits: Limits, recognise: Recognise) -> Iterator[_Page]:
    recognised = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise BrokenDocumentError(name, what=f"page {number + 1} cannot be read") from error
        found = _printed(page)
        if _is_picture(page, found.text):
            recognised += 1
            if recognised > limits.recognised_pages:
                raise DocumentTooLargeError(
                    name, measure=Measure.RECOGNISED_PAGES, limit=limits.recognised_pages
                )
            found = _recognised(page, limits, recognise)
        page.close()
        yield found


def _recognised(page: pdfium.PdfPage, limits: Limits, recognise: Recognise) -> _Page:
    """Read a picture; where nobody can, other pages may still say enough."""
    try:
        return _Page(text=recognise(_drawn(page, limits)), is_recognised=True)
    except RecogniserMissingError as error:
        return _Page(text="", unread_for=error)


def _printed(page: pdfium.PdfPage) -> _Page:
    letters = page.get_textpage()
    try:
        if page.get_rotation():
            return _Page(text=_seen(letters.get_text_range()))
        laid = lay(list(_pieces(letters)))
    finally:
        letters.close()
    return _Page(text="\n".join(laid.lines), has_columns=laid.has_columns)


def _pieces(letters: pdfium.PdfTextPage) -> Iterator[Piece]:
    """Give runs of letters on one height; PDFium's own line breaks end one, and so does a wide gap."""
    text = "".join(_letter(letters, index) for index in range(letters.count_chars()))
    run: list[tuple[int, _Box]] = []
    for index, letter in enumerate(text):
        if letter.isspace() and letter not in "\r\n":
            continue
        box = None if letter in "\r\n" else letters.get_charbox(index, loose=True)
        if run and (box is None or _is_apart(run[-1][1], box)):
            yield _piece(run, text)
            run = []
        if box is not None:
            run.append((index, box))
    if run:
        yield _piece(run, text)


def _letter(letters: pdfium.PdfTextPage, index: int) -> str:
    """Return one letter by its own number; the text as a whole leaves some out and shifts the rest."""
    code = pdfium.raw.FPDFText_GetUnicode(letters, index)
    return chr(code) if 0 < code < 0x110000 else " "


def _piece(run: Sequence[tuple[int, _Box]], text: str) -> Piece:
    lefts, bottoms, rights, tops = zip(*(box for _, box in run), strict=True)
    return Piece(
        left=min(lefts),
        bottom=min(bottoms),
        right=max(rights),
        top=max(tops),
        text=_seen(text[run[0][0] : run[-1][0] + 1]),
    )


def _is_apart(before: _Box, box: _Box) -> bool:
    height = max(before[3] - before[1], box[3] - box[1], 1.0)
    return not -_WIDE_GAP * height < box[0] - before[2] < _WIDE_GAP * height


def _seen(text: str) -> str:
    return _UNSEEN.sub("", _HYPHEN.sub("-", text))


def _is_picture(page: pdfium.PdfPage, text: str) -> bool:
    if len("".join(text.split())) >= _FEWEST_LETTERS:
        return False
    return next(page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _drawn(page: pdfium.PdfPage, limits: Limits) -> Image.Image:
    """Draw a page as a scanner would have seen it, smaller where it is as large as a wall."""
    width, height = page.get_size()
    scale = _DPI / _POINTS_AN_INCH
    most = (limits.pixels / max(width * height, 1.0)) ** 0.5
    picture: Image.Image = page.render(scale=min(scale, most), grayscale=True).to_pil()
    return picture


def _notes(pages: list[_Page]) -> Iterator[Note]:
    counts = (
        (NoteKind.COLUMNS_IN_ORDER, sum(page.has_columns for page in pages)),
        (NoteKind.RECOGNISED, sum(page.is_recognised for page in pages)),
        (NoteKind.PAGES_WITHOUT_TEXT, sum(not page.text.strip() for page in pages)),
    )
    return (Note(kind=kind, count=count) for kind, count in counts if count)
