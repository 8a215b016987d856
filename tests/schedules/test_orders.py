"""Design, section 5: lockout, hold, alarms, announcements, exercises and tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from schedules.vocabulary import (
    Begun,
    Class,
    Clip,
    Digest,
    Ending,
    Order,
    OrderKind,
    Rule,
    Span,
    Status,
)

from .samples import OPEN, alarm, ask, at, clip, ending, everything, heard, offsets, order, play

TONE, TEXT = clip(5, name="tone"), clip(20, name="text")


# Lockout: someone is at the horn.


def test_a_lockout_order_silences_even_an_alarm_while_it_stands() -> None:
    spans = ask(alarm("fire", 0, 60), order("repair", OrderKind.LOCKOUT, 20, 40))

    assert heard(spans) == [("fire", 0, 20), ("fire", 40, 60)]


def test_a_lockout_of_the_posting_silences_everything() -> None:
    spans = ask(alarm("fire", 0, 60), play("notice", 0), posting=replace(OPEN, is_locked_out=True))

    assert heard(spans) == []
    assert ending(spans, "fire")[:2] == (Ending.MISSED, Rule.LOCKED_OUT)


def test_a_play_missed_for_a_lockout_names_it() -> None:
    spans = ask(play("notice", 0), order("repair", OrderKind.LOCKOUT, -5, 40))

    assert ending(spans, "notice") == (Ending.MISSED, Rule.LOCKED_OUT, "repair", 2)


# Hold: Im lặng.


def test_a_hold_silences_everything_below_an_emergency_unless_it_says_otherwise() -> None:
    spans = ask(
        play("music", 0, 60),
        play("notice", 0, 60, class_=Class.PRIORITY),
        order("hush", OrderKind.HOLD, 30, 200),
    )

    assert heard(spans) == [("notice", 0, 30)]
    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.HELD, "hush", 90)


def test_a_hold_below_priority_lets_priority_plays_through() -> None:
    spans = ask(
        play("music", 0, 60),
        play("notice", 10, 20, class_=Class.PRIORITY),
        order("after the fire", OrderKind.HOLD, -5, 900, below=Class.PRIORITY),
    )

    assert heard(spans) == [("notice", 10, 30)]


@pytest.mark.parametrize("kind", [OrderKind.HOLD, OrderKind.LOCKOUT])
def test_an_exercise_silences_nothing_that_is_real(kind: OrderKind) -> None:
    spans = ask(play("notice", 0, 60), order("drill", kind, 10, 40, status=Status.EXERCISE))

    assert heard(spans) == [("notice", 0, 60)]


def test_an_alarm_sounds_through_a_hold() -> None:
    spans = ask(order("hush", OrderKind.HOLD, 0, 3600), alarm("fire", 60, 90))

    assert heard(spans) == [("fire", 60, 90)]


@pytest.mark.parametrize("status", [Status.EXERCISE, Status.TEST])
def test_an_exercise_is_held_like_any_priority_play(status: Status) -> None:
    spans = ask(order("hush", OrderKind.HOLD, 0, 3600), alarm("drill", 60, 90, status=status))

    assert heard(spans) == []
    assert ending(spans, "drill") == (Ending.MISSED, Rule.HELD, "hush", 90)


def test_a_play_cut_by_a_short_hold_resumes() -> None:
    spans = ask(play("notice", 0, 60, marks=(0, 20)), order("hush", OrderKind.HOLD, 30, 50))

    assert heard(spans) == [("notice", 0, 30), ("notice", 50, 90)]


# Exercise and test.


@pytest.mark.parametrize("status", [Status.EXERCISE, Status.TEST])
def test_an_exercise_does_not_sound_where_the_controller_was_not_heard_for_a_day(status: Status) -> None:
    drill = alarm("drill", 60, 90, status=status)

    assert heard(ask(drill, heard=60 - 86_400)) == []
    assert heard(ask(drill, heard=None)) == []
    assert ending(ask(drill, heard=None), "drill")[:2] == (Ending.MISSED, Rule.NOT_HEARD)


def test_an_exercise_falls_silent_when_the_day_is_over() -> None:
    assert heard(ask(alarm("drill", 60, 90, status=Status.EXERCISE), heard=70 - 86_400)) == [
        ("drill", 60, 70)
    ]


def test_a_test_play_of_routine_class_needs_the_controller_too() -> None:
    assert heard(ask(play("beep", 0, status=Status.TEST), heard=None)) == []
    assert heard(ask(play("beep", 0, status=Status.TEST))) == [("beep", 0, 60)]


def test_an_actual_play_needs_no_controller_at_all() -> None:
    assert heard(ask(play("notice", 0), alarm("fire", 100, 110), heard=None)) == [
        ("notice", 0, 60),
        ("fire", 100, 110),
    ]


def test_a_routine_exercise_does_not_go_before_a_priority_play() -> None:
    spans = ask(play("notice", 0, class_=Class.PRIORITY), play("drill", 10, status=Status.EXERCISE))

    assert heard(spans) == [("notice", 0, 60)]


# Alarms go round and round.


def test_an_alarm_repeats_its_clips_in_order_and_stops_at_its_end() -> None:
    spans = ask(alarm("fire", 0, 60, TONE, TEXT))

    assert heard(spans) == [
        ("fire", 0, 5),
        ("fire", 5, 25),
        ("fire", 25, 30),
        ("fire", 30, 50),
        ("fire", 50, 55),
        ("fire", 55, 60),
    ]
    assert ending(spans, "fire") == (Ending.FINISHED, Rule.ORDERED, None, 60)


def test_a_pole_that_hears_of_an_alarm_late_joins_the_grid() -> None:
    late = ask(alarm("fire", 0, 60, TONE, TEXT), now=12)

    assert heard(late)[:2] == [("fire", 12, 25), ("fire", 25, 30)]
    assert offsets(late, "fire")[0] == 7


@pytest.mark.parametrize("late", [0.5, 4.999, 5, 24, 25, 37.25])
def test_two_poles_sound_the_same_of_an_alarm_at_each_instant_whenever_they_heard_of_it(late: float) -> None:
    fire = alarm("fire", 0, 60, TONE, TEXT)

    assert sound_at(ask(fire), 40) == sound_at(ask(fire, now=late), 40)


def test_a_clip_still_on_its_way_keeps_its_turn_and_the_tone_sounds_meanwhile() -> None:
    fire = alarm("fire", 0, 60, TONE, TEXT)

    spans = ask(fire, ready={TONE.digest: at(-100)})

    assert heard(spans)[:6] == [("fire", begins, begins + 5) for begins in range(0, 30, 5)]
    assert {span.clip for span in spans if span.clip} == {TONE}


def test_poles_that_received_a_clip_at_different_times_soon_sound_the_same() -> None:
    fire = alarm("fire", 0, 60, TONE, TEXT)

    at_the_gate = ask(fire, ready={TONE.digest: at(-100), TEXT.digest: at(6)})
    by_the_road = ask(fire, ready={TONE.digest: at(-100), TEXT.digest: at(17)})

    assert [sound_at(at_the_gate, second) for second in range(20, 60)] == [
        sound_at(by_the_road, second) for second in range(20, 60)
    ]
    assert sound_at(at_the_gate, 22) == (TEXT.digest, 17)


def test_an_alarm_of_which_nothing_has_arrived_begins_when_something_has() -> None:
    spans = ask(alarm("fire", 0, 60, TONE, TEXT), ready={TEXT.digest: at(3)})

    assert heard(spans)[:2] == [("fire", 3, 5), ("fire", 5, 25)]


def test_an_alarm_of_which_nothing_ever_arrives_is_missed() -> None:
    spans = ask(alarm("fire", 0, 60, TONE), ready={})

    assert ending(spans, "fire") == (Ending.MISSED, Rule.CLIP_NOT_READY, None, 60)


def test_an_alarm_that_is_taken_back_stops_at_once() -> None:
    spans = ask(now=30, begun={"fire": Begun(since=at(25))})

    assert heard(spans) == []
    assert ending(spans, "fire") == (Ending.CUT_SHORT, Rule.WITHDRAWN, None, 30)


def test_a_renewed_alarm_goes_on_without_a_break() -> None:
    spans = ask(alarm("fire", 0, 120, TONE, TEXT), now=27, begun={"fire": Begun(since=at(25))})

    assert heard(spans)[:2] == [("fire", 25, 30), ("fire", 30, 50)]
    assert ending(spans, "fire")[3] == 120


def test_an_alarm_that_was_over_before_the_pole_woke_is_missed() -> None:
    assert ending(ask(alarm("fire", 0, 60), now=70), "fire")[0] is Ending.MISSED


def test_an_alarm_of_empty_clips_does_not_hang_the_pole() -> None:
    assert ending(ask(alarm("fire", 0, 2, clip(0))), "fire")[0] is Ending.FINISHED


# Announcements are said once.


def announcement(*clips: Clip, ends: float = 600) -> Order:
    return order("call", OrderKind.ANNOUNCE, 0, ends, *clips, class_=Class.PRIORITY)


def test_an_announcement_says_each_clip_once_and_ends() -> None:
    spans = ask(announcement(TONE, TEXT, TONE))

    assert heard(spans) == [("call", 0, 5), ("call", 5, 25), ("call", 25, 30)]
    assert ending(spans, "call") == (Ending.FINISHED, Rule.ORDERED, None, 30)


def test_an_announcement_waits_for_a_clip_that_is_on_its_way() -> None:
    spans = ask(announcement(TONE, TEXT), ready={TONE.digest: at(-100), TEXT.digest: at(40)})

    assert heard(spans) == [("call", 0, 5), ("call", 40, 60)]
    assert ending(spans, "call")[0] is Ending.FINISHED


def test_others_may_sound_while_an_announcement_waits() -> None:
    notice = play("notice", 0, 20, grace=60)
    call = announcement(TONE, TEXT)

    spans = ask(notice, call, ready=everything([notice, call]) | {TEXT.digest: at(40)})

    assert heard(spans) == [("call", 0, 5), ("notice", 5, 25), ("call", 40, 60)]


def test_an_announcement_heard_of_late_is_joined() -> None:
    spans = ask(announcement(TONE, TEXT), now=10)

    assert heard(spans) == [("call", 10, 25)]
    assert offsets(spans, "call") == [5]


def test_an_announcement_heard_of_when_all_is_said_is_missed() -> None:
    spans = ask(announcement(TONE, TEXT), now=30)

    assert ending(spans, "call") == (Ending.MISSED, Rule.TOO_LATE, None, 30)


def test_an_announcement_whose_end_an_alarm_covers_was_cut_short() -> None:
    spans = ask(announcement(TONE, TEXT), alarm("fire", 10, 90))

    assert heard(spans) == [("call", 0, 5), ("call", 5, 10), ("fire", 10, 90)]
    assert ending(spans, "call") == (Ending.CUT_SHORT, Rule.OUTRANKED, "fire", 25)


def test_an_announcement_is_over_at_its_last_word_even_where_nobody_hears_it() -> None:
    spans = ask(announcement(TONE, TEXT), alarm("fire", 3, 90))

    assert ending(spans, "call") == (Ending.CUT_SHORT, Rule.OUTRANKED, "fire", 25)


def test_an_announcement_that_returns_for_its_last_words_has_finished() -> None:
    spans = ask(announcement(TONE, TEXT), alarm("fire", 10, 20))

    assert heard(spans) == [("call", 0, 5), ("call", 5, 10), ("fire", 10, 20), ("call", 20, 25)]
    assert ending(spans, "call")[0] is Ending.FINISHED


def test_an_announcement_that_its_own_end_cuts_has_not_finished() -> None:
    spans = ask(announcement(TONE, TEXT, ends=10))

    assert ending(spans, "call") == (Ending.CUT_SHORT, Rule.EXPIRED, None, 10)


def test_an_announcement_is_not_said_again_after_a_restart() -> None:
    spans = ask(announcement(TONE, TEXT), now=28, begun={"call": Begun(since=at(5), until=at(25))})

    assert heard(spans) == []
    assert ending(spans, "call")[0] is Ending.FINISHED


def sound_at(spans: Iterable[Span], second: float) -> tuple[Digest, float] | None:
    """Which clip sounds, and how far into it."""
    instant: datetime = at(second)
    for span in spans:
        if span.clip and span.begins <= instant < span.ends:
            return span.clip.digest, (span.offset + (instant - span.begins)).total_seconds()
    return None
