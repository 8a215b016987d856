"""Text as it came -> what is to be read of it, and what was set aside and why. Nothing is lost silently.

Kept and set-aside places never overlap, and between them lies only white space; so staff can take
any of it back.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio.documents.debris import LINE_DEBRIS, PLACE_DEBRIS, Reason
from audio.documents.lines import Line, lines_of
from audio.documents.page_marks import page_marks
from audio.documents.wrapping import Joint, wrapped
from audio.span import SourceSpan

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    span: SourceSpan
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """`kept` in order, as `audio.reading.read` takes it: a line break inside a span is mere wrapping.

    `joined` are the places that were taken for wrapping: line breaks, and page numbers between two.
    """

    kept: tuple[SourceSpan, ...]
    set_aside: tuple[SetAside, ...]
    joined: tuple[SourceSpan, ...]


def clean(text: str) -> Cleaned:
    """Tell notice from debris. Takes time in proportion to the length of `text`."""
    lines = lines_of(text)
    reasons = _reasons(lines)
    aside = [SetAside(span=line.span, reason=reason) for line, reason in reasons.items()]
    marks = sorted((one for one in aside if one.reason is Reason.PAGE_MARK), key=_start)
    joined = {gap.start: gap for gap in _wrappings(text, lines, reasons)}
    kept: list[SourceSpan] = []
    for paragraph in _paragraphs([line for line in lines if line not in reasons], joined):
        cuts = list(_places(text, paragraph))
        within = marks[
            bisect_left(marks, paragraph.start, key=_start) : bisect_left(marks, paragraph.end, key=_start)
        ]
        kept += _without(paragraph, sorted([*cuts, *within], key=lambda cut: cut.span), text)
        aside += cuts
    return Cleaned(
        kept=tuple(kept),
        set_aside=tuple(sorted(aside, key=lambda each: each.span)),
        joined=tuple(joined.values()),
    )


def _start(one: SetAside) -> int:
    return one.span.start


def _reasons(lines: Sequence[Line]) -> Mapping[Line, Reason]:
    """Tell of each line that is debris why; the others are looked at as if page marks were not there."""
    seen = [line for line in lines if line.text]
    marks = {seen[index] for index in page_marks(seen)}
    rest = [line for line in seen if line not in marks]
    found = {line: Reason.SEPARATOR for line in lines if not line.text}
    found |= dict.fromkeys(marks, Reason.PAGE_MARK)
    for index, line in enumerate(rest):
        reason = next((reason for reason, is_such in LINE_DEBRIS if is_such(rest, index)), None)
        if reason:
            found[line] = reason
    return found


def _wrappings(text: str, lines: Sequence[Line], reasons: Mapping[Line, Reason]) -> Iterator[SourceSpan]:
    """Give the gaps within a sentence, over page marks too."""
    at_hand = [line for line in lines if reasons.get(line) is not Reason.PAGE_MARK]
    joints = list(pairwise(at_hand))
    for above, below in wrapped(joints, touching=[_touch(text, joint) for joint in joints]):
        if not (above in reasons or below in reasons):
            yield SourceSpan(start=above.span.end, end=below.span.start)


def _touch(text: str, joint: Joint) -> bool:
    """Tell whether no empty line parts them; what else lies between are page marks."""
    gap = text[joint[0].span.end : joint[1].span.start]
    return bool(gap.strip()) or len(_BREAK.findall(gap)) == 1


def _paragraphs(lines: Sequence[Line], joins: Mapping[int, SourceSpan]) -> Iterator[SourceSpan]:
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
    """Give what is left; a line break between two cuts too, or else a sentence would end there."""
    start = paragraph.start
    for end, following in [*((cut.span.start, cut.span.end) for cut in cuts), (paragraph.end, paragraph.end)]:
        between = text[start:end]
        if between.strip() or (start > paragraph.start and _BREAK.search(between)):
            yield SourceSpan(start=start, end=end)
        start = max(start, following)
