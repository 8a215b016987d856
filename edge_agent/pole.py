"""The rooms of one pole put together: one step from what came to what is to be done.

Both composition roots knock here, `app` with threads and real machines, `fleet` with one
heap of wake-up instants. Nothing in here owns a thread, sleeps or looks at a clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from edge_agent.acts import Act, Event, Refit, Surroundings, Vitals
from edge_agent.attendance import VERSION, Attendance
from edge_agent.board import Board
from edge_agent.cache import Cache, Discard, Fetched, NotFetched
from edge_agent.clock import Reading, Trust
from edge_agent.conductor import Conductor
from edge_agent.cues import Event as SpeakerEvent
from edge_agent.heartbeat import Pulse, State
from edge_agent.inbox import Inbox
from edge_agent.journal import Journal
from edge_agent.link import Connected, Heard, Lost, Subscribe
from edge_agent.pen import Pen, Say
from edge_agent.postbox import Postbox
from edge_agent.record import Record
from edge_agent.settings import Settings
from edge_agent.stages import Stages
from edge_agent.timekeeper import Timekeeper
from schedules.vocabulary import Digest
from wire.messages import (
    Filed,
    Message,
    Now,
    PostingMessage,
)

_CLOCK_FAULTS: Mapping[Trust, tuple[str, ...]] = {
    Trust.PLAYS: (),
    Trust.ORDERS: ("the clock is not trusted: nothing planned sounds",),
    Trust.NONE: (
        "the clock is not trusted and the controller tells no time: nothing sounds, no alarm either",
    ),
}

log = structlog.get_logger()


class Pole:
    def __init__(
        self, settings: Settings, board: Board, journal: Journal, surroundings: Surroundings, reading: Reading
    ) -> None:
        enrolment = settings.enrolment
        self._board = board
        self._around = surroundings
        self._journal = journal
        self._pen = Pen(
            enrolment.pole_id,
            enrolment.signing_key(),
            last=board.revision(),
            remember=board.keep_revision,
        )
        self._time = Timekeeper(settings, board, self._pen, surroundings.boot, surroundings.new_nonce)
        self._inbox = Inbox(enrolment, board)
        self._cache = Cache(
            settings.clips_folder, self._clips_here(settings.clips_folder), surroundings.jitter
        )
        self._stages = Stages(board)
        self._record = Record(board, journal)
        self._conductor = Conductor(self._record, self._cache.ready, self._cache.path)
        self._postbox = Postbox(journal, self._pen)
        self._pulse = Pulse(self._pen)
        self._is_linked = False
        self._trust = Trust.NONE
        self._counts_until: datetime | None = None
        self._is_changed = True
        self._presence = Attendance(self._pen)
        self._acts: list[Act] = [self._presence.sign(self._time.now(reading))]
        if self._inbox.posting:
            self._acts.append(Refit(self._inbox.posting.horn))
        self._conductor.heard(self._inbox.heard)
        self._tell_conductor(reading)

    @property
    def trust(self) -> Trust:
        return self._trust

    def farewell(self, reading: Reading) -> Say:
        """What to say last before the program ends by itself."""
        return self._presence.farewell(self._time.now(reading))

    def hear_out(self, events: Iterable[Event], reading: Reading) -> None:
        """Write down what the speaker said while the program ended; decide nothing any more."""
        for event in events:
            if isinstance(event, SpeakerEvent):
                self._conductor.hear(event, self._time.now(reading))

    def step(self, reading: Reading, event: Event | None) -> tuple[list[Act], timedelta]:
        """Take what came, if anything; return what to do and when to come again, on the elapsed clock."""
        self._watch_clock(reading)
        self._conductor.advance(self._time.now(reading))
        if event is not None:
            self._take(event, reading)
        waits = [*self._act_on_time(reading), self._time.look_at(reading)]
        acts, self._acts = self._acts, []
        return acts, max(min(waits), reading.elapsed)

    def _watch_clock(self, reading: Reading) -> None:
        trust = self._time.watch(reading)
        if trust is not self._trust:
            log.info("clock trusted" if trust is Trust.PLAYS else "clock not trusted", trust=trust.value)
            self._trust = trust
            self._conductor.trust(trust)
            self._tell_conductor(reading)
        self._watch_posting(reading)

    def _watch_posting(self, reading: Reading) -> None:
        """A posting that was not renewed counts no more: silence is the safe default."""
        if self._counts_until and self._is_over(self._counts_until, reading):
            self._tell_conductor(reading)

    def _is_over(self, until: datetime, reading: Reading) -> bool:
        """A clock that nothing confirms cannot say so."""
        return self._trust is not Trust.NONE and until <= self._time.now(reading)

    def _take(self, event: Event, reading: Reading) -> None:
        match event:
            case Connected():
                self._connect(reading)
            case Lost(reason):
                self._disconnect(reason, reading)
            case Heard(topic, sealed):
                self._read(topic, sealed, reading)
            case Fetched() | NotFetched():
                self._take_clip(event, reading)
            case _:
                self._conductor.hear(event, self._time.now(reading))
                self._is_changed = True

    def _connect(self, reading: Reading) -> None:
        log.info("link up")
        self._is_linked = True
        self._acts += [
            Subscribe(self._inbox.topics, anew=True),
            self._presence.online(self._time.now(reading)),
        ]
        self._postbox.link()
        self._pulse.link()
        self._cache.hurry()
        self._time.hurry(reading)

    def _disconnect(self, reason: str, reading: Reading) -> None:
        if self._is_linked:
            log.warning("link lost", reason=reason)
            self._acts.append(self._presence.sign(self._time.now(reading)))
        self._is_linked = False
        self._postbox.unlink()
        self._pulse.unlink()

    def _read(self, topic: str, sealed: bytes, reading: Reading) -> None:
        message = self._inbox.take(topic, sealed, now=self._time.now(reading), trust=self._trust)
        self._is_changed = True
        if message is None:
            return
        match message:
            case Now(nonce=nonce, now=told):
                if not self._time.hear(nonce, told, reading):
                    log.warning("message refused", reason="nonce", topic=topic)
                    return
                self._watch_clock(reading)
            case Filed():
                self._postbox.file(message, self._time.now(reading))
            case _:
                self._accept(message, reading)
        if self._trust is not Trust.NONE:
            self._inbox.note_heard(self._time.now(reading))
        self._conductor.heard(self._inbox.heard)

    def _accept(self, message: Message, reading: Reading) -> None:
        log.info(
            "message accepted",
            what=type(message).__name__,
            address=message.address,
            revision=message.revision,
        )
        if isinstance(message, PostingMessage):
            self._acts.append(Refit(message.horn))
            if self._is_linked:
                self._acts.append(Subscribe(self._inbox.topics, anew=False))
        self._tell_conductor(reading)

    def _take_clip(self, came: Fetched | NotFetched, reading: Reading) -> None:
        now = self._time.now(reading)
        self._acts += self._cache.take(came, now=now, elapsed=reading.elapsed)
        match came:
            case Fetched(digest):
                log.info("clip ready", clip=digest)
                self._board.keep_clip(digest, now)
                self._conductor.refresh()
            case NotFetched(digest, obstacle, words):
                log.warning("clip not fetched", clip=digest, reason=obstacle.value, why=words)
        for act in self._acts:
            if isinstance(act, Discard):
                self._board.drop_clip(act.digest)
        self._is_changed = True

    def _tell_conductor(self, reading: Reading) -> None:
        posting = self._inbox.posting
        is_over = posting and self._is_over(posting.expires_at, reading)
        self._counts_until = None if is_over or not posting else posting.expires_at
        self._conductor.tell(self._inbox.programme(counts=not is_over))
        self._is_changed = True

    def _act_on_time(self, reading: Reading) -> Iterator[timedelta]:
        """Let every room do what is due; yield when each wants to be called again."""
        now = self._time.now(reading)
        load, wake = self._conductor.step(now, offset=self._time.offset(reading))
        if load:
            self._acts.append(load)
        if wake:
            yield reading.elapsed + (wake - now)
        if self._is_changed:
            self._settle_change(reading)
        yield from self._fetch(reading)
        yield from self._talk(reading)

    def _settle_change(self, reading: Reading) -> None:
        self._is_changed = False
        ended = self._conductor.ended
        self._cache.want(tuple(self._inbox.wants(ended)))
        is_trusted, ready = self._trust is Trust.PLAYS, self._cache.ready
        plays, now = self._inbox.plays(), self._time.now(reading)
        self._stages.update(plays, ready=ready, ended=ended, is_trusted=is_trusted, now=now)
        self._pulse.note_change()

    def _fetch(self, reading: Reading) -> Iterator[timedelta]:
        fetch, wake = self._cache.step(reading.elapsed)
        if fetch:
            self._acts.append(fetch)
        if wake:
            yield wake

    def _talk(self, reading: Reading) -> Iterator[timedelta]:
        if not self._is_linked:
            return
        now = self._time.now(reading)
        if self._trust is not Trust.NONE:
            self._postbox.tidy(now, reading.elapsed)
        says, wake = self._postbox.step(now, reading.elapsed)
        self._acts += says
        if wake is not None:
            yield wake
        question, wake = self._time.step(reading)
        if question:
            self._acts.append(question)
        yield wake
        beat, wake = self._pulse.step(lambda: self._state(reading), now=now, elapsed=reading.elapsed)
        if beat:
            self._acts.append(beat)
        if wake is not None:
            yield wake

    def _state(self, reading: Reading) -> State:
        vitals = self._around.vitals()
        return State(
            version=VERSION,
            held=self._inbox.revisions,
            clips_ready=tuple(digest for digest in self._cache.wanted if digest in self._cache.ready),
            clips_missing=self._cache.missing,
            plays=self._stages.reached,
            clock_source=self._time.source(reading),
            clock_bound=self._time.bound(reading),
            is_clock_trusted=self._trust is Trust.PLAYS,
            faults=self._faults(vitals),
            refused=self._inbox.refused,
            free_bytes=vitals.free_bytes,
            temperature_c=vitals.temperature_c,
            network_bytes=vitals.network_bytes,
        )

    def _faults(self, vitals: Vitals) -> tuple[str, ...]:
        clock = _CLOCK_FAULTS[self._trust]
        orders = tuple(f"order {order}: {why}" for order, why in self._conductor.order_faults.items())
        return (*self._around.faults, *clock, *orders, *self._cache.faults, *vitals.faults)

    def _clips_here(self, folder: Path) -> dict[Digest, datetime]:
        known = self._board.clips()
        lost = [digest for digest in known if not (folder / digest).is_file()]
        for digest in lost:
            self._board.drop_clip(digest)
        return {digest: ready for digest, ready in known.items() if digest not in lost}
