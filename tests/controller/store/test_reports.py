import pytest

from controller.entries import Proof
from controller.store.unit import SqlLedger
from schedules.vocabulary import Ending, PlayId
from tests.controller.store.samples import (
    B1,
    GATE,
    MINUTE,
    N1,
    N2,
    NOW,
    ZONE,
    heartbeat,
    planned,
    pole,
    report,
    store_voiced_notice,
    wish,
)
from wire.codec import FIRST_LINK
from wire.messages import ArmedPlay, JournalId, Report

DISK = JournalId("journal-of-the-first-disk")
NEW_DISK = JournalId("journal-of-the-new-disk")


@pytest.fixture
def site(ledger: SqlLedger) -> SqlLedger:
    """One pole that is to sound one play."""
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.poles.add(pole())
        unit.broadcasts.add(wish())
        unit.broadcasts.keep_plays(ZONE, [planned("play-1")])
    return ledger


def _file(ledger: SqlLedger, *reports: Report, journal: JournalId = DISK) -> None:
    with ledger.writing() as unit:
        for filed in reports:
            unit.proofs.file(GATE, journal, filed, f"link {filed.number}", is_chained=True)


def _proof(ledger: SqlLedger) -> Proof:
    with ledger.reading() as unit:
        (proof,) = unit.proofs.of_broadcast(B1)
        assert unit.proofs.of_notice(N1) == [proof]
    return proof


def test_a_play_is_proved_from_received_to_finished(site: SqlLedger) -> None:
    for minute, stage in enumerate(("received", "clip_ready", "armed")):
        line = ArmedPlay.model_validate({"play": "play-1", "stage": stage, "since": NOW + minute * MINUTE})
        with site.writing() as unit:
            unit.proofs.note_stages(GATE, heartbeat(line))
    _file(site, report(1, "started", at=NOW + 3 * MINUTE), report(2, "finished", at=NOW + 4 * MINUTE))

    assert _proof(site) == Proof(
        pole=GATE,
        play=PlayId("play-1"),
        received=NOW,
        clip_ready=NOW + MINUTE,
        armed=NOW + 2 * MINUTE,
        started=NOW + 3 * MINUTE,
        start_error_ms=1.5,
        ended=NOW + 4 * MINUTE,
        ending=Ending.FINISHED,
    )


def test_the_first_instant_of_a_stage_stays(site: SqlLedger) -> None:
    with site.writing() as unit:
        for since in (NOW, NOW + MINUTE):
            line = ArmedPlay(play="play-1", stage="armed", since=since)
            unit.proofs.note_stages(GATE, heartbeat(line))
        unit.proofs.note_stages(GATE, heartbeat())

    assert _proof(site).armed == NOW


def test_a_report_that_comes_again_changes_nothing(site: SqlLedger) -> None:
    _file(site, report(1, "started"))
    before = _proof(site)

    _file(site, report(1, "started", at=NOW + MINUTE), report(1, "failed"))

    assert _proof(site) == before
    with site.reading() as unit:
        assert unit.proofs.filed_up_to(GATE, DISK) == (1, "link 1")


def test_the_first_start_and_the_first_ending_stay(site: SqlLedger) -> None:
    _file(site, report(1, "started"), report(2, "cut_short"))

    _file(site, report(1, "started", at=NOW + MINUTE), report(2, "missed"), journal=NEW_DISK)

    proof = _proof(site)
    assert (proof.started, proof.ending) == (NOW, Ending.CUT_SHORT)
    with site.reading() as unit:
        assert unit.proofs.filed_up_to(GATE, NEW_DISK) == (2, "link 2")


def test_an_ending_without_a_start_is_proved_too(site: SqlLedger) -> None:
    _file(site, report(1, "missed"))

    assert (_proof(site).started, _proof(site).ending) == (None, Ending.MISSED)


def test_a_journal_without_reports_stands_at_its_beginning(site: SqlLedger) -> None:
    with site.reading() as unit:
        assert unit.proofs.filed_up_to(GATE, DISK) == (0, FIRST_LINK)


def test_an_order_that_sounded_is_filed_although_nobody_planned_it(site: SqlLedger) -> None:
    _file(site, report(1, "started", play="order-1"))

    with site.reading() as unit:
        assert unit.proofs.filed_up_to(GATE, DISK) == (1, "link 1")
        assert unit.proofs.of_notice(N1) == []


def test_one_play_proves_every_notice_that_it_says(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    store_voiced_notice(ledger, N2)
    with ledger.writing() as unit:
        unit.poles.add(pole())
        unit.broadcasts.add(wish(items=((N1, 0), (N2, 0), (N1, 0))))
        unit.broadcasts.keep_plays(ZONE, [planned("play-1")])
    _file(ledger, report(1, "finished"))

    with ledger.reading() as unit:
        assert [proof.play for proof in unit.proofs.of_notice(N1)] == ["play-1"]
        assert [proof.play for proof in unit.proofs.of_notice(N2)] == ["play-1"]
