"""From what gives persons away to what goes with it: cuts in a plain text, in order, none overlapping."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from audio.documents.clauses import clauses
from audio.documents.followers import bare_headings, speaks_on
from audio.documents.passages import Passage, passages
from audio.documents.told_lives import heading_told, lives_told
from audio.documents.told_numbers import numbers_told
from audio.documents.traces import MAY_BE_PUBLIC, Kind, Trace
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
    read = passages(text)
    gone: list[Kind | None] = []
    under: Kind | None = None
    heading: Passage | None = None
    for passage in read:
        under = heading_told(passage, under)
        traces = sorted(_traces(passage, under, is_allowed))
        if traces and under and heading:
            yield _whole(heading, Trace(start=0, end=len(heading.text), kind=under))
        heading = passage if under and not passage.names else None
        found = _of(passage, traces, under, gone[-1] if gone else None)
        yield from found
        gone.append(found[0].kind if found and _is_gone(passage, found) else None)
    for head, kind in bare_headings(read, _with_their_lines(read, gone)):
        yield _whole(head, Trace(start=0, end=len(head.text), kind=kind))


def _with_their_lines(read: Sequence[Passage], gone: Sequence[Kind | None]) -> Sequence[Kind | None]:
    """Of a listed line that goes, all passages go: also the "1." before the name."""
    lines = {one.line.start: kind for one, kind in zip(read, gone, strict=True) if kind and one.is_listed}
    return [kind or lines.get(one.line.start) for one, kind in zip(read, gone, strict=True)]


def _of(passage: Passage, traces: Sequence[Trace], under: Kind | None, before: Kind | None) -> Sequence[Cut]:
    """Return what goes of a passage, `before` which another went as a whole."""
    if traces and (under or passage.is_listed):
        return [_cut(passage, traces[0], passage.line)]
    if traces:
        return list(_within(passage, traces))
    told = speaks_on(passage, before) if before else None
    return [_whole(passage, told)] if told else []


def _is_gone(passage: Passage, found: Sequence[Cut]) -> bool:
    end = passage.start + len(passage.text)
    is_all = found[0].start <= passage.start and found[-1].end >= end
    return is_all or not any(map(str.isalnum, _left(passage, found)))


def _traces(passage: Passage, under: Kind | None, is_allowed: IsAllowed) -> Iterator[Trace]:
    if under:
        yield from (Trace(start=name.start, end=name.end, kind=under) for name in passage.names)
    for trace in chain(numbers_told(passage), lives_told(passage)):
        if trace.kind not in MAY_BE_PUBLIC or not is_allowed(passage.text[trace.start : trace.end]):
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
