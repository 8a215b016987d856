"""Office files are zips of XML: unpacked within bounds, parsed without entities, and never trusted.

What a header says of a size may be a lie, so bytes are counted as they come out.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from audio.documents.values import Limits
from audio.errors import (
    BrokenDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    Measure,
)

_MOST_MEMBERS = 10_000
_PIECE = 1 << 20
_IS_ENCRYPTED = 0x1


def unpack(content: bytes, *, name: str, limits: Limits) -> Mapping[str, bytes]:
    """Return every member of a zip by its path; pictures and sounds are counted, then left out.

    Raises:
        BrokenDocumentError, EncryptedDocumentError: it is no sound zip, or a password protects it.
        DocumentTooLargeError: it unpacks to more than the limit.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return dict(_members(package, name, limits))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,  # zipfile, of a compression it does not know
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise BrokenDocumentError(name, what="the zip in it cannot be unpacked") from error


def _members(package: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    taken = 0
    if len(package.infolist()) > _MOST_MEMBERS:
        raise BrokenDocumentError(name, what="too many files are packed in it")
    for info in package.infolist():
        if info.flag_bits & _IS_ENCRYPTED:
            raise EncryptedDocumentError(name)
        inflated = _inflated(package, info, name, limits.inflated_bytes, taken)
        taken += len(inflated)
        if info.filename.endswith((".xml", ".rels", "mimetype")):
            yield info.filename, inflated


def _inflated(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, most: int, taken: int) -> bytes:
    pieces = bytearray()
    with package.open(info) as member:
        while piece := member.read(_PIECE):
            pieces += piece
            if taken + len(pieces) > most:
                raise DocumentTooLargeError(name, measure=Measure.INFLATED_BYTES, limit=most)
    return bytes(pieces)


def parse(xml: bytes, *, name: str) -> etree._Element:
    """Return the root of an XML member.

    Entities are not resolved, nothing is fetched, and a document that declares a type of its own is
    refused: Office files have none, attacks do (CWE-611, CWE-776).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenDocumentError(name, what="its XML has errors") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenDocumentError(name, what="its XML declares entities")
    return root
