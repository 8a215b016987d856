"""The guard over what is about persons: held out of the reading until somebody lets it through.

Decree 13/2023/NĐ-CP asks for consent before personal data is made known; a loudspeaker over a gate
has asked nobody. Only places are told here, never words: what is held stands in no log.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from audio.documents.clauses import clauses
from audio.documents.passages import Passage, passages
from audio.documents.told_lives import heading_told, lives_told
from audio.documents.told_numbers import numbers_told
from audio.documents.traces import Kind, Trace
from audio.reading.plain import Plain, plain
from audio.span import SourceSpan

_COUNTRY = re.compile(r"(?:\+\s*|\(\+?)84\D*(?:\(0\))?|^84(?=\D*[35789](?:\D*\d){8}\D*$)")

_ONLY_INTRODUCED = re.compile(r"[^,;]{0,150}:[\s.,;]*")
_MOST_LOOKS = 3
"""What was held may have stood between two halves of something else; so it is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`span` must not be spoken; `place` within its sentence is what gave the person away."""

    span: SourceSpan
    kind: Kind
    place: SourceSpan


def personal(text: str, kept: Sequence[SourceSpan], *, allowed: frozenset[str] = frozenset()) -> tuple[Held, ...]:
    """Find what of the `kept` spans is about persons, in order; nothing overlaps, all lies within `kept`.

    `allowed` are places in their `normal` form that the organisation let through once and for all.
    Takes any text and time in proportion to its length.
    """
    found: list[Held] = []
    for _ in range(_MOST_LOOKS):
        more = _look(text, without(kept, [held.span for held in found]), allowed)
        if not more:
            break
        found = sorted([*found, *more], key=lambda held: held.span)
    return tuple(found)


def without(kept: Sequence[SourceSpan], cuts: Sequence[SourceSpan]) -> tuple[SourceSpan, ...]:
    """Return what is left of `kept`. Both are in order and without overlaps; each cut lies within one."""
    left: list[SourceSpan] = []
    at = 0
    for span in kept:
        start = span.start
        while at < len(cuts) and cuts[at].end <= span.end:
            left.append(SourceSpan(start=start, end=cuts[at].start))
            start = cuts[at].end
            at += 1
        left.append(SourceSpan(start=start, end=span.end))
    return tuple(one for one in left if one.end > one.start)


def normal(place: str) -> str:
    """Return the form in which a place is remembered: the digits of a number, a mail in small letters."""
    small = plain(place, kept=None).text.casefold()
    if "@" in small:
        return "".join(small.split())
    return "".join(sign for sign in _COUNTRY.sub("0", small.strip()) if sign.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """What goes, and why, counted in plain text."""

    start: int
    end: int
    kind: Kind
    place: SourceSpan


def _look(text: str, kept: Sequence[SourceSpan], allowed: frozenset[str]) -> list[Held]:
    page = plain(text, kept=kept)
    return list(_within(kept, page, _joined(_cuts(page, allowed))))


def _cuts(page: Plain, allowed: frozenset[str]) -> Iterator[_Cut]:
    under: Kind | None = None
    for passage in passages(page.text):
        under = heading_told(passage, under)
        traces = sorted(_traces(passage, allowed, under))
        if traces:
            yield from _cuts_of(passage, traces, is_whole=passage.is_listed or under is not None)


def _traces(passage: Passage, allowed: frozenset[str], under: Kind | None) -> Iterator[Trace]:
    if under:
        yield from (Trace(start=name.start, end=name.end, kind=under) for name in passage.names)
    for trace in chain(numbers_told(passage), lives_told(passage)):
        if normal(passage.text[trace.start : trace.end]) not in allowed:
            yield trace


def _cuts_of(passage: Passage, traces: Sequence[Trace], *, is_whole: bool) -> Iterator[_Cut]:
    """Give the line where it goes as a whole; else clauses, and their introduction where nothing follows it."""
    if is_whole:
        yield _cut(passage, traces[0], SourceSpan(start=passage.line.start, end=passage.line.end))
        return
    cuts = list(_joined(_cut(passage, trace, _moved(span, passage.start)) for trace, span in clauses(passage, traces)))
    spans = [SourceSpan(start=cut.start - passage.start, end=cut.end - passage.start) for cut in cuts]
    left = "".join(one.of(passage.text) for one in without([SourceSpan(start=0, end=len(passage.text))], spans))
    if _ONLY_INTRODUCED.fullmatch(left):
        yield _cut(passage, traces[0], _moved(SourceSpan(start=0, end=len(passage.text)), passage.start))
    else:
        yield from cuts


def _moved(span: SourceSpan, by: int) -> SourceSpan:
    return SourceSpan(start=span.start + by, end=span.end + by)


def _cut(passage: Passage, trace: Trace, span: SourceSpan) -> _Cut:
    place = SourceSpan(start=trace.start + passage.start, end=trace.end + passage.start)
    return _Cut(start=span.start, end=span.end, kind=trace.kind, place=place)


def _joined(cuts: Iterable[_Cut]) -> Iterator[_Cut]:
    """Make one of those that overlap; the first names the reason."""
    standing: _Cut | None = None
    for cut in sorted(cuts, key=lambda one: (one.start, one.place)):
        if standing and cut.start < standing.end:
            standing = replace(standing, end=max(standing.end, cut.end))
            continue
        if standing:
            yield standing
        standing = cut
    if standing:
        yield standing


def _within(kept: Sequence[SourceSpan], page: Plain, cuts: Iterable[_Cut]) -> Iterator[Held]:
    """Give cuts as places of the source, one for each kept span that they touch."""
    at, last = 0, 0
    for cut in cuts:
        stripped = _stripped(page, cut)
        while at < len(kept) and kept[at].end <= stripped.start:
            at += 1
        touched = at
        while touched < len(kept) and kept[touched].start < stripped.end:
            one = kept[touched]
            span = SourceSpan(start=max(last, one.start, stripped.start), end=min(one.end, stripped.end))
            if span.end > span.start:
                yield Held(span=span, kind=cut.kind, place=page.span(cut.place.start, cut.place.end))
                last = span.end
            touched += 1


def _stripped(page: Plain, cut: _Cut) -> SourceSpan:
    words = page.text[cut.start : cut.end]
    start = cut.start + len(words) - len(words.lstrip())
    return page.span(start, start + len(words.strip()))
