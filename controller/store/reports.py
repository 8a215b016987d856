"""Reports as poles sent them, and the proof they make: how far each play came at each pole."""

import dataclasses
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from controller.entries import Proof
from schedules.vocabulary import BroadcastId, Ending, NoticeId, PoleId
from wire.codec import FIRST_LINK
from wire.messages import Heartbeat, JournalId, Report

from .rows import insert
from .tables import BroadcastItemRow, PlayRow, ProofRow, ReportRow

_PROOF_FIELDS = tuple(field.name for field in dataclasses.fields(Proof))


class SqlProofs:
    def __init__(self, session: Session) -> None:
        self._session = session

    def note_stages(self, pole: PoleId, heartbeat: Heartbeat) -> None:
        rows = self._locked(pole, [line.play for line in heartbeat.plays])
        for line in heartbeat.plays:
            if getattr(rows[line.play], line.stage) is None:
                setattr(rows[line.play], line.stage, line.since)

    def filed_up_to(self, pole: PoleId, journal: JournalId) -> tuple[int, str]:
        last = (
            select(ReportRow.number, ReportRow.link)
            .where(ReportRow.pole == pole, ReportRow.journal == journal)
            .order_by(ReportRow.number.desc())
            .limit(1)
        )
        found = self._session.execute(last).one_or_none()
        return (0, FIRST_LINK) if found is None else (found.number, found.link)

    def file(self, pole: PoleId, journal: JournalId, report: Report, link: str, *, is_chained: bool) -> None:
        if self._store(pole, journal, report, link, is_chained=is_chained):
            _move(self._locked(pole, [report.play])[report.play], report)

    def of_broadcast(self, broadcast: BroadcastId) -> Sequence[Proof]:
        return self._of(PlayRow.broadcast == broadcast)

    def of_notice(self, notice: NoticeId) -> Sequence[Proof]:
        says_it = exists().where(
            BroadcastItemRow.broadcast == PlayRow.broadcast, BroadcastItemRow.notice == notice
        )
        return self._of(says_it)

    def _store(
        self, pole: PoleId, journal: JournalId, report: Report, link: str, *, is_chained: bool
    ) -> bool:
        """Return whether the report is new."""
        new = (
            insert(self._session, ReportRow)
            .values(
                pole=pole,
                journal=journal,
                number=report.number,
                play=report.play,
                body=report.model_dump_json(by_alias=True),
                link=link,
                is_chained=is_chained,
            )
            .on_conflict_do_nothing()
            .returning(ReportRow.number)
        )
        return self._session.execute(new).one_or_none() is not None

    def _locked(self, pole: PoleId, plays: Iterable[str]) -> dict[str, ProofRow]:
        """Return the proofs of these plays, made where there were none, for us alone to change."""
        names = sorted(set(plays))
        if not names:
            return {}
        make = insert(self._session, ProofRow).on_conflict_do_nothing()
        self._session.execute(make, [{"pole": pole, "play": name} for name in names])
        rows = (
            select(ProofRow)
            .where(ProofRow.pole == pole, ProofRow.play.in_(names))
            .order_by(ProofRow.play)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return {row.play: row for row in self._session.scalars(rows)}

    def _of(self, wanted: ColumnElement[bool]) -> Sequence[Proof]:
        rows = (
            select(ProofRow)
            .join(PlayRow, PlayRow.id == ProofRow.play)
            .where(wanted)
            .order_by(PlayRow.starts, ProofRow.play, ProofRow.pole)
        )
        return [_proof(row) for row in self._session.scalars(rows)]


def _move(row: ProofRow, report: Report) -> None:
    """Let `report` move the proof: the first start and the first ending stay."""
    if report.event == "started":
        if row.started is None:
            row.started, row.start_error_ms = report.at, report.error_ms
    elif row.ending is None:
        row.ended, row.ending = report.at, Ending(report.event)
        row.rule, row.by = report.rule, report.by


def _proof(row: ProofRow) -> Proof:
    return Proof(**{name: getattr(row, name) for name in _PROOF_FIELDS})
