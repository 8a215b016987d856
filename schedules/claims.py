"""What a play that asks to sound at a pole would sound if it won now, and how it ends.

A claim remembers, while the sweep of the timeline goes forward, how far it has come. A
play has an instant; it may be late, be cut and resume. Orders are in `orders`.
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
    Play,
    Rule,
    Source,
)

Ready = Mapping[Digest, datetime]
"""Since when each clip is verified at the pole; one that is absent is not there."""

_START = timedelta()


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
        self.asks_from = min(play.starts, begun.since) if begun else play.starts
        self.class_ = play.class_
        self.status = play.status
        self.precedence = precedence.of_play(play)
        self.precedence_sounding = precedence.of_sounding(play)
        self.sounding = self._going_on(play, begun) if begun and begun.until is None else None
        self._play = play
        self._ready = ready.get(play.clip.digest)
        self._deadline = _deadline(play)
        self._is_too_late = now > self._deadline
        self._reached = begun.offset + (begun.until or now) - begun.since if begun else None
        self._stopped = begun.until if begun else None
        self._cut_by: Refusal | None = None

    def instants(self) -> Iterator[datetime]:
        """The instants, known by now, at which its answers change."""
        yield self.asks_from
        yield self._deadline
        if self._ready:
            yield self._ready
        if self._stopped:
            yield self._hope_ends(self._stopped)

    def stretch(self, at: datetime) -> Stretch | Refusal | None:
        """What it would sound from `at`, why it cannot, or None where its time is not `at`."""
        found = self.sounding or (self._begun(at) if self._reached is None else self._resumed(at))
        if found is None:
            return None
        if self._ready is None or self._ready > at:
            return Refusal(Rule.CLIP_NOT_READY)
        return Refusal(Rule.EXPIRED) if found.ends > self._play.valid_until else found

    def begin(self, stretch: Stretch) -> None:
        self.sounding, self._reached, self._stopped = stretch, stretch.offset, None

    def cut(self, at: datetime, by: Refusal) -> datetime:
        """Stop at `at`; return when its fate is sealed unless it resumes."""
        if self.sounding:
            self._reached = self.sounding.offset + at - self.sounding.begins
        self.sounding, self._stopped, self._cut_by = None, at, by
        return self._hope_ends(at)

    def complete(self, at: datetime) -> Fate | None:
        """Its stretch has sounded to its end at `at`."""
        del at
        return Fate(Ending.FINISHED, Refusal(Rule.ON_TIME))

    def fate(self, at: datetime, refusal: Refusal | None) -> Fate | None:
        """How it has ended by `at` without sounding (on), or None while there is hope."""
        if self._reached is None:
            return self._missed(refusal) if at >= self._deadline else None
        if self._reached >= self._play.clip.length:
            return Fate(Ending.FINISHED, Refusal(Rule.ON_TIME))
        if self._stopped and at >= self._hope_ends(self._stopped):
            return Fate(Ending.CUT_SHORT, self._cut_by or refusal or Refusal(Rule.STOPPED))
        return None

    def _missed(self, refusal: Refusal | None) -> Fate:
        too_late = Refusal(Rule.TOO_LATE)
        return Fate(Ending.MISSED, too_late if self._is_too_late else refusal or too_late)

    def _begun(self, at: datetime) -> Stretch | None:
        late = at - self._play.starts
        if late < _START:
            return None
        if late == _START:
            return _from(self._play, at, _START, Rule.ON_TIME)
        if late < self._play.clip.length and (late <= JOIN_WITHIN or _always_joins(self._play)):
            return _from(self._play, at, late, Rule.JOINED)
        if _always_joins(self._play):
            return None
        return _from(self._play, at, _START, Rule.LATE) if at <= self._play.latest_start else None

    def _resumed(self, at: datetime) -> Stretch | None:
        if self._reached is None or self._reached >= self._play.clip.length:
            return None
        if self._stopped is None or at >= self._hope_ends(self._stopped):
            return None
        if _always_joins(self._play):
            return _from(self._play, at, at - self._play.starts, Rule.JOINED)
        is_resumed = self._play.on_interrupt is OnInterrupt.RESUME
        offset = _sentence_start(self._play.clip, self._reached) if is_resumed else _START
        return _from(self._play, at, offset, Rule.RESUMED)

    def _hope_ends(self, stopped: datetime) -> datetime:
        """Until when, not included, it may sound again after it stopped."""
        if self._play.on_interrupt is OnInterrupt.DROP:
            return stopped
        return self._deadline if _always_joins(self._play) else stopped + RESUME_WITHIN

    @staticmethod
    def _going_on(play: Play, begun: Begun) -> Stretch:
        return _from(play, begun.since, begun.offset, _begun_by(play, begun))


def _from(play: Play, at: datetime, offset: timedelta, rule: Rule) -> Stretch:
    return Stretch(play.clip, offset, at, at + play.clip.length - offset, rule)


def _deadline(play: Play) -> datetime:
    """The last instant at which it may begin, or by which there is nothing left to join."""
    if _always_joins(play):
        return play.starts + play.clip.length
    return max(play.latest_start, play.starts + min(JOIN_WITHIN, play.clip.length))


def _always_joins(play: Play) -> bool:
    """Whether it goes on by itself, heard here or not: a voice at the microphone does not wait."""
    return play.source is Source.LIVE


def _sentence_start(clip: Clip, reached: timedelta) -> timedelta:
    return max((mark for mark in clip.marks if mark <= reached), default=_START)


def _begun_by(play: Play, begun: Begun) -> Rule:
    """By which rule it began, as far as what has sounded tells."""
    if begun.since == play.starts:
        return Rule.ON_TIME
    if begun.offset == begun.since - play.starts:
        return Rule.JOINED
    return Rule.RESUMED if begun.offset else Rule.LATE
