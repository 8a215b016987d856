"""What pages ask, over a belt that really reads, plans and stores."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from controller.errors import NotFoundError
from controller.flow import wishes
from controller.flow.day import day
from controller.flow.needs import needs
from controller.flow.progress import progress, recall
from controller.flow.strip import strip
from controller.outlook.airings import Airing, AiringState
from controller.outlook.needs import NeedKind
from controller.outlook.poles import PoleState
from controller.outlook.strip import Trouble
from schedules.vocabulary import (
    BroadcastId,
    Class,
    Ending,
    Order,
    OrderKind,
    PlayId,
    PoleId,
    Rule,
)
from tests.controller.belt import START, ZONE, ZONE_TIME, Belt
from wire.messages import ArmedPlay, Heartbeat, JournalId, Report

TODAY = date(2026, 11, 21)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
ONE, TWO = PoleId("p-gate-1"), PoleId("p-gate-2")


def _day(belt: Belt, local_day: date = TODAY) -> tuple[Airing, ...]:
    return day(belt.ledger, local_day, ZONE_TIME, now=belt.now)


def _beat(belt: Belt, pole: PoleId, *plays: PlayId) -> None:
    beat = Heartbeat(
        issuer=pole,
        address=pole,
        revision=int(belt.now.timestamp()),
        issued_at=belt.now,
        expires_at=belt.now + HOUR,
        version="1",
        is_clock_trusted=True,
        plays=tuple(
            ArmedPlay.model_validate({"play": play, "stage": stage, "since": belt.now})
            for play in plays
            for stage in ("received", "clip_ready", "armed")
        ),
    )
    with belt.ledger.writing() as unit:
        unit.poles.note_presence(pole, is_online=True, version="1", revision=beat.revision)
        unit.poles.note_heartbeat(pole, beat, belt.now)
        unit.proofs.note_stages(pole, beat)


def _report(
    belt: Belt, pole: PoleId, number: int, event: str, *, play: PlayId, rule: Rule | None = None
) -> None:
    report = Report.model_validate(
        {
            "number": number,
            "play": play,
            "event": event,
            "at": belt.now,
            "rule": rule,
            "previous": "0" * 64,
        }
    )
    with belt.ledger.writing() as unit:
        unit.proofs.file(pole, JournalId("disk"), report, f"link {number}", is_chained=True)


@pytest.fixture
def planned(belt: Belt) -> BroadcastId:
    """Two poles that are to sound one broadcast in an hour."""
    belt.enrol(ONE)
    belt.enrol(TWO)
    broadcast = belt.wish(belt.approved_notice())
    belt.run()
    return broadcast


def _play(belt: Belt) -> PlayId:
    (airing,) = _day(belt)
    assert airing.play is not None
    return airing.play


def test_a_zone_without_anything_has_nothing_to_show(belt: Belt) -> None:
    assert _day(belt) == ()
    found = strip(belt.ledger, belt.now)
    assert (found.sounding, found.coming, found.poles, found.is_all_right) == ((), None, 0, True)
    assert needs(belt.ledger, now=belt.now).total == 0


def test_the_day_shows_what_is_planned_and_at_how_many_poles_it_is_armed(
    belt: Belt, planned: BroadcastId
) -> None:
    _beat(belt, ONE, _play(belt))

    (airing,) = _day(belt)

    assert (airing.broadcast, airing.starts, airing.addresses) == (planned, START + HOUR, {ZONE})
    assert (airing.state, airing.tally.armed, airing.poles) == (AiringState.ARMED, 1, 2)
    assert airing.length is not None
    assert _day(belt, TODAY + timedelta(days=1)) == ()


def test_the_day_tells_how_it_went(belt: Belt, planned: BroadcastId) -> None:
    play = _play(belt)
    belt.now = START + HOUR
    _report(belt, ONE, 1, "started", play=play)

    assert _day(belt)[0].state is AiringState.SOUNDING

    belt.now += 5 * SECOND
    _report(belt, ONE, 2, "finished", play=play)
    _report(belt, TWO, 1, "missed", play=play, rule=Rule.TOO_LATE)

    (airing,) = _day(belt)
    assert (airing.state, airing.tally.finished, airing.tally.missed) == (AiringState.FELL_SHORT, 1, 1)


def test_a_hold_is_seen_beforehand(belt: Belt) -> None:
    belt.enrol(ONE)
    broadcast = belt.wish(belt.approved_notice(), hours=9)
    belt.run()
    hold = Order(
        id=PlayId("hold"),
        kind=OrderKind.HOLD,
        begins=belt.now,
        ends=belt.now + 12 * HOUR,
        below=Class.EMERGENCY,
    )

    (free,) = _day(belt)
    (held,) = day(belt.ledger, TODAY, ZONE_TIME, now=belt.now, orders={ZONE: [hold]})

    assert (free.state, free.refused) == (AiringState.PLANNED, ())
    assert (held.broadcast, held.state) == (broadcast, AiringState.WILL_NOT_SOUND)
    assert [(one.rule, one.poles) for one in held.refused] == [(Rule.HELD, 1)]


def test_the_day_names_the_broadcast_that_another_gives_way_to(belt: Belt) -> None:
    belt.enrol(ONE)
    first = belt.approved_notice()
    winner = belt.wish(first, hours=1)
    with belt.ledger.reading() as unit:
        asked = unit.broadcasts.get(winner)
    loser = wishes.wish(belt.ledger, replace(asked, id=BroadcastId("b-later"), rank=200), belt.now)
    belt.run()

    found = {airing.broadcast: airing for airing in _day(belt)}

    assert found[winner].refused == ()
    assert found[loser].state is AiringState.WILL_NOT_SOUND
    (refused,) = found[loser].refused
    assert (refused.ending, refused.rule, refused.by, refused.poles) == (
        Ending.MISSED,
        Rule.OUTRANKED,
        winner,
        1,
    )


def test_a_broadcast_that_is_not_approved_waits_on_its_day_and_for_a_person(belt: Belt) -> None:
    belt.enrol(ONE)
    notice = belt.take_in()
    belt.run()
    broadcast = belt.wish(notice)
    belt.run()

    (airing,) = _day(belt)

    assert (airing.broadcast, airing.play, airing.state) == (broadcast, None, AiringState.WAITING)
    found = needs(belt.ledger, now=belt.now)
    assert [(need.kind, need.subject) for need in found.listed] == [
        (NeedKind.BROADCAST_WAITS, broadcast),
        (NeedKind.POLE, ONE),
        (NeedKind.APPROVAL, notice),
    ]
    assert found.listed[1].pole_state is PoleState.NEVER_HEARD
    assert found.total == 3
    shown = progress(belt.ledger, broadcast, now=belt.now).shown
    assert shown == airing


def test_a_broadcast_that_waits_needs_nobody_while_there_is_time(belt: Belt) -> None:
    belt.enrol(ONE)
    notice = belt.take_in()
    belt.run()
    broadcast = belt.wish(notice, hours=2)

    assert broadcast not in {need.subject for need in needs(belt.ledger, now=belt.now).listed}

    belt.now += 26 * HOUR - SECOND
    assert needs(belt.ledger, now=belt.now).listed[0].at == START + 2 * HOUR

    belt.now += 2 * SECOND
    assert broadcast not in {need.subject for need in needs(belt.ledger, now=belt.now).listed}


def test_a_withdrawn_broadcast_stays_on_its_day(belt: Belt, planned: BroadcastId) -> None:
    wishes.withdraw(belt.ledger, planned, because="sai", now=belt.now)

    assert [airing.state for airing in _day(belt)] == [AiringState.WITHDRAWN]
    assert strip(belt.ledger, belt.now).coming is None


def test_days_beyond_the_horizon_are_foreseen_too(belt: Belt) -> None:
    belt.enrol(ONE)
    broadcast = belt.wish(belt.approved_notice(), rule="FREQ=DAILY")
    belt.run()

    (airing,) = _day(belt, TODAY + timedelta(days=40))

    assert (airing.broadcast, airing.state, airing.poles) == (broadcast, AiringState.PLANNED, 1)


def test_the_strip_tells_what_comes_and_who_has_it_not(belt: Belt, planned: BroadcastId) -> None:
    _beat(belt, ONE, _play(belt))

    found = strip(belt.ledger, belt.now)

    assert found.coming is not None
    assert (found.coming.broadcast, found.coming.starts) == (planned, START + HOUR)
    assert (found.coming.armed, found.coming.listening) == (1, 2)
    assert found.trouble == Trouble(out_of_touch=1, unarmed=1)
    assert not found.is_all_right


def test_a_play_that_is_far_needs_not_be_armed_yet(belt: Belt, planned: BroadcastId) -> None:
    belt.now -= SECOND

    assert strip(belt.ledger, belt.now).trouble.unarmed == 0


def test_the_strip_tells_what_sounds_at_how_many_poles_and_until_when(
    belt: Belt, planned: BroadcastId
) -> None:
    play, length = _play(belt), _day(belt)[0].length
    belt.now = START + HOUR
    _report(belt, ONE, 1, "started", play=play)

    (sounding,) = strip(belt.ledger, belt.now).sounding

    assert (sounding.broadcast, sounding.poles, sounding.listening) == (planned, 1, 2)
    assert (sounding.since, sounding.until) == (belt.now, belt.now + (length or HOUR))

    _report(belt, ONE, 2, "finished", play=play)
    assert strip(belt.ledger, belt.now).sounding == ()


def test_a_pole_out_of_touch_will_sound_what_it_holds(belt: Belt, planned: BroadcastId) -> None:
    play = _play(belt)
    _beat(belt, ONE, play)
    belt.now += timedelta(minutes=20)
    _beat(belt, TWO, play)

    found = recall(belt.ledger, planned, now=belt.now)

    assert (found.next, found.holds) == (START + HOUR, 2)
    (lost,) = found.out_of_touch
    assert (lost.pole, lost.first, lost.is_armed) == (ONE, START + HOUR, True)


def test_progress_tells_of_every_pole_also_of_those_that_told_nothing(
    belt: Belt, planned: BroadcastId
) -> None:
    _beat(belt, ONE, _play(belt))

    found = progress(belt.ledger, planned, now=belt.now)

    one, two = found.poles
    assert one.proof is not None
    assert (one.pole, one.state, one.proof.armed) == (ONE, PoleState.FINE, belt.now)
    assert (two.pole, two.state, two.proof) == (TWO, PoleState.NEVER_HEARD, None)
    assert found.shown is not None
    assert found.shown.starts == START + HOUR
    assert found.history == ()


def test_a_repeating_broadcast_shows_its_nearest_occurrence_and_the_last_ones(belt: Belt) -> None:
    belt.enrol(ONE)
    broadcast = belt.wish(belt.approved_notice(), rule="FREQ=DAILY")
    belt.run()
    first = START + HOUR
    _report(belt, ONE, 1, "finished", play=_play(belt))

    belt.now = first + timedelta(days=2, hours=13)
    found = progress(belt.ledger, broadcast, now=belt.now)

    assert found.shown is not None
    assert found.shown.starts == first + timedelta(days=3)
    assert [airing.state for airing in found.history] == [
        AiringState.UNPROVED,
        AiringState.UNPROVED,
        AiringState.FINISHED,
    ]
    assert found.history[-1].starts == first


def test_an_unknown_broadcast_has_no_progress(belt: Belt) -> None:
    with pytest.raises(NotFoundError):
        progress(belt.ledger, BroadcastId("none"), now=belt.now)
    with pytest.raises(NotFoundError):
        recall(belt.ledger, BroadcastId("none"), now=belt.now)


def test_plays_that_failed_need_a_person_but_not_those_that_gave_way(
    belt: Belt, planned: BroadcastId
) -> None:
    play = _play(belt)
    for pole in (ONE, TWO):
        _beat(belt, pole)
    belt.now = START + HOUR
    _report(belt, ONE, 1, "failed", play=play)
    _report(belt, TWO, 1, "missed", play=play, rule=Rule.HELD)
    for pole in (ONE, TWO):
        _beat(belt, pole)

    (need,) = needs(belt.ledger, now=belt.now).listed

    assert (need.kind, need.subject, need.at, need.count) == (
        NeedKind.PLAY_FAILED,
        planned,
        START + HOUR,
        1,
    )


def test_what_needs_a_person_is_counted_in_all_and_listed_in_part(belt: Belt) -> None:
    for name in range(3):
        belt.enrol(f"p-{name}")
        belt.take_in(f"Thông báo số {name}.")
    belt.run()

    found = needs(belt.ledger, now=belt.now, most=4)

    assert [need.kind for need in found.listed] == [NeedKind.POLE] * 3 + [NeedKind.APPROVAL]
    assert found.total == 6
