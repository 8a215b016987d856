"""How long a voicing takes yet, learned by looking at it: the desk remembers what it saw done, and when.

The store knows how many sentences are done, not how fast: what was kept from before is done at once, and a
voice that falls begins anew. So only what was seen counts, and a desk that was started again sees anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from controller.entries import Voicing, VoicingId, VoicingState

MINUTE = timedelta(minutes=1)
_STEPS: Sequence[timedelta] = [MINUTE * n for n in (*range(1, 11), *range(15, 61, 5), *range(75, 601, 15))]
"""What is told; less than the first, and no more than the last."""
_ENOUGH_SENTENCES, _ENOUGH_TIME = 8, timedelta(seconds=10)
_WORTH_TELLING = timedelta(seconds=20)
_RECENT, _MOST_RISES = timedelta(minutes=3), 20
"""The pace is that of so long a while, or of so many rises: machines have other things to do, too."""
FINISHING = timedelta(seconds=0.2)
"""For each sentence, when all are spoken: to put them together and bring them to one loudness.

A guess, as machines differ: 376 sentences took 87 s on two busy cores.
"""
_UNEXPECTED = 1.25
"""Only what lasts so many times longer than was told is told anew; what lasts less long always is."""
_STEPPED_BACK = timedelta(seconds=10)
"""A look so long before the last one is not late: the clock was set back, and no time seen means anything."""
_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Rise:
    """So many sentences were first seen done."""

    at: datetime
    done: int


def estimate(rises: Sequence[Rise], whole: int, now: datetime) -> timedelta | None:
    """Return how long `whole` sentences take yet at the pace that was seen; None where it is not known.

    The fastest step does not count: it may be what was kept from before.
    """
    steps = [(later.at - earlier.at, later.done - earlier.done) for earlier, later in pairwise(rises)]
    if not steps:
        return None
    steps.remove(min(steps, key=lambda step: step[0] / step[1]))
    took, done = sum((time for time, _ in steps), timedelta(0)), sum(number for _, number in steps)
    if done < _ENOUGH_SENTENCES or took < _ENOUGH_TIME:
        return None
    last, finishing = rises[-1], FINISHING * whole
    if last.done < whole:
        return max(last.at + took / done * (whole - last.done) - now, timedelta(0)) + finishing
    return last.at + finishing - now if last.at + finishing > now else None


def told(left: timedelta, before: timedelta | None) -> timedelta | None:
    """Return what to tell people, who were told `before`: a whole step, None where it is not worth it.

    It goes down as time goes by, and up only where it was clearly too little.
    """
    if before is None:
        return _step(left) if left > _WORTH_TELLING else None
    return _step(left) if left > before * _UNEXPECTED else min(before, _step(left))


@dataclass(slots=True)
class _Watched:
    looked: datetime
    rises: list[Rise] = field(default_factory=list)
    told: timedelta | None = None


class Paces:
    """What was seen of the voicings that are watched. Threads share it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._watched: OrderedDict[tuple[VoicingId, int], _Watched] = OrderedDict()

    def left(self, voicings: Iterable[Voicing], now: datetime) -> dict[VoicingId, timedelta]:
        """Return how long each takes yet, of those of which that is known, and remember how they stand.

        A minute means less than a minute.
        """
        with self._turn:
            found = {one.id: self._look(one, now) for one in voicings if one.state is VoicingState.WANTED}
        return {voicing: left for voicing, left in found.items() if left}

    def _look(self, voicing: Voicing, now: datetime) -> timedelta | None:
        """A voicing that is taken up anew has another version, and is seen anew."""
        key = (voicing.id, voicing.version)
        watched = self._watched.setdefault(key, _Watched(now))
        if watched.looked - now > _STEPPED_BACK:
            watched = self._watched[key] = _Watched(now)
        self._watched.move_to_end(key)
        while len(self._watched) > _MOST_KEPT:
            self._watched.popitem(last=False)
        if now >= watched.looked:  # threads that look at once may come in any order
            watched.looked = now
            _note(watched, Rise(now, voicing.done))
            left = estimate(watched.rises, voicing.sentences, now)
            watched.told = None if left is None else told(left, watched.told)
        return watched.told


def _note(watched: _Watched, seen: Rise) -> None:
    rises, long_ago = watched.rises, seen.at - _RECENT
    if rises and (seen.done < rises[-1].done or (seen.done == rises[-1].done and rises[-1].at < long_ago)):
        rises.clear()  # another voice begins anew, or it stands still
    if seen.done and (not rises or seen.done > rises[-1].done):
        rises.append(seen)
    while len(rises) > _MOST_RISES and rises[1].at < long_ago:
        del rises[0]


def _step(left: timedelta) -> timedelta:
    return next((step for step in _STEPS if left <= step), _STEPS[-1])
