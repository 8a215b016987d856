from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from controller.entries import Section
from controller.outlook.airings import KnownPlay, Tally
from controller.outlook.needs import NeedKind
from controller.store.unit import SqlLedger
from schedules.broadcast import PlannedPlay
from schedules.vocabulary import Address, BroadcastId, NoticeId, PlayId, PoleId, Rule
from tests.controller.store.samples import (
    B1,
    CLIP,
    GATE,
    MINUTE,
    N1,
    NOW,
    ZONE,
    heartbeat,
    lease,
    notice,
    planned,
    pole,
    store_voiced_notice,
    wish,
)
from wire.messages import ArmedPlay, JournalId, Report

FIELD, YARD = PoleId("p-field"), PoleId("p-yard")
DUE = planned("any").play.starts
DAY = timedelta(days=1)


@pytest.fixture
def site(ledger: SqlLedger) -> SqlLedger:
    """Two poles that hear the zone, a third that hears only itself; two plays of one broadcast."""
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.poles.add(pole())
        unit.poles.add(pole(FIELD))
        unit.poles.add(replace(pole(YARD), addresses=(Address(YARD),)))
        unit.broadcasts.add(wish())
        unit.broadcasts.keep_plays(ZONE, [_due("play-1", DUE), _due("play-2", DUE + DAY)])
        unit.broadcasts.keep_plays(Address("a-cong-bac"), [_due("play-1", DUE)])
    return ledger


def _due(play: str, starts: datetime) -> PlannedPlay:
    sounding = planned(play)
    return replace(sounding, play=replace(sounding.play, starts=starts))


def _stages(ledger: SqlLedger, who: PoleId, play: str, *stages: str) -> None:
    lines = (ArmedPlay.model_validate({"play": play, "stage": stage, "since": NOW}) for stage in stages)
    with ledger.writing() as unit:
        unit.proofs.note_stages(who, heartbeat(*lines, pole=who))


def _file(ledger: SqlLedger, who: PoleId, play: str, *events: str, rule: Rule | None = None) -> None:
    with ledger.writing() as unit:
        for number, event in enumerate(events, 1):
            told = {"number": number, "play": play, "event": event, "at": DUE + number * MINUTE}
            report = Report.model_validate({**told, "rule": rule, "previous": "0" * 64})
            unit.proofs.file(who, JournalId(f"{who} {play}"), report, str(number), is_chained=True)


def _known(ledger: SqlLedger) -> list[KnownPlay]:
    with ledger.reading() as unit:
        return list(unit.outlook.plays_between(DUE, DUE + 2 * DAY))


def test_what_poles_told_of_a_play_is_counted(site: SqlLedger) -> None:
    _stages(site, GATE, "play-1", "received", "clip_ready", "armed")
    _stages(site, FIELD, "play-1", "received")
    _file(site, GATE, "play-1", "started")
    _file(site, FIELD, "play-1", "missed")

    first, second = _known(site)

    assert first.tally == Tally(received=2, armed=1, started=1, sounding=1, missed=1)
    assert (first.first_started, first.last_started) == (DUE + MINUTE, DUE + MINUTE)
    assert (first.id, first.broadcast, first.starts, first.length) == ("play-1", B1, DUE, CLIP.length)
    assert (first.title, first.class_, first.status) == (wish().title, wish().class_, wish().status)
    assert (first.addresses, second.addresses) == ({ZONE, "a-cong-bac"}, {ZONE})
    assert (second.tally, second.first_started) == (Tally(), None)


def test_plays_are_of_a_stretch_without_its_end(site: SqlLedger) -> None:
    with site.reading() as unit:
        assert [play.id for play in unit.outlook.plays_between(DUE, DUE + DAY)] == ["play-1"]
        assert [play.id for play in unit.outlook.plays_between(DUE + MINUTE, DUE + 2 * DAY)] == ["play-2"]


def test_each_pole_listens_once_by_however_many_addresses(site: SqlLedger) -> None:
    with site.reading() as unit:
        counted = unit.outlook.listening([PlayId("play-1"), PlayId("play-2"), PlayId("none")])

    assert counted == {"play-1": 2, "play-2": 2}


def test_a_play_begun_is_begun_until_its_end_is_told(site: SqlLedger) -> None:
    _file(site, GATE, "play-1", "started")
    _file(site, FIELD, "play-1", "started", "finished")
    _file(site, GATE, "order-1", "started")

    with site.reading() as unit:
        (begun,) = unit.outlook.begun(since=NOW)
        assert unit.outlook.begun(since=DUE + MINUTE) == []
    assert (begun.id, begun.tally.sounding, begun.tally.finished) == ("play-1", 1, 1)

    _file(site, GATE, "play-1", "started", "finished")
    with site.reading() as unit:
        assert unit.outlook.begun(since=NOW) == []


def test_the_next_play_is_not_of_a_withdrawn_broadcast(site: SqlLedger) -> None:
    with site.reading() as unit:
        soon, later = unit.outlook.next_play(after=NOW), unit.outlook.next_play(after=DUE, broadcast=B1)
        assert unit.outlook.next_play(after=NOW, broadcast=BroadcastId("other")) is None
    assert soon is not None
    assert later is not None
    assert (soon.id, later.id) == ("play-1", "play-2")

    with site.writing() as unit:
        unit.broadcasts.withdraw(B1, "sai ngày", NOW)

    with site.reading() as unit:
        assert unit.outlook.next_play(after=NOW) is None


def test_the_last_plays_come_newest_first(site: SqlLedger) -> None:
    with site.reading() as unit:
        two = unit.outlook.last_plays(B1, until=DUE + DAY, most=5)
        one = unit.outlook.last_plays(B1, until=DUE + DAY, most=1)
        none = unit.outlook.last_plays(B1, until=NOW, most=5)

    assert [play.id for play in two] == ["play-2", "play-1"]
    assert [play.id for play in one] == ["play-2"]
    assert none == []


def test_a_pole_holds_what_it_received_and_told_no_end_of(site: SqlLedger) -> None:
    _stages(site, GATE, "play-1", "received", "clip_ready", "armed")
    _stages(site, GATE, "play-2", "received")
    _stages(site, FIELD, "play-1", "received")
    _file(site, FIELD, "play-1", "missed")

    with site.reading() as unit:
        (held,) = unit.outlook.held(B1, since=NOW)
        (later,) = unit.outlook.held(B1, since=DUE + MINUTE)

    assert (held.pole, held.first, held.is_armed, held.heard_at) == (GATE, DUE, True, None)
    assert (later.first, later.is_armed) == (DUE + DAY, False)


def test_poles_out_of_touch_are_counted(site: SqlLedger) -> None:
    with site.writing() as unit:
        for who in (GATE, FIELD):
            unit.poles.note_heartbeat(who, heartbeat(pole=who), NOW)
        unit.poles.note_presence(GATE, is_online=True, version="1", revision=1)

    with site.reading() as unit:
        assert unit.outlook.count_poles(heard_since=NOW) == (3, 2)
        assert unit.outlook.count_poles(heard_since=NOW + MINUTE) == (3, 3)


def test_listeners_come_by_id_with_all_their_addresses(site: SqlLedger) -> None:
    with site.reading() as unit:
        found = unit.outlook.listeners()

    assert [one.id for one in found] == [GATE, FIELD, YARD]
    assert found[0].addresses == set(pole().addresses)


def test_a_notice_that_failed_twice_is_one_failure(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.notices.add(notice("n-0"))
        claimed = unit.notices.claim_unread(lease("a"))
        assert claimed is not None
        unit.notices.fail(claimed, lease("a"), "unreadable")
    failed = _with_failed_voicings(ledger)

    with ledger.reading() as unit:
        assert unit.outlook.count_failed_notices(since=NOW) == 2
        assert unit.outlook.count_failed_notices(since=NOW + MINUTE) == 0
        readings = unit.needs.failed_readings(since=NOW, most=9)
        voicings = unit.needs.failed_voicings(since=NOW, most=9)
    assert [(need.kind, need.subject) for need in readings.listed] == [(NeedKind.READING_FAILED, claimed.id)]
    assert [(need.kind, need.subject) for need in voicings.listed] == [(NeedKind.VOICING_FAILED, failed)]
    assert (readings.total, voicings.total) == (1, 1)


def _with_failed_voicings(ledger: SqlLedger) -> NoticeId:
    with ledger.writing() as unit:
        for part in (1, 2):
            unit.voicings.want_part(Section(notice=N1, first=0, last=part))
        while claimed := unit.voicings.claim_wanted(lease("a")):
            unit.voicings.fail(claimed, lease("a"), "no voice")
    return N1


def test_what_can_be_heard_waits_for_approval_newest_first(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        for minute, name in enumerate(("n-2", "n-3", "n-4")):
            unit.notices.add(notice(name, at=NOW + minute * MINUTE))
        for name in ("n-2", "n-3"):
            unit.voicings.want(NoticeId(name), 0, 0, 5)
        while claimed := unit.voicings.claim_wanted(lease("a")):
            unit.voicings.keep_clip(replace(claimed, clip=CLIP), lease("a"))

    with ledger.reading() as unit:
        found = unit.needs.unapproved(most=1)

    assert [(need.subject, need.at) for need in found.listed] == [("n-3", NOW + MINUTE)]
    assert found.total == 2


def test_plays_that_ended_badly_count_by_broadcast_unless_somebody_wanted_it(site: SqlLedger) -> None:
    _file(site, GATE, "play-1", "missed", rule=Rule.TOO_LATE)
    _file(site, FIELD, "play-1", "missed")
    _file(site, GATE, "play-2", "missed", rule=Rule.OUTRANKED)
    _file(site, FIELD, "play-2", "failed")

    with site.reading() as unit:
        found = unit.needs.plays_ended_badly(since=NOW, most=9)
        later = unit.needs.plays_ended_badly(since=DUE + MINUTE, most=9)

    assert [(need.kind, need.at, need.count) for need in found.listed] == [
        (NeedKind.PLAY_FAILED, DUE + DAY, 1),
        (NeedKind.PLAY_MISSED, DUE, 2),
    ]
    assert found.total == 2
    assert [need.kind for need in later.listed] == [NeedKind.PLAY_FAILED]
