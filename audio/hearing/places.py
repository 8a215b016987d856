"""Which words must be heard exactly: numbers, dates, money, telephone numbers, abbreviations, names."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from audio.hearing.folding import Sounding, is_number, is_number_word, soundings
from audio.language import SpokenLanguage
from audio.reading.values import Sentence, Word
from audio.span import SourceSpan

_PLAIN = frozenset({"as written", "capitals", "heading", "short form", "et cetera"})
"""Rules of `audio.reading` that leave words what they are. All others say a number or a name."""


class Kind(StrEnum):
    """What was not heard as it is written."""

    NUMBER = "number"
    NAME = "name"
    SENTENCE = "sentence"
    """Most of it: the recogniser, or the voice, is not to be trusted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words `start` to `end` of a sentence, as `soundings` counts them, and where they come from."""

    start: int
    end: int
    kind: Kind
    span: SourceSpan
    spoken: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a reading, and the words that it is."""

    word: Word
    start: int
    words: list[Sounding]
    kind: Kind | None


def places(sentence: Sentence, language: SpokenLanguage) -> tuple[Place, ...]:
    """Return what must be heard exactly, in order. A name or a number in words may be of several words."""
    parts = list(_parts(sentence, language))
    found: list[Place] = []
    for (kind, _), group in groupby(parts, key=_together):
        own = list(group)
        if kind is not None and _counts(kind, own):
            found.append(_place(kind, own))
    return tuple(found)


def _parts(sentence: Sentence, language: SpokenLanguage) -> Iterator[_Part]:
    start = 0
    for number, word in enumerate(sentence.words):
        words = soundings(word.text, language)
        if words:
            following = sentence.words[number + 1 : number + 2]
            begins = number == 0 and not any(map(_is_capitalised, following))
            yield _Part(word, start, words, _kind(word, words, language, begins=begins))
        start += len(words)


def _kind(word: Word, words: list[Sounding], language: SpokenLanguage, *, begins: bool) -> Kind | None:
    """Tell what a word is; the one that `begins` a sentence has its capital from there."""
    has_number = any(is_number_word(each, language) for each in words)
    if word.rule not in _PLAIN:
        return Kind.NUMBER if has_number else Kind.NAME
    if _is_capitalised(word):
        return None if begins else Kind.NAME
    return Kind.NUMBER if has_number else None


def _is_capitalised(word: Word) -> bool:
    return word.rule in _PLAIN and word.text[:1].isupper()


def _together(part: _Part) -> tuple[Kind | None, int]:
    """Plain words that follow each other are one place; what a rule has said is a place by itself."""
    return part.kind, -1 if part.word.rule in _PLAIN else part.start


def _counts(kind: Kind, parts: list[_Part]) -> bool:
    words = [word for part in parts for word in part.words]
    by_rule = parts[0].word.rule not in _PLAIN
    return by_rule or kind is Kind.NAME or is_number(words)


def _place(kind: Kind, parts: list[_Part]) -> Place:
    first, last = parts[0], parts[-1]
    return Place(
        start=first.start,
        end=last.start + len(last.words),
        kind=kind,
        span=SourceSpan(start=first.word.span.start, end=last.word.span.end),
        spoken=" ".join(part.word.text for part in parts),
    )
