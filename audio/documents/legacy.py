"""Vietnamese from before Unicode: recognised by trying, and converted.

Office files still carry it: the fonts .VnTime (TCVN3) and VNI-Times show Vietnamese where the file
says "Th«ng b¸o" or "Thoâng baùo". No byte tells which code it is; the one under which most words are
Vietnamese syllables is right. Tables: TCVN 5712:1993; RFC 1456 (VISCII); VNI's published charts.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from audio.documents.syllables import is_syllable
from audio.documents.values import Note, NoteKind

Convert = Callable[[str], str]

_WORD = re.compile(r"[^\s\x00-@\[-`{-~“”‘’–—…•]+")
_UNICODE_LETTER = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_SAMPLE = 2000
"""So many words decide; more would only take longer."""
_SURE = 0.8
_DOUBTFUL = 0.6

_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
"""From A1 to FE. Capitals with a tone have none of their own: fonts for capitals draw these so."""
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝ"
    "ỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
"""From 80 to FF."""
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    **dict(
        zip("âáàåãä", [_CIRCUMFLEX + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)], strict=True)
    ),
    **dict(zip("êéèúüë", [_BREVE + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)], strict=True)),
}
_VNI_HORNED = str.maketrans("ôöÔÖ", "ơưƠƯ")
_VNI_LETTERS = str.maketrans("ñôöæóòîÑÔÖÆÓÒÎ", "đơưỉĩịỵĐƠƯỈĨỊỴ")
_VNI_PAIR = re.compile(f"([AaEeOoUuYyÔôÖö])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    note: NoteKind
    convert: Convert
    """From the code's bytes, read as Latin-1, to Unicode."""


def decode_legacy(content: bytes) -> tuple[str, Note] | None:
    """Return the text of bytes in an old code, and which it was; None where none makes Vietnamese of them."""
    text = content.decode("latin-1")
    words = _sample([text])
    code = max(_CODES, key=lambda each: _share(words, each.convert))
    if not words or _share(words, code.convert) < _SURE:
        return None
    return _spoken_capitals(code, text), Note(kind=code.note)


def mend_legacy(text: str) -> tuple[str, Note | None]:
    """Convert the lines that hold an old code's letters in the guise of Western ones.

    Lines that are right already stay as they are, to the letter. The note counts the others.
    """
    lines = text.splitlines(keepends=True)
    doubtful = [line for line in lines if not line.isascii() and not _UNICODE_LETTER.search(line)]
    words = _sample(doubtful)
    code = max(_MISREAD, key=lambda each: _share(words, each.convert))
    if len(words) < 2 or _share(words, _as_it_is) > _DOUBTFUL or _share(words, code.convert) < _SURE:
        return text, None
    is_mixed = any(map(_UNICODE_LETTER.search, lines))
    known = set(doubtful)
    mended = [_mended(line, code, is_mixed=is_mixed) if line in known else line for line in lines]
    count = sum(after != before for before, after in zip(lines, mended, strict=True))
    return "".join(mended), Note(kind=code.note, count=count)


def _mended(line: str, code: _Code, *, is_mixed: bool) -> str:
    """Convert a line that looks better so; one that looks right either way follows the rest of the text."""
    words = _sample([line])
    before, after = _share(words, _as_it_is), _share(words, code.convert)
    return _spoken_capitals(code, line) if after > before or (after == before and not is_mixed) else line


def _sample(lines: Sequence[str]) -> list[str]:
    words = (found[0] for line in lines for found in _WORD.finditer(line) if not found[0].isascii())
    return list(islice(words, _SAMPLE))


def _share(words: Sequence[str], convert: Convert) -> float:
    return sum(is_syllable(convert(word)) for word in words) / len(words) if words else 0.0


def _as_it_is(text: str) -> str:
    return text


def _spoken_capitals(code: _Code, text: str) -> str:
    converted = code.convert(text)
    return _capitals(converted) if code.note is NoteKind.FROM_TCVN3 else converted


def _capitals(text: str) -> str:
    """Raise small accented letters among capitals: in TCVN3 a font raised them."""
    return "".join(map(_capital_line, text.splitlines(keepends=True)))


def _capital_line(line: str) -> str:
    return line.upper() if _is_in_capitals(line, 4) else _WORD.sub(_capital_word, line)


def _capital_word(found: re.Match[str]) -> str:
    return found[0].upper() if _is_in_capitals(found[0], 2) else found[0]


def _is_in_capitals(text: str, at_least: int) -> bool:
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return len(plain) >= at_least and all(letter.isupper() for letter in plain)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _from_vni(text: str) -> str:
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_pair, text).translate(_VNI_LETTERS))


def _vni_pair(found: re.Match[str]) -> str:
    base, mark = found.groups()
    return base.translate(_VNI_HORNED) + _VNI_MARKS[mark.lower()]


def _from_viscii(text: str) -> str:
    return text.translate(_VISCII_TABLE)


def _from_windows(text: str) -> str:
    return unicodedata.normalize("NFC", text.encode("latin-1", "replace").decode("cp1258", "replace"))


_TCVN3_TABLE = {code: letter for code, letter in enumerate(_TCVN3, start=0xA1) if letter != "."}
_VISCII_TABLE = dict(enumerate(_VISCII, start=0x80))
_MISREAD = (
    _Code(note=NoteKind.FROM_TCVN3, convert=_from_tcvn3),
    _Code(note=NoteKind.FROM_VNI, convert=_from_vni),
)
_CODES = (
    _Code(note=NoteKind.FROM_WINDOWS_1258, convert=_from_windows),
    *_MISREAD,
    _Code(note=NoteKind.FROM_VISCII, convert=_from_viscii),
)
"""Of equals the first: what is really in the others hardly ever looks right under Windows' code."""
