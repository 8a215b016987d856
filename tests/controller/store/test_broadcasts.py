from dataclasses import replace

import pytest

from controller.errors import AlreadyDoneError, NotFoundError
from controller.store.unit import SqlLedger
from schedules.broadcast import Item
from schedules.vocabulary import Address, BroadcastId, NoticeId
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

    assert standing.items == (Item(notice=N1, part=0, clip=CLIP),)
    assert standing.recurrence == wish().recurrence
    assert standing.addresses == wish().addresses
    assert elsewhere == []


def test_items_stand_in_the_order_that_staff_gave_them(ledger: SqlLedger) -> None:
    order = [NoticeId(name) for name in ("n-b", "n-a", "n-c")]
    for name in order:
        store_voiced_notice(ledger, name)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish(items=tuple((name, 0) for name in order)))

    with ledger.reading() as unit:
        (standing,) = unit.broadcasts.standing_at(ZONE, NOW)
    assert [item.notice for item in standing.items] == order


def test_one_notice_that_is_not_approved_holds_its_broadcast_back(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    unapproved = NoticeId("n-2")
    with ledger.writing() as unit:
        unit.notices.add(notice(unapproved))
        unit.voicings.want(unapproved, 0, 0, 5)
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None
        unit.voicings.keep_clip(replace(claimed, clip=CLIP), lease("a"))
        unit.broadcasts.add(wish(items=((N1, 0), (unapproved, 0))))
    with ledger.reading() as unit:
        assert unit.broadcasts.standing_at(ZONE, NOW) == []

    with ledger.writing() as unit:
        unit.notices.approve(unapproved, "Bà Hoa", NOW)

    with ledger.reading() as unit:
        assert len(unit.broadcasts.standing_at(ZONE, NOW)) == 1


def test_a_part_that_is_not_voiced_holds_its_broadcast_back(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.voicings.want(N1, 1, 0, 2)
        unit.broadcasts.add(wish(items=((N1, 0), (N1, 1))))

    with ledger.reading() as unit:
        assert unit.broadcasts.standing_at(ZONE, NOW) == []


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
