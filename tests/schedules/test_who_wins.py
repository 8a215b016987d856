"""Design, section 5, "Who wins": between two that ask at once, and what becomes of the loser."""

import pytest

from schedules.vocabulary import Class, Ending, OrderKind, Origin, Rule, Source, Status, Urgency

from .samples import alarm, ask, at, clip, ending, heard, order, play


def test_an_alarm_cuts_into_a_priority_play_at_once() -> None:
    spans = ask(play("notice", 0, 60, class_=Class.PRIORITY), alarm("fire", 20, 300))

    assert heard(spans)[:2] == [("notice", 0, 20), ("fire", 20, 300)]


def test_a_priority_play_cuts_into_a_routine_one_of_better_rank() -> None:
    spans = ask(play("music", 0, 60, rank=1), play("notice", 20, 10, class_=Class.PRIORITY, rank=9))

    assert heard(spans)[:2] == [("music", 0, 20), ("notice", 20, 30)]


def test_an_exercise_alarm_goes_before_a_priority_play_and_an_actual_one_before_it() -> None:
    spans = ask(
        play("notice", 0, 60, class_=Class.PRIORITY),
        alarm("drill", 10, 40, status=Status.EXERCISE),
        alarm("fire", 20, 30),
    )

    assert heard(spans) == [
        ("notice", 0, 10),
        ("drill", 10, 20),
        ("fire", 20, 30),
        ("drill", 30, 40),
        ("notice", 40, 100),
    ]


@pytest.mark.parametrize(
    ("winner", "loser"),
    [(Source.LIVE, Source.RELAY), (Source.LIVE, Source.PLANNED), (Source.RELAY, Source.PLANNED)],
)
def test_within_a_class_live_beats_relay_beats_planned_whatever_the_rank(
    winner: Source, loser: Source
) -> None:
    spans = ask(play("loser", 0, source=loser, rank=1), play("winner", 10, source=winner, rank=9))

    assert heard(spans)[:2] == [("loser", 0, 10), ("winner", 10, 70)]


def test_a_play_that_comes_late_waits_for_an_equal_that_sounds() -> None:
    late, sounding = play("late", 0, 30, grace=300), play("sounding", 60, 60)

    spans = ask(late, sounding, ready={late.clip.digest: at(90), sounding.clip.digest: at(0)})

    assert heard(spans) == [("sounding", 60, 120), ("late", 120, 150)]


def test_no_source_lifts_a_play_over_a_higher_class() -> None:
    spans = ask(play("talk", 0, 30, source=Source.LIVE), play("notice", 10, 10, class_=Class.PRIORITY))

    assert heard(spans) == [("talk", 0, 10), ("notice", 10, 20), ("talk", 20, 30)]


def test_within_a_source_staffs_rank_decides() -> None:
    spans = ask(play("second", 0, rank=2), play("first", 30, rank=1))

    assert heard(spans)[:2] == [("second", 0, 30), ("first", 30, 90)]


def test_of_equal_rank_the_earlier_start_goes_on_and_the_later_is_missed() -> None:
    spans = ask(play("earlier", 0, 60), play("later", 30, 60))

    assert heard(spans) == [("earlier", 0, 60)]
    assert ending(spans, "later") == (Ending.MISSED, Rule.OUTRANKED, "earlier", 32)


def test_a_live_voice_of_equal_class_does_not_silence_an_order() -> None:
    order_now = order("call", OrderKind.ANNOUNCE, 10, 60, clip(20), class_=Class.PRIORITY)

    spans = ask(play("talk", 0, 60, class_=Class.PRIORITY, source=Source.LIVE), order_now)

    assert heard(spans)[:2] == [("talk", 0, 10), ("call", 10, 30)]


def test_an_evacuation_beats_a_newer_warning() -> None:
    spans = ask(alarm("leave", 0, 60, urgency=Urgency.EVACUATE), alarm("rain", 20, 40))

    assert heard(spans) == [("leave", 0, 60)]
    assert ending(spans, "rain") == (Ending.MISSED, Rule.OUTRANKED, "leave", 40)


def test_a_manual_alarm_beats_a_newer_automatic_one() -> None:
    spans = ask(alarm("by hand", 0, 60), alarm("by sensor", 20, 80, origin=Origin.AUTOMATIC))

    assert heard(spans) == [("by hand", 0, 60), ("by sensor", 60, 80)]


def test_an_automatic_evacuation_beats_a_manual_warning() -> None:
    spans = ask(
        alarm("by hand", 0, 60), alarm("gas", 20, 40, urgency=Urgency.EVACUATE, origin=Origin.AUTOMATIC)
    )

    assert heard(spans)[:2] == [("by hand", 0, 20), ("gas", 20, 40)]


def test_the_newer_of_two_alike_alarms_wins_and_the_other_returns_when_it_ends() -> None:
    siren = clip(10)

    spans = ask(alarm("older", 0, 40, siren), alarm("newer", 15, 30, clip(15)))

    assert heard(spans) == [("older", 0, 10), ("older", 10, 15), ("newer", 15, 30), ("older", 30, 40)]
    assert ending(spans, "older")[0] is Ending.FINISHED


def test_a_play_by_two_addresses_sounds_once() -> None:
    twice = play("notice", 0, 60)

    assert heard(ask(twice, twice)) == [("notice", 0, 60)]
