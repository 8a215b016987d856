"""Pulses of a sound: stretches that begin and stop at once, with near silence between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audio.speech import Samples
from audio.tones import SAMPLE_RATE

_STEP = SAMPLE_RATE // 100
"""Samples in the 10 ms in which levels are taken."""
_BELOW_DB = 12.0
_JOINED, _CRUMB = 6, 4
"""Steps: gaps of under 60 ms are none, and neither are pulses of under 40 ms."""
_RINGS_DB = 4.0
_FALLS_DB = 9.0
"""So much the level falls within 60 ms after the end of a pulse; what was struck rings on."""
_BANDS = np.geomspace(150, 8_000, 70)

Levels = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """A stretch of sound, in seconds, and its colour: how loud each band of its spectrum is, of norm 1."""

    begins: float
    ends: float
    stops_at_once: bool
    colour: Levels

    @property
    def seconds(self) -> float:
        return self.ends - self.begins

    def is_like(self, other: "Pulse") -> bool:
        return float(self.colour @ other.colour) > 0.8


def pulses(samples: Samples) -> list[Pulse]:
    """Return the pulses of 48 kHz samples in order; what never pauses is one."""
    levels_db = _levels_db(samples)
    return [_pulse(samples, levels_db, begin, end) for begin, end in _stretches(levels_db)]


def _levels_db(samples: Samples) -> Levels:
    whole = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP).astype(np.float64)
    levels: Levels = 10 * np.log10(np.mean(np.square(whole), axis=1) + 1e-12)
    return levels


def _stretches(levels_db: Levels) -> list[tuple[int, int]]:
    if not len(levels_db):
        return []
    high_db, low_db = np.percentile(levels_db, 90), np.percentile(levels_db, 5)
    is_on = levels_db > max(high_db - _BELOW_DB, (high_db + low_db) / 2)
    for begin, end in list(_runs(~is_on)):
        if begin > 0 and end < len(is_on) and end - begin < _JOINED:
            is_on[begin:end] = True
    return [(begin, end) for begin, end in _runs(is_on) if end - begin >= _CRUMB]


def _runs(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    turns = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return ((int(begin), int(end)) for begin, end in list(pairwise(turns))[::2])


def _pulse(samples: Samples, levels_db: Levels, begin: int, end: int) -> Pulse:
    """A room rings on after a pulse: it ends where it was last as loud as it is for most of its time."""
    usual_db = float(np.median(levels_db[begin:end]))
    last = begin + int(np.flatnonzero(levels_db[begin:end] >= usual_db - _RINGS_DB)[-1]) + 1
    after_db = float(np.mean(levels_db[last + 6 : last + 11])) if last + 6 < len(levels_db) else -np.inf
    return Pulse(
        begins=begin * _STEP / SAMPLE_RATE,
        ends=last * _STEP / SAMPLE_RATE,
        stops_at_once=usual_db - after_db >= _FALLS_DB,
        colour=_colour(samples[begin * _STEP : last * _STEP]),
    )


def _colour(samples: Samples) -> Levels:
    power = np.square(np.abs(np.fft.rfft(samples * np.hanning(len(samples)))))
    edges = np.searchsorted(np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE), _BANDS)
    total = np.concatenate(([0.0], np.cumsum(power)))
    bands = (total[edges[1:]] - total[edges[:-1]]) ** 0.25
    colour: Levels = bands / max(float(np.linalg.norm(bands)), 1e-12)
    return colour
