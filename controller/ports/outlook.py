"""What pages ask for: many rows seen as one picture."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from controller.entries import (
    Proof,
    Wish,
)
from controller.outlook.airings import KnownPlay
from controller.outlook.lists import Cursor, NoticeLine, Page
from controller.outlook.needs import Worst
from controller.outlook.poles import Held, Listener
from schedules.vocabulary import BroadcastId, PlayId


class Outlook(Protocol):
    """Plays with what poles told of them, counted; cheap enough for pages that ask every second."""

    def count_poles(self, heard_since: datetime) -> tuple[int, int]:
        """How many poles there are, and how many of them are offline or were not heard since."""
        ...

    def count_failed_notices(self, since: datetime) -> int:
        """Of how many notices that came since then the reading or a voicing failed."""
        ...

    def listeners(self) -> Sequence[Listener]:
        """All poles by id, without what they said."""
        ...

    def listening(self, plays: Iterable[PlayId]) -> dict[PlayId, int]:
        """How many poles listen to each play, by whichever of their addresses."""
        ...

    def begun(self, since: datetime) -> Sequence[KnownPlay]:
        """Plays due since then that some pole began and told no end of; without addresses."""
        ...

    def next_play(self, after: datetime, broadcast: BroadcastId | None = None) -> KnownPlay | None:
        """The next play of a broadcast, or of any, that is not withdrawn."""
        ...

    def last_plays(self, broadcast: BroadcastId, until: datetime, most: int) -> Sequence[KnownPlay]:
        """The last plays of a broadcast that were due by then, newest first."""
        ...

    def plays_between(self, begins: datetime, ends: datetime) -> Sequence[KnownPlay]:
        """What is due from `begins` up to but not including `ends`, ascending."""
        ...

    def proofs(self, play: PlayId) -> Sequence[Proof]:
        """What each pole told of a play, by pole."""
        ...

    def held(self, broadcast: BroadcastId, since: datetime) -> Sequence[Held]:
        """Which poles accepted a play due since then and told no end of it, by pole."""
        ...


class Needs(Protocol):
    """What needs a person; each of them newest first, `most` of them, and how many in all."""

    def failed_readings(self, since: datetime, most: int) -> Worst: ...
    def failed_voicings(self, since: datetime, most: int) -> Worst: ...
    def unapproved(self, most: int) -> Worst:
        """Notices that can be heard and that nobody approved."""
        ...

    def plays_ended_badly(self, since: datetime, most: int) -> Worst:
        """Broadcasts whose plays due since then were missed or failed, unless people decided so."""
        ...


class Lists(Protocol):
    """Pages of long lists, newest first, without texts; `search` is looked for in titles."""

    def notices(self, *, before: Cursor | None, most: int, search: str) -> Page[NoticeLine]: ...
    def broadcasts(self, *, before: Cursor | None, most: int, search: str) -> Page[Wish]: ...
