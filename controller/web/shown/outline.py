"""A long document as the tree its drafters wrote, each branch with how long it would sound."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import accumulate

from audio.documents.outline import Branch, Division, outline
from audio.documents.spoken import spoken_places
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.parts import spoken_length
from audio.reading.read import read
from audio.reading.values import Reading
from audio.span import SourceSpan
from controller.entries import Wording
from controller.flow.own_lexicon import with_wordings
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """How a text is read: its language, and what the organisation's dictionary and contacts say."""

    language: SpokenLanguage
    dictionary: tuple[Wording, ...]
    """All of it, of any language."""
    allowed: frozenset[str]

    def read(self, text: str) -> Reading:
        own = (one for one in self.dictionary if one.language == self.language)
        return read(
            text,
            lexicon=with_wordings(official_lexicon(self.language), own),
            kept=spoken_places(text, allowed=self.allowed).kept,
        )


def tree(text: str, words: Words, *, by: ReadBy) -> tuple[Twig, ...]:
    lengths = _lengths(text, by)
    return tuple(_twig(branch, lengths, words) for branch in outline(text))


def seconds_of(text: str, places: Sequence[SourceSpan], *, by: ReadBy) -> timedelta:
    """Return about how long some places of a text sound."""
    lengths = _lengths(text, by)
    return timedelta(seconds=sum(lengths.seconds(place) for place in places))


@lru_cache(maxsize=8)
def _lengths(text: str, by: ReadBy) -> _Lengths:
    """A decree takes a second or two to read, and its page is asked for again and again."""
    reading = by.read(text)
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
