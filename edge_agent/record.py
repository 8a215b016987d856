"""What has begun and ended at this pole, on disk before anybody acts on it.

The conductor alone writes here. Each play and each order that sounds has at most one
`started` and exactly one ending in the journal.
"""

from datetime import datetime, timedelta

from edge_agent.board import Board
from edge_agent.journal import Journal
from schedules.obstacles import Refusal
from schedules.vocabulary import Begun, Ending, PlayId, Rule
from wire.codec import FIRST_LINK
from wire.messages import Report

_MILLISECOND = timedelta(milliseconds=1)


class Record:
    """Begun and ended are what `schedules.timeline` calls history."""

    def __init__(self, board: Board, journal: Journal) -> None:
        self._board = board
        self._journal = journal
        self.begun: dict[PlayId, Begun] = board.begun()
        self.ended: frozenset[PlayId] = journal.ended()
        self._started = set(journal.started())
        self._planned: dict[PlayId, datetime] = {}
        self._cut_by: dict[PlayId, Refusal] = {}

    def plan(self, planned: dict[PlayId, datetime]) -> None:
        """Learn when plays and orders were meant to begin; what is withdrawn stays known while it sounds."""
        sounding = {play: at for play, at in self._planned.items() if play in self.begun}
        self._planned = sounding | planned

    def begin(self, play: PlayId, since: datetime, offset: timedelta) -> None:
        """Its instant has come: from here on it goes on untouched, whatever is computed anew."""
        begun = Begun(since=since, offset=offset)
        if self.begun.get(play) != begun:
            self._board.begin(play, begun)
            self.begun[play] = begun

    def stop(self, play: PlayId, at: datetime, why: Refusal) -> None:
        """It sounds no more, and may yet resume."""
        begun = self.begun[play]
        stopped = Begun(since=begun.since, offset=begun.offset, until=max(at, begun.since))
        self._board.begin(play, stopped)
        self.begun[play] = stopped
        self._cut_by[play] = why

    def progress(self, now: datetime) -> bool:
        """Note how far what sounds has come, for the case that the power goes."""
        sounding = [play for play, begun in self.begun.items() if begun.until is None]
        for play in sounding:
            self._board.progress(play, now)
        return bool(sounding)

    def has_started(self, play: PlayId) -> bool:
        return play in self._started

    def start(self, play: PlayId, *, at: datetime, heard_at: datetime, rule: Rule) -> None:
        """Its first sound was heard; `heard_at` is free of the pole's deliberate delay."""
        if play in self._started:
            return
        planned = self._planned.get(play)
        self._started.add(play)
        error = (heard_at - planned) / _MILLISECOND if planned else None
        self._write(play, "started", at, error_ms=error, rule=rule)

    def end(
        self,
        play: PlayId,
        ending: Ending,
        *,
        at: datetime,
        why: Refusal | None = None,
        reason: str = "",
        reached: timedelta | None = None,
    ) -> None:
        """Seal it; where the program only knows that it was stopped, say what had cut it."""
        if play in self.ended:
            return
        begun = self.begun.get(play)
        if why is None or why.rule is Rule.STOPPED:
            why = self._cut_by.get(play, why)
        if reached is None and begun:
            reached = begun.offset + (begun.until or at) - begun.since
        with self._board.together():
            self._write(play, ending.value, at, why=why, reason=reason, heard=reached)
            self._board.end(play)
        self.ended |= {play}
        self.begun.pop(play, None)
        self._cut_by.pop(play, None)

    def _write(
        self,
        play: PlayId,
        event: str,
        at: datetime,
        *,
        why: Refusal | None = None,
        rule: Rule | None = None,
        error_ms: float | None = None,
        heard: timedelta | None = None,
        reason: str = "",
    ) -> None:
        draft = Report.model_validate(
            {
                "number": 1,
                "previous": FIRST_LINK,
                "play": play,
                "event": event,
                "at": at,
                "planned": self._planned.get(play),
                "error_ms": None if error_ms is None else round(error_ms, 3),
                "heard_ms": None if heard is None else max(0, heard // _MILLISECOND),
                "rule": why.rule if why else rule,
                "by": why.by if why else None,
                "reason": reason[:500],
            }
        )
        self._journal.append(draft)
