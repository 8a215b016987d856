"""When a broadcast happens, in local time and as instants."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.broadcast import Recurrence
from schedules.errors import RecurrenceError
from schedules.recurrence import Weekday, daily, occurrences, once, upcoming, weekly

from .samples import HANOI

BERLIN = ZoneInfo("Europe/Berlin")
JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


def during(recurrence: Recurrence, begins: datetime = JUNE, *, days: float = 7) -> list[str]:
    found = occurrences(recurrence, after=begins, before=begins + timedelta(days=days))
    return [f"{occurrence.local:%d %H:%M}" for occurrence in found]


def ruled(rule: str, first: str = "2026-06-01 10:00", zone: ZoneInfo = HANOI) -> Recurrence:
    return Recurrence(first=local(first), zone=zone, rule=rule)


def test_once_is_once() -> None:
    [only] = occurrences(once(local("2026-06-03 10:00"), HANOI), after=JUNE, before=JUNE + timedelta(days=7))

    assert only.local == local("2026-06-03 10:00")
    assert only.instant == datetime(2026, 6, 3, 3, 0, tzinfo=UTC)


def test_the_first_instant_asked_for_counts_and_the_last_does_not() -> None:
    recurrence = daily(local("2026-06-01 07:00"), HANOI)

    assert during(recurrence, days=2) == ["01 07:00", "02 07:00"]


def test_daily_begins_with_its_first_and_never_ends() -> None:
    recurrence = daily(local("2026-06-05 10:00"), HANOI)

    assert during(recurrence) == ["05 10:00", "06 10:00", "07 10:00"]
    assert during(recurrence, JUNE + timedelta(days=36_500), days=1) != []


def test_weekly_happens_on_its_days_from_its_first_on() -> None:
    days = {Weekday.MONDAY, Weekday.THURSDAY}

    assert during(weekly(local("2026-06-02 10:00"), HANOI, days=days), days=14) == [
        "04 10:00",
        "08 10:00",
        "11 10:00",
    ]


def test_weekly_without_a_day_is_refused() -> None:
    with pytest.raises(RecurrenceError, match="BYDAY"):
        weekly(local("2026-06-02 10:00"), HANOI, days=())


def test_an_exception_does_not_happen_and_moves_nothing_else() -> None:
    recurrence = Recurrence(
        first=local("2026-06-01 10:00"),
        zone=HANOI,
        rule="FREQ=DAILY;COUNT=3",
        exceptions=frozenset({local("2026-06-02 10:00")}),
    )

    assert during(recurrence) == ["01 10:00", "03 10:00"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260603", "03 10:00"),
        ("20260603T100000", "03 10:00"),
        ("20260603T095959", "02 10:00"),
        ("20260603T030000Z", "03 10:00"),
        ("20260603T025959Z", "02 10:00"),
    ],
)
def test_until_may_be_a_day_a_local_time_or_an_instant(until: str, last: str) -> None:
    assert during(ruled(f"FREQ=DAILY;UNTIL={until}"))[-1] == last


def test_the_headline_may_come_every_four_minutes_for_half_an_hour() -> None:
    rule = "FREQ=MINUTELY;INTERVAL=4;COUNT=8"

    assert during(ruled(rule, "2026-06-01 13:45"))[-1] == "01 14:13"


def test_a_local_time_that_does_not_exist_is_read_with_the_offset_before_the_gap() -> None:
    [_, on_the_day, _] = occurrences(
        daily(local("2026-03-28 02:30"), BERLIN),
        after=datetime(2026, 3, 28, tzinfo=UTC),
        before=datetime(2026, 3, 31, tzinfo=UTC) - timedelta(hours=12),
    )

    assert on_the_day.local == local("2026-03-29 02:30")
    assert on_the_day.instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_local_time_that_exists_twice_happens_the_first_time() -> None:
    autumn = datetime(2026, 10, 25, tzinfo=UTC) - timedelta(hours=2)

    [only] = occurrences(
        daily(local("2026-10-01 02:30"), BERLIN), after=autumn, before=autumn + timedelta(hours=12)
    )

    assert only.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_two_times_that_the_gap_makes_one_instant_happen_once() -> None:
    spring = datetime(2026, 3, 29, tzinfo=UTC)

    found = list(
        occurrences(
            ruled("FREQ=MINUTELY;INTERVAL=30", "2026-03-28 00:00", BERLIN),
            after=spring,
            before=spring + timedelta(hours=3),
        )
    )

    assert [later.instant - earlier.instant for earlier, later in pairwise(found)] == [
        timedelta(minutes=30)
    ] * 5


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("", None),
        ("FREQ=SOMETIMES", "FREQ"),
        ("FREQ=SECONDLY", "FREQ"),
        ("INTERVAL=2", "FREQ"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=x", "INTERVAL"),
        ("FREQ=DAILY;COUNT=-1", "COUNT"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL"),
        ("FREQ=DAILY;UNTIL=20260231", "UNTIL"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=99MO", "BYDAY"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=20MO", "BYDAY"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH"),
        ("FREQ=MINUTELY;BYSECOND=0,30", "BYSECOND"),
        ("FREQ=MINUTELY;BYMONTH=2;BYYEARDAY=1", "BYMONTH"),
        ("FREQ=HOURLY;BYYEARDAY=366", "BYYEARDAY"),
        ("FREQ=MINUTELY;COUNT=10001", "COUNT"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY"),
        ("FREQ=MINUTELY;BYSETPOS=5", "BYSETPOS"),
        ("FREQ=DAILY;WKST=", "WKST"),
        ("FREQ=DAILY;BYEASTER=1", "BYEASTER"),
        ("FREQ=DAILY\nRRULE:FREQ=WEEKLY", "FREQ"),
        ("FREQ=HOURLY;INTERVAL=24;BYHOUR=6", "HOURLY"),
        ("nonsense", "NONSENSE"),
    ],
)
def test_a_bad_rule_is_refused_by_the_name_of_its_part(rule: str, what: str | None) -> None:
    if what is None:
        assert during(ruled(rule)) == ["01 10:00"]
        return

    with pytest.raises(RecurrenceError, match=what):
        during(ruled(rule))


def test_the_next_occurrence_is_found_years_ahead_and_none_when_all_are_over() -> None:
    leap_day = upcoming(ruled("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), after=JUNE)

    assert leap_day
    assert leap_day.local == local("2028-02-29 10:00")
    assert upcoming(once(local("2026-05-01 10:00"), HANOI), after=JUNE) is None


@pytest.mark.parametrize("first", ["0001-01-01 00:00", "1999-12-31 23:59", "2200-01-01", "9999-12-31 23:59"])
@pytest.mark.parametrize("rule", ["", "FREQ=DAILY", "FREQ=MINUTELY;COUNT=3"])
@pytest.mark.parametrize("zone", [HANOI, ZoneInfo("America/New_York")])
def test_a_first_time_at_an_edge_of_the_calendar_is_refused(first: str, rule: str, zone: ZoneInfo) -> None:
    with pytest.raises(RecurrenceError, match="between 2000 and 2199"):
        upcoming(ruled(rule, first, zone), after=JUNE)


@pytest.mark.parametrize("edge", [local("0001-01-01"), local("9999-12-31 23:59")])
@pytest.mark.parametrize("offset", [timedelta(), timedelta(hours=14), timedelta(hours=-12)])
def test_to_look_from_an_edge_of_the_calendar_is_refused(edge: datetime, offset: timedelta) -> None:
    instant = edge.replace(tzinfo=timezone(offset))

    with pytest.raises(RecurrenceError, match="edge"):
        upcoming(daily(local("2026-06-01 10:00"), HANOI), after=instant)


@pytest.mark.parametrize("until", ["99991231T235959Z", "00010101T000000Z"])
@pytest.mark.parametrize("zone", [HANOI, ZoneInfo("America/New_York")])
def test_an_until_at_an_edge_of_the_calendar_is_refused_or_far_away(until: str, zone: ZoneInfo) -> None:
    try:
        found = upcoming(ruled(f"FREQ=DAILY;UNTIL={until}", zone=zone), after=JUNE)
    except RecurrenceError as error:
        assert "UNTIL" in str(error)  # noqa: PT017 - which of the two depends on the zone
    else:
        assert (found is None) == until.startswith("0001")


@pytest.mark.parametrize(
    ("rule", "is_found"), [("FREQ=YEARLY;INTERVAL=10", True), ("FREQ=YEARLY;INTERVAL=11", False)]
)
def test_what_does_not_happen_within_ten_years_counts_as_never(rule: str, is_found: bool) -> None:  # noqa: FBT001
    begun = datetime(2026, 6, 1, 4, tzinfo=UTC)

    assert (upcoming(ruled(rule), after=begun) is not None) is is_found


@given(
    st.sampled_from(["MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]),
    st.sampled_from([1, 2, 3, 30, 45]),
    st.datetimes(local("2026-03-01"), local("2026-03-27")),
    st.integers(0, 40),
    st.sampled_from(["", ";BYDAY=MO,SU", ";BYHOUR=2,3,7", ";BYMONTHDAY=1,15,29"]),
)
@settings(max_examples=40, deadline=None)
def test_what_happens_does_not_depend_on_where_one_begins_to_look(
    frequency: str, interval: int, first: datetime, day: int, only: str
) -> None:
    recurrence = Recurrence(first=first, zone=BERLIN, rule=f"FREQ={frequency};INTERVAL={interval}{only}")
    march = datetime(2026, 3, 1, tzinfo=UTC)
    begins, ends = march + timedelta(days=day), march + timedelta(days=day + 3)

    try:
        whole = list(occurrences(recurrence, after=march - timedelta(days=2), before=ends))
    except RecurrenceError:
        return

    assert list(occurrences(recurrence, after=begins, before=ends)) == [
        occurrence for occurrence in whole if occurrence.instant >= begins
    ]
