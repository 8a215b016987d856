from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from controller.entries import Notice, NoticeState
from controller.errors import LeaseLostError
from controller.store.unit import SqlLedger
from tests.controller.store.samples import CLIP, MINUTE, N1, NOW, lease, notice


def _claim(ledger: SqlLedger, holder: str, at: timedelta = timedelta()) -> Notice | None:
    with ledger.writing() as unit:
        return unit.notices.claim_unread(lease(holder, NOW + at))


def _claimed(ledger: SqlLedger, holder: str, at: timedelta = timedelta()) -> Notice:
    claimed = _claim(ledger, holder, at)
    assert claimed is not None
    return claimed


def test_four_workers_get_each_notice_once(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        for number in range(40):
            unit.notices.add(notice(f"n-{number}"))
    start = Barrier(4)

    def work(holder: str) -> list[str]:
        start.wait()
        done: list[str] = []
        while (claimed := _claim(ledger, holder)) is not None:
            with ledger.writing() as unit:
                unit.notices.keep_reading(claimed, lease(holder), "{}")
            done.append(claimed.id)
        return done

    with ThreadPoolExecutor(4) as workers:
        done = [name for names in workers.map(work, "abcd") for name in names]

    assert sorted(done) == sorted(f"n-{number}" for number in range(40))


def test_the_oldest_notice_is_read_first(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice("n-new"))
        unit.notices.add(notice("n-old", at=NOW - MINUTE))

    assert _claimed(ledger, "a").id == "n-old"


def test_what_somebody_holds_is_not_given_to_another(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())

    assert _claim(ledger, "a") is not None
    assert _claim(ledger, "b") is None


def test_an_expired_lease_is_taken_over_and_the_old_holders_result_is_refused(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
    late = _claimed(ledger, "late")
    quick = _claimed(ledger, "quick", MINUTE)

    with pytest.raises(LeaseLostError), ledger.writing() as unit:
        unit.notices.keep_reading(late, lease("late"), "the late one's")
    with ledger.writing() as unit:
        unit.notices.keep_reading(quick, lease("quick"), "the quick one's")

    with ledger.reading() as unit:
        stored = unit.notices.get(N1)
    assert (stored.state, stored.reading) == (NoticeState.READ, "the quick one's")


def test_a_lease_that_is_over_but_that_nobody_took_still_counts(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
    claimed = _claimed(ledger, "a")

    with ledger.writing() as unit:
        unit.notices.keep_reading(claimed, lease("a", NOW + 5 * MINUTE), "{}")

    with ledger.reading() as unit:
        assert unit.notices.get(N1).state is NoticeState.READ


def test_a_worker_started_again_takes_its_own_work_back_at_once(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
    before = _claimed(ledger, "a")

    _claimed(ledger, "a")

    with pytest.raises(LeaseLostError), ledger.writing() as unit:
        unit.notices.keep_reading(before, lease("a"), "from before the crash")


def test_a_result_is_stored_once(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
    claimed = _claimed(ledger, "a")
    with ledger.writing() as unit:
        unit.notices.keep_reading(claimed, lease("a"), "{}")

    with pytest.raises(LeaseLostError), ledger.writing() as unit:
        unit.notices.fail(claimed, lease("a"), "again")


def test_a_renewed_lease_holds_longer_and_its_result_counts(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.voicings.want(N1, 0, 0, 5)
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None
    later = NOW + MINUTE - timedelta(seconds=1)
    with ledger.writing() as unit:
        unit.voicings.renew(claimed, lease("a", later), done=3)

    with ledger.writing() as unit:
        assert unit.voicings.claim_wanted(lease("b", NOW + MINUTE)) is None
        assert [voicing.done for voicing in unit.voicings.of_notice(N1)] == [3]
        unit.voicings.keep_clip(replace(claimed, clip=CLIP), lease("a"))


def test_a_result_in_another_name_is_refused(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
    claimed = _claimed(ledger, "a")

    with pytest.raises(LeaseLostError), ledger.writing() as unit:
        unit.notices.keep_reading(claimed, lease("b"), "{}")
