"""A text as its sentences, each knowing whom it names and whether it stands in a list of contacts.

What gives a person away is told from what stands beside it; nothing looks further than this.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.documents.lines import PROSE
from audio.documents.people import names_in
from audio.span import SourceSpan

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’)\]»]*+\s+")
_SHORTENED = re.compile(
    r"(?<!\w)(?:TP|Tp|TX|TT|Q|P|TS|ThS|Ths|PGS|GS|BS|KS|LS|Đ/c|ĐT|ĐC|DĐ|Tel|Fax|[A-ZĐ])\.$"
)
_BULLET = re.compile(r"\s*(?:[-+•*–—]|\(?\w{1,3}[.)])\s+")
_CALL = re.compile(r"(?:số )?(?:điện thoại|đt|sđt|di động|dđ|mobile|tel|email|e-mail|zalo)\b", re.IGNORECASE)
_LONGEST_ROW = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence. Places in it count from its own first character; `start` says where that stands."""

    text: str
    start: int
    line: SourceSpan
    """The whole line that it stands in."""
    names: tuple[SourceSpan, ...]
    is_listed: bool
    """It is a row of a table, or an entry of a list of persons: no sentence, so it goes as a whole."""
    is_under_a_name: bool
    """The passage before it is short and names somebody."""


def passages(text: str) -> Sequence[Passage]:
    """Cut `text`, in which each line is a paragraph, in time proportional to its length."""
    names = tuple(names_in(text))
    starts = [name.start for name in names]
    found: list[Passage] = []
    for line in _LINE.finditer(text):
        span = SourceSpan(start=line.start(), end=line.end())
        first = bisect_left(starts, span.start)
        listed = _is_listed(line[0], span, names[first : first + 1])
        for start, end in _sentences(text, span):
            here = names[bisect_left(starts, start) : bisect_left(starts, end)]
            found.append(
                Passage(
                    text=text[start:end],
                    start=start,
                    line=span,
                    names=tuple(SourceSpan(start=one.start - start, end=one.end - start) for one in here),
                    is_listed=listed,
                    is_under_a_name=bool(found and found[-1].names and len(found[-1].text) < PROSE),
                )
            )
    return found


def _sentences(text: str, line: SourceSpan) -> Iterator[tuple[int, int]]:
    start = line.start
    for stop in _STOP.finditer(text, line.start, line.end):
        last = text[max(start, stop.start() - 5) : stop.start() + 1]
        if _begins(text, stop.end()) and not _SHORTENED.search(last):
            yield start, stop.end()
            start = stop.end()
    yield start, line.end


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence may begin here; after "TP." or a number's dot none does."""
    return text[at : at + 2].lstrip('"“‘(')[:1].isupper()


def _is_listed(line: str, span: SourceSpan, first_name: Sequence[SourceSpan]) -> bool:
    if " | " in line and len(line) < _LONGEST_ROW:
        return True
    if len(line) >= PROSE or line.rstrip().endswith((".", "!", "?")):
        return False
    bullet = _BULLET.match(line)
    begin = bullet.end() if bullet else len(line) - len(line.lstrip())
    is_called = any(name.start == span.start + begin for name in first_name)
    return is_called or _CALL.match(line, begin) is not None
