"""Word files: paragraphs with the numbers Word draws, tables row by row, changes as if accepted.

python-docx opens the package; the walk is over its XML, since text in content controls, text boxes and
tracked changes belongs to the document and python-docx passes it by.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from audio.documents.numbering import Numbering, W
from audio.documents.package import parse, unpack
from audio.documents.tables import flat_row
from audio.documents.values import Limits, Note, NoteKind
from audio.errors import BrokenDocumentError, UnknownFormatError

_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_PASSED_BY = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box once more, for old programs."""


def read_docx(content: bytes, *, name: str, limits: Limits) -> tuple[str, tuple[Note, ...]]:
    """Return the text and what was done to get it.

    Raises:
        DocumentError: it is damaged, protected, too large, or a zip of another kind.
    """
    members = unpack(content, name=name, limits=limits)
    if "[Content_Types].xml" not in members or not any(path.startswith("word/") for path in members):
        raise UnknownFormatError(name, kind="a zip archive that is no .docx")
    for path, xml in members.items():
        if path.endswith((".xml", ".rels")):
            parse(xml, name=name)
    document = _opened(content, name)
    walk = _Walk(document)
    return "\n".join(walk.lines()), walk.notes()


def _opened(content: bytes, name: str) -> Document:
    try:
        return docx.Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise BrokenDocumentError(name, what="its parts do not fit together") from error


class _Walk:
    """One way through a document; numbers are counted as they are met."""

    def __init__(self, document: Document) -> None:
        self._body: etree._Element = document.element.body
        self._numbering = Numbering(_numbers(document))
        self._of_style = _numbered_styles(document)
        self._parts = {relation.reltype for relation in document.part.rels.values()}

    def lines(self) -> Iterator[str]:
        yield from self._blocks(self._body)

    def notes(self) -> tuple[Note, ...]:
        tables = sum(1 for _ in self._body.iter(f"{W}tbl"))
        struck_out = sum(1 for _ in self._body.iter(f"{W}del", f"{W}moveFrom"))
        left_out = sum(1 for _ in self._body.iter(f"{W}footnoteReference", f"{W}endnoteReference"))
        found = (
            (NoteKind.TABLES_FLATTENED, tables),
            (NoteKind.DELETIONS_LEFT_OUT, struck_out),
            (NoteKind.NOTES_LEFT_OUT, left_out),
        )
        return tuple(Note(kind=kind, count=count) for kind, count in found if count)

    def _blocks(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            match child.tag:
                case tag if tag == f"{W}p":
                    yield from self._paragraph(child)
                case tag if tag == f"{W}tbl":
                    yield from self._rows(child)
                case tag if tag in _PASSED_BY or not isinstance(tag, str):
                    continue
                case _:
                    yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        label = self._numbering.label(self._properties(paragraph))
        boxes = [box for box in paragraph.iter(f"{W}txbxContent") if not _is_fallback(box)]
        text = "".join(_pieces(paragraph))
        yield f"{label} {text}" if label and text.strip() else text
        for box in boxes:
            yield from self._blocks(box)

    def _properties(self, paragraph: etree._Element) -> etree._Element | None:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if own is not None or style is None:
            return own
        return self._of_style.get(style.get(f"{W}val", ""))

    def _rows(self, table: etree._Element) -> Iterator[str]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is table:
                yield flat_row(
                    ["\n".join(self._blocks(cell)) for cell in row.iter(f"{W}tc") if _is_of(cell, row)]
                )


def _pieces(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _PASSED_BY or child.tag in {f"{W}txbxContent", _FALLBACK}:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _pieces(child)


def _is_fallback(box: etree._Element) -> bool:
    return next(box.iterancestors(_FALLBACK), None) is not None


def _is_of(cell: etree._Element, row: etree._Element) -> bool:
    """Tell a cell of this row from one of a table inside it."""
    return next(cell.iterancestors(f"{W}tr")) is row


def _numbers(document: Document) -> etree._Element | None:
    """Return the numbering part, without making one as python-docx would."""
    found = [rel for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
    return found[0].target_part.element if found else None


def _numbered_styles(document: Document) -> dict[str, etree._Element]:
    found = {}
    for style in document.styles.element.iter(f"{W}style"):
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            found[style.get(f"{W}styleId", "")] = properties
    return found
