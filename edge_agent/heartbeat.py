"""How the pole is, in its own words: on change, and every five minutes.

The pole knocks here after each step. Each stage of a play is told once by name; after that
only how far the play has come, so that a beat stays small on a metered line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from edge_agent.pen import Pen, Say
from edge_agent.stages import Stage
from schedules.vocabulary import PlayId
from wire.errors import TooLargeError
from wire.messages import ArmedPlay, Heartbeat, HeldRevision
from wire.topics import Kind

EVERY = timedelta(minutes=5)
AT_MOST_EVERY = timedelta(seconds=1)
COUNTS_FOR = timedelta(minutes=15)
MOST_LINES = 1500
"""So many plays and clips fit well below 256 KiB."""

Stages = Mapping[PlayId, Mapping[Stage, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the rooms know at this moment. `plays` come soonest first."""

    version: str
    held: tuple[HeldRevision, ...]
    clips_ready: tuple[str, ...]
    clips_missing: tuple[str, ...]
    plays: Stages
    clock_source: str
    clock_bound: timedelta | None
    is_clock_trusted: bool
    faults: tuple[str, ...]
    refused: int
    free_bytes: int | None
    temperature_c: float | None
    network_bytes: int


class Pulse:
    """Knows when to beat and what of the plays was already told."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._told: dict[PlayId, set[Stage]] = {}
        self._is_linked = False
        self._has_news = False
        self._beaten_at: timedelta | None = None

    def link(self) -> None:
        """The broker is there again: tell everything anew."""
        self._is_linked, self._has_news = True, True
        self._told.clear()

    def unlink(self) -> None:
        self._is_linked = False

    def note_change(self) -> None:
        self._has_news = True

    def step(
        self, state: Callable[[], State], *, now: datetime, elapsed: timedelta
    ) -> tuple[Say | None, timedelta | None]:
        """Return the beat that is due, if any, and when the next one is."""
        if not self._is_linked:
            return None, None
        if elapsed < (due := self._due_at(elapsed)):
            return None, due
        say = self._beat(state(), now)
        self._beaten_at, self._has_news = elapsed, False
        return say, elapsed + EVERY

    def _due_at(self, elapsed: timedelta) -> timedelta:
        if self._beaten_at is None:
            return elapsed
        return self._beaten_at + (AT_MOST_EVERY if self._has_news else EVERY)

    def _beat(self, state: State, now: datetime) -> Say:
        lines = self._lines(state.plays)
        try:
            return self._pen.sign(Kind.HEARTBEAT, self._message(state, lines[:MOST_LINES], now))
        except TooLargeError:
            return self._pen.sign(Kind.HEARTBEAT, self._message(state, lines[: MOST_LINES // 4], now))

    def _lines(self, plays: Stages) -> tuple[ArmedPlay, ...]:
        told, self._told = self._told, {play: set(stages) for play, stages in plays.items()}
        lines: list[ArmedPlay] = []
        for play, stages in plays.items():
            last = max(stages, key=tuple(Stage).index)
            new = set(stages) - told.get(play, set())
            shown = [stage for stage in Stage if stage in new or stage is last]
            lines += [ArmedPlay(play=play, stage=stage.value, since=stages[stage]) for stage in shown]
        return tuple(lines)

    def _message(self, state: State, plays: tuple[ArmedPlay, ...], now: datetime) -> Heartbeat:
        bound = state.clock_bound
        return Heartbeat(
            **self._pen.envelope(now, counts_for=COUNTS_FOR),
            version=state.version,
            held=state.held,
            clips_ready=state.clips_ready[:MOST_LINES],
            clips_missing=state.clips_missing[:MOST_LINES],
            plays=plays,
            clock_source=state.clock_source,
            clock_bound_ms=None if bound is None else round(bound / timedelta(milliseconds=1), 3),
            is_clock_trusted=state.is_clock_trusted,
            temperature_c=state.temperature_c,
            free_bytes=state.free_bytes,
            network_bytes=state.network_bytes,
            refused=state.refused,
            faults=state.faults,
        )
