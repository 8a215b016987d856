from dataclasses import replace

import pytest

from controller.entries import Section
from controller.errors import AlreadyDoneError, NotFoundError
from controller.store.unit import SqlLedger
from schedules.vocabulary import Address, BroadcastId, Class, Clip, NoticeId, Status
from tests.controller.store.samples import (
    B1,
    CLIP,
    GATE,
    MINUTE,
    N1,
    N2,
    NOW,
    OWN_CLIP,
    ZONE,
    heartbeat,
    lease,
    notice,
    planned,
    pole,
    store_voiced_notice,
    voice_own,
    wish,
)
from wire.messages import ArmedPlay


def test_a_wish_comes_back_as_it_was(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.broadcasts.add(wish(items=((N1, 1), (N1, 0))))

    with ledger.reading() as unit:
        assert unit.broadcasts.get(B1) == wish(items=((N1, 1), (N1, 0)))
        assert unit.broadcasts.all() == [wish(items=((N1, 1), (N1, 0)))]


def test_a_broadcast_of_an_unknown_notice_is_refused(ledger: SqlLedger) -> None:
    with pytest.raises(NotFoundError), ledger.writing() as unit:
        unit.broadcasts.add(wish())

    with ledger.reading() as unit:
        assert unit.broadcasts.all() == []


def test_what_is_approved_and_voiced_may_be_planned_at_its_addresses(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish())

    with ledger.reading() as unit:
        (standing,) = unit.broadcasts.standing_at(ZONE, NOW)
        elsewhere = unit.broadcasts.standing_at(Address("z-elsewhere"), NOW)

    assert (standing.clip, standing.notice, standing.part) == (CLIP, N1, 0)
    assert standing.recurrence == wish().recurrence
    assert standing.addresses == wish().addresses
    assert elsewhere == []


def _standing(ledger: SqlLedger, address: Address = ZONE) -> list[tuple[BroadcastId, Clip, NoticeId | None]]:
    with ledger.reading() as unit:
        return [(one.id, one.clip, one.notice) for one in unit.broadcasts.standing_at(address, NOW)]


def test_several_notices_sound_as_the_broadcasts_own_clip(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    store_voiced_notice(ledger, N2)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish(items=((N1, 0), (N2, 0))))
    assert _standing(ledger) == []

    voice_own(ledger)

    assert _standing(ledger) == [(B1, OWN_CLIP, None)]


def test_a_notice_in_another_class_needs_a_clip_with_the_tone_of_that(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish(class_=Class.PRIORITY))
    assert _standing(ledger) == []

    voice_own(ledger)

    assert _standing(ledger) == [(B1, OWN_CLIP, N1)]


def test_a_broadcast_of_one_part_sounds_the_clip_of_that_part(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.voicings.want(N1, 1, 0, 2)
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None
        unit.voicings.keep_clip(replace(claimed, clip=OWN_CLIP), lease("a"))
        unit.broadcasts.add(wish(items=((N1, 1),)))

    with ledger.reading() as unit:
        (standing,) = unit.broadcasts.standing_at(ZONE, NOW)
    assert (standing.clip, standing.notice, standing.part) == (OWN_CLIP, N1, 1)


def test_an_own_clip_says_its_items_in_the_order_that_staff_gave_them(ledger: SqlLedger) -> None:
    for name in (N1, N2):
        store_voiced_notice(ledger, name)
    with ledger.writing() as unit:
        unit.voicings.want(N1, 1, 0, 2)
        assert unit.voicings.claim_wanted(lease("another")) is not None
        unit.broadcasts.add(wish(items=((N2, 0), (N1, 1), (N2, 0))))

    claimed = voice_own(ledger)

    assert (claimed.broadcast, claimed.class_) == (B1, Class.ROUTINE)
    assert claimed.sections == (
        Section(notice=N2, first=0, last=5),
        Section(notice=N1, first=0, last=2),
        Section(notice=N2, first=0, last=5),
    )
    assert claimed.sentences == 12


def test_a_broadcast_has_one_clip_of_its_own_however_often_it_is_asked_for(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish(items=((N1, 0), (N1, 0))))
        unit.voicings.want_own(B1, Class.ROUTINE, 10)
        unit.voicings.want_own(B1, Class.PRIORITY, 10)

    with ledger.writing() as unit:
        assert unit.voicings.of_notice(N1) == [one for one in unit.voicings.saying(N1) if not one.broadcast]
        assert [one.broadcast for one in unit.voicings.saying(N1)] == [None, B1]
        assert unit.voicings.claim_wanted(lease("a")) is not None
        assert unit.voicings.claim_wanted(lease("b")) is None


def test_one_notice_that_is_not_approved_holds_its_broadcast_back(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    store_voiced_notice(ledger, N2, is_approved=False)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish(items=((N1, 0), (N2, 0))))
    voice_own(ledger)
    assert _standing(ledger) == []

    with ledger.writing() as unit:
        unit.notices.approve(N2, "Bà Hoa", NOW)

    assert len(_standing(ledger)) == 1


def test_what_nobody_approved_sounds_as_a_test_at_one_pole_only(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger, is_approved=False)
    gate, other = Address(GATE), Address("p-cong-4")
    with ledger.writing() as unit:
        for name, status, addresses in (
            ("b-tried-out", Status.TEST, {gate}),
            ("b-actual", Status.ACTUAL, {gate}),
            ("b-exercise", Status.EXERCISE, {gate}),
            ("b-two-poles", Status.TEST, {gate, other}),
            ("b-zone", Status.TEST, {ZONE}),
        ):
            unit.broadcasts.add(replace(wish(name), status=status, addresses=frozenset(addresses)))

    assert [name for name, _, _ in _standing(ledger, gate)] == ["b-tried-out"]
    assert _standing(ledger) == []


def test_what_is_said_of_a_notice_is_found_until_it_is_withdrawn(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    store_voiced_notice(ledger, N2)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish())
        unit.broadcasts.add(wish("b-2", items=((N2, 0), (N1, 0))))
        unit.broadcasts.add(wish("b-3", items=((N2, 0),)))
        assert [one.id for one in unit.broadcasts.saying(N1)] == [B1, "b-2"]
        unit.broadcasts.withdraw(B1, "sai ngày", NOW)

        assert [one.id for one in unit.broadcasts.saying(N1)] == ["b-2"]


def test_a_withdrawn_broadcast_stands_nowhere(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish())
        assert unit.broadcasts.addresses() == unit.broadcasts.addresses_of(N1) == wish().addresses
        unit.broadcasts.withdraw(B1, "sai ngày", NOW)

    with ledger.reading() as unit:
        assert unit.broadcasts.standing_at(ZONE, NOW) == []
        assert unit.broadcasts.addresses() == unit.broadcasts.addresses_of(N1) == frozenset()
        stored = unit.broadcasts.get(B1)
    assert (stored.withdrawn_at, stored.withdrawn_because) == (NOW, "sai ngày")


def test_a_broadcast_is_withdrawn_once(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish())
        unit.broadcasts.withdraw(B1, "sai ngày", NOW)

    with pytest.raises(AlreadyDoneError), ledger.writing() as unit:
        unit.broadcasts.withdraw(B1, "nhầm", NOW + MINUTE)


def test_a_known_play_keeps_where_it_came_from(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    store_voiced_notice(ledger, "n-2")
    other = BroadcastId("b-2")
    with ledger.writing() as unit:
        unit.poles.add(pole())
        unit.broadcasts.add(wish())
        unit.broadcasts.add(wish(other))
        unit.broadcasts.keep_plays(ZONE, [planned("play-2"), planned("play-1")])
        unit.broadcasts.keep_plays(Address("a-cong-bac"), [planned("play-1", broadcast=other)])
        unit.broadcasts.keep_plays(ZONE, [])
        unit.proofs.note_stages(GATE, heartbeat(ArmedPlay(play="play-1", stage="received", since=NOW)))

    with ledger.reading() as unit:
        assert [proof.play for proof in unit.proofs.of_broadcast(B1)] == ["play-1"]
        assert unit.proofs.of_broadcast(other) == []
