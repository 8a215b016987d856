"""Dense quarters of an hour: many plays, orders and windows in each other's way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypeVar

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

Choice = TypeVar("Choice")

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


class _Dice:
    """Bytes of hypothesis as choices. One draw a thing is twenty times quicker than one a field."""

    def __init__(self, thrown: bytes) -> None:
        self._left = iter(thrown)

    def pick(self, *choices: Choice) -> Choice:
        return choices[next(self._left) % len(choices)]

    def number(self, below: int) -> int:
        return (next(self._left) * 256 + next(self._left)) % below

    def seconds(self, most: int) -> timedelta:
        """From one second on, in halves."""
        return timedelta(seconds=(2 + self.number(most * 2 - 1)) / 2)

    def moment(self) -> datetime:
        """Within the quarter; often on a grid of ten seconds, so that ends and starts meet."""
        half_seconds = self.number(2 * 60 * MINUTES)
        return at(self.pick(half_seconds / 2, half_seconds // 20 * 10))


_THROWN = st.binary(min_size=24, max_size=24).map(_Dice)


def _clip(dice: _Dice, number: int) -> Clip:
    length, sentence = dice.seconds(90), 2 + dice.number(28)
    marks = tuple(timedelta(seconds=mark) for mark in range(0, int(length.total_seconds()) + 1, sentence))
    return Clip(digest=Digest(f"clip-{number}"), length=length, marks=dice.pick(marks, marks, ()))


def _play(dice: _Dice, number: int, clips: tuple[Clip, ...]) -> Play:
    starts = dice.moment()
    return Play(
        id=PlayId(f"play-{number}"),
        clip=dice.pick(*clips),
        starts=starts,
        latest_start=starts + timedelta(seconds=dice.pick(0, 0, 1, 5, 30, 120, 900)),
        valid_until=starts + timedelta(seconds=dice.pick(20, 90, 240, 7200, 7200)),
        class_=dice.pick(Class.ROUTINE, Class.ROUTINE, Class.PRIORITY, Class.EMERGENCY),
        source=dice.pick(Source.PLANNED, Source.PLANNED, Source.RELAY, Source.LIVE),
        status=dice.pick(Status.ACTUAL, Status.ACTUAL, Status.EXERCISE, Status.TEST),
        rank=dice.pick(1, 2),
        on_interrupt=dice.pick(OnInterrupt.RESUME, OnInterrupt.RESTART, OnInterrupt.DROP),
    )


def _order(dice: _Dice, number: int, clips: tuple[Clip, ...]) -> Order:
    begins = dice.moment()
    return Order(
        id=PlayId(f"order-{number}"),
        kind=dice.pick(OrderKind.ALARM, OrderKind.ALARM, *OrderKind),
        begins=begins,
        ends=begins + dice.seconds(150),
        class_=dice.pick(Class.EMERGENCY, Class.EMERGENCY, Class.PRIORITY, Class.ROUTINE),
        status=dice.pick(Status.ACTUAL, Status.ACTUAL, Status.EXERCISE, Status.TEST),
        urgency=dice.pick(*Urgency),
        origin=dice.pick(*Origin),
        clips=tuple(dice.pick(*clips) for _ in range(dice.pick(1, 2, 3, 0))),
        below=dice.pick(None, Class.PRIORITY, Class.EMERGENCY),
    )


def _window(dice: _Dice) -> QuietWindow:
    opens = dice.number(60 * MINUTES)
    closes = opens + 1 + dice.number(200)
    return QuietWindow(opens=_clock(opens), closes=_clock(closes))


def _clock(seconds: int) -> time:
    return at(seconds).astimezone(HANOI).time()


@st.composite
def quarters(draw: st.DrawFn) -> Quarter:
    """Draw at most fifteen plays, five orders and two windows."""
    clips = tuple(_clip(draw(_THROWN), number) for number in range(4))
    least = draw(st.sampled_from([0, 8]))
    plays = enumerate(draw(st.lists(_THROWN, min_size=least, max_size=15)))
    orders = enumerate(draw(st.lists(_THROWN, max_size=5)))
    windows = draw(st.lists(_THROWN, max_size=2))
    dice = draw(_THROWN)
    return Quarter(
        plays=tuple(_play(thrown, number, clips) for number, thrown in plays),
        orders=tuple(_order(thrown, number, clips) for number, thrown in orders),
        posting=Posting(zone=HANOI, quiet_windows=tuple(_window(thrown) for thrown in windows)),
        ready=_arrivals(dice, clips),
        heard=dice.pick(at(-60), at(-60), dice.moment() - timedelta(days=1), None),
    )


def _arrivals(dice: _Dice, clips: tuple[Clip, ...]) -> dict[Digest, datetime]:
    """Most clips were there long ago, some come while we look, one may never come."""
    arrivals = {clip.digest: dice.pick(at(-3600), at(-3600), dice.moment()) for clip in clips}
    missing = dice.pick(None, None, *arrivals)
    return {digest: since for digest, since in arrivals.items() if digest != missing}


def with_everything_there(quarter: Quarter) -> Quarter:
    clips = [*(play.clip for play in quarter.plays), *(c for order in quarter.orders for c in order.clips)]
    return replace(quarter, ready={clip.digest: at(-3600) for clip in clips})
