"""Dense quarters of an hour: many plays, orders and windows in each other's way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from hypothesis import strategies as st

from schedules.timeline import timeline
from schedules.vocabulary import (
    Class,
    Clip,
    Digest,
    History,
    OnInterrupt,
    Order,
    OrderKind,
    Origin,
    Play,
    PlayId,
    Posting,
    QuietWindow,
    Source,
    Span,
    Status,
    Urgency,
)

from .samples import HANOI, at

MINUTES = 15
WOKE = -5


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """All that a pole at ten o'clock knows."""

    plays: tuple[Play, ...]
    orders: tuple[Order, ...]
    posting: Posting
    ready: Mapping[Digest, datetime]
    heard: datetime | None

    def history(self) -> History:
        return History(now=at(WOKE), heard=self.heard)

    def spans(self) -> tuple[Span, ...]:
        return timeline(self.plays, self.orders, self.posting, self.ready, self.history())


def _lengths(most: int) -> st.SearchStrategy[timedelta]:
    halves = st.integers(2, most * 2)
    return st.builds(timedelta, seconds=halves.map(lambda half: half / 2))


def _instants(seconds: st.SearchStrategy[int]) -> st.SearchStrategy[datetime]:
    return seconds.map(lambda half: at(half / 2))


_MOMENTS = st.integers(0, 2 * 60 * MINUTES) | st.integers(0, 90).map(lambda step: step * 20)
"""Half seconds; half of them on a grid of ten seconds, so that ends and starts often meet."""


@st.composite
def _clips(draw: st.DrawFn) -> tuple[Clip, ...]:
    lengths = draw(st.lists(_lengths(90), min_size=3, max_size=6))
    return tuple(
        Clip(digest=Digest(f"clip-{number}"), length=length, marks=_marks(length, draw(st.integers(2, 30))))
        for number, length in enumerate(lengths)
    )


def _marks(length: timedelta, sentence: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=mark) for mark in range(0, int(length.total_seconds()) + 1, sentence))


@st.composite
def _plays(draw: st.DrawFn, name: str, clips: tuple[Clip, ...]) -> Play:
    starts = draw(_instants(_MOMENTS))
    grace = draw(st.sampled_from([0, 0, 1, 5, 30, 120, 900]))
    validity = draw(st.sampled_from([20, 90, 240, 7200]))
    return Play(
        id=PlayId(name),
        clip=draw(st.sampled_from(clips)),
        starts=starts,
        latest_start=starts + timedelta(seconds=grace),
        valid_until=starts + timedelta(seconds=validity),
        class_=draw(st.sampled_from([Class.ROUTINE, Class.ROUTINE, Class.PRIORITY, Class.EMERGENCY])),
        source=draw(st.sampled_from([Source.PLANNED, Source.PLANNED, Source.RELAY, Source.LIVE])),
        status=draw(st.sampled_from([Status.ACTUAL, Status.ACTUAL, Status.EXERCISE, Status.TEST])),
        rank=draw(st.integers(1, 2)),
        on_interrupt=draw(st.sampled_from(OnInterrupt)),
    )


@st.composite
def _orders(draw: st.DrawFn, name: str, clips: tuple[Clip, ...]) -> Order:
    kind = draw(st.sampled_from([*OrderKind, OrderKind.ALARM]))
    begins = draw(_instants(_MOMENTS))
    return Order(
        id=PlayId(name),
        kind=kind,
        begins=begins,
        ends=begins + draw(_lengths(150)),
        class_=draw(st.sampled_from([Class.EMERGENCY, Class.EMERGENCY, Class.PRIORITY, Class.ROUTINE])),
        status=draw(st.sampled_from([Status.ACTUAL, Status.ACTUAL, Status.EXERCISE, Status.TEST])),
        urgency=draw(st.sampled_from(Urgency)),
        origin=draw(st.sampled_from(Origin)),
        clips=tuple(draw(st.lists(st.sampled_from(clips), max_size=3))),
        below=draw(st.sampled_from([None, Class.PRIORITY, Class.EMERGENCY])),
    )


@st.composite
def _windows(draw: st.DrawFn) -> QuietWindow:
    opens, length = draw(st.integers(0, 60 * MINUTES)), draw(st.integers(1, 200))
    return QuietWindow(opens=_clock(opens), closes=_clock(opens + length))


def _clock(seconds: int) -> time:
    return at(seconds).astimezone(HANOI).time()


@st.composite
def quarters(draw: st.DrawFn) -> Quarter:
    clips = draw(_clips())
    windows = tuple(draw(st.lists(_windows(), max_size=2)))
    arrivals = st.sampled_from([at(-3600)] * 4) | _instants(_MOMENTS)
    missing = draw(st.sampled_from([frozenset[Digest](), frozenset({clips[0].digest})]))
    return Quarter(
        plays=tuple(draw(_plays(f"play-{number}", clips)) for number in range(draw(st.integers(0, 14)))),
        orders=tuple(draw(_orders(f"order-{number}", clips)) for number in range(draw(st.integers(0, 5)))),
        posting=Posting(zone=HANOI, quiet_windows=windows),
        ready={clip.digest: draw(arrivals) for clip in clips if clip.digest not in missing},
        heard=draw(
            st.sampled_from([None, at(-60)]) | _instants(_MOMENTS).map(lambda i: i - timedelta(days=1))
        ),
    )


def with_everything_there(quarter: Quarter) -> Quarter:
    clips = [*(play.clip for play in quarter.plays), *(c for order in quarter.orders for c in order.clips)]
    return replace(quarter, ready={clip.digest: at(-3600) for clip in clips})
