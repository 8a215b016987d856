"""A place in a long list, as addresses of pages carry it."""

from datetime import datetime
from urllib.parse import urlencode

from controller.outlook.lists import Cursor

_YEARS = range(2000, 2100)


def cursor_of(text: str) -> Cursor | None:
    """Read what `next_page` wrote; anything else is the list's beginning."""
    at, _, name = text.partition("_")
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return None
    is_ours = instant.tzinfo and instant.year in _YEARS and name and name.isprintable()
    return Cursor(at=instant, id=name) if is_ours else None


def next_page(path: str, cursor: Cursor | None, search: str) -> str:
    """Return the address of the next page; empty at the end of the list."""
    if cursor is None:
        return ""
    wanted = {"before": f"{cursor.at.isoformat()}_{cursor.id}"} | ({"q": search} if search else {})
    return f"{path}?{urlencode(wanted)}"
