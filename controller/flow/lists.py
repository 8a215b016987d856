"""Long lists for pages, one page at a time: notices and broadcasts, newest first, found by their titles.

A search takes every word of it anywhere in a title; case, accents and tone marks do not count.
"""

from controller.outlook.lists import BroadcastLine, Cursor, NoticeLine, Page
from controller.ports import Ledger

MOST = 50


def notices(
    ledger: Ledger, *, before: Cursor | None = None, most: int = MOST, search: str = ""
) -> Page[NoticeLine]:
    """Return the notices before a place in the list, or its first page."""
    with ledger.reading() as unit:
        return unit.lists.notices(before=before, most=most, search=search)


def broadcasts(
    ledger: Ledger, *, before: Cursor | None = None, most: int = MOST, search: str = ""
) -> Page[BroadcastLine]:
    """Return the broadcasts before a place in the list, or its first page; none withdrawn waits."""
    with ledger.reading() as unit:
        page = unit.lists.broadcasts(before=before, most=most, search=search)
        prepared = unit.broadcasts.prepared(page.lines)
    lines = [
        BroadcastLine(wish=one.wish, waits=one.wish.withdrawn_at is None and one.broadcast() is None)
        for one in prepared
    ]
    return Page(lines=lines, next=page.next)
