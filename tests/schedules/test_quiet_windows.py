"""Design, section 5: quiet windows are obeyed by the pole, whatever a playlist says."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.quiet import QuietHours, day_type
from schedules.vocabulary import (
    STRICTEST,
    Begun,
    Class,
    DayType,
    Ending,
    Order,
    OrderKind,
    Play,
    Posting,
    QuietWindow,
    Rule,
    Source,
    Status,
)

from .samples import HANOI, OPEN, TEN, alarm, ask, at, clip, ending, heard, order, play, quiet, seconds

NIGHT = quiet("22:00", "05:00")


def local(text: str) -> float:
    """Seconds from ten o'clock on Monday, 1 June 2026, of a local time."""
    return seconds(datetime.fromisoformat(text).replace(tzinfo=HANOI))


@pytest.mark.parametrize("class_", [Class.ROUTINE, Class.PRIORITY])
@pytest.mark.parametrize("source", Source)
def test_nothing_below_an_emergency_sounds_at_a_quarter_past_three(class_: Class, source: Source) -> None:
    night = local("2026-06-02 03:15")

    spans = ask(play("notice", night, class_=class_, source=source), posting=NIGHT)

    assert heard(spans) == []
    assert ending(spans, "notice")[:2] == (Ending.MISSED, Rule.QUIET_WINDOW)


def test_an_actual_alarm_sounds_at_a_quarter_past_three() -> None:
    night = local("2026-06-02 03:15")

    assert heard(ask(alarm("storm", night, night + 60), posting=NIGHT)) == [("storm", night, night + 60)]


@pytest.mark.parametrize("status", [Status.EXERCISE, Status.TEST])
def test_a_drill_does_not_sound_in_a_quiet_window(status: Status) -> None:
    night = local("2026-06-02 03:15")

    spans = ask(alarm("drill", night, night + 60, status=status), posting=NIGHT, heard=night)

    assert heard(spans) == []
    assert ending(spans, "drill")[:2] == (Ending.MISSED, Rule.QUIET_WINDOW)


def test_an_announcement_below_an_emergency_does_not_sound_in_a_quiet_window() -> None:
    night = local("2026-06-02 03:15")
    call = order("call", OrderKind.ANNOUNCE, night, night + 60, clip(20), class_=Class.PRIORITY)

    assert heard(ask(call, posting=NIGHT)) == []


def test_a_play_that_ends_when_the_window_opens_sounds() -> None:
    spans = ask(play("notice", 0, 60), posting=quiet("10:01", "11:00"))

    assert heard(spans) == [("notice", 0, 60)]


def test_a_play_that_would_end_inside_the_window_does_not_start() -> None:
    spans = ask(play("notice", 0, 60.001), posting=quiet("10:01", "11:00"))

    assert heard(spans) == []
    assert ending(spans, "notice")[:2] == (Ending.MISSED, Rule.QUIET_WINDOW)


def test_a_play_that_would_run_across_a_whole_window_does_not_start() -> None:
    spans = ask(play("notice", 0, 600), posting=quiet("10:01", "10:02"))

    assert heard(spans) == []


def test_a_play_starts_at_the_instant_the_window_closes() -> None:
    spans = ask(play("notice", 0, 60), posting=quiet("09:00", "10:00"))

    assert heard(spans) == [("notice", 0, 60)]


def test_a_play_that_may_be_late_waits_for_the_window_to_close() -> None:
    spans = ask(play("notice", 0, 60, grace=600), posting=quiet("09:00", "10:05"))

    assert heard(spans) == [("notice", 300, 360)]


def test_a_cut_play_does_not_resume_into_a_window() -> None:
    spans = ask(play("notice", 0, 60, marks=(0, 30)), alarm("fire", 40, 60), posting=quiet("10:01", "11:00"))

    assert heard(spans) == [("notice", 0, 40), ("fire", 40, 60)]
    assert ending(spans, "notice") == (Ending.CUT_SHORT, Rule.OUTRANKED, "fire", 100)


def test_a_drill_falls_silent_before_a_window_instead_of_inside_it() -> None:
    drill = alarm("drill", 0, 600, clip(25), status=Status.EXERCISE)

    spans = ask(drill, posting=quiet("10:01", "10:03"))

    assert [span for span in heard(spans) if 60 <= span[1] < 180 or 60 < span[2] <= 180] == []
    assert heard(spans)[:2] == [("drill", 0, 25), ("drill", 25, 50)]
    assert heard(spans)[2] == ("drill", 180, 200)


def test_a_window_that_is_told_while_a_play_sounds_across_it_cuts_the_play() -> None:
    spans = ask(
        play("notice", 0, 120), posting=quiet("10:01", "11:00"), now=30, begun={"notice": Begun(since=at(0))}
    )

    assert heard(spans) == [("notice", 0, 30)]
    assert ending(spans, "notice")[:2] == (Ending.CUT_SHORT, Rule.QUIET_WINDOW)


def test_a_window_past_midnight_belongs_to_the_day_on_which_it_opens() -> None:
    on_saturday = posted("22:00", "05:00", DayType.SATURDAY)

    assert is_silent(on_saturday, "2026-06-06 23:00")
    assert is_silent(on_saturday, "2026-06-07 04:59:00")
    assert not is_silent(on_saturday, "2026-06-07 05:00")
    assert not is_silent(on_saturday, "2026-06-06 04:00")
    assert not is_silent(on_saturday, "2026-06-07 23:00")


def test_a_window_of_workdays_does_not_silence_a_saturday_sunday_or_holiday() -> None:
    at_noon = replace(posted("11:00", "13:00", DayType.WORKDAY), holidays=frozenset({date(2026, 9, 2)}))

    assert is_silent(at_noon, "2026-06-05 12:00")
    assert not is_silent(at_noon, "2026-06-06 12:00")
    assert not is_silent(at_noon, "2026-06-07 12:00")
    assert not is_silent(at_noon, "2026-09-02 12:00")


def test_a_holiday_is_a_holiday_even_on_a_sunday() -> None:
    posting = replace(OPEN, holidays=frozenset({date(2026, 6, 7)}))

    assert day_type(posting, date(2026, 6, 7)) is DayType.HOLIDAY
    assert day_type(posting, date(2026, 6, 14)) is DayType.SUNDAY


def test_the_night_before_a_holiday_keeps_the_hours_of_its_own_day() -> None:
    holidays = replace(posted("20:00", "07:00", DayType.HOLIDAY), holidays=frozenset({date(2026, 9, 2)}))

    assert not is_silent(holidays, "2026-09-02 03:00")
    assert is_silent(holidays, "2026-09-03 03:00")


def test_equal_hours_close_the_whole_day_round() -> None:
    whole = posted("06:00", "06:00", DayType.SUNDAY)

    assert not is_silent(whole, "2026-06-07 05:59")
    assert is_silent(whole, "2026-06-07 06:00")
    assert is_silent(whole, "2026-06-08 05:58:00")
    assert not is_silent(whole, "2026-06-08 06:00")


def test_windows_that_overlap_or_touch_are_one() -> None:
    windows = tuple(
        QuietWindow(opens=time(opens), closes=time(closes)) for opens, closes in ((1, 3), (2, 4), (4, 5))
    )

    hours = QuietHours(replace(OPEN, quiet_windows=windows), TEN, TEN)

    assert [interval.ends - interval.begins for interval in hours.intervals] == [timedelta(hours=4)] * 2


def test_a_pole_that_was_told_nothing_sounds_nothing() -> None:
    spans = ask(play("notice", 0), alarm("fire", 0, 60), posting=STRICTEST)

    assert heard(spans) == []


def test_where_the_clocks_are_moved_the_longer_silence_counts() -> None:
    berlin = Posting(
        zone=ZoneInfo("Europe/Berlin"), quiet_windows=(QuietWindow(opens=time(1), closes=time(2, 30)),)
    )
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)

    hours = QuietHours(berlin, autumn, autumn)

    assert hours.touches(autumn.replace(day=25, hour=1, minute=29), autumn.replace(day=25, hour=1, minute=29))
    assert not hours.touches(
        autumn.replace(day=25, hour=1, minute=30), autumn.replace(day=25, hour=1, minute=31)
    )


def posted(opens: str, closes: str, *days: DayType) -> Posting:
    window = QuietWindow(
        opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), days=frozenset(days)
    )
    return replace(OPEN, quiet_windows=(window,))


def is_silent(posting: Posting, when: str) -> bool:
    told: Play | Order = play("notice", local(when), 30, valid_until=local(when) + 3600)
    return not heard(ask(told, posting=posting))
