"""Which clips are here, which are wanted, which to fetch next: decisions only.

The pole says what is wanted, soonest first; the fetcher (or a virtual one) does what `step`
decides, one clip at a time, and says how it went. A clip is fetched at most once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from schedules.vocabulary import Digest

AGAIN = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 15, 30, 60, 120, 300))


@dataclass(frozen=True, slots=True)
class Want:
    digest: Digest
    bytes: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """An act: bring this clip, verified, into the folder."""

    digest: Digest
    bytes: int


@dataclass(frozen=True, slots=True)
class Discard:
    """An act: remove this clip to make room; nothing wants it."""

    digest: Digest


class Obstacle(StrEnum):
    """What can keep a clip away."""

    UNREACHABLE = "unreachable"
    """No link, a cut connection, a busy server; what came so far is kept."""
    REFUSED = "refused"
    """The server does not know the clip or not the token."""
    SPOILT = "spoilt"
    """Its bytes are not those of its digest; they were thrown away."""
    DISK_FULL = "disk_full"


@dataclass(frozen=True, slots=True)
class Fetched:
    digest: Digest


@dataclass(frozen=True, slots=True)
class NotFetched:
    digest: Digest
    obstacle: Obstacle
    words: str


class Cache:
    """Knows the folder's clips by digest and since when each is verified."""

    def __init__(self, folder: Path, ready: Mapping[Digest, datetime], jitter: Callable[[], float]) -> None:
        """`jitter` draws from 0 to 1, so that poles that lost the same server do not return as one."""
        self._folder = folder
        self._jitter = jitter
        self.ready = dict(ready)
        self._wants: tuple[Want, ...] = ()
        self._fetching: Digest | None = None
        self._tries: dict[Digest, int] = {}
        self._again_at: dict[Digest, timedelta] = {}
        self._troubles: dict[Digest, NotFetched] = {}

    def path(self, digest: Digest) -> Path:
        return self._folder / digest

    @property
    def missing(self) -> tuple[Digest, ...]:
        return tuple(want.digest for want in self._wants if want.digest not in self.ready)

    @property
    def wanted(self) -> tuple[Digest, ...]:
        return tuple(want.digest for want in self._wants)

    @property
    def faults(self) -> tuple[str, ...]:
        """What a field engineer should know; a server out of reach is the link's matter, not the clip's."""
        troubles = [self._troubles[digest] for digest in self.missing if digest in self._troubles]
        told = [trouble for trouble in troubles if trouble.obstacle is not Obstacle.UNREACHABLE]
        return tuple(f"clip {trouble.digest[:12]} {trouble.obstacle}: {trouble.words}" for trouble in told)

    def want(self, wants: Sequence[Want]) -> None:
        """Take the whole list, soonest first."""
        self._wants = tuple({want.digest: want for want in wants}.values())

    def hurry(self) -> None:
        """The link is there again: try at once what was out of reach."""
        self._again_at.clear()

    def take(self, came: Fetched | NotFetched, *, now: datetime, elapsed: timedelta) -> list[Discard]:
        """Learn how a fetch went; make room where the disk is full."""
        self._fetching = None
        match came:
            case Fetched(digest):
                self.ready.setdefault(digest, now)
                for known in (self._tries, self._again_at, self._troubles):
                    known.pop(digest, None)
                return []
            case NotFetched(digest, obstacle, _):
                self._troubles[digest] = came
                discards = self._make_room() if obstacle is Obstacle.DISK_FULL else []
                self._put_off(digest, elapsed, at_once=bool(discards))
                return discards

    def lose(self, digest: Digest) -> None:
        """The file turned out to be gone or unreadable: fetch it again if it is wanted."""
        self.ready.pop(digest, None)

    def step(self, elapsed: timedelta) -> tuple[Fetch | None, timedelta | None]:
        """Return the fetch to begin now, if any, and when to ask again."""
        if self._fetching is not None:
            return None, None
        for want in self._due(elapsed):
            self._fetching = want.digest
            return Fetch(want.digest, want.bytes), None
        waits = [self._again_at[digest] for digest in self.missing if digest in self._again_at]
        return None, min(waits, default=None)

    def _due(self, elapsed: timedelta) -> Iterator[Want]:
        for want in self._wants:
            if want.digest not in self.ready and self._again_at.get(want.digest, elapsed) <= elapsed:
                yield want

    def _put_off(self, digest: Digest, elapsed: timedelta, *, at_once: bool) -> None:
        tries = self._tries[digest] = self._tries.get(digest, -1) + 1
        wait = AGAIN[min(tries, len(AGAIN) - 1)] * (1 + 0.3 * self._jitter())
        self._again_at[digest] = elapsed if at_once else elapsed + wait

    def _make_room(self) -> list[Discard]:
        """Everything that nothing wants any more goes; what is wanted never does."""
        unwanted = [digest for digest in self.ready if digest not in set(self.wanted)]
        for digest in unwanted:
            del self.ready[digest]
        return [Discard(digest) for digest in unwanted]
