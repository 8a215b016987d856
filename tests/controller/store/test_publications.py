from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from controller.entries import Publication, PublicationState
from controller.errors import LeaseLostError
from controller.store.tables import RevisionRow
from controller.store.unit import SqlLedger
from schedules.vocabulary import Address
from tests.controller.store.samples import GATE, MINUTE, NOW, ZONE, lease, sealed
from wire.topics import Kind

WORKER = lease("worker")


def _want(ledger: SqlLedger, *addresses: Address, kind: Kind = Kind.PLAYLIST) -> None:
    with ledger.writing() as unit:
        unit.publications.want(kind, addresses or (ZONE,))


def _claim_due(ledger: SqlLedger) -> Publication:
    with ledger.writing() as unit:
        claimed = unit.publications.claim_due(WORKER)
    assert claimed is not None
    return claimed


def _keep_draft(ledger: SqlLedger, due: Publication, digest: str = "d1") -> None:
    with ledger.writing() as unit:
        unit.publications.keep_draft(due, WORKER, "{}", digest)


def _seal(ledger: SqlLedger) -> Publication:
    with ledger.writing() as unit:
        drafted = unit.publications.claim_drafted(WORKER)
        assert drafted is not None
        revision = unit.publications.next_revision(NOW)
    expires_at = NOW + timedelta(days=14)
    finished = replace(drafted, revision=revision, sealed=b"sealed", expires_at=expires_at)
    with ledger.writing() as unit:
        unit.publications.keep_sealed(finished, WORKER)
    return finished


def _acknowledge(ledger: SqlLedger, publication: Publication) -> None:
    with ledger.writing() as unit:
        unit.publications.acknowledge(publication.kind, publication.address, publication.revision)


def _state(ledger: SqlLedger) -> PublicationState:
    """Ask the row itself: claiming it would move it."""
    with ledger.reading() as unit:
        (standing,) = unit.publications.standing(NOW)
    return standing.state


def test_a_publication_goes_from_wish_to_acknowledged(ledger: SqlLedger) -> None:
    _want(ledger)
    due = _claim_due(ledger)
    assert (due.kind, due.address, due.state) == (Kind.PLAYLIST, ZONE, PublicationState.DUE)
    _keep_draft(ledger, due)
    published = _seal(ledger)
    with ledger.reading() as unit:
        (unsent,) = unit.publications.unsent()
    assert (unsent.sealed, unsent.state) == (b"sealed", PublicationState.SEALED)
    assert unsent.content_digest == "d1"

    _acknowledge(ledger, published)

    with ledger.reading() as unit:
        assert unit.publications.unsent() == []
    assert _state(ledger) is PublicationState.ACKNOWLEDGED


def test_a_wish_that_comes_during_drafting_is_not_lost(ledger: SqlLedger) -> None:
    _want(ledger)
    due = _claim_due(ledger)

    _want(ledger)
    _keep_draft(ledger, due)

    with ledger.writing() as unit:
        assert unit.publications.claim_drafted(WORKER) is None
    assert _claim_due(ledger).state is PublicationState.DUE


def test_a_wish_that_comes_before_a_row_is_left_is_not_lost(ledger: SqlLedger) -> None:
    _want(ledger)
    due = _claim_due(ledger)

    _want(ledger)
    with ledger.writing() as unit:
        unit.publications.leave(due, WORKER)

    assert _claim_due(ledger).state is PublicationState.DUE


def test_wishes_before_the_work_are_served_together(ledger: SqlLedger) -> None:
    _want(ledger)
    _want(ledger)
    _keep_draft(ledger, _claim_due(ledger))

    with ledger.writing() as unit:
        assert unit.publications.claim_due(WORKER) is None


def test_a_wish_during_sealing_makes_it_due_again_and_the_sealed_one_still_goes_out(
    ledger: SqlLedger,
) -> None:
    _want(ledger)
    _keep_draft(ledger, _claim_due(ledger))
    with ledger.writing() as unit:
        drafted = unit.publications.claim_drafted(WORKER)
        assert drafted is not None
    _want(ledger)

    with ledger.writing() as unit:
        unit.publications.keep_sealed(
            replace(drafted, revision=7, sealed=b"s", expires_at=NOW + MINUTE), WORKER
        )

    with ledger.reading() as unit:
        assert [unsent.revision for unsent in unit.publications.unsent()] == [7]
    assert _claim_due(ledger).revision == 7


def test_a_row_left_goes_back_to_where_it_was(ledger: SqlLedger) -> None:
    _want(ledger)
    _keep_draft(ledger, _claim_due(ledger))
    published = _seal(ledger)
    for acknowledge, state in ((False, PublicationState.SEALED), (True, PublicationState.ACKNOWLEDGED)):
        if acknowledge:
            _acknowledge(ledger, published)
        _want(ledger)
        due = _claim_due(ledger)

        with ledger.writing() as unit:
            unit.publications.leave(due, WORKER)

        assert _state(ledger) is state


def test_leaving_a_row_does_not_lose_a_draft_that_was_never_sealed(ledger: SqlLedger) -> None:
    _want(ledger)
    _keep_draft(ledger, _claim_due(ledger), "new words")
    _want(ledger)
    due = _claim_due(ledger)
    assert due.content_digest == "new words"

    with ledger.writing() as unit:
        unit.publications.leave(due, WORKER)
        drafted = unit.publications.claim_drafted(WORKER)

    assert drafted is not None
    assert drafted.content_digest == "new words"


def test_a_confirmation_of_another_revision_confirms_nothing(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(ZONE, 5))
        unit.publications.put_sealed(sealed(ZONE, 6))
    for other in (5, 7):
        with ledger.writing() as unit:
            unit.publications.acknowledge(Kind.ORDERS, ZONE, other)
        with ledger.reading() as unit:
            assert [unsent.revision for unsent in unit.publications.unsent()] == [6]


def test_a_late_confirmation_takes_nothing_back(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(ZONE, 6))
        unit.publications.acknowledge(Kind.ORDERS, ZONE, 6)
        unit.publications.acknowledge(Kind.ORDERS, ZONE, 5)

    with ledger.reading() as unit:
        assert unit.publications.unsent() == []


def test_a_worker_that_began_before_an_alarm_cannot_publish_over_it(ledger: SqlLedger) -> None:
    _want(ledger, kind=Kind.ORDERS)
    _keep_draft(ledger, _claim_due(ledger))
    with ledger.writing() as unit:
        before = unit.publications.claim_drafted(WORKER)
        assert before is not None

    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(ZONE, 8))

    with pytest.raises(LeaseLostError), ledger.writing() as unit:
        unit.publications.keep_sealed(replace(before, revision=9, sealed=b"no alarm"), WORKER)
    with ledger.reading() as unit:
        assert [unsent.sealed for unsent in unit.publications.unsent()] == [b"sealed 8"]
    assert _claim_due(ledger).kind is Kind.ORDERS


def test_an_older_revision_is_not_put_over_a_newer(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(ZONE, 8))
        unit.publications.put_sealed(sealed(ZONE, 7))

    with ledger.reading() as unit:
        assert [unsent.revision for unsent in unit.publications.unsent()] == [8]


def test_orders_are_worked_on_before_playlists(ledger: SqlLedger) -> None:
    _want(ledger)
    _want(ledger, kind=Kind.ORDERS)

    assert _claim_due(ledger).kind is Kind.ORDERS


def test_a_topic_that_is_wanted_all_the_time_does_not_starve_the_others(ledger: SqlLedger) -> None:
    _want(ledger, Address("z-a"), Address("z-b"))
    drafted = []
    for _ in range(2):
        due = _claim_due(ledger)
        _keep_draft(ledger, due)
        drafted.append(due.address)
        _want(ledger, due.address)

    assert set(drafted) == {"z-a", "z-b"}


def test_a_posting_is_wanted_for_a_pole(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.publications.want(Kind.POSTING, [GATE])
        unit.publications.want(Kind.POSTING, [])

    assert _claim_due(ledger).address == Address(GATE)


def test_what_stands_is_all_that_is_sealed_and_not_expired(ledger: SqlLedger) -> None:
    _want(ledger, Address("z-never-sealed"))
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(Address("z-b"), 3))
        unit.publications.put_sealed(sealed(Address("z-a"), 4))
        unit.publications.put_sealed(replace(sealed(Address("z-over"), 2), expires_at=NOW))

    with ledger.reading() as unit:
        standing = unit.publications.standing(NOW)

    assert [publication.address for publication in standing] == ["z-b", "z-a"]


def test_what_is_sealed_is_found_by_its_topic_until_it_expires(ledger: SqlLedger) -> None:
    _want(ledger, Address("z-never-sealed"), kind=Kind.ORDERS)
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(ZONE, 3))

    with ledger.reading() as unit:
        found = unit.publications.sealed(Kind.ORDERS, ZONE, NOW)
        others = [
            unit.publications.sealed(Kind.ORDERS, ZONE, NOW + timedelta(hours=1)),
            unit.publications.sealed(Kind.ORDERS, Address("z-never-sealed"), NOW),
            unit.publications.sealed(Kind.PLAYLIST, ZONE, NOW),
        ]

    assert found is not None
    assert found.sealed == b"sealed 3"
    assert others == [None, None, None]


def test_the_highest_revision_acknowledged_and_given_are_known(ledger: SqlLedger) -> None:
    with ledger.reading() as unit:
        before = unit.publications.highest_acknowledged()
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(ZONE, 6))
        unit.publications.put_sealed(sealed(Address("z-b"), 7))
        unit.publications.acknowledge(Kind.ORDERS, ZONE, 6)
        given = unit.publications.next_revision(NOW)

    with ledger.reading() as unit:
        assert (before, unit.publications.highest_acknowledged()) == (0, 6)
        assert unit.publications.highest_given() == given


def test_all_that_is_planned_is_wanted_anew_above_what_poles_hold(ledger: SqlLedger) -> None:
    _want(ledger)
    _keep_draft(ledger, _claim_due(ledger))
    before = _seal(ledger)
    with ledger.writing() as unit:
        unit.publications.put_sealed(sealed(Address(GATE), 5, Kind.FILED))

    with ledger.writing() as unit:
        count = unit.publications.want_all_anew(before.revision + 1000)

    due = _claim_due(ledger)
    assert (count, due.kind, due.content_digest) == (1, Kind.PLAYLIST, "")
    _keep_draft(ledger, due)
    with ledger.writing() as unit:
        assert unit.publications.claim_due(WORKER) is None
        assert unit.publications.next_revision(NOW) == before.revision + 1001


def test_a_plan_under_way_does_not_swallow_the_wish_for_all_anew(ledger: SqlLedger) -> None:
    _want(ledger)
    due = _claim_due(ledger)
    with ledger.writing() as unit:
        unit.publications.want_all_anew(0)

    with ledger.writing() as unit:
        unit.publications.leave(due, WORKER)

    assert _claim_due(ledger).content_digest == ""


def test_revisions_rise_by_the_clock_and_at_least_by_one(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        first = unit.publications.next_revision(NOW)
        same_moment = unit.publications.next_revision(NOW)
        clock_went_back = unit.publications.next_revision(NOW - MINUTE)
        later = unit.publications.next_revision(NOW + MINUTE)

    assert first == int(datetime(2026, 11, 21, 6, 45, tzinfo=UTC).timestamp()) * 1000 + 123
    assert (same_moment, clock_went_back) == (first + 1, first + 2)
    assert later == first + 60_000


def test_revisions_given_at_once_are_all_different(ledger: SqlLedger) -> None:
    def take(_: int) -> int:
        with ledger.writing() as unit:
            return unit.publications.next_revision(NOW)

    with ThreadPoolExecutor(4) as threads:
        revisions = list(threads.map(take, range(40)))

    assert sorted(revisions) == list(range(min(revisions), min(revisions) + 40))


def test_revisions_go_on_rising_after_a_backup_is_restored(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        backed_up = unit.publications.next_revision(NOW)
    with ledger.writing() as unit:
        lost = [unit.publications.next_revision(NOW + minute * MINUTE) for minute in range(1, 9)]
    with ledger._engines.writing.begin() as connection:
        connection.execute(update(RevisionRow).values(last=backed_up))

    with ledger.writing() as unit:
        restored = unit.publications.next_revision(NOW + 9 * MINUTE)

    assert restored > max(lost)


def test_wishes_for_the_same_addresses_at_once_do_not_lock_each_other(ledger: SqlLedger) -> None:
    addresses = [Address(f"z-{number}") for number in range(20)]

    def want(turn: int) -> None:
        _want(ledger, *(addresses if turn % 2 else reversed(addresses)))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(want, range(20)))

    with ledger.writing() as unit:
        assert unit.publications.claim_due(WORKER) is not None
