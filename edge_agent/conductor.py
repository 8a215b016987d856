"""Decides what sounds: asks the timeline once per change, cues the speaker, keeps the record.

The pole knocks here with every step. Between changes the conductor only follows its spans
as their instants pass.
"""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from edge_agent.clock import Trust
from edge_agent.cues import Began, Ended, Event, Failed, Outcome
from edge_agent.cuesheet import GRACE, CueSheet, Entry, Load
from edge_agent.programme import Programme
from edge_agent.record import Record
from schedules.obstacles import Refusal
from schedules.timeline import timeline
from schedules.vocabulary import (
    Begun,
    Digest,
    Ending,
    History,
    PlayId,
    Rule,
    Span,
)

LEAD = timedelta(seconds=10)
"""How long before its instant a cue is loaded."""
PROGRESS_EVERY = timedelta(seconds=5)
_AS_PLANNED = timedelta(milliseconds=100)


class Conductor:
    """`advance` follows time, `tell` and `hear` bring changes, `step` decides."""

    def __init__(
        self, record: Record, ready: Mapping[Digest, datetime], path: Callable[[Digest], Path]
    ) -> None:
        """`ready` is the cache's own mapping; `refresh` says that it has changed."""
        self._record = record
        self._ready = ready
        self._sheet = CueSheet(path, self._gain_db)
        self._programme = Programme()
        self._order_ids: set[PlayId] = set()
        self._trust = Trust.NONE
        self._heard: datetime | None = None
        self._is_stale = True
        self._followed_to: datetime | None = None
        self._sounding: deque[Span] = deque()
        self._seals: deque[Span] = deque()
        self._last_words_due: dict[PlayId, datetime] = {}
        self._progress_at: datetime | None = None
        self.order_faults: dict[PlayId, str] = {}
        """Why an order that stands does not sound."""

    @property
    def ended(self) -> frozenset[PlayId]:
        return self._record.ended

    def tell(self, programme: Programme) -> None:
        self._programme = programme
        self._order_ids |= {order.id for order in programme.orders}
        self._record.plan(programme.planned)
        stand = programme.by_id
        self.order_faults = {order: why for order, why in self.order_faults.items() if order in stand}
        self._is_stale = True

    def trust(self, trust: Trust) -> None:
        """What may sound from now on; what may not any more ends where it was last."""
        if trust is self._trust:
            return
        if trust is not Trust.PLAYS and self._followed_to:
            spared = self._order_ids if trust is Trust.ORDERS else set()
            for play in set(self._running()) - spared:
                self._record.stop(play, self._followed_to, Refusal(Rule.STOPPED))
        self._sounding.clear()
        self._seals.clear()
        self._trust, self._is_stale = trust, True

    def heard(self, at: datetime | None) -> None:
        """The controller was heard; only exercises and tests ask when."""
        self._heard = at
        self._is_stale |= self._programme.has_exercises

    def refresh(self) -> None:
        self._is_stale = True

    def advance(self, now: datetime) -> None:
        """What was planned up to `now` has come to pass."""
        self._followed_to = now
        while self._sounding and self._sounding[0].begins <= now:
            span = self._sounding[0]
            self._come(span)
            if span.ends > now:
                break
            self._sounding.popleft()
            self._go(span)
        while self._seals and self._seals[0].begins <= now:
            self._seal(self._seals.popleft())
        for play, due in tuple(self._last_words_due.items()):
            if due <= now:
                self._end_unheard(play, due)

    def hear(self, event: Event, now: datetime) -> None:
        """Turn what the speaker says, in the kernel's time, into the record."""
        entry = self._sheet.entry(event.cue)
        if entry is None or not self._may_sound(entry.span.id):
            return
        event = entry.in_pole_time(event, now)
        match event:
            case Began():
                heard_at = event.at - self._programme.delay
                self._record.start(entry.span.id, at=event.at, heard_at=heard_at, rule=entry.span.rule)
                self.order_faults.pop(entry.span.id, None)
            case Ended():
                entry.is_over = True
                self._hear_end(entry, event)
            case Failed():
                self._hear_failure(entry, event, now)

    def step(self, now: datetime, *, offset: timedelta) -> tuple[Load | None, datetime | None]:
        """Return the cues to load if they changed, and when to come again.

        `offset` is pole time, by which all is decided, minus the kernel's, by which the speaker sounds.
        """
        if self._is_stale:
            self._plan(now)
        self.advance(now)
        self._note_progress(now)
        imminent = [span for span in self._sounding if span.begins <= now + LEAD]
        spans = [span for span in imminent if span.id not in self._record.ended]
        load = self._sheet.write(spans, delay=self._programme.delay, offset=offset, now=now)
        return load, self._wake_at(now)

    def _plan(self, now: datetime) -> None:
        self._is_stale = False
        spans = self._ask(now)
        self._sounding = deque(span for span in spans if span.sounds)
        self._seals = deque(span for span in spans if not span.sounds)

    def _ask(self, now: datetime) -> tuple[Span, ...]:
        """Ask the timeline, as far as the clock may be believed; what it may not judge, it does not end.

        A clip that is here is ready now, even if it came while the pole took the time for a later one.
        """
        if self._trust is Trust.NONE:
            return ()
        plays = self._programme.plays if self._trust is Trust.PLAYS else ()
        history = History(
            now=now,
            ended=self._record.ended | set(self._last_words_due),
            begun={play: begun for play, begun in self._record.begun.items() if self._may_sound(play)},
            heard=self._heard,
        )
        ready = {clip: min(since, now) for clip, since in self._ready.items()}
        return timeline(plays, self._programme.orders, self._programme.posting, ready, history)

    def _may_sound(self, play: PlayId) -> bool:
        return self._trust is Trust.PLAYS or play in self._order_ids

    def _gain_db(self, span: Span) -> float:
        return self._programme.gain_db(span)

    def _refusal(self, play: PlayId, at: datetime, *, instead: Span | None) -> Refusal:
        return self._programme.refusal(play, at, instead=instead, heard=self._heard)

    def _running(self) -> dict[PlayId, Begun]:
        """The plays and orders that sound now, as far as the plan goes."""
        begun, due = self._record.begun.items(), self._last_words_due
        return {play: one for play, one in begun if one.until is None and play not in due}

    def _come(self, span: Span) -> None:
        """A span's instant is here."""
        if span.id not in self._record.ended:
            self._record.begin(span.id, span.begins, span.offset)

    def _go(self, span: Span) -> None:
        """A span's time is over."""
        if span.id in self._record.ended:
            return
        after = self._sounding[0] if self._sounding else None
        if span.id in self._order_ids and span.ending:
            self._end_order(span)
        elif span.ending is Ending.FINISHED:
            self._last_words_due[span.id] = span.ends + self._programme.delay + GRACE
        elif after is None or (after.id, after.begins) != (span.id, span.ends):
            self._record.stop(span.id, span.ends, self._refusal(span.id, span.ends, instead=after))

    def _seal(self, span: Span) -> None:
        if span.ending is None or span.id in self._record.ended:
            return
        if span.id in self._order_ids:
            self._end_order(span)
            return
        self._record.end(span.id, span.ending, at=span.begins, why=Refusal(span.rule, span.by))

    def _end_order(self, span: Span) -> None:
        """An order that should have sounded and never did has failed."""
        if span.ending is None:
            return
        fault = self.order_faults.pop(span.id, "the speaker said nothing of it")
        if span.ending is Ending.FINISHED and not self._record.has_started(span.id):
            self._record.end(span.id, Ending.FAILED, at=span.ends, reason=fault)
            return
        self._record.end(span.id, span.ending, at=span.ends, why=Refusal(span.rule, span.by))

    def _hear_end(self, entry: Entry, event: Ended) -> None:
        play = entry.span.id
        if play in self._order_ids or play in self._record.ended:
            return
        if event.outcome is Outcome.FINISHED and entry.is_last:
            self._last_words_due.pop(play, None)
            self._record.end(play, Ending.FINISHED, at=event.at, reached=event.offset)
        elif event.outcome is Outcome.CUT and event.at < entry.ends - _AS_PLANNED:
            self._last_words_due.pop(play, None)
            self._record.stop(play, event.at, Refusal(Rule.STOPPED))
            self._is_stale = True

    def _hear_failure(self, entry: Entry, event: Failed, now: datetime) -> None:
        play = entry.span.id
        if play in self._order_ids:
            self.order_faults[play] = event.reason
            return
        entry.is_over = True
        self._last_words_due.pop(play, None)
        self._record.end(play, Ending.FAILED, at=now, reason=event.reason)
        self._is_stale = True

    def _end_unheard(self, play: PlayId, at: datetime) -> None:
        del self._last_words_due[play]
        if self._record.has_started(play):
            reason = "its end was not confirmed by the speaker"
            self._record.end(play, Ending.FINISHED, at=at - GRACE, reason=reason)
        else:
            self._record.end(play, Ending.FAILED, at=at, reason="the speaker said nothing of it")

    def _note_progress(self, now: datetime) -> None:
        if self._progress_at is None or now >= self._progress_at or self._progress_at > now + PROGRESS_EVERY:
            is_sounding = self._sounding and self._sounding[0].begins <= now
            self._progress_at = now + PROGRESS_EVERY if is_sounding else None
            if is_sounding:
                self._record.progress(now)

    def _wake_at(self, now: datetime) -> datetime | None:
        instants = [self._progress_at, *self._last_words_due.values()]
        instants += [span.begins for span in (*self._seals,)[:1]]
        for span in self._sounding:
            if span.begins > now + LEAD:
                instants.append(span.begins - LEAD)
                break
            instants.append(span.begins if span.begins > now else span.ends)
        return min((instant for instant in instants if instant), default=None)
