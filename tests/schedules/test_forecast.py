"""What a pole will sound if nothing fails."""

from schedules.forecast import forecast
from schedules.vocabulary import Ending, Status

from .samples import OPEN, alarm, at, ending, heard, play, quiet


def test_a_forecast_takes_every_clip_for_ready_and_the_controller_for_near() -> None:
    spans = forecast([play("notice", 0), play("drill", 100, status=Status.EXERCISE)], [], OPEN, now=at(-5))

    assert heard(spans) == [("notice", 0, 60), ("drill", 100, 160)]


def test_a_play_that_should_sound_by_now_is_taken_to_sound() -> None:
    spans = forecast([play("over", -100, 60), play("now", 0, 60)], [], OPEN, now=at(30))

    assert heard(spans) == [("now", 0, 60)]


def test_a_forecast_tells_who_is_cut_and_who_is_missed() -> None:
    spans = forecast([play("cut", 0, 60), play("missed", 20, 10)], [alarm("fire", 15, 90)], OPEN, now=at(-5))

    assert ending(spans, "cut")[0] is Ending.CUT_SHORT
    assert ending(spans, "missed")[0] is Ending.MISSED


def test_a_forecast_obeys_the_quiet_windows_of_the_pole() -> None:
    spans = forecast([play("notice", 0)], [], quiet("09:00", "11:00"), now=at(-5))

    assert heard(spans) == []


def test_nothing_told_is_silence() -> None:
    assert forecast([], [], OPEN, now=at(0)) == ()
