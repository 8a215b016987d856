"""From broadcasts to whole playlists per address."""

from collections.abc import Iterable
from datetime import datetime

from .broadcast import Broadcast, Plan
from .vocabulary import Address


def plan(broadcasts: Iterable[Broadcast], address: Address, *, now: datetime, horizon: datetime) -> Plan:
    """Return the playlist of `address`: all plays that are not over at `now` and start before `horizon`."""
    raise NotImplementedError
