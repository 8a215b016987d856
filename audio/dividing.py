"""A recording in one piece becomes sentences: cut at its pauses, with the reading as its guide.

Runs of sound are dealt out to the sentences in order, so that each is about as long as its words and the
longest rests lie between sentences: the cheapest of all ways, by dynamic programming, as Gale and Church
(1993) align sentences by their lengths. How sure a cut is shows in the price of the second-best.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audio.checks import longest, shortest
from audio.errors import TooFewPausesError, WrongLengthError
from audio.islands import FRAME, FRAME_SAMPLES, Frames, Islands
from audio.language import SpokenLanguage
from audio.reading.parts import SYLLABLE
from audio.reading.syllables import syllables

Prices = NDArray[np.float64]
Runs = tuple[int, int]
"""The first run of sound of a sentence, and the one after its last."""

_COMMA = timedelta(milliseconds=200)
_SPREAD, _SPREAD_SECONDS = 0.18, 0.25
"""How far a sentence strays from its length: in proportion, and by a breath, which short ones feel more."""
_WORTH = 1.5
"""Of a rest, for each e-fold by which it is longer than one at the margin."""
_MOST_WORTH = 4.0
_MOST_RUNS = 80
"""Of one sentence."""
_ROUNDS = 3
"""The pace of the reader is not known at first."""
_SURE = 2.0
"""By so much the second-best cut is dearer."""
_BEFORE, _AFTER = 8, 15
"""Frames that stay around a sentence: its first and last consonants may be softer than the noise."""
_NEAR = timedelta(seconds=1)
"""A rest so far from where the reader pressed "next" is hardly the one that they meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Where a sentence lies among the samples. `is_sure` is false where somebody should listen."""

    begin: int
    end: int
    is_sure: bool = True


def divide(sound: Islands, sentences: Sequence[str], language: SpokenLanguage) -> tuple[Piece, ...]:
    """Return where each sentence lies, in order.

    Raises:
        WrongLengthError: it is far too short or too long for these words.
        TooFewPausesError: there are fewer rests in it than between the sentences.
    """
    usual = np.array([_usual(words, language).total_seconds() for words in sentences])
    sounds, in_all = sound.sounds, timedelta(seconds=float(usual.sum()))
    if not shortest(in_all) <= sounds <= longest(in_all):
        raise WrongLengthError(sounds, usual=in_all)
    if len(sound) < len(sentences):
        raise TooFewPausesError(max(0, len(sound) - 1), needed=len(sentences) - 1)
    pace = sounds.total_seconds() / float(usual.sum())
    for _ in range(_ROUNDS):
        taken = _cheapest(_Ways(sound.begins, sound.ends, usual * pace))
        spans = np.array([sound.ends[last - 1] - sound.begins[first] for first, last in taken])
        pace = float(np.exp(np.average(np.log(spans * FRAME.total_seconds() / usual), weights=usual)))
    sure = _sure(sound, usual * pace, taken)
    return tuple(_piece(sound, runs, is_sure=is_sure) for runs, is_sure in zip(taken, sure, strict=True))


def divide_at(sound: Islands, pressed: Sequence[timedelta]) -> tuple[Piece | None, ...]:
    """Return what lies between the instants at which the reader pressed "next"; None where nothing sounds.

    Each cut is at the rest nearest to its instant.
    """
    meant = [_nearest_rest(sound, at / FRAME) for at in pressed]
    cuts = np.maximum.accumulate([0, *meant, len(sound)]).tolist()
    near = [
        _distance(sound, cut, at / FRAME) <= _NEAR / FRAME for cut, at in zip(meant, pressed, strict=True)
    ]
    sure = [before and after for before, after in pairwise([True, *near, True])]
    return tuple(
        _piece(sound, runs, is_sure=is_sure) if runs[0] < runs[1] else None
        for runs, is_sure in zip(pairwise(cuts), sure, strict=True)
    )


def whole(sound: Islands) -> Piece:
    """Return where the one sentence of a recording lies.

    Raises:
        WrongLengthError: nothing sounds.
    """
    if not len(sound):
        raise WrongLengthError(timedelta(0), usual=SYLLABLE)
    return _piece(sound, (0, len(sound)), is_sure=True)


def _usual(words: str, language: SpokenLanguage) -> timedelta:
    return syllables(words, language) * SYLLABLE + words.count(", ") * _COMMA


def _piece(sound: Islands, runs: Runs, *, is_sure: bool) -> Piece:
    """Keep a little around a sentence, at most up to the middle of the rest."""
    first, last = runs
    return Piece(
        begin=_begin(sound, first) * FRAME_SAMPLES, end=_end(sound, last) * FRAME_SAMPLES, is_sure=is_sure
    )


def _begin(sound: Islands, run: int) -> int:
    begin = int(sound.begins[run])
    return max(begin - _BEFORE, (begin + int(sound.ends[run - 1])) // 2 if run else 0)


def _end(sound: Islands, run: int) -> int:
    end = int(sound.ends[run - 1])
    return min(end + _AFTER, (end + int(sound.begins[run])) // 2 if run < len(sound) else sound.frames)


def _nearest_rest(sound: Islands, frame: float) -> int:
    """Return before which run the rest lies that is nearest to a frame; of equal ones the longer.

    Before the first run and after the last only where the frame lies there.
    """
    if not len(sound) or frame <= sound.begins[0]:
        return 0
    if frame >= sound.ends[-1] or len(sound) == 1:
        return len(sound)
    return min(
        range(1, len(sound)),
        key=lambda run: (_distance(sound, run, frame), -int(sound.rests[run - 1])),
    )


def _distance(sound: Islands, run: int, frame: float) -> float:
    """Return how many frames away the rest before a run is."""
    since = float(sound.ends[run - 1]) if run else -math.inf
    until = float(sound.begins[run]) if run < len(sound) else math.inf
    return max(0.0, since - frame, frame - until)


def _cheapest(ways: "_Ways") -> list[Runs]:
    taken: list[Runs] = []
    last = ways.runs
    for turn in reversed(range(ways.sentences)):
        first = ways.first_run(turn, last)
        taken.append((first, last))
        last = first
    return taken[::-1]


def _sure(sound: Islands, seconds: Prices, taken: Sequence[Runs]) -> list[bool]:
    """Tell of each sentence whether every other place for its cuts is far dearer."""
    forth = _Ways(sound.begins, sound.ends, seconds)
    back = _Ways(-sound.ends[::-1], -sound.begins[::-1], seconds[::-1])
    cuts = [True]
    for turn in range(1, len(taken)):
        through = forth.begun(turn) + back.ended[len(taken) - turn][::-1]
        best, second = np.partition(through, 1)[:2]
        cuts.append(bool(second - best >= _SURE))
    return [before and after for before, after in pairwise([*cuts, True])]


class _Ways:
    """All ways to deal runs of sound out to sentences that should last so many seconds.

    `ended[sentences, run]` is the least price at which so many first sentences end before a run.
    """

    def __init__(self, begins: Frames, ends: Frames, seconds: Prices) -> None:
        self.runs, self.sentences = len(begins), len(seconds)
        self._seconds = seconds
        self._most = min(_MOST_RUNS, self.runs)
        self._logs = _logs_of_lengths(begins, ends, self._most)
        self._worth = _worth_of_rests(begins[1:] - ends[:-1], self.sentences - 1)
        self.ended = np.full((self.sentences + 1, self.runs + 1), np.inf)
        self.ended[0, 0] = 0.0
        for turn in range(self.sentences):
            self.ended[turn + 1] = self._ending(turn).min(axis=0)

    def begun(self, turn: int) -> Prices:
        """Return the least price at which sentence `turn` begins with each run, its cut paid for."""
        begun: Prices = self.ended[turn] - self._worth
        return begun

    def first_run(self, turn: int, last: int) -> int:
        """Return with which run sentence `turn` begins where it ends before `last`."""
        return last - 1 - int(self._ending(turn)[:, last].argmin())

    def _ending(self, turn: int) -> Prices:
        """Return prices by how many runs the sentence has beside its last, and before which it ends."""
        seconds = float(self._seconds[turn])
        spread = math.hypot(_SPREAD, _SPREAD_SECONDS / seconds)
        lasting: Prices = ((self._logs - math.log(seconds)) / spread) ** 2 / 2
        return lasting + _earlier(self.begun(turn), self._most)


def _logs_of_lengths(begins: Frames, ends: Frames, most: int) -> Prices:
    """Return the logarithms of the seconds of so many runs, by how many and before which they end."""
    begun = _earlier(np.append(begins.astype(np.float64), np.inf), most)
    spans = np.concatenate(([-np.inf], ends)) - begun
    with np.errstate(invalid="ignore"):
        return np.where(spans > 0, np.log(np.abs(spans) * FRAME.total_seconds()), np.inf)


def _worth_of_rests(rests: Frames, cuts: int) -> Prices:
    """Return what a cut before each run is worth; nothing is cut before the first or after the last."""
    worth = np.zeros(len(rests) + 2)
    if cuts:
        descending = np.sort(rests)[::-1]
        margin = math.sqrt(float(descending[cuts - 1]) * float(descending[min(cuts, len(rests) - 1)]))
        worth[1:-1] = np.clip(_WORTH * np.log(rests / margin), -_MOST_WORTH, _MOST_WORTH)
    return worth


def _earlier(values: Prices, most: int) -> Prices:
    """Return in each row the values moved by one more, so that a column sees those before it."""
    moved = np.full((most, len(values)), np.inf)
    for row in range(most):
        moved[row, row + 1 :] = values[: len(values) - row - 1]
    return moved
