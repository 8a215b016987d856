"""A table in one line a row: its cells with ` | ` between. The ear has no columns."""

from collections.abc import Sequence

_BAR = " | "


def flat_row(cells: Sequence[str]) -> str:
    """Return the row without edges; a cell of several lines becomes one. Empty where all are empty."""
    flat = [" ".join(cell.split()) for cell in cells]
    return _BAR.join(cell for cell in flat if cell)
