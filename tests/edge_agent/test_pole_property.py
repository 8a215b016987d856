"""The forecast is what is heard: a step-driven pole against one look at the timeline."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from schedules.timeline import timeline
from schedules.vocabulary import Class, History, OnInterrupt, Span
from tests.edge_agent.desk import clip_line, order_line, play_line
from tests.edge_agent.yard import Yard
from wire.messages import OrderLine, PlayLine

CLIPS = [clip_line(f"clip-{seconds}", seconds=seconds, marks_ms=(0, 4_000, 9_000)) for seconds in (3, 12, 40)]
HORIZON = 400

plays = some.lists(
    some.tuples(
        some.integers(10, 200),
        some.sampled_from(CLIPS),
        some.integers(0, 60),
        some.sampled_from([Class.ROUTINE, Class.PRIORITY]),
        some.sampled_from(OnInterrupt),
    ),
    max_size=6,
)
orders = some.lists(
    some.tuples(
        some.sampled_from(["alarm", "announce", "hold"]), some.integers(10, 200), some.integers(1, 100)
    ),
    max_size=3,
)
restarts = some.lists(some.integers(0, HORIZON), max_size=4, unique=True)


def heard(yard: Yard) -> list[tuple[str, datetime, datetime, timedelta]]:
    """What the speaker was last told of each cue that began."""
    last = {cue.id: cue for load in yard.berth.loads for cue in load.cues}
    return sorted((cue.id.split("@")[0], cue.begins, cue.ends, cue.offset) for cue in last.values())


def foreseen(spans: tuple[Span, ...]) -> list[tuple[str, datetime, datetime, timedelta]]:
    return sorted((span.id, span.begins, span.ends, span.offset) for span in spans if span.sounds)


def lines(yard: Yard, told: list[tuple[int, object, int, Class, OnInterrupt]]) -> list[PlayLine]:
    return [
        play_line(
            f"play-{number}",
            clip,  # type: ignore[arg-type]
            yard.at(starts),
            latest_start=yard.at(starts + late),
            on_interrupt=on_interrupt,
            **{"class": class_},
        )
        for number, (starts, clip, late, class_, on_interrupt) in enumerate(told)
    ]


def order_lines(yard: Yard, told: list[tuple[str, int, int]]) -> list[OrderLine]:
    return [
        order_line(
            f"order-{number}",
            kind,
            yard.at(begins),
            *([] if kind == "hold" else CLIPS[:1]),
            ends=yard.at(begins + seconds),
            below=Class.EMERGENCY if kind == "hold" else None,
        )
        for number, (kind, begins, seconds) in enumerate(told)
    ]


def prepared(yard: Yard, told_plays: list[PlayLine], told_orders: list[OrderLine]) -> None:
    """Post, hand over the clips and tell all at one instant."""
    yard.post(standing_clips=tuple(CLIPS))
    yard.tell(yard.desk.orders(yard.now, told_orders, CLIPS))
    yard.tell(yard.desk.playlist(yard.now, told_plays, CLIPS))


@settings(max_examples=25, deadline=None)
@given(plays, orders, some.lists(some.integers(0, HORIZON), max_size=3))
def test_a_pole_that_is_led_step_by_step_sounds_what_the_timeline_foresees(
    told_plays: list[tuple[int, object, int, Class, OnInterrupt]],
    told_orders: list[tuple[str, int, int]],
    interruptions: list[int],
) -> None:
    with tempfile.TemporaryDirectory() as home:
        yard = Yard(Path(home))
        prepared(yard, lines(yard, told_plays), order_lines(yard, told_orders))
        inbox, cache = yard.berth.pole._inbox, yard.berth.pole._cache
        spans = timeline(
            tuple(inbox.plays()),
            tuple(inbox.standing_orders()),
            inbox.posting.posting(),  # type: ignore[union-attr]
            dict(cache.ready),
            History(now=yard.now, heard=yard.now),
        )

        at = 0
        for instant in sorted(interruptions):
            yard.run(instant - at)
            yard.post(standing_clips=tuple(CLIPS))  # a change that changes nothing
            at = instant
        yard.run(HORIZON - at)

        assert heard(yard) == foreseen(spans)
        fates = {span.id: span.ending for span in spans if span.ending}
        ended = [(report.play, report.event) for report in yard.desk.reports if report.event != "started"]
        assert sorted(ended) == sorted((play, ending.value) for play, ending in fates.items())


@settings(max_examples=15, deadline=None)
@given(plays, orders, restarts)
def test_each_play_ends_exactly_once_however_often_the_pole_dies(
    told_plays: list[tuple[int, object, int, Class, OnInterrupt]],
    told_orders: list[tuple[str, int, int]],
    kills: list[int],
) -> None:
    with tempfile.TemporaryDirectory() as home:
        yard = Yard(Path(home))
        prepared(yard, lines(yard, told_plays), order_lines(yard, told_orders))

        at = 0
        for instant in sorted(kills):
            yard.run(max(0, instant - at))
            yard.kill()
            yard.clock.turn(timedelta(seconds=3))
            yard.start()
            at = max(at, instant) + 3
        yard.run(HORIZON + 20 - at if at < HORIZON else 60)

        told = [f"play-{number}" for number in range(len(told_plays))]
        told += [f"order-{number}" for number, order in enumerate(told_orders) if order[0] != "hold"]
        endings = [report.play for report in yard.desk.reports if report.event != "started"]
        assert sorted(endings) == sorted(told)
