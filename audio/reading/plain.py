"""Source text to plain text: one way of writing each letter, each still knowing where it stood.

NFC of whole letters, NFKC of odd signs, zero-width signs gone, entities resolved. Superscripts
stay, because a unit (m²) and a footnote mark (¹) differ only there.
"""

import html
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audio.span import SourceSpan

_ORDINARY = r" -~À-ÏÑ-ÖØ-ïñ-öø-žƠơƯưẠ-ỹ\n–—“”‘’…•°²³µ"
_ODD = re.compile(
    r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"
    r"|\r\n|[^\u0300-\u036f\r\n][\u0300-\u036f]+"
    rf"|[^{_ORDINARY}]"
)
_FIXED = dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {
    **{sign: sign for sign in "¹²³⁰⁴⁵⁶⁷⁸⁹"},
    **dict.fromkeys("™℠", ""),
    **dict.fromkeys("ÐƉ", "Đ"),
    **dict.fromkeys("ðɖ", "đ"),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
}
"""Line breaks of all kinds are one; superscripts stay; marks of trade are no letters of the name.

The Icelandic eth stands in for đ on many pages, and small capitals for small letters.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Normalised `text`; character `i` stands for source characters `starts[i]` to `ends[i]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> SourceSpan:
        return SourceSpan(start=self.starts[start], end=self.ends[end - 1])


def plain(source: str, *, kept: Sequence[SourceSpan] | None) -> Plain:
    """Normalise `source`, or only the `kept` spans of it, in which a line break is mere wrapping.

    Without `kept` every line is a paragraph. With it, spans apart by a line break are paragraphs.
    """
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    for text, start, end in _pieces(source, kept):
        pieces.append(text)
        if len(text) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))
    return Plain(text="".join(pieces), starts=starts, ends=ends)


def _pieces(source: str, kept: Sequence[SourceSpan] | None) -> Iterator[tuple[str, int, int]]:
    """Give (plain text, source start, source end); equal lengths mean letter for letter."""
    if kept is None:
        yield from _normalised(source, 0, len(source))
        return
    before = 0
    for span in kept:
        gap = source[before : span.start]
        yield ("\n" if "\n" in gap or "\r" in gap else " "), before, max(span.start, before + 1)
        for text, start, end in _normalised(source, span.start, span.end):
            yield text.replace("\n", " "), start, end
        before = span.end


def _normalised(source: str, begin: int, stop: int) -> Iterator[tuple[str, int, int]]:
    at = begin
    for odd in _ODD.finditer(source, begin, stop):
        if odd.start() > at:
            yield source[at : odd.start()], at, odd.start()
        yield from _resolved(odd)
        at = odd.end()
    if stop > at:
        yield source[at:stop], at, stop


def _resolved(odd: re.Match[str]) -> Iterable[tuple[str, int, int]]:
    text = odd[0]
    if text.startswith("&") and len(text) > 1:
        text = html.unescape(text)
    if len(text) > 1:
        text = unicodedata.normalize("NFC", text)
    text = "".join(_sign(sign) for sign in text)
    return ((text, odd.start(), odd.end()),) if text else ()


def _sign(sign: str) -> str:
    """Return the plain form of one character: itself, others in its place, a space or nothing."""
    if sign in _FIXED:
        return _FIXED[sign]
    match unicodedata.category(sign):
        case "Cf" | "Mn" | "Me" | "Cs" | "Cn":
            return ""
        case "Cc" | "Co" | "Zs":
            return " "
        case "Nd":
            return str(unicodedata.decimal(sign))
        case "No":
            return _numeral(unicodedata.normalize("NFKC", sign))
        case _:
            return unicodedata.normalize("NFKC", sign)


def _numeral(text: str) -> str:
    """`2½` is two and a half, not twenty-one halves."""
    return " " + text.replace("\u2044", "/") if "\u2044" in text else text
