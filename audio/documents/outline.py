"""A decree as the tree its drafters wrote: Phần, Chương, Mục, Điều, Khoản, Điểm, each with its place.

Nothing here chooses what is heard; people tick. The divisions and their order are those of the Law on
Promulgation of Legal Documents and of Decree 30/2020/NĐ-CP, appendix I.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from audio.documents.lines import Line, lines_of
from audio.span import SourceSpan


class Division(IntEnum):
    """Larger ones first; a division holds only smaller ones."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    SUBSECTION = 4
    ARTICLE = 5
    CLAUSE = 6
    POINT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A division with all that is in it."""

    division: Division
    number: str
    """As it is written: "IV", "12", "12a", "đ"."""
    title: str
    """What stands beside or under the number; empty for clauses and points, whose text begins at once."""
    span: SourceSpan
    """From the number to the last letter before the next division that it does not hold."""
    branches: tuple["Branch", ...] = ()


@dataclass(slots=True)
class _Opening:
    """A division whose end is not yet met."""

    branch: Branch
    inside: list[Branch]


_NUMBER = r"(?P<number>(?i:thứ \w+(?: mươi| lăm)?)|[IVXLC]+|\d{1,4}[a-zđ]?)"
_TITLE = r"(?:\s*(?P<mark>[.:])\s*|\s+|$)(?P<title>.*)"
_SIGNS: tuple[tuple[Division, re.Pattern[str]], ...] = (
    (Division.PART, re.compile(rf"(?:Phần|PHẦN)\s+(?:{_NUMBER}){_TITLE}")),
    (Division.CHAPTER, re.compile(rf"(?:Chương|CHƯƠNG)\s+(?:{_NUMBER}){_TITLE}")),
    (Division.SUBSECTION, re.compile(rf"(?:Tiểu mục|TIỂU MỤC)\s+(?:{_NUMBER}){_TITLE}")),
    (Division.SECTION, re.compile(rf"(?:Mục|MỤC)\s+(?:{_NUMBER}){_TITLE}")),
    (
        Division.ARTICLE,
        re.compile(r"(?:Điều|ĐIỀU)\s+(?P<number>\d{1,4}[a-zđ]?)(?:\s*[.:]\s*|$)(?P<title>.*)"),
    ),
    (Division.CLAUSE, re.compile(r"(?P<number>\d{1,3}[a-zđ]?)\.\s+(?=\S)(?P<title>)")),
    (Division.POINT, re.compile(r"(?P<number>[a-zđ]{1,2}\d?)\)\s+(?=\S)(?P<title>)")),
)
_TITLED_BELOW = frozenset({Division.PART, Division.CHAPTER, Division.SECTION, Division.SUBSECTION})
_ENDS = re.compile(r"(?:TM|KT|TL|TUQ)\.\s?\S|(?:Nơi nhận|NƠI NHẬN)\s*:|(?:PHỤ LỤC|Phụ lục)(?:\s|$)")
"""What follows the last article and belongs to none."""


def outline(text: str) -> tuple[Branch, ...]:
    """Return the largest divisions of `text` in order; none where it has no articles or chapters.

    Numbered lines before the first article are a list like any other, and no clauses. Takes time in
    proportion to the length of `text`.
    """
    lines = lines_of(text)
    standing: list[_Opening] = []
    done: list[Branch] = []
    last = 0
    for index, line in enumerate(lines):
        found = _branch(lines, index)
        if _ENDS.match(line.text):
            _close(standing, done, Division.PART, last)
        elif found is not None and (standing or found.division <= Division.ARTICLE):
            _close(standing, done, found.division, last)
            standing.append(_Opening(branch=found, inside=[]))
        last = line.span.end
    _close(standing, done, Division.PART, last)
    return tuple(done)


def walk(branches: Sequence[Branch]) -> Iterator[Branch]:
    """Give every branch, each before those in it, as the text has them."""
    for branch in branches:
        yield branch
        yield from walk(branch.branches)


def _close(standing: list[_Opening], done: list[Branch], division: Division, end: int) -> None:
    """End all that cannot hold `division`; each goes to the one around it."""
    while standing and standing[-1].branch.division >= division:
        closed = standing.pop()
        span = replace(closed.branch.span, end=max(end, closed.branch.span.end))
        branch = replace(closed.branch, span=span, branches=tuple(closed.inside))
        (standing[-1].inside if standing else done).append(branch)


def _branch(lines: Sequence[Line], index: int) -> Branch | None:
    line = lines[index]
    for division, sign in _SIGNS:
        found = sign.match(line.text)
        if found and not (division in _TITLED_BELOW and _is_mention(line, found)):
            title = found["title"].strip() or _below(lines, index, division)
            return Branch(division=division, number=found["number"], title=title, span=line.span)
    return None


def _is_mention(line: Line, found: re.Match[str]) -> bool:
    """Tell "Mục 2 Chương này quy định" in running text from a heading: that is marked, loud or bare."""
    title = found["title"].strip()
    is_heading = not title or title.isupper() or (found["mark"] and title[0].isupper())
    return line.is_prose or not is_heading


def _below(lines: Sequence[Line], index: int, division: Division) -> str:
    """Return the title under a number: lines in capitals, or one short line."""
    if division not in _TITLED_BELOW:
        return ""
    below = [line.text for line in lines[index + 1 : index + 5]]
    capitals = next((count for count, text in enumerate(below) if not text.isupper()), len(below))
    if capitals:
        return " ".join(below[:capitals])
    is_title = bool(below) and len(below[0]) < 120 and not any(sign.match(below[0]) for _, sign in _SIGNS)
    return below[0] if is_title else ""
