"""What the player needs of an output, and how it learns an output's true pace.

A card counts frames by its own clock, which is neither UTC nor steady. `Pace` turns what it
says of itself into instants; `VirtualCard` is a card whose clock and faults a test can set.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median_low
from typing import Protocol

import numpy as np

from edge_agent.cues import Event
from edge_agent.errors import OutputLostError
from edge_agent.horn import RATE, Samples

UNSETTLED = 40
"""Readings of a card that has just started, thrown away: else two poles begin 7 ms apart."""
REMEMBERED = 60
"""Readings whose median is believed."""
LEAP = 1_000_000_000
"""Nanoseconds by which no card is ever wrong: the kernel's clock was set."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The output's own word: its frame number `frame` will be heard at `at` (Unix ns)."""

    frame: int
    at: int


class Output(Protocol):
    """Takes mono blocks at `RATE`. Every method raises OutputLostError when the output is gone."""

    def open(self) -> None: ...

    def ask(self) -> Reading:
        """Say when the next sample written will be heard. Frames lost to silence are counted too."""
        ...

    def write(self, block: Samples) -> None:
        """Take a block; wait until there is room for the next."""
        ...

    def note(self, event: Event) -> None:
        """Learn what has just been heard."""
        ...

    def close(self) -> None: ...


class Pace:
    """The median of the last readings, once the output has settled."""

    def __init__(self) -> None:
        self._seen = 0
        self._starts: deque[int] = deque(maxlen=REMEMBERED)

    def read(self, reading: Reading) -> None:
        self._seen += 1
        starts = reading.at - ns_of(reading.frame)
        if self._seen == UNSETTLED + 1 or (self._starts and abs(starts - self._starts[-1]) > LEAP):
            self._starts.clear()
        self._starts.append(starts)

    def heard(self, frame: int) -> int:
        """When the output's frame number `frame` is heard (Unix ns), as far as is known."""
        return median_low(self._starts) + ns_of(frame)


def frame_of(unix_ns: int) -> int:
    """The frame nearest to an instant, counted from 1970 at `RATE`: one count for all poles."""
    return (unix_ns * (RATE // 1000) + 500_000) // 1_000_000


def ns_of(frame: int) -> int:
    """Nanoseconds of so many frames."""
    return frame * 1_000_000 // (RATE // 1000)


LATENCY = RATE * 6 // 100
"""Frames by which a virtual card's buffer is ahead of what is heard."""


class VirtualCard:
    """A card in memory. Its clock is wrong by `ppm`, its word by `jitter`, and it moves time itself."""

    def __init__(self, *, now: int, ppm: float = 0.0, jitter: Callable[[], int] = lambda: 0) -> None:
        self.now = now
        self.is_gone = False
        self.played: list[Samples] = []
        self.events: list[Event] = []
        self._frame_ns = 1e9 / (RATE * (1 + ppm / 1e6))
        self._jitter = jitter
        self.is_open = False
        self._opened = now
        self._written = 0

    def clock(self) -> int:
        return self.now

    def truly_heard(self, frame: int) -> float:
        """The instant (Unix ns) of one of the frames `played` since it was last opened."""
        return self._opened + (frame + LATENCY) * self._frame_ns

    def set_clock(self, seconds: float) -> None:
        """Set the kernel's clock, by which all is counted; the card does not notice."""
        self.now += round(seconds * 1e9)
        self._opened += round(seconds * 1e9)

    def stall(self, seconds: float) -> None:
        """Let time go by while nobody writes: the card plays silence of its own."""
        self._play(np.zeros(round(seconds * RATE), np.float32))

    def open(self) -> None:
        self.is_open, self._opened, self._written, self.played = True, self.now, 0, []

    def ask(self) -> Reading:
        heard = round(self.truly_heard(self._written))
        return Reading(frame=self._written, at=heard + self._jitter())

    def write(self, block: Samples) -> None:
        if self.is_gone:
            raise OutputLostError("the virtual card was pulled out")
        self._play(block)

    def note(self, event: Event) -> None:
        self.events.append(event)

    def close(self) -> None:
        self.is_open = False

    def _play(self, block: Samples) -> None:
        self.played.append(block)
        self._written += len(block)
        self.now = max(self.now, round(self.truly_heard(self._written - LATENCY)))
