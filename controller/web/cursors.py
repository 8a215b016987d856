"""A place in a long list, as addresses of pages carry it."""

from datetime import datetime
from urllib.parse import urlencode

from controller.outlook.lists import Cursor


def cursor_of(text: str) -> Cursor | None:
    """Read what `next_page` wrote; anything else is the list's beginning."""
    at, _, name = text.partition("_")
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return None
    return Cursor(at=instant, id=name) if instant.tzinfo and name else None


def next_page(path: str, cursor: Cursor | None, search: str) -> str:
    """Return the address of the next page; empty at the end of the list."""
    if cursor is None:
        return ""
    wanted = {"before": f"{cursor.at.isoformat()}_{cursor.id}"} | ({"q": search} if search else {})
    return f"{path}?{urlencode(wanted)}"
