"""What kind of document some bytes are, told by the bytes: names lie, and people rename files."""

import re
from collections.abc import Callable

from audio.documents.values import Format
from audio.errors import EmptyDocumentError, EncryptedDocumentError, UnknownFormatError

_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_HTML = (".html", ".htm", ".xhtml")
_NAMED_MARKDOWN = (".md", ".markdown")
_SEEN = 4096
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a .docx under a password ([MS-OFFCRYPTO] 2.3.4.4)."""
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls)"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, a film or a WebP picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)


def format_of(content: bytes, *, name: str) -> Format:
    """Tell what `content` is. Whatever is nothing else is taken for text, to be looked at as such.

    Raises:
        EmptyDocumentError: there is not a single byte.
        EncryptedDocumentError: it is an Office file under a password.
        UnknownFormatError: it is something known that is not opened here.
    """
    if not content:
        raise EmptyDocumentError(name)
    _refuse_others(content, name)
    return next((format_ for format_, is_such in _KINDS if is_such(content)), None) or _text(content, name)


def _refuse_others(content: bytes, name: str) -> None:
    kind = next((kind for start, kind in _OTHERS if content.startswith(start)), None)
    if kind is None:
        return
    if _ENCRYPTED in content:
        raise EncryptedDocumentError(name)
    raise UnknownFormatError(name, kind=kind)


def _text(content: bytes, name: str) -> Format:
    is_markup = _MARKUP.match(
        content[:_SEEN].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    )
    if is_markup or (name.lower().endswith(_NAMED_HTML) and b"<" in content):
        return Format.HTML
    return Format.MARKDOWN if name.lower().endswith(_NAMED_MARKDOWN) else Format.TEXT


def _starts(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _is_pdf(content: bytes) -> bool:
    """PDF readers take whatever holds the mark in its first kilobyte (ISO 32000-1, annex H.3)."""
    return b"%PDF-" in content[:1024]


def _is_odt(content: bytes) -> bool:
    """Its first member is `mimetype`, not packed (OpenDocument 1.3 part 2, 3.3)."""
    return (
        content.startswith(b"PK\3\4") and b"mimetypeapplication/vnd.oasis.opendocument.text" in content[:120]
    )


_KINDS: tuple[tuple[Format, Callable[[bytes], bool]], ...] = (
    (Format.PDF, _is_pdf),
    (Format.ODT, _is_odt),
    (Format.DOCX, _starts(b"PK\3\4", b"PK\5\6")),
    (Format.RTF, _starts(b"{\\rtf")),
    (Format.PNG, _starts(b"\x89PNG\r\n\x1a\n")),
    (Format.JPEG, _starts(b"\xff\xd8\xff")),
)
"""In this order. A zip is taken for .docx; what lies in it tells whether it is one."""
