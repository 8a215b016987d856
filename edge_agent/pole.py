"""The rooms of one pole put together: one step from what came to what is to be done.

Both composition roots knock here, `app` with threads and real machines, `fleet` with one
heap of wake-up instants. Nothing in here owns a thread, sleeps or looks at a clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from edge_agent.board import Board
from edge_agent.cache import Cache, Discard, Fetch, Fetched, NotFetched, Want
from edge_agent.clock import Anchor, Clock, Reading, Trust
from edge_agent.conductor import Conductor, Programme
from edge_agent.cues import Event as SpeakerEvent
from edge_agent.cuesheet import Load
from edge_agent.heartbeat import Pulse, State
from edge_agent.inbox import Inbox
from edge_agent.journal import Journal
from edge_agent.link import Connected, Heard, Lost, Subscribe, Will
from edge_agent.pen import Pen, Say
from edge_agent.postbox import Postbox
from edge_agent.record import Record
from edge_agent.settings import Settings
from edge_agent.stages import Stages
from schedules.vocabulary import STRICTEST, Digest, Play
from wire.messages import (
    AskTime,
    Filed,
    HeldRevision,
    Horn,
    Message,
    Now,
    PostingMessage,
    Presence,
)
from wire.topics import Kind

VERSION = "0.1.0"
LOOK_EVERY = timedelta(seconds=30)
"""Come again at least this often, to see whether the kernel's clock was stepped."""
_PRESENCE_COUNTS_FOR = timedelta(days=30)
_ASK_COUNTS_FOR = timedelta(minutes=1)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Refit:
    """An act: protect the driver of this horn."""

    horn: Horn


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the machines say of themselves when a heartbeat is due."""

    free_bytes: int | None = None
    temperature_c: float | None = None
    network_bytes: int = 0
    faults: tuple[str, ...] = ()


Event = Connected | Lost | Heard | Fetched | NotFetched | SpeakerEvent
Act = Subscribe | Say | Will | Load | Fetch | Discard | Refit


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a pole is given from outside: its boot, chance, and what its machines feel."""

    boot: str
    new_nonce: Callable[[], str]
    jitter: Callable[[], float]
    vitals: Callable[[], Vitals]
    faults: tuple[str, ...] = ()
    """What was wrong when the program began: a board set aside, for one."""


class Pole:
    def __init__(
        self, settings: Settings, board: Board, journal: Journal, surroundings: Surroundings, reading: Reading
    ) -> None:
        enrolment = settings.enrolment
        self._board = board
        self._around = surroundings
        self._journal = journal
        anchor = board.fact("anchor")
        self._clock = Clock(
            surroundings.boot,
            drift_ppm=settings.drift_ppm,
            has_rtc=settings.has_rtc,
            saved=Anchor.read(anchor) if anchor else None,
        )
        self._kept_anchor = self._clock.anchor
        self._pen = Pen(
            enrolment.pole_id,
            enrolment.signing_key(),
            last=board.revision(),
            remember=board.keep_revision,
        )
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
        self._presence = self._sign_presence(reading.kernel)
        self._acts: list[Act] = [self._presence[1]]
        if self._inbox.posting:
            self._acts.append(Refit(self._inbox.posting.horn))
        self._conductor.heard(self._inbox.heard)
        self._tell_conductor(reading)

    @property
    def is_new(self) -> bool:
        """Whether the board knows nothing yet: then no old session at the broker was meant for it."""
        return self._inbox.is_empty

    @property
    def trust(self) -> Trust:
        return self._trust

    def farewell(self, now: datetime) -> Say:
        """What to say last before the program ends by itself."""
        presence = self._presence_message(now, is_online=False)
        return self._pen.sign(Kind.PRESENCE, presence)

    def step(self, reading: Reading, event: Event | None) -> tuple[list[Act], timedelta]:
        """Take what came, if anything; return what to do and when to come again, on the elapsed clock."""
        self._watch_clock(reading)
        self._conductor.advance(reading.kernel)
        if event is not None:
            self._take(event, reading)
        waits = [*self._act_on_time(reading), reading.elapsed + LOOK_EVERY]
        acts, self._acts = self._acts, []
        return acts, max(min(waits), reading.elapsed)

    def _watch_clock(self, reading: Reading) -> None:
        self._clock.watch(reading)
        trust = self._clock.trust(reading)
        if trust is not self._trust:
            log.info("clock trusted" if trust is Trust.PLAYS else "clock not trusted", trust=trust.value)
            self._trust = trust
            self._conductor.trust(trust)
            self._is_changed = True
        if self._clock.anchor != self._kept_anchor:
            self._kept_anchor = self._clock.anchor
            self._board.keep_fact("anchor", self._kept_anchor.text() if self._kept_anchor else "")
        self._watch_posting(reading)

    def _watch_posting(self, reading: Reading) -> None:
        """A posting that was not renewed counts no more: silence is the safe default."""
        if self._counts_until and self._trust is Trust.PLAYS and reading.kernel >= self._counts_until:
            self._counts_until = None
            self._tell_conductor(reading)

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
                self._conductor.hear(event, reading.kernel)
                self._is_changed = True

    def _connect(self, reading: Reading) -> None:
        log.info("link up")
        self._is_linked = True
        self._acts += [Subscribe(self._inbox.topics, anew=True), self._presence[0]]
        self._postbox.link()
        self._pulse.link()
        self._cache.hurry()
        self._clock.hurry(reading)

    def _disconnect(self, reason: str, reading: Reading) -> None:
        if self._is_linked:
            log.warning("link lost", reason=reason)
            self._presence = self._sign_presence(reading.kernel)
            self._acts.append(self._presence[1])
        self._is_linked = False
        self._postbox.unlink()
        self._pulse.unlink()

    def _read(self, topic: str, sealed: bytes, reading: Reading) -> None:
        is_trusted = self._trust is Trust.PLAYS
        message = self._inbox.take(topic, sealed, now=reading.kernel, is_trusted=is_trusted)
        self._is_changed = True
        if message is None:
            return
        self._conductor.heard(self._inbox.heard)
        match message:
            case Now(nonce=nonce, now=told):
                self._hear_time(nonce, told, reading)
            case Filed():
                self._postbox.file(message, reading.kernel)
            case _:
                self._accept(message, reading)

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

    def _hear_time(self, nonce: str, told: datetime, reading: Reading) -> None:
        if not self._clock.hear(nonce, told, reading):
            log.warning("message refused", reason="nonce", topic="time")
        self._watch_clock(reading)

    def _take_clip(self, came: Fetched | NotFetched, reading: Reading) -> None:
        self._acts += self._cache.take(came, now=reading.kernel, elapsed=reading.elapsed)
        match came:
            case Fetched(digest):
                log.info("clip ready", clip=digest)
                self._board.keep_clip(digest, reading.kernel)
                self._conductor.refresh()
            case NotFetched(digest, obstacle, words):
                log.warning("clip not fetched", clip=digest, reason=obstacle.value, why=words)
        for act in self._acts:
            if isinstance(act, Discard):
                self._board.drop_clip(act.digest)
        self._is_changed = True

    def _tell_conductor(self, reading: Reading) -> None:
        posting = self._inbox.posting
        if posting and not self._is_over(posting, reading):
            self._counts_until = posting.expires_at
            programme = Programme(
                plays=tuple(self._inbox.plays()),
                orders=tuple(self._inbox.standing_orders()),
                posting=posting.posting(),
                levels=posting.levels,
                delay=timedelta(microseconds=posting.delay_us),
            )
        else:
            plays, orders = tuple(self._inbox.plays()), tuple(self._inbox.standing_orders())
            programme = Programme(plays=plays, orders=orders, posting=STRICTEST)
        self._conductor.tell(programme)
        self._is_changed = True

    def _is_over(self, posting: PostingMessage, reading: Reading) -> bool:
        return self._trust is Trust.PLAYS and posting.expires_at <= reading.kernel

    def _act_on_time(self, reading: Reading) -> Iterator[timedelta]:
        """Let every room do what is due; yield when each wants to be called again."""
        load, wake = self._conductor.step(reading.kernel)
        if load:
            self._acts.append(load)
        if wake:
            yield reading.elapsed + (wake - reading.kernel)
        if self._is_changed:
            self._settle_change(reading)
        yield from self._fetch(reading)
        yield from self._talk(reading)

    def _settle_change(self, reading: Reading) -> None:
        self._is_changed = False
        plays = sorted(self._inbox.plays(), key=lambda play: play.starts)
        ended = self._conductor.ended
        self._cache.want(tuple(self._wants(plays)))
        is_trusted = self._trust is Trust.PLAYS
        self._stages.update(
            plays, ready=self._cache.ready, ended=ended, is_trusted=is_trusted, now=reading.kernel
        )
        self._pulse.note_change()

    def _wants(self, plays: list[Play]) -> Iterator[Want]:
        """Orders first, then what must always be here, then plays by their instant."""
        lines = {line.digest: Want(Digest(line.digest), line.bytes) for line in self._inbox.clip_lines()}
        for order in self._inbox.standing_orders():
            yield from (lines[clip.digest] for clip in order.clips)
        if self._inbox.posting:
            yield from (lines[line.digest] for line in self._inbox.posting.standing_clips)
        yield from (lines[play.clip.digest] for play in plays if play.id not in self._conductor.ended)

    def _fetch(self, reading: Reading) -> Iterator[timedelta]:
        fetch, wake = self._cache.step(reading.elapsed)
        if fetch:
            self._acts.append(fetch)
        if wake:
            yield wake

    def _talk(self, reading: Reading) -> Iterator[timedelta]:
        if not self._is_linked:
            return
        says, wake = self._postbox.step(reading.kernel, reading.elapsed)
        self._acts += says
        if wake is not None:
            yield wake
        if reading.elapsed >= self._clock.ask_at:
            self._ask_time(reading)
        yield self._clock.ask_at
        beat, wake = self._pulse.step(
            lambda: self._state(reading), now=reading.kernel, elapsed=reading.elapsed
        )
        if beat:
            self._acts.append(beat)
        if wake is not None:
            yield wake

    def _ask_time(self, reading: Reading) -> None:
        nonce = self._around.new_nonce()
        envelope = self._pen.envelope(reading.kernel, counts_for=_ASK_COUNTS_FOR)
        self._acts.append(self._pen.sign(Kind.ASK_TIME, AskTime(**envelope, nonce=nonce)))
        self._clock.ask(nonce, reading)

    def _sign_presence(self, now: datetime) -> tuple[Say, Will]:
        """Online and, later by one revision and so the last word, the will that says offline."""
        online = self._pen.sign(Kind.PRESENCE, self._presence_message(now, is_online=True))
        offline = self._pen.sign(Kind.PRESENCE, self._presence_message(now, is_online=False))
        return online, Will(offline.topic, offline.sealed)

    def _presence_message(self, now: datetime, *, is_online: bool) -> Presence:
        envelope = self._pen.envelope(now, counts_for=_PRESENCE_COUNTS_FOR)
        return Presence(**envelope, is_online=is_online, version=VERSION)

    def _state(self, reading: Reading) -> State:
        vitals = self._around.vitals()
        return State(
            version=VERSION,
            held=tuple(
                HeldRevision.model_validate(
                    {"kind": Kind(held.kind), "address": held.address, "revision": held.revision}
                )
                for held in self._inbox.revisions
                if held.kind != Kind.FILED
            ),
            clips_ready=tuple(digest for digest in self._cache.wanted if digest in self._cache.ready),
            clips_missing=self._cache.missing,
            plays=self._stages.reached,
            clock_source=self._clock.source,
            clock_bound=self._clock.bound(reading),
            is_clock_trusted=self._trust is Trust.PLAYS,
            faults=self._all_faults(vitals),
            refused=self._inbox.refused,
            free_bytes=vitals.free_bytes,
            temperature_c=vitals.temperature_c,
            network_bytes=vitals.network_bytes,
        )

    def _all_faults(self, vitals: Vitals) -> tuple[str, ...]:
        clock = () if self._trust is Trust.PLAYS else ("the clock is not trusted: nothing planned sounds",)
        orders = tuple(f"order {order}: {why}" for order, why in self._conductor.order_faults.items())
        return (*self._around.faults, *clock, *orders, *self._cache.faults, *vitals.faults)

    def _clips_here(self, folder: Path) -> dict[Digest, datetime]:
        known = self._board.clips()
        lost = [digest for digest in known if not (folder / digest).is_file()]
        for digest in lost:
            self._board.drop_clip(digest)
        return {digest: ready for digest, ready in known.items() if digest not in lost}
