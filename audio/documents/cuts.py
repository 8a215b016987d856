"""From what gives persons away to what goes with it: cuts in a plain text, in order, none overlapping."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from audio.documents.clauses import clauses
from audio.documents.passages import Passage, passages
from audio.documents.told_lives import heading_told, lives_told
from audio.documents.told_numbers import numbers_told
from audio.documents.traces import Kind, Trace
from audio.span import SourceSpan

_ONLY_INTRODUCES = re.compile(r"[^,;]{0,150}:[\s.,;]*")

IsAllowed = Callable[[str], bool]
"""Whether the organisation let these words through once and for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What goes, and the place that gave somebody away, as characters of the plain text."""

    start: int
    end: int
    kind: Kind
    place: SourceSpan


def cuts(text: str, is_allowed: IsAllowed) -> Iterator[Cut]:
    """Find what must not be spoken of `text`, in which each line is a paragraph; linear in its length."""
    yield from _joined(_found(text, is_allowed))


def _found(text: str, is_allowed: IsAllowed) -> Iterator[Cut]:
    under: Kind | None = None
    heading: Passage | None = None
    for passage in passages(text):
        under = heading_told(passage, under)
        traces = sorted(_traces(passage, under, is_allowed))
        if traces and under and heading:
            yield _whole(heading, Trace(start=0, end=len(heading.text), kind=under))
        heading = passage if under and not passage.names else None
        if traces and (under or passage.is_listed):
            yield _cut(passage, traces[0], passage.line)
        elif traces:
            yield from _within(passage, traces)


def _traces(passage: Passage, under: Kind | None, is_allowed: IsAllowed) -> Iterator[Trace]:
    if under:
        yield from (Trace(start=name.start, end=name.end, kind=under) for name in passage.names)
    for trace in chain(numbers_told(passage), lives_told(passage)):
        if not is_allowed(passage.text[trace.start : trace.end]):
            yield trace


def _within(passage: Passage, traces: Sequence[Trace]) -> Iterator[Cut]:
    """Cut clauses; the whole where nothing but an introduction would be left."""
    found = list(
        _joined(_cut(passage, trace, _moved(span, passage.start)) for trace, span in clauses(passage, traces))
    )
    if _ONLY_INTRODUCES.fullmatch(_left(passage, found)):
        yield _whole(passage, traces[0])
    else:
        yield from found


def _left(passage: Passage, found: Iterable[Cut]) -> str:
    left: list[str] = []
    at = 0
    for cut in found:
        left.append(passage.text[at : cut.start - passage.start])
        at = cut.end - passage.start
    return "".join([*left, passage.text[at:]])


def _whole(passage: Passage, trace: Trace) -> Cut:
    return _cut(passage, trace, SourceSpan(start=passage.start, end=passage.start + len(passage.text)))


def _cut(passage: Passage, trace: Trace, span: SourceSpan) -> Cut:
    place = _moved(SourceSpan(start=trace.start, end=trace.end), passage.start)
    return Cut(start=span.start, end=span.end, kind=trace.kind, place=place)


def _moved(span: SourceSpan, by: int) -> SourceSpan:
    return SourceSpan(start=span.start + by, end=span.end + by)


def _joined(found: Iterable[Cut]) -> Iterator[Cut]:
    """Make one of those that overlap; the first names the reason."""
    standing: Cut | None = None
    for cut in sorted(found, key=lambda one: (one.start, one.place)):
        if standing and cut.start < standing.end:
            standing = replace(standing, end=max(standing.end, cut.end))
            continue
        if standing:
            yield standing
        standing = cut
    if standing:
        yield standing
