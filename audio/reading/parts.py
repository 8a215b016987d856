"""How long a reading will sound, and pieces of it, before any voice has run."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate, pairwise
from typing import assert_never

from audio.language import SpokenLanguage
from audio.reading.english import numbers as english
from audio.reading.numbers import cardinal
from audio.reading.syllables import syllables
from audio.reading.values import Pause, Reading, Sentence, Word
from audio.span import SourceSpan

LONGEST_HEADLINE = timedelta(seconds=20)
LONGEST_PART = timedelta(seconds=90)
PART_CUE = "part cue"
"""The rule of the word that says which part follows; it stands for no place in the source."""

SYLLABLE = timedelta(milliseconds=230)
"""About 260 syllables a minute, the pace of our voices and of a calm newsreader, in each language."""
RESTS = {
    Pause.NONE: timedelta(0),
    Pause.COMMA: timedelta(milliseconds=180),
    Pause.CLAUSE: timedelta(milliseconds=350),
    Pause.SENTENCE: timedelta(milliseconds=500),
    Pause.PARAGRAPH: timedelta(milliseconds=800),
}
"""How long each pause is. Assembly obeys these too; commas are the voice's own business."""

_MS = timedelta(milliseconds=1)
_CUE_MS = 3_300
"""Room for the longest cue of up to 999 parts; how many there will be is not known before."""
_IDEAL_MS = 75_000
_SHORT_MS = 60_000
_CRUMB_MS = 25_000
_PRICE_OF_A_CRUMB = 1000.0
"""More than any other choice can save, so that a crumb is left only where nothing else is possible."""
_PRICE_AFTER = {
    Pause.NONE: 8.0,
    Pause.COMMA: 8.0,
    Pause.CLAUSE: 6.0,
    Pause.SENTENCE: 4.0,
    Pause.PARAGRAPH: 1.0,
}
"""Of ending a part at such a pause. A part of 60 or of 90 s costs 1, one of 50 s about 7."""
_PRICE_AFTER_A_LEAD = 12.0
_LINE = 200
"""So much of a line tells what it is."""
_LONGEST_LEAD = 30
"""Syllables; a longer line without a stop at its end is a paragraph."""
_BRANCH = re.compile(r"(?:điều|chương|mục|phần|article|chapter|section|part)\s+[0-9IVXL]+\b", re.IGNORECASE)
_LIST_HEAD = re.compile(
    r"(?:[IVXL]{1,6}|[A-ZĐa-zđ]|[0-9]{1,3}(?:\.[0-9]{1,2})*)\s?[.)/](?=\s)|[0-9]{1,3}(?:\.[0-9]{1,2})+(?=\s)"
    r"|(?i:thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The sentences from `first` up to but not including `last`, and about how long they sound."""

    first: int
    last: int
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A long notice in pieces that are heard in passing.

    `headline` is None where the notice says no more than it. `parts` hold every sentence once, in
    order, and each is as long as its sentences and its cue; a notice of up to 90 s has none.
    """

    headline: Run | None
    parts: tuple[Run, ...]


def spoken_length(reading: Reading) -> timedelta:
    """Estimate how long the sentences and their pauses sound, without tones."""
    return sum(_lengths(reading), timedelta(0))


def opening(reading: Reading, length: timedelta) -> Reading:
    """Return the first sentences that fit into about `length`; at least one, where there is one."""
    ends = accumulate(_lengths(reading))
    fitting = sum(1 for end in ends if end <= length)
    return Reading(sentences=reading.sentences[: max(1, fitting)], language=reading.language)


def divide(reading: Reading, *, text: str | None = None) -> Division:
    """Return the headline and the parts of 60 to 90 s; the same reading always gives the same.

    `text` is what was read: headings and heads of lists are known by how they are written. Takes
    time in proportion to the sentences and to how many of them fit into a part.
    """
    lines = _lines(reading, text)
    lengths = list(_lengths(reading))
    return Division(headline=_headline(lines, lengths), parts=tuple(_parts(lines, lengths, reading.language)))


def cue(nth: int, of: int, *, at: int, language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> Sentence:
    """Return what is said before a part, "Phần hai trên ba", at the place `at` where the part begins."""
    word = Word(text=_part_of(nth, of, language), span=SourceSpan(start=at, end=at), rule=PART_CUE)
    return Sentence(words=(word,), pause=Pause.SENTENCE)


def _part_of(nth: int, of: int, language: SpokenLanguage) -> str:
    match language:
        case SpokenLanguage.VIETNAMESE:
            return f"Phần {cardinal(str(nth))} trên {cardinal(str(of))}"
        case SpokenLanguage.ENGLISH:
            return f"Part {english.cardinal(str(nth))} of {english.cardinal(str(of))}"
        case SpokenLanguage.KOREAN:
            return f"{of}부 중 {nth}부"
        case SpokenLanguage.CHINESE:
            return f"共{of}部分 第{nth}部分"
        case SpokenLanguage.JAPANESE:
            return f"{of}部のうち第{nth}部"
        case _:
            assert_never(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What a sentence is on its line.

    It `opens` something where its line has a number or capitals only, and `leads` to what follows
    where it is a heading or announces a list.
    """

    opens: bool
    leads: bool
    pause: Pause


def _lines(reading: Reading, text: str | None) -> list[_Line]:
    lines: list[_Line] = []
    for sentence in reading.sentences:
        begins = not lines or lines[-1].pause is Pause.PARAGRAPH
        follows_lead = bool(lines) and lines[-1].leads
        is_short = _syllables(sentence, reading.language) <= _LONGEST_LEAD
        may_lead = is_short and (begins or follows_lead)
        lines.append(_line(sentence, text, begins=begins, may_lead=may_lead))
    return lines


def _line(sentence: Sentence, text: str | None, *, begins: bool, may_lead: bool) -> _Line:
    line = _written(sentence, text)
    is_branch = begins and _BRANCH.match(line) is not None
    opens = is_branch or (begins and (line.isupper() or _LIST_HEAD.match(line) is not None))
    is_title = may_lead and _stands_open(sentence, text)
    return _Line(opens=opens, leads=is_branch or is_title or _announces(sentence, text), pause=sentence.pause)


def _written(sentence: Sentence, text: str | None) -> str:
    """Return the line from the sentence on, as it is written, or else as it is spoken."""
    if text is None:
        return sentence.spoken
    start = sentence.span.start
    return text[start : start + _LINE].partition("\n")[0].strip()


def _stands_open(sentence: Sentence, text: str | None) -> bool:
    """Whether its line ends with it and without a stop, as titles do."""
    return sentence.pause is Pause.PARAGRAPH and not set(_after(sentence, text)) & set(".;!?…。")


def _announces(sentence: Sentence, text: str | None) -> bool:
    """Whether it ends its line with a colon: "như sau:"."""
    return sentence.pause is Pause.PARAGRAPH and ":" in _after(sentence, text)


def _after(sentence: Sentence, text: str | None) -> str:
    """Return the signs that end its line; none, where nobody knows."""
    if text is None:
        return ""
    end = sentence.span.end
    return text[end : end + _LINE].partition("\n")[0]


def _headline(lines: Sequence[_Line], lengths: Sequence[timedelta]) -> Run | None:
    """Take titles and the first sentence whole, and the rest of its paragraph as far as it fits."""
    ends = list(accumulate(lengths))
    fitting = sum(1 for end in ends if end <= LONGEST_HEADLINE)
    titles = next((turn for turn, line in enumerate(lines[:fitting]) if not line.leads), fitting)
    last = titles + 1
    while last < fitting and lines[last - 1].pause is not Pause.PARAGRAPH:
        last += 1
    return Run(first=0, last=last, length=ends[last - 1]) if last < len(lines) else None


def _parts(lines: Sequence[_Line], lengths: Sequence[timedelta], language: SpokenLanguage) -> Iterator[Run]:
    if sum(lengths, timedelta(0)) <= LONGEST_PART:
        return
    prices = [0.0, *(_price_between(before, after) for before, after in pairwise(lines))]
    bounds = _cheapest(list(accumulate((length // _MS for length in lengths), initial=0)), prices)
    count = len(bounds) - 1
    for nth, (first, last) in enumerate(pairwise(bounds), start=1):
        said = _length(cue(nth, count, at=0, language=language), language)
        yield Run(first=first, last=last, length=sum(lengths[first:last], said))


def _price_between(before: _Line, after: _Line) -> float:
    if before.leads:
        return _PRICE_AFTER_A_LEAD
    return 0.0 if after.opens else _PRICE_AFTER[before.pause]


def _cheapest(ends_ms: Sequence[int], prices: Sequence[float]) -> list[int]:
    """Return the bounds of the parts of the lowest price in all; `prices` are of a part's first sentence."""
    best, begins = [0.0], [0]
    for last in range(1, len(ends_ms)):
        price, first = min(
            (best[first] + prices[first] + _price_of(ends_ms[last] - ends_ms[first]), first)
            for first in _possible(ends_ms, last)
        )
        best.append(price)
        begins.append(first)
    bounds = [len(ends_ms) - 1]
    while bounds[-1]:
        bounds.append(begins[bounds[-1]])
    return bounds[::-1]


def _possible(ends_ms: Sequence[int], last: int) -> Iterator[int]:
    """Yield where a part that ends before `last` may begin; a sentence that is too long goes alone."""
    earliest_ms = ends_ms[last] - (LONGEST_PART // _MS - _CUE_MS)
    yield last - 1
    for first in range(last - 2, -1, -1):
        if ends_ms[first] < earliest_ms:
            return
        yield first


def _price_of(sentences_ms: int) -> float:
    """Rise ever faster on both sides of the ideal, so that lengths are even, and below 60 s steeply."""
    length_ms = sentences_ms + _CUE_MS
    price = ((length_ms - _IDEAL_MS) / 15_000) ** 2
    if length_ms < _SHORT_MS:
        price += ((_SHORT_MS - length_ms) / 5_000) ** 2
    return price + _PRICE_OF_A_CRUMB if length_ms < _CRUMB_MS else price


def _lengths(reading: Reading) -> Iterator[timedelta]:
    return (_length(sentence, reading.language) for sentence in reading.sentences)


def _length(sentence: Sentence, language: SpokenLanguage) -> timedelta:
    return _syllables(sentence, language) * SYLLABLE + sum(
        (RESTS[word.pause] for word in sentence.words), RESTS[sentence.pause]
    )


def _syllables(sentence: Sentence, language: SpokenLanguage) -> int:
    return sum(syllables(word.text, language) for word in sentence.words)
