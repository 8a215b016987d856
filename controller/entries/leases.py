"""A claim on work, so that one worker at a time does it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A claim on a row for a while. Whoever comes after `until` may take the row over."""

    holder: str
    now: datetime
    until: datetime
