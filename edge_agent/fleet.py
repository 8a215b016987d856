"""Many poles in one process on a clock turned by hand: the very code of the real one.

Tests knock here, and will one day a rehearsal of a whole zone. One heap of wake-up
instants, a broker that is a dict, speakers that only say what they would have sounded.
"""

import heapq
import sqlite3
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from edge_agent.acts import Act, Event, Refit, Surroundings
from edge_agent.board import Board
from edge_agent.cache import Discard, Fetch, Fetched, NotFetched
from edge_agent.clock import Reading
from edge_agent.cuesheet import Load
from edge_agent.journal import Journal
from edge_agent.link import Connected, Heard, Lost, Subscribe, Will
from edge_agent.pen import Say
from edge_agent.pole import Pole
from edge_agent.settings import Settings
from edge_agent.virtual import VirtualSpeaker

Fetching = Callable[[Fetch], Fetched | NotFetched]


class HandClock:
    """Time for all poles of a fleet. `step` moves the kernel's clock alone, as a false NTP would."""

    def __init__(self, kernel: datetime) -> None:
        self.kernel = kernel
        self.elapsed = timedelta(hours=1)

    def turn(self, by: timedelta) -> None:
        self.kernel += by
        self.elapsed += by

    def step(self, by: timedelta) -> None:
        self.kernel += by

    def read(self) -> Reading:
        return Reading(kernel=self.kernel, elapsed=self.elapsed)


class Exchange:
    """A broker made of a dict: retained messages, exact topics, and nothing ever lost."""

    def __init__(self) -> None:
        self.retained: dict[str, bytes] = {}
        self.said: list[Say] = []
        """All that poles said, in order."""
        self.listen: Callable[[Say], None] = lambda _: None
        """A controller's ear."""
        self._berths: list[Berth] = []

    def admit(self, berth: "Berth") -> None:
        self._berths.append(berth)

    def dismiss(self, berth: "Berth") -> None:
        self._berths.remove(berth)

    def publish(self, topic: str, sealed: bytes, *, is_retained: bool = True) -> None:
        """Tell the poles that listen to `topic`."""
        if is_retained:
            self.retained[topic] = sealed
        for berth in self._berths:
            if topic in berth.topics:
                berth.put(Heard(topic, sealed))

    def take(self, say: Say) -> None:
        self.said.append(say)
        self.listen(say)


class Berth:
    """A pole and its virtual machines."""

    def __init__(
        self,
        settings: Settings,
        sql: sqlite3.Connection,
        around: Surroundings,
        *,
        clock: HandClock,
        exchange: Exchange,
        fetch: Fetching,
        new_id: Callable[[], str],
    ) -> None:
        self._clock = clock
        self._exchange = exchange
        self._fetch = fetch
        self._events: deque[Event] = deque()
        self.topics: frozenset[str] = frozenset()
        self.is_linked = False
        self.loads: list[Load] = []
        self.speaker = VirtualSpeaker(self._events.append, lambda: clock.kernel)
        self.journal = Journal(sql, new_id)
        self.pole = Pole(settings, Board(sql), self.journal, around, clock.read())
        self.wake_at = clock.elapsed

    def put(self, event: Event) -> None:
        self._events.append(event)

    @property
    def has_news(self) -> bool:
        return bool(self._events)

    def connect(self) -> None:
        self._exchange.admit(self)
        self.is_linked = True
        self.put(Connected())

    def disconnect(self) -> None:
        self._exchange.dismiss(self)
        self.is_linked, self.topics = False, frozenset()
        self.put(Lost("unplugged"))

    def step(self) -> None:
        """Take all that came by now and do what follows from it."""
        spoken = self.speaker.step(self._clock.kernel)
        self._step(self._events.popleft() if self._events else None)
        while self._events:
            self._step(self._events.popleft())
            spoken = self.speaker.step(self._clock.kernel)
        spoken = self.speaker.step(self._clock.kernel)
        if spoken is not None:
            self.wake_at = min(self.wake_at, self._clock.elapsed + (spoken - self._clock.kernel))

    def _step(self, event: Event | None) -> None:
        acts, self.wake_at = self.pole.step(self._clock.read(), event)
        for act in acts:
            self._perform(act)

    def _perform(self, act: Act) -> None:
        match act:
            case Say() if self.is_linked:
                self._exchange.take(act)
            case Subscribe(topics, anew) if self.is_linked:
                new = topics if anew else topics - self.topics
                self.topics = topics
                kept = self._exchange.retained
                self._events.extend(Heard(topic, kept[topic]) for topic in sorted(new) if topic in kept)
            case Load(cues):
                self.loads.append(act)
                self.speaker.load(cues)
            case Fetch():
                self._events.append(self._fetch(act))
            case Say() | Subscribe() | Will() | Discard() | Refit():
                pass


class Fleet:
    """Turns the clock from one wake-up to the next."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self._order = count()
        self.berths: list[Berth] = []

    def add(self, berth: Berth) -> Berth:
        self.berths.append(berth)
        return berth

    def remove(self, berth: Berth) -> None:
        """A power cut: no last word."""
        if berth.is_linked:
            berth.disconnect()
        self.berths.remove(berth)

    def settle(self) -> None:
        """Let everything happen that happens now."""
        while due := [
            berth for berth in self.berths if berth.has_news or berth.wake_at <= self._clock.elapsed
        ]:
            for berth in due:
                berth.step()

    def run(self, length: timedelta) -> None:
        """Live for `length`, as quickly as the machine can."""
        until = self._clock.elapsed + length
        self.settle()
        heap = [(berth.wake_at, next(self._order), berth) for berth in self.berths]
        heapq.heapify(heap)
        while heap and heap[0][0] <= until:
            wake_at, _, berth = heapq.heappop(heap)
            self._clock.turn(max(wake_at - self._clock.elapsed, timedelta()))
            if berth.wake_at <= self._clock.elapsed or berth.has_news:
                berth.step()
            heapq.heappush(heap, (berth.wake_at, next(self._order), berth))
        self._clock.turn(until - self._clock.elapsed)
        self.settle()
