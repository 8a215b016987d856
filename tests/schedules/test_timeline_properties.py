"""What holds of every timeline, whatever a pole was told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.forecast import forecast
from schedules.precedence import of_order, of_play
from schedules.timeline import timeline
from schedules.vocabulary import (
    Class,
    Ending,
    History,
    Order,
    OrderKind,
    Play,
    PlayId,
    Posting,
    Rule,
    Source,
    Span,
    Status,
)

from .drawn import MINUTES, WOKE, Quarter, quarters, with_everything_there
from .samples import HANOI, TEN, at
from .stepped import SteppedPole

always = settings(max_examples=100, deadline=None)
often = settings(max_examples=300, deadline=None)
seldom = settings(max_examples=60, deadline=None)

CLASSES = [Class.ROUTINE, Class.PRIORITY, Class.EMERGENCY]
SOUNDING = {OrderKind.ALARM, OrderKind.ANNOUNCE}


@given(quarters())
@always
def test_two_spans_never_overlap_at_a_pole(quarter: Quarter) -> None:
    spans = [span for span in quarter.spans() if span.sounds]

    assert all(earlier.ends <= later.begins for earlier, later in pairwise(spans))


@given(quarters())
@always
def test_each_span_sounds_its_clip_and_no_more(quarter: Quarter) -> None:
    for span in quarter.spans():
        if span.clip:
            assert timedelta() <= span.offset
            assert span.begins < span.ends
            assert span.offset + (span.ends - span.begins) <= span.clip.length


@given(quarters())
@always
def test_a_lower_claim_never_sounds_over_a_higher_one_that_could_begin(quarter: Quarter) -> None:
    for span in quarter.spans():
        if span.sounds:
            lower = told_as(quarter, span.id)
            assert not [
                higher
                for higher, since in could_begin(quarter)
                if span.begins <= since < span.ends and beats(higher, lower)
            ]


@given(quarters())
@always
def test_an_alarm_that_stands_is_never_under_anything_lower(quarter: Quarter) -> None:
    alarms = [one for one in quarter.orders if is_loud_alarm(one, quarter)]
    for span in quarter.spans():
        if span.sounds:
            lower = told_as(quarter, span.id)
            assert not [
                alarm
                for alarm in alarms
                if max(span.begins, alarm.begins) < min(span.ends, alarm.ends) and beats(alarm, lower)
            ]


@given(quarters())
@always
def test_nothing_below_an_emergency_sounds_in_a_quiet_window(quarter: Quarter) -> None:
    for span in quarter.spans():
        one = told_as(quarter, span.id)
        if span.sounds and counts_as(one) is not Class.EMERGENCY:
            assert not is_quiet_within(quarter.posting, span.begins, span.ends)


@given(quarters())
@always
def test_nothing_sounds_under_a_lockout_nor_what_is_below_a_hold_under_it(quarter: Quarter) -> None:
    for span in quarter.spans():
        one = told_as(quarter, span.id)
        if span.sounds:
            assert not [
                order
                for order in quarter.orders
                if silences(order, one) and max(span.begins, order.begins) < min(span.ends, order.ends)
            ]


@given(quarters())
@always
def test_an_exercise_sounds_only_within_a_day_of_the_controllers_last_word(quarter: Quarter) -> None:
    for span in quarter.spans():
        if span.sounds and told_as(quarter, span.id).status is not Status.ACTUAL:
            assert quarter.heard
            assert span.ends <= quarter.heard + timedelta(days=1)


@given(quarters())
@always
def test_nothing_sounds_before_its_instant_after_it_is_valid_or_without_its_clip(quarter: Quarter) -> None:
    for span in quarter.spans():
        if span.clip:
            assert quarter.ready[span.clip.digest] <= span.begins
            one = told_as(quarter, span.id)
            if isinstance(one, Play):
                assert one.starts <= span.begins
                assert span.ends <= one.valid_until
            else:
                assert one.begins <= span.begins < span.ends <= one.ends


@given(quarters())
@always
def test_every_play_and_sounding_order_has_exactly_one_ending(quarter: Quarter) -> None:
    ends = Counter(span.id for span in quarter.spans() if span.ending)

    told = [*quarter.plays, *(order for order in quarter.orders if order.kind in SOUNDING)]
    assert ends == Counter(one.id for one in told)


@given(quarters())
@always
def test_a_play_finishes_only_with_the_end_of_its_clip_and_nothing_follows_an_ending(
    quarter: Quarter,
) -> None:
    over: set[PlayId] = set()
    for span in sorted(quarter.spans(), key=lambda span: (span.ends, span.begins)):
        assert span.id not in over
        over.update({span.id} if span.ending else ())
        if span.clip and span.ending is Ending.FINISHED and isinstance(told_as(quarter, span.id), Play):
            assert span.offset + (span.ends - span.begins) == span.clip.length


@given(quarters())
@always
def test_a_missed_play_was_never_heard_and_every_other_one_was(quarter: Quarter) -> None:
    spans = quarter.spans()
    heard = {span.id for span in spans if span.sounds}

    for span in spans:
        if span.ending:
            assert (span.ending is Ending.MISSED) is (span.id not in heard)


@given(quarters(), st.randoms(use_true_random=False))
@always
def test_the_order_in_which_things_were_told_changes_nothing(
    quarter: Quarter,
    random: Random,
) -> None:
    plays, orders = [*quarter.plays, *quarter.plays[:3]], [*quarter.orders, *quarter.orders[:2]]
    ready = list(quarter.ready.items())
    windows = list(quarter.posting.quiet_windows)
    for told in (plays, orders, ready, windows):
        random.shuffle(told)

    posting = replace(quarter.posting, quiet_windows=tuple(windows))

    assert timeline(plays, orders, posting, dict(ready), quarter.history()) == quarter.spans()


@given(quarters())
@always
def test_of_two_versions_of_a_play_the_same_one_counts_in_any_order(quarter: Quarter) -> None:
    other = tuple(replace(play, rank=3 - play.rank) for play in quarter.plays)

    one_way = replace(quarter, plays=quarter.plays + other)
    other_way = replace(quarter, plays=other + quarter.plays)

    assert one_way.spans() == other_way.spans()


@given(quarters())
@always
def test_who_wins_is_a_total_order(quarter: Quarter) -> None:
    claims = [*quarter.plays, *(order for order in quarter.orders if order.kind in SOUNDING)]

    for one, other in combinations(claims, 2):
        assert (precedence(one) > precedence(other)) is not (precedence(other) > precedence(one))
        assert (precedence(one) > precedence(other)) is beats(one, other)


@given(quarters(), st.lists(st.integers(2 * WOKE, 2 * 60 * (MINUTES + 5)), max_size=12))
@often
def test_a_pole_that_asks_again_at_any_instant_does_what_was_forecast(
    quarter: Quarter, instants: list[int]
) -> None:
    pole = SteppedPole(quarter)

    for half_second in sorted(instants):
        pole.step(at(half_second / 2))

    assert essence(pole.all_spans(), quarter) == essence(quarter.spans(), quarter)


@given(quarters())
@seldom
def test_a_pole_that_asks_again_at_and_after_each_event_does_what_was_forecast(quarter: Quarter) -> None:
    expected = quarter.spans()
    pole = SteppedPole(quarter)

    events = {instant for span in expected for instant in (span.begins, span.ends)}
    for instant in sorted(event + timedelta(seconds=later) for event in events for later in (0, 7)):
        pole.step(instant)

    assert essence(pole.all_spans(), quarter) == essence(expected, quarter)


@given(quarters())
@always
def test_a_forecast_made_midway_is_the_rest_of_what_sounds(quarter: Quarter) -> None:
    whole = replace(with_everything_there(quarter), heard=at(0))
    midway = at(60 * MINUTES / 2)

    rest = [span for span in whole.spans() if span.ends > midway]

    foreseen = forecast(whole.plays, whole.orders, whole.posting, now=midway)
    assert [span for span in foreseen if span.ends > midway] == rest


@given(quarters(), st.integers(0, 120), st.integers(0, 120))
@always
def test_two_poles_that_have_the_clips_agree_about_an_alarm_whenever_they_woke(
    quarter: Quarter, one_woke: int, other_woke: int
) -> None:
    quarter = with_everything_there(quarter)
    for alarm in quarter.orders:
        one, other = (
            timeline([], [alarm], quarter.posting, quarter.ready, History(now=woke, heard=at(0)))
            for woke in (alarm.begins + timedelta(seconds=late) for late in (one_woke, other_woke))
        )

        both_awake = alarm.begins + timedelta(seconds=max(one_woke, other_woke))
        assert tails(one, both_awake) == tails(other, both_awake)


def tails(spans: tuple[Span, ...], since: datetime) -> list[tuple[datetime, datetime, timedelta]]:
    """What sounds from `since` on: when, and from where in its clip."""
    return [
        (max(span.begins, since), span.ends, span.offset + max(since - span.begins, timedelta()))
        for span in spans
        if span.sounds and span.ends > since
    ]


def essence(spans: tuple[Span, ...], quarter: Quarter) -> list[Span]:
    """The spans without what a journal does not tell: why a cut play did not come back in time.

    Nor can it tell a late start from a resumed first sentence.
    """
    plays = {play.id for play in quarter.plays}
    return [
        replace(span, rule=Rule.LATE if is_from_the_beginning(span) else span.rule)
        if span.sounds or (span.ending is Ending.MISSED and span.id in plays)
        else replace(span, rule=Rule.STOPPED, by=None)
        for span in sorted(spans, key=lambda span: (span.begins, span.sounds, span.id))
    ]


def is_from_the_beginning(span: Span) -> bool:
    return span.rule in {Rule.LATE, Rule.RESUMED} and not span.offset


def could_begin(quarter: Quarter) -> Iterator[tuple[Play, datetime]]:
    """Plays that nothing but a higher claim keeps from sounding from their instant to their end."""
    for play in quarter.plays:
        ends = play.starts + play.clip.length
        arrived = quarter.ready.get(play.clip.digest)
        is_free = (
            arrived is not None
            and arrived <= play.starts
            and ends <= play.valid_until
            and not [
                order
                for order in quarter.orders
                if silences(order, play) and order.begins <= play.starts < order.ends
            ]
            and (
                counts_as(play) is Class.EMERGENCY or not is_quiet_within(quarter.posting, play.starts, ends)
            )
            and (
                play.status is Status.ACTUAL
                or (quarter.heard is not None and play.starts < quarter.heard + timedelta(days=1))
            )
        )
        if is_free:
            yield play, play.starts


def is_loud_alarm(order: Order, quarter: Quarter) -> bool:
    """An actual alarm that has a clip from its begin on, at a pole that nobody repairs."""
    arrivals = [quarter.ready[clip.digest] for clip in order.clips if clip.digest in quarter.ready]
    return (
        order.kind is OrderKind.ALARM
        and order.class_ is Class.EMERGENCY
        and order.status is Status.ACTUAL
        and min(arrivals, default=at(99_999)) <= order.begins
        and not [one for one in quarter.orders if one.kind is OrderKind.LOCKOUT]
    )


def silences(order: Order, one: Play | Order) -> bool:
    if order.status is not Status.ACTUAL and one.status is Status.ACTUAL:
        return False
    if order.kind is OrderKind.LOCKOUT:
        return True
    limit = order.below or Class.EMERGENCY
    return order.kind is OrderKind.HOLD and CLASSES.index(counts_as(one)) < CLASSES.index(limit)


def counts_as(one: Play | Order) -> Class:
    """What is below an emergency, for holds and quiet windows: all that is not real, too."""
    return one.class_ if one.status is Status.ACTUAL else min(one.class_, Class.PRIORITY, key=CLASSES.index)


def is_quiet_within(posting: Posting, begins: datetime, ends: datetime) -> bool:
    """All windows drawn open and close on the same day."""
    today = TEN.astimezone(HANOI).date()
    return any(
        max(begins, datetime.combine(today, window.opens, HANOI))
        < min(ends, datetime.combine(today, window.closes, HANOI))
        for window in posting.quiet_windows
    )


def beats(one: Play | Order, other: Play | Order) -> bool:
    """The sentence of the design, said again: the first difference decides."""
    for mine, yours in zip(criteria(one), criteria(other), strict=True):
        if mine != yours:
            return mine > yours
    return one.id > other.id


def criteria(one: Play | Order) -> list[float]:
    is_drill = one.class_ is Class.EMERGENCY and one.status is not Status.ACTUAL
    own = 1.5 if is_drill else CLASSES.index(one.class_)
    if isinstance(one, Order):
        evacuates, is_manual = one.urgency == "evacuate", one.origin == "manual"
        return [own, 1, evacuates, is_manual, one.begins.timestamp()]
    sources = [Source.PLANNED, Source.RELAY, Source.LIVE]
    return [own, 0, sources.index(one.source), -one.rank, -one.starts.timestamp()]


def precedence(one: Play | Order) -> tuple[object, ...]:
    return of_order(one) if isinstance(one, Order) else of_play(one)


def told_as(quarter: Quarter, name: PlayId) -> Play | Order:
    return next(one for one in (*quarter.plays, *quarter.orders) if one.id == name)
