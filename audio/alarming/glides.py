"""Does a pitch glide far, for much of the time, as wail, yelp and whoop do?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audio.alarming.partials import RATE, Figures, Grain, Look, Partial, looks, partials


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    """How quick glides are followed: over so many looks on each side, and those that last so long."""

    grain: Grain
    half: int
    shortest_seconds: float


_PACES = (
    _Pace(grain=Grain(window=1024, hop=256), half=5, shortest_seconds=0.5),
    _Pace(grain=Grain(window=512, hop=128), half=2, shortest_seconds=0.03),
    _Pace(grain=Grain(window=256, hop=64), half=3, shortest_seconds=0.03),
)
"""A wail, a yelp, and what is quicker still."""
_FAR_SEMITONES = 5.0
_SLOWEST = 2.5
"""Semitones a second; a slow wail does an octave in four seconds."""
_EVEN, _SMOOTH = 0.35, 0.3
"""A glide is even, its median step at least so much of the mean, or within so many semitones of a line.
A run of notes rests and jumps."""
_MOST_OF_IT = 0.5
"""Of the power of a look: so much of it goes the same way."""
_GLIDES_SECONDS, _GLIDES_SHARE = 0.4, 0.22
"""A singer who slides, or a string that is bent, does so for less of the time."""
_TICK = 64
"""Samples at `RATE`: the common beat of all paces."""
_SOUNDING_DB = 35.0


def glides(samples: Figures) -> bool:
    """Tell whether samples at `partials.RATE` glide at least 5 semitones, up or down, over and over."""
    ticks = len(samples) // _TICK + 1
    gliding, sounding = np.zeros(ticks, dtype=bool), np.zeros(ticks, dtype=bool)
    for pace in _PACES:
        seen = looks(samples, pace.grain)
        levels_db = np.array([look.level_db for look in seen])
        _lay(gliding, _gliding(seen, pace), pace.grain)
        _lay(sounding, levels_db > levels_db.max() - _SOUNDING_DB, pace.grain)
    both = np.count_nonzero(gliding & sounding)
    is_long = both * _TICK / RATE >= _GLIDES_SECONDS
    return bool(is_long and both >= _GLIDES_SHARE * np.count_nonzero(sounding))


def _lay(ticks: NDArray[np.bool_], of_looks: NDArray[np.bool_], grain: Grain) -> None:
    """Mark the ticks in the middle of looks."""
    begin = (grain.window - grain.hop) // 2 // _TICK
    marks = np.repeat(of_looks, grain.hop // _TICK)[: len(ticks) - begin]
    ticks[begin : begin + len(marks)] |= marks


def _gliding(seen: Sequence[Look], pace: _Pace) -> NDArray[np.bool_]:
    """Tell for each look whether most of its power glides up, or down."""
    whole, up, down = np.full(len(seen), 1e-30), np.zeros(len(seen)), np.zeros(len(seen))
    for partial in partials(seen):
        power = 10 ** (np.array(partial.levels_db) / 10)
        whole[partial.first : partial.first + len(power)] += power
        for begin, end, is_up in _runs_of(partial, pace):
            (up if is_up else down)[partial.first + begin : partial.first + end] += power[begin:end]
    most: NDArray[np.bool_] = np.maximum(up, down) / whole >= _MOST_OF_IT
    return most


def _runs_of(partial: Partial, pace: _Pace) -> Iterator[tuple[int, int, bool]]:
    """Give where a partial glides far, and whether up."""
    pitches = np.array(partial.semitones)
    if len(pitches) < 2 * pace.half + 2:
        return
    line = _averaged(pitches, pace.half)
    ways = _ways(line, pace)
    turns = [0, *(np.flatnonzero(np.diff(ways)) + 1).tolist(), len(ways)]
    for begin, end in pairwise(turns):
        is_long = (end - begin) * pace.grain.hop_seconds >= pace.shortest_seconds
        if ways[begin] and is_long and _is_glide(pitches[begin:end], line[begin:end]):
            yield begin, end, bool(ways[begin] > 0)


def _ways(line: Figures, pace: _Pace) -> Figures:
    """Tell at each look whether the pitch goes up (1), down (-1) or rests (0)."""
    at = np.arange(len(line))
    before, after = np.maximum(at - pace.half, 0), np.minimum(at + pace.half, len(line) - 1)
    slopes = (line[after] - line[before]) / ((after - before) * pace.grain.hop_seconds)
    ways: Figures = np.sign(slopes) * (np.abs(slopes) > _SLOWEST)
    return ways


def _is_glide(pitches: Figures, line: Figures) -> bool:
    if len(pitches) <= 3 or abs(pitches[-1] - pitches[0]) < _FAR_SEMITONES:
        return False
    steps = np.diff(pitches) * np.sign(pitches[-1] - pitches[0])
    is_even = float(np.median(steps)) >= _EVEN * float(steps.mean())
    return is_even or float(np.sqrt(np.mean(np.square(pitches - line)))) < _SMOOTH


def _averaged(figures: Figures, half: int) -> Figures:
    width = 2 * half + 1
    averaged: Figures = np.convolve(np.pad(figures, half, mode="edge"), np.full(width, 1 / width), "valid")
    return averaged
