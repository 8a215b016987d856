"""What stands at the edge of every page of a printed document: its number, and a heading that comes again.

A number alone on a line may also be a cell of a table; so it counts as a page's only where the numbers of
other pages go on from it, or where it stands in the middle of a sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from audio.documents.lines import Line

_PLAIN_NUMBER = re.compile(r"(\d{1,3})")
_MARKED_NUMBER = re.compile(
    r"[-–—] ?(\d{1,3}) ?[-–—]|(?:trang|page)(?: số)?\s*:?\s*(\d{1,3})(?:\s*(?:/|trên|of|\|)\s*\d{1,3})?",
    re.IGNORECASE,
)
_GAZETTE = re.compile(
    r"(?:CÔNG BÁO|Công báo)\s*/?\s*Số [\d+ ]{1,20}/?\s*Ngày [\d/-]{6,10}(?:\s+\d{1,3})?|"
    r"\d{1,3}\s+CÔNG BÁO\b.{0,60}"
)
"""The head of each page of the official gazette."""
_WRAPPED_FROM = 40
_SHORTEST_HEADING = 8
_FEWEST_HEADINGS = 3


def page_marks(lines: Sequence[Line]) -> frozenset[int]:
    """Return which lines are such, in time proportional to their number."""
    gazette = frozenset(index for index, line in enumerate(lines) if _GAZETTE.fullmatch(line.text))
    numbers = gazette | frozenset(_numbers(lines, gazette))
    return numbers | frozenset(_running_heads(lines, numbers))


def _numbers(lines: Sequence[Line], heads: frozenset[int]) -> Iterator[int]:
    """Give marked numbers, and plain ones beside a head, in a row of numbers, or amid a sentence."""
    found = [(index, *read) for index, line in enumerate(lines) if (read := _number(line))]
    for at, (index, number, is_marked) in enumerate(found):
        before = found[at - 1][1] if at else None
        after = found[at + 1][1] if at + 1 < len(found) else None
        if (
            is_marked
            or {index - 1, index + 1} & heads
            or (_ends_a_page(lines, index) and (number - 1 == before or number + 1 == after))
            or _cuts_a_sentence(lines, index)
        ):
            yield index


def _number(line: Line) -> tuple[int, bool] | None:
    marked = _MARKED_NUMBER.fullmatch(line.text)
    if marked:
        return int(marked[1] or marked[2]), True
    return (int(line.text), False) if _PLAIN_NUMBER.fullmatch(line.text) else None


def _ends_a_page(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or len(lines[index - 1].text) >= _WRAPPED_FROM


def _cuts_a_sentence(lines: Sequence[Line], index: int) -> bool:
    if not 0 < index < len(lines) - 1:
        return False
    above, below = lines[index - 1], lines[index + 1]
    is_open = len(above.text) >= _WRAPPED_FROM and not above.is_ended
    return is_open and below.text[0].islower() and len(below.text) >= _WRAPPED_FROM


def _running_heads(lines: Sequence[Line], numbers: frozenset[int]) -> Iterator[int]:
    """Give headings beside page numbers that stood before; the first is the document's own."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.is_short and len(line.text) >= _SHORTEST_HEADING and index not in numbers:
            places[line.text.casefold()].append(index)
    for standing in places.values():
        beside = [index for index in standing if {index - 1, index + 1} & numbers]
        if len(standing) >= _FEWEST_HEADINGS and len(beside) >= _FEWEST_HEADINGS - 1:
            yield from standing[1:]
