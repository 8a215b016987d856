"""LibreOffice files (OpenDocument 1.3 part 3): paragraphs, headings, lists and tables in order."""

from collections.abc import Iterator

from lxml import etree

from audio.documents.package import parse, unpack
from audio.documents.tables import flat_row
from audio.documents.values import Limits, Note, NoteKind
from audio.errors import BrokenDocumentError, EncryptedDocumentError

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_PASSED_BY = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls"}
_MOST_SPACES = 100


def read_odt(content: bytes, *, name: str, limits: Limits) -> tuple[str, tuple[Note, ...]]:
    """Return the text and what was done to get it; raise `DocumentError` where there is none to get."""
    members = unpack(content, name=name, limits=limits)
    _refuse_encrypted(members.get("META-INF/manifest.xml"), name)
    if "content.xml" not in members:
        raise BrokenDocumentError(name, what="it has no content")
    body = parse(members["content.xml"], name=name).find(f"{_OFFICE}body")
    if body is None:
        raise BrokenDocumentError(name, what="it has no content")
    return "\n".join(_blocks(body)), tuple(_notes(body))


def _refuse_encrypted(manifest: bytes | None, name: str) -> None:
    if manifest and next(_manifest(manifest, name).iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise EncryptedDocumentError(name)


def _manifest(manifest: bytes, name: str) -> etree._Element:
    """Return its root; old LibreOffice writes a document type there, which is cut off unread."""
    start = manifest.find(b"<manifest:manifest")
    return parse(manifest[max(start, 0) :], name=name)


def _blocks(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _PASSED_BY or not isinstance(child.tag, str):
            continue
        if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield "".join(_pieces(child))
        elif child.tag == f"{_TABLE}table-row":
            yield flat_row(["\n".join(_blocks(cell)) for cell in child])
        else:
            yield from _blocks(child)


def _pieces(parent: etree._Element) -> Iterator[str]:
    yield parent.text or ""
    for child in parent:
        if child.tag == f"{_TEXT}s":
            yield " " * _count(child.get(f"{_TEXT}c"))
        elif child.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            yield "\n" if child.tag.endswith("break") else "\t"
        elif child.tag not in _PASSED_BY:
            yield from _pieces(child)
        yield child.tail or ""


def _count(text: str | None) -> int:
    return min(int(text), _MOST_SPACES) if text and text.isascii() and text.isdigit() else 1


def _notes(body: etree._Element) -> Iterator[Note]:
    kinds = (
        (NoteKind.TABLES_FLATTENED, (f"{_TABLE}table",)),
        (NoteKind.NOTES_LEFT_OUT, (f"{_TEXT}note", f"{_OFFICE}annotation")),
        (NoteKind.DELETIONS_LEFT_OUT, (f"{_TEXT}deletion",)),
    )
    for kind, tags in kinds:
        count = sum(1 for _ in body.iter(*tags))
        if count:
            yield Note(kind=kind, count=count)
