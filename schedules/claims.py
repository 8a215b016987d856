"""What asks to sound at a pole, and what it would sound if it won now.

A claim remembers, while the sweep of the timeline goes forward, how far it has come. A
play has an instant and may be late or resume; an order runs on a grid of slots from its
begin, so that all its poles agree without having talked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import precedence
from .obstacles import Refusal
from .vocabulary import (
    JOIN_WITHIN,
    RESUME_WITHIN,
    Begun,
    Clip,
    Digest,
    Ending,
    OnInterrupt,
    Order,
    OrderKind,
    Play,
    Rule,
)

Ready = Mapping[Digest, datetime]
"""Since when each clip is verified at the pole; one that is absent is not there."""

_START = timedelta()
_SHORTEST_SLOT = timedelta(milliseconds=100)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a claim would sound: `clip` from `offset`, from `begins` to `ends`."""

    clip: Clip
    offset: timedelta
    begins: datetime
    ends: datetime
    rule: Rule


@dataclass(frozen=True, slots=True)
class Fate:
    """How a claim ended, and why."""

    ending: Ending
    why: Refusal


class PlayClaim:
    """A play on its way from waiting through sounding to its end."""

    def __init__(self, play: Play, ready: Ready, begun: Begun | None, now: datetime) -> None:
        self.id = play.id
        self.starts = play.starts
        self.class_ = play.class_
        self.status = play.status
        self.precedence = precedence.of_play(play)
        self._play = play
        self._ready = ready.get(play.clip.digest)
        self._deadline = max(play.latest_start, play.starts + JOIN_WITHIN)
        self._running = self._going_on(begun) if begun and begun.until is None else None
        self._reached = begun.offset + (begun.until or now) - begun.since if begun else None
        self._stopped = begun.until if begun else None
        self._cut_by = Refusal(Rule.STOPPED)
        self._too_late_at_once = now > self._deadline

    def instants(self) -> Iterator[datetime]:
        yield self.starts
        yield self._deadline
        if self._ready:
            yield self._ready
        if self._stopped:
            yield self._stopped + RESUME_WITHIN

    def stretch(self, at: datetime) -> Stretch | Refusal | None:
        """What it would sound from `at`, why it cannot, or None where its time is not `at`."""
        found = self._running or self._resumed(at) if self._reached is not None else self._begun(at)
        if found is None:
            return None
        if self._ready is None or self._ready > at:
            return Refusal(Rule.CLIP_NOT_READY)
        return Refusal(Rule.EXPIRED) if found.ends > self._play.valid_until else found

    def begin(self, stretch: Stretch) -> None:
        self._running, self._reached = stretch, stretch.offset
        self._stopped = None

    def cut(self, at: datetime, by: Refusal) -> datetime:
        """Stop at `at`; return when its fate is sealed unless it resumes."""
        if self._running:
            self._reached = self._running.offset + at - self._running.begins
        self._running, self._stopped, self._cut_by = None, at, by
        return at if self._play.on_interrupt is OnInterrupt.DROP else at + RESUME_WITHIN

    def complete(self) -> Fate | None:
        """Its stretch has sounded to its end."""
        return Fate(Ending.FINISHED, Refusal(Rule.ON_TIME))

    def fate(self, at: datetime, refusal: Refusal | None) -> Fate | None:
        """How it has ended by `at` without sounding (on), or None while there is hope."""
        if self._stopped and (
            self._play.on_interrupt is OnInterrupt.DROP or at - self._stopped >= RESUME_WITHIN
        ):
            return Fate(Ending.CUT_SHORT, self._cut_by)
        if self._reached is None and at >= self._deadline:
            late = Refusal(Rule.TOO_LATE)
            return Fate(Ending.MISSED, late if self._too_late_at_once else refusal or late)
        return None

    def _begun(self, at: datetime) -> Stretch | None:
        if at < self.starts or at > self._deadline:
            return None
        if at == self.starts:
            return self._from(at, _START, Rule.ON_TIME)
        late = at - self.starts
        if late <= JOIN_WITHIN and late < self._play.clip.length:
            return self._from(at, late, Rule.JOINED)
        return self._from(at, _START, Rule.LATE) if at <= self._play.latest_start else None

    def _resumed(self, at: datetime) -> Stretch | None:
        if self._stopped is None or self._reached is None or at - self._stopped >= RESUME_WITHIN:
            return None
        match self._play.on_interrupt:
            case OnInterrupt.RESUME:
                return self._from(at, self._sentence_start(self._reached), Rule.RESUMED)
            case OnInterrupt.RESTART:
                return self._from(at, _START, Rule.RESUMED)
            case OnInterrupt.DROP:
                return None

    def _going_on(self, begun: Begun) -> Stretch:
        return self._from(begun.since, begun.offset, Rule.ON_TIME)

    def _sentence_start(self, reached: timedelta) -> timedelta:
        return max((mark for mark in self._play.clip.marks if mark <= reached), default=_START)

    def _from(self, at: datetime, offset: timedelta, rule: Rule) -> Stretch:
        return Stretch(self._play.clip, offset, at, at + self._play.clip.length - offset, rule)


class OrderClaim:
    """An alarm, over and over, or an announcement, once, on a grid of slots from its begin."""

    def __init__(self, order: Order, ready: Ready, begun: Begun | None) -> None:
        self.id = order.id
        self.starts = order.begins
        self.class_ = order.class_
        self.status = order.status
        self.precedence = precedence.of_order(order)
        self._order = order
        self._ready = ready
        self._slots = self._alarm_slots() if order.kind is OrderKind.ALARM else self._announce_slots()
        self._slot = next(self._slots, None)
        self._has_sounded = begun is not None

    def instants(self) -> Iterator[datetime]:
        yield self.starts
        yield self._order.ends
        yield from (self._ready[clip.digest] for clip in self._order.clips if clip.digest in self._ready)

    def stretch(self, at: datetime) -> Stretch | Refusal | None:
        """What it would sound from `at`: it always joins the grid."""
        while self._slot and self._slot.ends <= at:
            self._slot = next(self._slots, None)
        if at >= self._order.ends or self._is_over():
            return None
        if self._slot is None or self._slot.begins > at:
            return Refusal(Rule.CLIP_NOT_READY)
        slot = self._slot
        return Stretch(slot.clip, at - slot.begins, at, slot.ends, Rule.ORDERED)

    def begin(self, stretch: Stretch) -> None:
        del stretch
        self._has_sounded = True

    def cut(self, at: datetime, by: Refusal) -> datetime:
        del by
        return at

    def complete(self) -> Fate | None:
        """A slot has sounded to its end; the order goes on with the next one."""
        return None

    def fate(self, at: datetime, refusal: Refusal | None) -> Fate | None:
        if at < self._order.ends and not self._is_over():
            return None
        if not self._has_sounded:
            return Fate(Ending.MISSED, refusal or Refusal(Rule.CLIP_NOT_READY))
        if self._order.kind is OrderKind.ANNOUNCE and not self._is_over():
            return Fate(Ending.CUT_SHORT, refusal or Refusal(Rule.CLIP_NOT_READY))
        return Fate(Ending.FINISHED, Refusal(Rule.ORDERED))

    def _is_over(self) -> bool:
        """Whether every clip of an announcement had its slot."""
        known = all(clip.digest in self._ready for clip in self._order.clips)
        return self._order.kind is OrderKind.ANNOUNCE and known and self._slot is None

    def _alarm_slots(self) -> Iterator[Stretch]:
        """Go round the clips that are there; wait where none is."""
        clips = [clip for clip in self._order.clips if clip.digest in self._ready]
        at, turn = self._order.begins, 0
        while clips and at < self._order.ends:
            at = max(at, min(self._ready[clip.digest] for clip in clips))
            while self._ready[clips[turn % len(clips)].digest] > at:
                turn += 1
            clip = clips[turn % len(clips)]
            yield self._slot_of(clip, at)
            at += max(clip.length, _SHORTEST_SLOT)
            turn += 1

    def _announce_slots(self) -> Iterator[Stretch]:
        """Each clip once and in order, waiting for one that is still on its way."""
        at = self._order.begins
        for clip in self._order.clips:
            if clip.digest not in self._ready:
                return
            at = max(at, self._ready[clip.digest])
            if at >= self._order.ends:
                return
            yield self._slot_of(clip, at)
            at += clip.length

    def _slot_of(self, clip: Clip, at: datetime) -> Stretch:
        return Stretch(clip, _START, at, min(at + clip.length, self._order.ends), Rule.ORDERED)


Claim = PlayClaim | OrderClaim
