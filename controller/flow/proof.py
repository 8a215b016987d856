"""What poles tell comes home: presence, state, and reports that are filed before we say so."""

from datetime import datetime

import structlog

from controller.entries import Publication, PublicationState
from controller.ports import Ledger, Unit
from schedules.vocabulary import Address, PoleId
from wire.codec import link
from wire.messages import POSTING_COUNTS_FOR, Filed, Heartbeat, JournalId, Presence, Reports
from wire.topics import Kind

from .dispatch import Keys, seal_publication

log = structlog.get_logger()


def note_presence(ledger: Ledger, presence: Presence) -> None:
    with ledger.writing() as unit:
        unit.poles.note_presence(
            PoleId(presence.address),
            is_online=presence.is_online,
            version=presence.version,
            revision=presence.revision,
        )


def note_heartbeat(ledger: Ledger, heartbeat: Heartbeat, now: datetime) -> None:
    pole = PoleId(heartbeat.address)
    with ledger.writing() as unit:
        unit.poles.note_heartbeat(pole, heartbeat, now)
        unit.proofs.note_stages(pole, heartbeat)


def file(ledger: Ledger, reports: Reports, *, issuer: str, keys: Keys, now: datetime) -> int:
    """Store a run of reports and promise it by a sealed `Filed`; return the number it goes up to.

    What is known already is passed over; what comes after a gap is left for the pole to send
    again, since the `Filed` says where we stand.
    """
    pole, journal = PoleId(reports.address), JournalId(reports.journal)
    with ledger.writing() as unit:
        number = _store(unit, pole, journal, reports)
        revision = unit.publications.next_revision(now)
        filed = Filed(
            issuer=issuer,
            address=pole,
            revision=revision,
            issued_at=now,
            expires_at=now + POSTING_COUNTS_FOR,
            journal=journal,
            number=number,
        )
        publication = Publication(kind=Kind.FILED, address=Address(pole), state=PublicationState.SEALED)
        unit.publications.put_sealed(seal_publication(publication, filed, keys))
    return number


def _store(unit: Unit, pole: PoleId, journal: JournalId, reports: Reports) -> int:
    number, last_link = unit.proofs.filed_up_to(pole, journal)
    for report in sorted(reports.reports, key=lambda report: report.number):
        if report.number <= number:
            continue
        if report.number != number + 1:
            log.warning("reports with a gap", pole=pole, stored=number, came=report.number)
            break
        is_chained = report.previous == last_link
        if not is_chained:
            log.error("report chain broken", pole=pole, number=report.number)
        number, last_link = report.number, link(report)
        unit.proofs.file(pole, journal, report, last_link, is_chained=is_chained)
    return number
