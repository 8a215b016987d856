"""Design, section 5, "Late and cut": joining, starting late, missing, resuming, being dropped."""

import pytest

from schedules.vocabulary import Begun, Class, Ending, OnInterrupt, Rule, Source

from .samples import alarm, ask, at, ending, heard, offsets, play, rules


def test_a_play_starts_at_its_instant_and_finishes_with_its_clip() -> None:
    spans = ask(play("notice", 0, 60))

    assert heard(spans) == [("notice", 0, 60)]
    assert ending(spans, "notice") == (Ending.FINISHED, Rule.ON_TIME, None, 60)


@pytest.mark.parametrize("late", [0.001, 1, 2])
def test_a_play_up_to_two_seconds_late_joins_its_neighbours_at_the_offset(late: float) -> None:
    spans = ask(play("notice", 0, 60, grace=100), now=late)

    assert heard(spans) == [("notice", late, 60)]
    assert offsets(spans, "notice") == [late]
    assert rules(spans, "notice") == [Rule.JOINED]


def test_a_later_play_starts_from_its_beginning_while_latest_start_allows() -> None:
    spans = ask(play("notice", 0, 60, grace=100), now=100)

    assert heard(spans) == [("notice", 100, 160)]
    assert rules(spans, "notice") == [Rule.LATE]


def test_a_play_that_is_later_than_latest_start_is_missed() -> None:
    spans = ask(play("notice", 0, 60, grace=100), now=100.001)

    assert heard(spans) == []
    assert ending(spans, "notice") == (Ending.MISSED, Rule.TOO_LATE, None, 100.001)


def test_a_play_without_grace_that_is_more_than_two_seconds_late_is_missed() -> None:
    spans = ask(play("notice", 0, 60), now=2.001)

    assert ending(spans, "notice") == (Ending.MISSED, Rule.TOO_LATE, None, 2.001)


def test_a_short_clip_is_missed_when_nothing_of_it_is_left_to_join() -> None:
    spans = ask(play("chime", 0, 1), alarm("fire", -5, 1.5))

    assert ending(spans, "chime") == (Ending.MISSED, Rule.OUTRANKED, "fire", 1)


def test_a_play_whose_clip_comes_in_time_starts_late() -> None:
    notice = play("notice", 0, 60, grace=100)

    spans = ask(notice, ready={notice.clip.digest: at(30)})

    assert heard(spans) == [("notice", 30, 90)]


def test_a_play_whose_clip_does_not_come_is_missed_for_that_reason() -> None:
    spans = ask(play("notice", 0, 60, grace=100), ready={})

    assert ending(spans, "notice") == (Ending.MISSED, Rule.CLIP_NOT_READY, None, 100)


def test_a_play_does_not_start_where_it_would_end_after_it_is_valid() -> None:
    spans = ask(play("notice", 0, 60, grace=100, valid_until=80), now=21)

    assert ending(spans, "notice") == (Ending.MISSED, Rule.EXPIRED, None, 100)


def test_a_live_voice_is_joined_however_late() -> None:
    spans = ask(play("talk", 0, 600, source=Source.LIVE), now=300)

    assert heard(spans) == [("talk", 300, 600)]
    assert offsets(spans, "talk") == [300]


def test_a_live_voice_that_was_cut_is_joined_again_however_long_the_gap() -> None:
    spans = ask(play("talk", 0, 600, source=Source.LIVE), alarm("fire", 100, 400))

    assert heard(spans) == [("talk", 0, 100), ("fire", 100, 400), ("talk", 400, 600)]
    assert offsets(spans, "talk") == [0, 400]
    assert ending(spans, "talk")[0] is Ending.FINISHED


def test_a_live_voice_that_was_cut_to_its_end_is_cut_short() -> None:
    spans = ask(play("talk", 0, 200, source=Source.LIVE), alarm("fire", 100, 400))

    assert ending(spans, "talk") == (Ending.CUT_SHORT, Rule.OUTRANKED, "fire", 200)


def test_a_live_voice_that_is_over_does_not_start_late_nor_again() -> None:
    talk = play("talk", 0, 200, source=Source.LIVE, grace=900)

    assert heard(ask(talk, now=300)) == []
    assert heard(ask(talk, alarm("fire", 100, 400)))[-1] == ("fire", 100, 400)


def test_a_cut_play_resumes_at_the_start_of_the_sentence_it_was_in() -> None:
    spans = ask(play("notice", 0, 60, marks=(0, 10, 25, 40)), alarm("fire", 30, 50))

    assert heard(spans) == [("notice", 0, 30), ("fire", 30, 50), ("notice", 50, 85)]
    assert offsets(spans, "notice") == [0, 25]
    assert rules(spans, "notice")[1] is Rule.RESUMED


def test_a_play_cut_at_the_very_start_of_a_sentence_resumes_there() -> None:
    spans = ask(play("notice", 0, 60, marks=(0, 10, 25, 40)), alarm("fire", 25, 50))

    assert offsets(spans, "notice") == [0, 25]


def test_a_play_without_sentences_resumes_at_its_beginning() -> None:
    spans = ask(play("notice", 0, 60), alarm("fire", 30, 50))

    assert offsets(spans, "notice") == [0, 0]


def test_a_gap_of_just_under_a_minute_is_resumed() -> None:
    spans = ask(play("notice", 0, 60), alarm("fire", 30, 89.999))

    assert ending(spans, "notice")[0] is Ending.FINISHED


def test_a_gap_of_a_minute_drops_the_play_and_reports_what_cut_it() -> None:
    spans = ask(play("notice", 0, 60), alarm("fire", 30, 90))

    assert heard(spans) == [("notice", 0, 30), ("fire", 30, 90)]
    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.OUTRANKED, "fire", 90)


def test_a_play_may_be_cut_and_resume_more_than_once() -> None:
    spans = ask(play("notice", 0, 60, marks=(0, 20, 40)), alarm("fire", 25, 30), alarm("gas", 60, 70))

    assert heard(spans) == [
        ("notice", 0, 25),
        ("fire", 25, 30),
        ("notice", 30, 60),
        ("gas", 60, 70),
        ("notice", 70, 90),
    ]
    assert offsets(spans, "notice") == [0, 20, 40]


def test_a_play_that_is_to_be_dropped_when_cut_does_not_come_back() -> None:
    spans = ask(play("notice", 0, 60, on_interrupt=OnInterrupt.DROP), alarm("fire", 30, 31))

    assert heard(spans) == [("notice", 0, 30), ("fire", 30, 31)]
    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.OUTRANKED, "fire", 30)


def test_a_play_that_is_to_restart_when_cut_begins_again_whatever_its_sentences() -> None:
    notice = play("notice", 0, 60, marks=(0, 10, 25, 40), on_interrupt=OnInterrupt.RESTART)

    spans = ask(notice, alarm("fire", 30, 50))

    assert offsets(spans, "notice") == [0, 0]
    assert heard(spans)[-1] == ("notice", 50, 110)


def test_a_play_that_is_to_restart_is_dropped_after_a_minute_too() -> None:
    spans = ask(play("notice", 0, 60, on_interrupt=OnInterrupt.RESTART), alarm("fire", 30, 90))

    assert ending(spans, "notice")[0] is Ending.CUT_SHORT


def test_an_alarm_at_the_very_end_of_a_play_cuts_nothing() -> None:
    spans = ask(play("notice", 0, 60), alarm("fire", 60, 70))

    assert ending(spans, "notice") == (Ending.FINISHED, Rule.ON_TIME, None, 60)


def test_a_play_that_sounds_goes_on_unchanged_when_the_timeline_is_asked_again() -> None:
    spans = ask(play("notice", 0, 60), now=20, begun={"notice": Begun(since=at(0))})

    assert heard(spans) == [("notice", 0, 60)]
    assert rules(spans, "notice") == [Rule.ON_TIME]


def test_a_play_that_sounds_is_cut_when_something_higher_is_told() -> None:
    notice = play("notice", 0, 60, marks=(0, 10))

    spans = ask(notice, alarm("fire", 20, 30), now=20, begun={"notice": Begun(since=at(0))})

    assert heard(spans) == [("notice", 0, 20), ("fire", 20, 30), ("notice", 30, 80)]


def test_a_play_that_reached_its_end_unnoticed_has_finished_though_an_alarm_stands_by_now() -> None:
    spans = ask(play("notice", 0, 60), alarm("fire", 60, 90), now=61, begun={"notice": Begun(since=at(0))})

    assert ending(spans, "notice") == (Ending.FINISHED, Rule.ON_TIME, None, 60)
    assert heard(spans) == [("notice", 0, 60), ("fire", 61, 90)]


def test_a_pole_that_restarts_within_a_minute_resumes_at_the_sentence() -> None:
    notice = play("notice", 0, 60, marks=(0, 10, 25))

    spans = ask(notice, now=40, begun={"notice": Begun(since=at(0), until=at(20))})

    assert heard(spans) == [("notice", 40, 90)]
    assert offsets(spans, "notice") == [10]


def test_a_pole_that_restarts_after_a_minute_reports_the_play_cut_short() -> None:
    spans = ask(play("notice", 0, 60), now=80, begun={"notice": Begun(since=at(0), until=at(20))})

    assert heard(spans) == []
    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.STOPPED, None, 80)


def test_a_pole_that_restarts_after_the_last_sample_does_not_repeat_the_last_sentence() -> None:
    notice = play("notice", 0, 60, marks=(0, 50))

    spans = ask(notice, now=61, begun={"notice": Begun(since=at(0), until=at(60))})

    assert heard(spans) == []
    assert ending(spans, "notice")[0] is Ending.FINISHED


def test_a_play_that_ended_never_sounds_again() -> None:
    assert ask(play("notice", 0, 60, grace=100), now=1, ended=["notice"]) == ()


def test_a_withdrawn_play_stops_even_while_it_sounds() -> None:
    spans = ask(now=20, begun={"notice": Begun(since=at(0))})

    assert heard(spans) == []
    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.WITHDRAWN, None, 20)


def test_a_withdrawn_play_that_never_began_leaves_no_trace() -> None:
    assert ask(now=20) == ()


def test_a_play_shifted_by_a_cut_does_not_silence_the_one_behind_it_that_may_be_late() -> None:
    first, second = play("first", 0, 60, marks=(0, 20)), play("second", 60, 30, grace=120)

    spans = ask(first, second, alarm("fire", 30, 40))

    assert heard(spans) == [("first", 0, 30), ("fire", 30, 40), ("first", 40, 80), ("second", 80, 110)]


def test_a_clip_that_is_lost_while_it_sounds_cuts_the_play() -> None:
    spans = ask(play("notice", 0, 60), now=20, begun={"notice": Begun(since=at(0))}, ready={})

    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.CLIP_NOT_READY, None, 80)


def test_of_two_plays_that_a_broken_journal_calls_sounding_the_greater_goes_on_and_the_other_resumes() -> (
    None
):
    began = Begun(since=at(0))

    spans = ask(
        play("notice", 0, 60, class_=Class.PRIORITY),
        play("music", 0, 60),
        now=5,
        begun={"notice": began, "music": began},
    )

    assert heard(spans) == [("notice", 0, 60), ("music", 60, 120)]


def test_an_empty_clip_finishes_at_once() -> None:
    spans = ask(play("nothing", 0, 0), play("notice", 0, 10, rank=999))

    assert ending(spans, "nothing")[0] is Ending.FINISHED
    assert heard(spans)[-1] == ("notice", 0, 10)
