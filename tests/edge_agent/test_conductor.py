"""What sounds and what is reported, through the whole pole with a virtual speaker."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from edge_agent.cues import Cue
from schedules.vocabulary import Class, Rule, Status, Urgency
from tests.edge_agent.desk import clip_line, order_line, play_line
from tests.edge_agent.yard import Yard
from wire.messages import Level, Levels, QuietLine, Report

CLIP = clip_line(seconds=10)
SPEECH = clip_line("speech", seconds=100, marks_ms=(0, 20_000, 40_000, 60_000, 80_000))
SIREN = clip_line("siren", seconds=5)
ALL = [CLIP, SPEECH, SIREN]


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    yard = Yard(tmp_path)
    yard.post()
    return yard


def cues(yard: Yard) -> list[Cue]:
    """Every cue the speaker was ever loaded with, as it was loaded first."""
    first: dict[str, Cue] = {}
    for load in yard.berth.loads:
        for cue in load.cues:
            first.setdefault(cue.id, cue)
    return sorted(first.values(), key=lambda cue: cue.begins)


def endings(yard: Yard, play: str) -> list[Report]:
    return [report for report in yard.desk.reports if report.play == play and report.event != "started"]


def tell_speech(yard: Yard, **changes: object) -> None:
    line = play_line("speech", SPEECH, yard.at(60), **changes)
    yard.tell(yard.desk.playlist(yard.now, [line], ALL))


def sound_alarm(yard: Yard, *, begins: float, seconds: float, **changes: object) -> None:
    ends = yard.at(begins + seconds)
    alarm = order_line("alarm", "alarm", yard.at(begins), SIREN, ends=ends, **changes)
    yard.tell(yard.desk.orders(yard.now, [alarm], ALL))


def test_a_play_sounds_at_its_instant_and_is_reported_started_and_finished(yard: Yard) -> None:
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(60))], ALL))

    yard.run(80)

    started, finished = yard.desk.reports
    assert (started.event, started.at, started.planned) == ("started", yard.at(60), yard.at(60))
    assert started.error_ms == 0
    assert (finished.event, finished.at, finished.heard_ms) == ("finished", yard.at(70), 10_000)
    assert finished.previous != started.previous
    assert yard.berth.journal.filed() == 2


def test_a_play_told_one_second_late_joins_at_the_offset(yard: Yard) -> None:
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(-1))], ALL))

    yard.run(20)

    [cue] = cues(yard)
    assert (cue.begins, cue.offset) == (yard.at(0), timedelta(seconds=1))
    assert yard.desk.reports[0].rule is Rule.JOINED
    assert yard.desk.events() == [("play", "started"), ("play", "finished")]


def test_a_late_play_starts_from_its_beginning_if_it_may(yard: Yard) -> None:
    late = play_line("late", CLIP, yard.at(-30), latest_start=yard.at(30))
    yard.tell(yard.desk.playlist(yard.now, [late], ALL))

    yard.run(20)

    [cue] = cues(yard)
    assert (cue.begins, cue.offset) == (yard.at(0), timedelta())
    assert yard.desk.reports[0].error_ms == 30_000


def test_a_play_told_too_late_is_missed_once_and_never_sounds(yard: Yard) -> None:
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(-30))], ALL))

    yard.run(120)

    assert [(report.event, report.rule) for report in yard.desk.reports] == [("missed", Rule.TOO_LATE)]
    assert not cues(yard)


def test_a_play_without_its_clip_is_missed_and_says_why(yard: Yard) -> None:
    yard.has_clips = False
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(60))], ALL))

    yard.run(120)

    assert [(report.event, report.rule) for report in yard.desk.reports] == [("missed", Rule.CLIP_NOT_READY)]


def test_an_alarm_cuts_into_a_play_at_once_and_the_play_resumes_at_its_sentence(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(95)

    sound_alarm(yard, begins=95, seconds=20)
    yard.run(120)

    speech, *sirens, resumed = cues(yard)
    assert [siren.begins for siren in sirens] == [yard.at(95 + 5 * turn) for turn in range(4)]
    assert (resumed.begins, resumed.offset) == (yard.at(115), timedelta(seconds=20))
    assert [report.event for report in yard.desk.reports if report.play == "speech"] == [
        "started",
        "finished",
    ]
    assert speech.id != resumed.id


def test_a_play_cut_for_longer_than_a_minute_is_reported_with_what_cut_it(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(95)

    sound_alarm(yard, begins=95, seconds=300)
    yard.run(400)

    [ending] = endings(yard, "speech")
    assert (ending.event, ending.rule, ending.by) == ("cut_short", Rule.OUTRANKED, "alarm")
    assert ending.heard_ms == 35_000


def test_news_during_an_alarm_does_not_make_a_silent_play_go_on(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(95)
    sound_alarm(yard, begins=95, seconds=40)
    yard.run(25)

    yard.post()
    yard.run(120)

    resumed = cues(yard)[-1]
    assert (resumed.begins, resumed.offset) == (yard.at(135), timedelta(seconds=20))


def test_an_alarm_that_was_outranked_joins_its_grid_again(yard: Yard) -> None:
    sound_alarm(yard, begins=0, seconds=60)
    yard.run(12)

    known = order_line("alarm", "alarm", yard.at(0), SIREN, ends=yard.at(60))
    higher = order_line("evacuate", "alarm", yard.at(12), CLIP, ends=yard.at(33), urgency=Urgency.EVACUATE)
    yard.tell(yard.desk.orders(yard.now, [known, higher], ALL))
    yard.run(60)

    back = next(cue for cue in cues(yard) if cue.id.startswith("alarm") and cue.offset)
    assert (back.begins, back.offset) == (yard.at(33), timedelta(seconds=3))
    assert sorted(yard.desk.events()) == [
        (order, event) for order in ("alarm", "evacuate") for event in ("finished", "started")
    ]


def test_an_alarm_that_is_ended_early_stops_at_once_and_says_so(yard: Yard) -> None:
    sound_alarm(yard, begins=0, seconds=60)
    yard.run(12)

    yard.tell(yard.desk.orders(yard.now, []))
    yard.run(10)

    [ending] = endings(yard, "alarm")
    assert (ending.event, ending.rule, ending.at) == ("cut_short", Rule.WITHDRAWN, yard.at(12))
    assert yard.berth.loads[-1].cues == ()


def test_an_alarm_is_reported_once_however_often_it_sounds(yard: Yard) -> None:
    sound_alarm(yard, begins=0, seconds=60)

    yard.run(100)

    assert yard.desk.events() == [("alarm", "started"), ("alarm", "finished")]
    assert len(cues(yard)) == 12


def test_a_change_of_plans_leaves_what_sounds_untouched(yard: Yard) -> None:
    tell_speech(yard)
    sound_alarm(yard, begins=0, seconds=30)
    yard.run(2.5)
    yard.post()
    yard.run(80)
    before = cues(yard)

    tell_speech(yard, rank=7)
    yard.post()
    yard.run(100)

    assert cues(yard) == before
    assert [cue.begins for cue in before[:2]] == [yard.at(0), yard.at(5)]


def test_what_is_withdrawn_while_it_sounds_stops_at_once(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(70)

    yard.tell(yard.desk.playlist(yard.now, [], ALL))
    yard.run(10)

    [ending] = endings(yard, "speech")
    assert (ending.event, ending.rule, ending.at) == ("cut_short", Rule.WITHDRAWN, yard.at(70))
    assert yard.berth.loads[-1].cues == ()


def test_a_pole_that_dies_between_armed_and_started_plays_on_time(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(50)

    yard.kill()
    yard.clock.turn(timedelta(seconds=5))
    yard.start()
    yard.run(130)

    assert yard.desk.events() == [("speech", "started"), ("speech", "finished")]
    assert yard.desk.reports[0].at == yard.at(60)


def test_a_pole_that_dies_in_mid_play_resumes_within_a_minute(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(107)

    yard.kill()
    yard.clock.turn(timedelta(seconds=30))
    yard.start()
    yard.run(120)

    resumed = cues(yard)[-1]
    assert (resumed.begins, resumed.offset) == (yard.at(137), timedelta(seconds=40))
    assert yard.desk.events() == [("speech", "started"), ("speech", "finished")]


def test_a_pole_that_dies_in_mid_play_for_longer_reports_it_cut_short(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(107)

    yard.kill()
    yard.clock.turn(timedelta(seconds=90))
    yard.start()
    yard.run(120)

    [ending] = endings(yard, "speech")
    assert (ending.event, ending.rule) == ("cut_short", Rule.STOPPED)
    assert ending.heard_ms == 45_000  # progress is written every five seconds
    assert not cues(yard)


def test_nothing_sounds_twice_after_a_restart(yard: Yard) -> None:
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(10))], ALL))
    yard.run(25)

    yard.kill()
    yard.start()
    yard.run(60)

    assert not cues(yard)
    assert yard.desk.events() == [("play", "started"), ("play", "finished")]


def test_a_quiet_window_silences_all_but_an_alarm(yard: Yard) -> None:
    yard.post(quiet_windows=(QuietLine(opens=time(14), closes=time(15)),))
    tell_speech(yard)
    yard.run(60)
    sound_alarm(yard, begins=60, seconds=10)
    yard.run(120)

    [ending] = endings(yard, "speech")
    assert (ending.event, ending.rule) == ("missed", Rule.QUIET_WINDOW)
    assert ("alarm", "finished") in yard.desk.events()


def test_a_lockout_silences_even_an_alarm(yard: Yard) -> None:
    yard.post(is_locked_out=True)

    sound_alarm(yard, begins=0, seconds=10)
    yard.run(30)

    assert not cues(yard)
    assert [(report.event, report.rule) for report in yard.desk.reports] == [("missed", Rule.LOCKED_OUT)]


def test_a_hold_stops_what_sounds_and_says_so(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(70)

    hold = order_line("hold", "hold", yard.at(70), below=Class.EMERGENCY)
    yard.tell(yard.desk.orders(yard.now, [hold]))
    yard.run(90)

    [ending] = endings(yard, "speech")
    assert (ending.event, ending.rule, ending.by) == ("cut_short", Rule.HELD, "hold")


def test_an_untrusted_clock_keeps_the_pole_silent_and_judges_nothing(tmp_path: Path) -> None:
    yard = Yard(tmp_path)
    yard.kill()
    yard.answers_time = False
    yard.boot = "boot-2"  # and no RTC
    yard.start()
    yard.post()
    tell_speech(yard)
    yard.run(90)

    assert not cues(yard)
    assert not yard.desk.reports
    assert "the clock is not trusted" in yard.desk.heartbeat.faults[0]

    yard.answers_time = True
    yard.run(70)

    assert [report.event for report in yard.desk.reports] == ["missed"]


def test_a_kernel_stepped_while_a_play_sounds_silences_it_until_trust_is_back(yard: Yard) -> None:
    tell_speech(yard)
    yard.run(70)
    yard.answers_time = False

    yard.clock.step(timedelta(minutes=10))
    yard.run(6)
    assert yard.berth.loads[-1].cues == ()
    yard.clock.step(timedelta(minutes=-10))
    yard.answers_time = True
    yard.run(130)

    assert yard.desk.events() == [("speech", "started"), ("speech", "finished")]


def test_gain_follows_class_and_obeys_the_maximum(yard: Yard) -> None:
    levels = Levels(routine=Level(day_db=-3, night_db=-9), maximum=Level(day_db=-5, night_db=-20))
    yard.post(levels=levels)
    tell_speech(yard)
    sound_alarm(yard, begins=0, seconds=10)
    yard.run(80)

    assert {cue.gain_db for cue in cues(yard)} == {-5.0}


def test_the_deliberate_delay_is_added_to_every_cue_and_counts_as_no_error(yard: Yard) -> None:
    yard.post(delay_us=20_000)
    tell_speech(yard)

    yard.run(170)

    [cue] = cues(yard)
    assert cue.begins == yard.at(60.02)
    assert yard.desk.reports[0].error_ms == 0
    assert yard.desk.events() == [("speech", "started"), ("speech", "finished")]


def test_a_clip_the_speaker_cannot_play_is_reported_failed(yard: Yard) -> None:
    tell_speech(yard)
    yard.berth.speaker.spoilt[SPEECH.digest] = "the clip does not open"  # type: ignore[index]

    yard.run(90)

    [report] = yard.desk.reports
    assert (report.event, report.reason) == ("failed", "the clip does not open")


def test_an_exercise_needs_a_controller_heard_within_a_day(yard: Yard) -> None:
    day = 24 * 3600
    line = play_line("exercise", CLIP, yard.at(2 * day), status=Status.EXERCISE)
    yard.tell(yard.desk.playlist(yard.now, [line], ALL))
    yard.run(60)
    yard.berth.disconnect()

    yard.run(2 * day + 60)
    yard.berth.connect()
    yard.run(60)

    assert [(report.event, report.rule) for report in yard.desk.reports] == [("missed", Rule.NOT_HEARD)]


def test_a_posting_that_was_not_renewed_counts_no_more(yard: Yard) -> None:
    yard.post(expires_at=yard.at(30))
    tell_speech(yard)

    yard.run(120)

    [ending] = endings(yard, "speech")
    assert (ending.event, ending.rule) == ("missed", Rule.LOCKED_OUT)


def test_a_pole_plays_fourteen_days_without_any_network(yard: Yard) -> None:
    days = [play_line(f"day-{day}", CLIP, yard.at(day * 86_400 + 60)) for day in range(14)]
    lines = [line.model_copy(update={"valid_until": line.starts + timedelta(hours=1)}) for line in days]
    yard.tell(yard.desk.playlist(yard.now, lines, ALL, expires_at=yard.at(15 * 86_400)))
    yard.run(10)
    yard.berth.disconnect()

    yard.run(14 * 86_400)
    yard.berth.connect()
    yard.run(60)

    assert sum(event == "finished" for _, event in yard.desk.events()) == 14
