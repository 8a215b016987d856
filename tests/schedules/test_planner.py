"""From broadcasts to playlists: one play an occurrence, named for ever, listed until over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.broadcast import Broadcast, Plan, Recurrence
from schedules.errors import (
    ClassOutOfPlaceError,
    ExpiredError,
    NoAddressError,
    PastInstantError,
    RecurrenceError,
    ScheduleError,
)
from schedules.planner import check, plan
from schedules.recurrence import daily, once
from schedules.vocabulary import (
    RESUME_WITHIN,
    Address,
    BroadcastId,
    Class,
    NoticeId,
    OnInterrupt,
    Status,
)

from .samples import HANOI, TEN, alarm, ask, at, clip, ending, endings, heard, seconds

ZONE, GATE = Address("z-sample"), Address("p-gate-3")
MONDAY = datetime(2026, 6, 1, 10, 0)  # noqa: DTZ001 - local time, as staff write it
EARLY, LATE = TEN - timedelta(days=1), TEN + timedelta(days=7)


def broadcast(length: float = 60, *, recurrence: Recurrence | None = None, **other: object) -> Broadcast:
    wish = Broadcast(
        id=BroadcastId("morning"),
        clip=clip(length, name="clip of taxes"),
        notice=NoticeId("taxes"),
        addresses=frozenset({ZONE}),
        recurrence=recurrence or once(MONDAY, HANOI),
    )
    return replace(wish, **other)  # type: ignore[arg-type]


def planned(*broadcasts: Broadcast, now: datetime = EARLY, horizon: datetime = LATE) -> Plan:
    return plan(broadcasts, ZONE, now=now, horizon=horizon)


def starts(drafted: Plan) -> list[float]:
    return [seconds(one.play.starts) for one in drafted.plays]


def ids(drafted: Plan) -> set[str]:
    return {one.play.id for one in drafted.plays}


def test_an_occurrence_is_one_play_of_the_one_clip() -> None:
    wish = broadcast(notice=None, recurrence=daily(MONDAY, HANOI))

    drafted = planned(wish, horizon=TEN + timedelta(days=2))

    assert starts(drafted) == [0, 86_400]
    assert {one.play.clip for one in drafted.plays} == {wish.clip}
    assert {(one.broadcast, one.notice, one.part) for one in drafted.plays} == {("morning", None, 0)}


def test_a_play_may_be_as_late_as_its_broadcast() -> None:
    [one] = planned(broadcast(grace=timedelta(minutes=5))).plays

    assert seconds(one.play.latest_start) == 300
    assert [span[1:] for span in heard(ask(one.play, alarm("fire", -10, 240)))][1:] == [(240, 300)]


def test_what_staff_wished_is_in_every_play() -> None:
    wish = broadcast(class_=Class.PRIORITY, status=Status.EXERCISE, rank=3, on_interrupt=OnInterrupt.DROP)

    [one] = planned(wish).plays

    assert (one.play.class_, one.play.status, one.play.rank) == (Class.PRIORITY, Status.EXERCISE, 3)
    assert one.play.on_interrupt is OnInterrupt.DROP
    assert (one.broadcast, one.notice, one.part) == ("morning", "taxes", 0)


def test_planning_again_gives_the_same_plays() -> None:
    wish = broadcast(recurrence=daily(MONDAY, HANOI))

    assert planned(wish) == planned(wish)
    assert ids(planned(wish, now=TEN)) == ids(planned(wish))
    assert ids(planned(wish, horizon=TEN + timedelta(days=2))) < ids(planned(wish))


def test_a_play_has_the_same_id_at_every_address() -> None:
    wish = broadcast(addresses=frozenset({ZONE, GATE}))

    assert ids(planned(wish)) == ids(plan([wish], GATE, now=EARLY, horizon=LATE))


def test_a_play_keeps_its_id_when_its_clip_changes() -> None:
    assert ids(planned(broadcast(60))) == ids(planned(broadcast(61, clip=clip(61, name="another voice"))))


def test_no_two_plays_share_an_id() -> None:
    wish = broadcast(recurrence=daily(MONDAY, HANOI))
    other = replace(wish, id=BroadcastId("evening"))

    drafted = planned(wish, other)

    assert len(ids(drafted)) == len(drafted.plays) == 2 * 7


def test_a_broadcast_is_planned_only_where_it_is_addressed() -> None:
    assert plan([broadcast()], GATE, now=EARLY, horizon=LATE).plays == ()


def test_plays_are_listed_by_their_start_up_to_but_not_including_the_horizon() -> None:
    evening = replace(
        broadcast(recurrence=daily(MONDAY + timedelta(hours=8), HANOI)), id=BroadcastId("evening")
    )

    drafted = planned(evening, broadcast(recurrence=daily(MONDAY, HANOI)), horizon=TEN + timedelta(days=1))

    assert starts(drafted) == [0, 8 * 3600]
    assert drafted.horizon == TEN + timedelta(days=1)


def test_a_play_stays_listed_until_it_cannot_sound_any_more() -> None:
    wish = broadcast(60, grace=timedelta(minutes=5))
    [one] = planned(wish).plays
    last_end = one.play.last_end

    assert planned(wish, now=last_end - timedelta(microseconds=1)).plays == (one,)
    assert planned(wish, now=last_end).plays == ()


def test_whatever_cuts_a_play_has_ended_it_before_it_is_no_longer_listed() -> None:
    [one] = planned(broadcast(60, grace=timedelta(minutes=5))).plays

    spans = ask(one.play, alarm("fire", -10, 299), alarm("gas", 355, 414), alarm("storm", 470, 520))

    assert max(span.ends for span in spans if span.id == one.play.id) <= one.play.last_end
    assert one.play.id in endings(spans)


def test_a_long_play_is_listed_while_it_sounds() -> None:
    assert starts(planned(broadcast(7200), now=at(7000))) == [0]


def test_a_play_that_begins_late_and_is_cut_once_may_still_be_heard_whole() -> None:
    wish = broadcast(60, grace=timedelta(minutes=5), on_interrupt=OnInterrupt.RESTART)
    [one] = planned(wish).plays

    spans = ask(one.play, alarm("fire", -10, 300), alarm("gas", 359, 418))

    assert ending(spans, one.play.id)[0] == "finished"


def test_nothing_of_a_broadcast_is_heard_after_it_is_valid() -> None:
    wish = broadcast(60, valid_until=at(90), grace=timedelta(hours=1))
    [one] = planned(wish).plays

    assert one.play.valid_until == at(90)
    assert [span[1:] for span in heard(ask(one.play))] == [(0, 60)]
    assert len(heard(ask(one.play, alarm("fire", -10, 40)))) == 1


def test_a_far_deadline_does_not_keep_a_play_on_the_list() -> None:
    wish = broadcast(60, valid_until=TEN + timedelta(days=300))

    [one] = planned(wish).plays

    assert one.play.last_end <= at(60 + 2 + 60 + 60) + RESUME_WITHIN


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (broadcast(recurrence=once(datetime(2026, 5, 31, 9), HANOI)), PastInstantError),  # noqa: DTZ001
        (
            broadcast(recurrence=Recurrence(first=MONDAY, zone=HANOI, rule="FREQ=DAILY;UNTIL=20260501")),
            RecurrenceError,
        ),
        (
            broadcast(
                recurrence=Recurrence(first=MONDAY - timedelta(days=9), zone=HANOI, rule="FREQ=DAILY;COUNT=3")
            ),
            PastInstantError,
        ),
        (broadcast(recurrence=Recurrence(first=MONDAY, zone=HANOI, rule="FREQ=SOMETIMES")), RecurrenceError),
        (broadcast(addresses=frozenset()), NoAddressError),
        (broadcast(class_=Class.EMERGENCY), ClassOutOfPlaceError),
        (broadcast(60, valid_until=at(59)), ExpiredError),
    ],
)
def test_a_broadcast_that_cannot_be_is_refused(wish: Broadcast, error: type[ScheduleError]) -> None:
    with pytest.raises(error):
        check(wish, EARLY)


@pytest.mark.parametrize(
    "wish",
    [
        broadcast(),
        broadcast(recurrence=daily(MONDAY - timedelta(days=400), HANOI)),
        broadcast(class_=Class.EMERGENCY, status=Status.EXERCISE),
        broadcast(60, valid_until=at(60)),
    ],
)
def test_a_broadcast_that_can_be_heard_is_welcome(wish: Broadcast) -> None:
    check(wish, EARLY)


def test_an_instant_that_is_now_is_not_past() -> None:
    check(broadcast(), TEN)

    with pytest.raises(PastInstantError):
        check(broadcast(), TEN + timedelta(microseconds=1))


def test_a_play_of_another_zone_starts_at_its_local_time() -> None:
    seoul = once(MONDAY, ZoneInfo("Asia/Seoul"))

    [one] = planned(broadcast(recurrence=seoul)).plays

    assert one.play.starts == datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
