"""What only PostgreSQL can get wrong: two writers that are really at work at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event

import pytest

from controller.entries import Lease, Voicing
from controller.errors import AlreadyDoneError
from controller.flow.approval import approve
from controller.flow.own_clips import want_own_clips
from controller.store.schema import migrate
from controller.store.unit import SqlLedger, open_ledger
from controller.store.voicings import SqlVoicings
from tests.controller.store.samples import (
    B1,
    N1,
    N2,
    NOW,
    ZONE,
    lease,
    notice,
    sealed,
    store_voiced_notice,
    wish,
)
from tests.fakes.postgres import PostgresServer
from wire.topics import Kind

pytestmark = pytest.mark.doors


@pytest.fixture
def ledger(postgres_server: PostgresServer) -> Iterator[SqlLedger]:
    url = postgres_server.url(postgres_server.make_database())
    migrate(url)
    ledger = open_ledger(url)
    yield ledger
    ledger.close()


def test_a_claim_does_not_wait_for_a_row_that_another_is_just_claiming(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice("n-1"))
        unit.notices.add(notice("n-2"))

    with ledger.writing() as one, ledger.writing() as other:
        first, second = one.notices.claim_unread(lease("a")), other.notices.claim_unread(lease("b"))

    assert first is not None
    assert second is not None
    assert {first.id, second.id} == {"n-1", "n-2"}


def test_an_alarm_and_a_worker_that_seals_never_wait_for_each_other(ledger: SqlLedger) -> None:
    worker = lease("worker")
    with ledger.writing() as unit:
        unit.publications.want(Kind.ORDERS, [ZONE])
        due = unit.publications.claim_due(worker)
        assert due is not None
        unit.publications.keep_draft(due, worker, "{}", "without the alarm")
    has_revision = Event()

    def sound_the_alarm() -> int:
        with ledger.writing() as unit:
            revision = unit.publications.next_revision(NOW)
            has_revision.set()
            unit.publications.put_sealed(replace(sealed(ZONE, revision), sealed=b"alarm"))
        return revision

    with ThreadPoolExecutor(1) as desk:
        with ledger.writing() as unit:
            unit.publications.claim_drafted(worker)
            alarm = desk.submit(sound_the_alarm)
            has_revision.wait(0.3)
            unit.publications.next_revision(NOW)
        revision = alarm.result()

    with ledger.reading() as unit:
        assert [(unsent.revision, unsent.sealed) for unsent in unit.publications.unsent()] == [
            (revision, b"alarm")
        ]


@pytest.mark.parametrize("claim", [SqlVoicings.claim_wanted, SqlVoicings.claim_unheard])
def test_a_worker_that_takes_a_voicing_waits_for_nobody_who_changes_its_notice(
    ledger: SqlLedger, claim: Callable[[SqlVoicings, Lease], Voicing | None]
) -> None:
    store_voiced_notice(ledger, N1, is_approved=False, awaits_hearing=True)
    with ledger.writing() as unit:
        unit.voicings.want(N1, 1, 0, 3)
    has_notice, has_voicing = Event(), Event()

    def change_the_notice() -> None:
        with ledger.writing() as unit:
            unit.notices.get_to_change(N1)
            has_notice.set()
            has_voicing.wait(10)
            unit.voicings.voice_anew(N1)

    with ThreadPoolExecutor(1) as desk:
        changing = desk.submit(change_the_notice)
        assert has_notice.wait(10)
        with ledger.writing() as unit:
            assert isinstance(unit.voicings, SqlVoicings)
            claimed = claim(unit.voicings, lease("worker"))
            has_voicing.set()
            wait([changing], timeout=0.3)
        changing.result(10)

    assert claimed is not None


def test_of_two_leaders_who_approve_at_once_one_is_told_so(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())

    def approve_too() -> None:
        with ledger.writing() as unit:
            unit.notices.approve(N1, "Ông Nam", NOW)

    with ThreadPoolExecutor(1) as other:
        with ledger.writing() as unit:
            unit.notices.approve(N1, "Bà Hoa", NOW)
            late = other.submit(approve_too)
            wait([late], timeout=0.2)

        with pytest.raises(AlreadyDoneError, match="Bà Hoa"):
            late.result()


def test_of_two_last_approvals_at_once_one_asks_for_the_clip_of_both(ledger: SqlLedger) -> None:
    for name in (N1, N2):
        store_voiced_notice(ledger, name, is_approved=False)
    with ledger.writing() as unit:
        unit.broadcasts.add(wish(items=((N1, 0), (N2, 0))))

    with ThreadPoolExecutor(1) as other:
        with ledger.writing() as unit:
            unit.notices.approve(N1, "Bà Hoa", NOW)
            want_own_clips(unit, unit.broadcasts.saying(N1))
            late = other.submit(approve, ledger, N2, by="Ông Nam", now=NOW)
            wait([late], timeout=0.2)
        late.result()

    with ledger.reading() as unit:
        [prepared] = unit.broadcasts.prepared([unit.broadcasts.get(B1)])
    assert prepared.own


def test_a_broadcast_that_comes_with_the_approval_asks_for_its_clip(ledger: SqlLedger) -> None:
    for name in (N1, N2):
        store_voiced_notice(ledger, name, is_approved=name == N1)
    asked = wish(items=((N1, 0), (N2, 0)))

    with ThreadPoolExecutor(1) as other:
        with ledger.writing() as unit:
            unit.broadcasts.add(asked)
            want_own_clips(unit, [asked])
            late = other.submit(approve, ledger, N2, by="Ông Nam", now=NOW)
            wait([late], timeout=0.2)
        late.result()

    with ledger.reading() as unit:
        [prepared] = unit.broadcasts.prepared([asked])
    assert prepared.own
