"""The order in which a page of loose letters is read: pure geometry, numbers in, lines out.

Lengths are points from the lower left corner, as in a PDF. Lines are split at wide gaps; where the
pieces right of a gap begin under one another and both sides run like prose, they are columns and
each is read whole. Otherwise pieces on one height are the cells of one row.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from audio.documents.tables import flat_row

_LEFTMOST, _RIGHTMOST = 0.25, 0.75
"""Between these shares of the width the second column begins."""
_FEWEST = 4
"""Fewer lines than these side by side are no columns."""
_FULL = 0.6
"""Lines of prose fill this much of their column; cells of a table do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words on one height, without a wide gap in them."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    def is_level_with(self, other: "Piece") -> bool:
        return other.bottom < self.middle < other.top or self.bottom < other.middle < self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The lines of a page in reading order."""

    lines: tuple[str, ...]
    has_columns: bool


def lay(pieces: Sequence[Piece]) -> Laid:
    """Put the pieces of a page in order."""
    rows = _rows(pieces)
    lines, has_columns = _laid(rows, 3)
    return Laid(lines=tuple(lines), has_columns=has_columns)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one height, left to right; heights from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.left)):
        if rows and piece.is_level_with(rows[-1][0]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _laid(rows: Sequence[Sequence[Piece]], deep: int) -> tuple[list[str], bool]:
    gutter = _gutter(rows) if deep else None
    if gutter is None:
        return [flat_row([piece.text for piece in row]) for row in rows], False
    lines: list[str] = []
    has_columns = False
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = list(run)
        sides = None if crosses else _sides(band, gutter)
        parts = [band] if sides is None else sides
        for part in parts:
            below, has_more = _laid(part, deep - 1 if sides else 0)
            lines += below
            has_columns |= has_more or sides is not None
    return lines, has_columns


def _gutter(rows: Sequence[Sequence[Piece]]) -> float | None:
    """Return where most pieces begin that are neither the first of the page's width nor near its end."""
    pieces = [piece for row in rows for piece in row]
    if not pieces:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    inner = [
        round(piece.left / 4) * 4
        for piece in pieces
        if _LEFTMOST < (piece.left - left) / max(right - left, 1.0) < _RIGHTMOST
    ]
    ((place, count),) = Counter(inner).most_common(1) or [(0, 0)]
    return place - 2.5 if count >= _FEWEST else None


def _crosses(row: Sequence[Piece], gutter: float) -> bool:
    return any(piece.left < gutter < piece.right for piece in row)


def _sides(band: Sequence[Sequence[Piece]], gutter: float) -> list[list[list[Piece]]] | None:
    """Return the band left and right of the gutter where both sides are prose."""
    sides = [list(_side(band, gutter, is_left=True)), list(_side(band, gutter, is_left=False))]
    return sides if all(map(_is_prose, sides)) else None


def _side(band: Sequence[Sequence[Piece]], gutter: float, *, is_left: bool) -> Iterator[list[Piece]]:
    for row in band:
        side = [piece for piece in row if (piece.left < gutter) is is_left]
        if side:
            yield side


def _is_prose(rows: Sequence[Sequence[Piece]]) -> bool:
    if len(rows) < _FEWEST:
        return False
    widths = [row[-1].right - row[0].left for row in rows]
    return median(widths) >= _FULL * max(widths)
