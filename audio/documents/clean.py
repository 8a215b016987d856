"""Text as it came -> what is to be read of it, and what was set aside and why. Nothing is lost silently.

Kept and set-aside places never overlap, and between them lies only white space; so staff can take
any of it back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio.documents.debris import LINE_DEBRIS, PLACE_DEBRIS, Reason
from audio.documents.lines import Line, lines_of
from audio.span import SourceSpan

_STARTS_ANEW = re.compile(r"[-+*•–—]|\(?\w{1,4}[.)]\s")
_WRAPPED_FROM = 40
"""A line shorter than this ended where its writer wanted it to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    span: SourceSpan
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """`kept` in order, as `audio.reading.read` takes it: a line break inside a span is mere wrapping.

    `joined` are the line breaks that were taken for wrapping.
    """

    kept: tuple[SourceSpan, ...]
    set_aside: tuple[SetAside, ...]
    joined: tuple[SourceSpan, ...]


def clean(text: str) -> Cleaned:
    """Tell notice from debris. Takes time in proportion to the length of `text`."""
    lines = lines_of(text)
    reasons = [_reason(lines, index) for index in range(len(lines))]
    aside = [
        SetAside(span=line.span, reason=reason) for line, reason in zip(lines, reasons, strict=True) if reason
    ]
    good = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    joined = tuple(_wrappings(text, good))
    kept: list[SourceSpan] = []
    for paragraph in _paragraphs(good, joined):
        cuts = sorted(_places(text, paragraph), key=lambda cut: cut.span)
        kept += _without(paragraph, cuts, text)
        aside += cuts
    return Cleaned(
        kept=tuple(kept), set_aside=tuple(sorted(aside, key=lambda each: each.span)), joined=joined
    )


def _reason(lines: Sequence[Line], index: int) -> Reason | None:
    return next((reason for reason, is_such in LINE_DEBRIS if is_such(lines, index)), None)


def _wrappings(text: str, lines: Sequence[Line]) -> Iterator[SourceSpan]:
    """Give the gaps between two lines of one sentence: not ended above, going on small below."""
    for above, below in pairwise(lines):
        gap = SourceSpan(start=above.span.end, end=below.span.start)
        if (
            len(above.text) >= _WRAPPED_FROM
            and not above.is_ended
            and below.text[0].islower()
            and not _STARTS_ANEW.match(below.text)
            and not gap.of(text).strip()
        ):
            yield gap


def _paragraphs(lines: Sequence[Line], joined: Sequence[SourceSpan]) -> Iterator[SourceSpan]:
    joins = {gap.start for gap in joined}
    start: int | None = None
    for line in lines:
        start = line.span.start if start is None else start
        if line.span.end not in joins:
            yield SourceSpan(start=start, end=line.span.end)
            start = None


def _places(text: str, paragraph: SourceSpan) -> Iterator[SetAside]:
    for reason, pattern in PLACE_DEBRIS:
        group: str | int = "again" if "again" in pattern.groupindex else 0
        for found in pattern.finditer(text, paragraph.start, paragraph.end):
            start, end = found.span(group)
            yield SetAside(span=SourceSpan(start=start, end=end), reason=reason)


def _without(paragraph: SourceSpan, cuts: Sequence[SetAside], text: str) -> Iterator[SourceSpan]:
    start = paragraph.start
    for end, following in [*((cut.span.start, cut.span.end) for cut in cuts), (paragraph.end, paragraph.end)]:
        if end > start and text[start:end].strip():
            yield SourceSpan(start=start, end=end)
        start = max(start, following)
