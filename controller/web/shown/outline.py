"""A long document as the tree its drafters wrote, each branch with how long it would sound."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import accumulate

from audio.documents.outline import Branch, Division, outline
from audio.documents.spoken import spoken_places
from audio.reading.lexicon import official_lexicon
from audio.reading.parts import spoken_length
from audio.reading.read import read
from audio.reading.values import Reading
from audio.span import SourceSpan
from controller.web.words import Words

_OPEN_TO = Division.ARTICLE
"""Smaller divisions are folded away until somebody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twig:
    """A branch as a choice: `value` is its place, START-END."""

    value: str
    words: str
    length: str
    seconds: int
    is_open: bool
    twigs: tuple["Twig", ...]


@dataclass(frozen=True, slots=True)
class _Lengths:
    """Where each sentence starts, and how many seconds are spoken before it."""

    starts: Sequence[int]
    before: Sequence[float]

    def seconds(self, span: SourceSpan) -> int:
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return round(self.before[last] - self.before[first])


def tree(text: str, words: Words) -> tuple[Twig, ...]:
    lengths = _lengths(text)
    return tuple(_twig(branch, lengths, words) for branch in outline(text))


def seconds_of(text: str, places: Sequence[SourceSpan]) -> timedelta:
    """Return about how long some places of a text sound."""
    lengths = _lengths(text)
    return timedelta(seconds=sum(lengths.seconds(place) for place in places))


@lru_cache(maxsize=8)
def _lengths(text: str) -> _Lengths:
    """A decree takes a second or two to read, and its page is asked for again and again."""
    reading = read(text, lexicon=official_lexicon(), kept=spoken_places(text).kept)
    each = (spoken_length(Reading(sentences=(one,))).total_seconds() for one in reading.sentences)
    return _Lengths(starts=[one.span.start for one in reading.sentences], before=[0.0, *accumulate(each)])


def _twig(branch: Branch, lengths: _Lengths, words: Words) -> Twig:
    seconds = lengths.seconds(branch.span)
    return Twig(
        value=f"{branch.span.start}-{branch.span.end}",
        words=_named(branch, words),
        length=words.length(timedelta(seconds=seconds)),
        seconds=seconds,
        is_open=branch.division < _OPEN_TO,
        twigs=tuple(_twig(one, lengths, words) for one in branch.branches),
    )


def _named(branch: Branch, words: Words) -> str:
    kinds = {
        Division.PART: words.say("Part %(number)s", number=branch.number),
        Division.CHAPTER: words.say("Chapter %(number)s", number=branch.number),
        Division.SECTION: words.say("Section %(number)s", number=branch.number),
        Division.SUBSECTION: words.say("Subsection %(number)s", number=branch.number),
        Division.ARTICLE: words.say("Article %(number)s", number=branch.number),
        Division.CLAUSE: words.say("Clause %(number)s", number=branch.number),
        Division.POINT: words.say("Point %(number)s", number=branch.number),
    }
    named = kinds[branch.division]
    return f"{named}. {branch.title}" if branch.title else named
