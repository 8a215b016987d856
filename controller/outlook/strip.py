"""What every page shows: what sounds, what comes next, whether all is right."""

from dataclasses import dataclass
from datetime import datetime

from schedules.vocabulary import BroadcastId, Class, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """What sounds now, at `poles` of all that listen."""

    broadcast: BroadcastId
    title: str
    class_: Class
    status: Status
    poles: int
    listening: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next planned play, armed at `armed` of all poles that listen."""

    broadcast: BroadcastId
    title: str
    class_: Class
    status: Status
    starts: datetime
    listening: int
    armed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Counts of what is not all right."""

    out_of_touch: int = 0
    """Poles silent, lost, or never heard."""
    unarmed: int = 0
    """Poles at which the next play is not armed, although it is near."""
    notices_failed: int = 0
    """Notices lately come whose reading or voicing failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What every page shows: what sounds, what comes next, and whether all is right."""

    sounding: tuple[Sounding, ...]
    coming: Coming | None
    trouble: Trouble
    poles: int

    @property
    def is_all_right(self) -> bool:
        return self.trouble == Trouble()
