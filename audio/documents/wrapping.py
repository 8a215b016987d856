"""Which line breaks are mere wrapping: a sentence goes on in the next line.

A small letter below tells it nearly always. Before a capital or a figure the width of the block tells:
the next word would not have fitted, and other lines of the block are surely wrapped.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from audio.documents.lines import Line

_STARTS_ANEW = re.compile(r"[-+*•–—]|\(?\w{1,4}[.)]\s|[^:]{1,30}:(?:\s|$)")
_BULLET = re.compile(r"[-+*•–—]|\(?\w{1,4}[.)]\s")
_WRAPPED_FROM = 40
"""A line shorter than this ended where its writer wanted it to."""
_HYPHENATED = re.compile(r"\w ?[-–]$")
_HYPHENATED_FROM = 20
_LEADS_ON = re.compile(
    r"(?:^|\s)(?:tại|của|và|các|những|cho|với|trong|từ|do|là|ở|bằng|hoặc|bị|để|mà|khoảng|gồm|thuộc|lúc|"
    r"(?:ít|nhiều) nhất|(?:trước|từ|đến|vào|của|và) ngày)$"
)
"""Words that no sentence and no heading ends with."""

Joint = tuple[Line, Line]


def wrapped(joints: Sequence[Joint], *, touching: Sequence[bool]) -> Iterator[Joint]:
    """Give those pairs of neighbours that are one sentence; between `touching` ones is no empty line."""
    sure = [
        _is_sure(above, below, touches=touches)
        for (above, below), touches in zip(joints, touching, strict=True)
    ]
    at = 0
    for touches, run in groupby(touching):
        block = joints[at : at + len(list(run))]
        found = sure[at : at + len(block)]
        width = _width(block) if touches and _is_wrapped(block, found) else None
        for joint, is_sure in zip(block, found, strict=True):
            if is_sure or (width is not None and _would_not_fit(joint, width)):
                yield joint
        at += len(block)


def _is_sure(above: Line, below: Line, *, touches: bool) -> bool:
    if below.text[:1].islower() and not _BULLET.match(below.text):
        if touches and len(above.text) >= _HYPHENATED_FROM and _HYPHENATED.search(above.text):
            return True
        return _is_open(above)
    return touches and _is_open(above) and _goes_on(below) and _LEADS_ON.search(above.text) is not None


def _is_open(above: Line) -> bool:
    return len(above.text) >= _WRAPPED_FROM and not above.is_ended


def _goes_on(below: Line) -> bool:
    return below.text[:1].isalnum() and not _STARTS_ANEW.match(below.text)


def _is_wrapped(block: Sequence[Joint], sure: Sequence[bool]) -> bool:
    """In wrapped text most lines that end openly surely go on; in a list of headlines hardly any does."""
    may_go_on = sum(_is_open(above) for above, _ in block)
    return any(sure) and 2 * sum(sure) >= may_go_on


def _width(block: Sequence[Joint]) -> int:
    return max(len(line.text) for joint in block for line in joint)


def _would_not_fit(joint: Joint, width: int) -> bool:
    above, below = joint
    first = below.text.split(maxsplit=1)[0]
    is_like = above.text.isupper() == below.text.isupper()
    return is_like and _is_open(above) and _goes_on(below) and len(above.text) + 1 + len(first) > width
