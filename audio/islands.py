"""Where a recording sounds and where it rests: runs of sound in a noise that is not known beforehand.

Levels are in dB below full scale, one a frame of 10 ms.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from audio.speech import Samples
from audio.tones import SAMPLE_RATE

FRAME = timedelta(milliseconds=10)
FRAME_SAMPLES = SAMPLE_RATE // 100
Levels = NDArray[np.float64]
"""dB, one dimension, one a frame."""
Frames = NDArray[np.int64]

_LOWEST_DB = -90.0
_SMOOTHED = 3
"""Frames; a single one jumps too much to tell sound from noise."""
_BLOCK_FRAMES = 6000
"""So much of an hour is in memory."""
_QUIETEST, _LOUDEST = 10, 90
"""Percentiles: nobody speaks nine tenths of the time without a breath, and everybody a tenth of it."""
_SEEN = 1000
"""Frames by which the noise is known at each moment: it may rise when a machine starts."""
_RISES_DB = 10.0
"""The noise may rise so far over the quietest; more is somebody who speaks without a breath."""
_ABOVE_NOISE_DB = 6.0
_SHARE_OF_RANGE = 0.3
_BELOW_SPEECH_DB = 35.0
"""Breath and paper lie below."""
_SHORTEST_REST = 11
"""Frames. The closures of stops are shorter."""
_SHORTEST_SOUND = 5
_PEAK_DB = 3.0
"""A run of sound rises at least so far over the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Islands:
    """Runs of sound in order, `begins` and `ends` among `frames`, and how loud speech and noise are."""

    begins: Frames
    ends: Frames
    frames: int
    speech_db: float
    noise_db: float

    def __len__(self) -> int:
        return len(self.begins)

    @property
    def sounds(self) -> timedelta:
        """Return how long it sounds, without the rests."""
        return int((self.ends - self.begins).sum()) * FRAME

    @property
    def rests(self) -> Frames:
        """Return the frames between one and the next."""
        return self.begins[1:] - self.ends[:-1]


def islands(samples: Samples) -> Islands:
    """Find the runs of sound of 48 kHz samples, which may lie on disk."""
    return islands_of(levels(samples))


def levels(samples: Samples) -> Levels:
    """Return the level of each frame, without what does not move, such as an offset."""
    count = len(samples) // FRAME_SAMPLES
    powers = [
        np.asarray(samples[at * FRAME_SAMPLES : min(count, at + _BLOCK_FRAMES) * FRAME_SAMPLES])
        .reshape(-1, FRAME_SAMPLES)
        .astype(np.float64)
        .var(axis=1)
        for at in range(0, count, _BLOCK_FRAMES)
    ]
    power = np.concatenate([np.zeros(0), *powers])
    smooth = np.convolve(power, np.full(_SMOOTHED, 1 / _SMOOTHED), mode="same") if count else power
    return 10 * np.log10(np.maximum(smooth, 10 ** (_LOWEST_DB / 10)))


def islands_of(levels: Levels) -> Islands:
    """Find the runs of sound of a recording by its levels."""
    if not len(levels):
        none = np.zeros(0, dtype=np.int64)
        return Islands(begins=none, ends=none, frames=0, speech_db=_LOWEST_DB, noise_db=_LOWEST_DB)
    noise_db, speech_db = np.percentile(levels, (_QUIETEST, _LOUDEST))
    threshold = _threshold(levels, float(noise_db), float(speech_db))
    begins, ends = _runs(levels > threshold)
    begins, ends = _joined(begins, ends)
    heard = [
        end - begin >= _SHORTEST_SOUND and bool((levels - threshold)[begin:end].max() >= _PEAK_DB)
        for begin, end in zip(begins, ends, strict=True)
    ]
    return Islands(
        begins=begins[heard],
        ends=ends[heard],
        frames=len(levels),
        speech_db=float(speech_db),
        noise_db=float(noise_db),
    )


def _threshold(levels: Levels, noise_db: float, speech_db: float) -> Levels:
    """Return what divides sound from noise at each frame."""
    noise = np.minimum(_noise(levels), noise_db + _RISES_DB)
    above = np.maximum(_ABOVE_NOISE_DB, _SHARE_OF_RANGE * (speech_db - noise))
    threshold: Levels = np.maximum(noise + above, speech_db - _BELOW_SPEECH_DB)
    return threshold


def _noise(levels: Levels) -> Levels:
    """Return the noise around each frame."""
    middles = np.arange(0, len(levels), _SEEN // 4)
    around = [levels[max(0, at - _SEEN // 2) : at + _SEEN // 2] for at in middles]
    return np.interp(np.arange(len(levels)), middles, [np.percentile(some, _QUIETEST) for some in around])


def _runs(sounds: NDArray[np.bool_]) -> tuple[Frames, Frames]:
    turns = np.flatnonzero(np.diff(np.concatenate(([False], sounds, [False]))))
    return turns[::2], turns[1::2]


def _joined(begins: Frames, ends: Frames) -> tuple[Frames, Frames]:
    """Join runs with no more than the closure of a stop between them."""
    if not len(begins):
        return begins, ends
    rests = begins[1:] - ends[:-1] >= _SHORTEST_REST
    return begins[np.concatenate(([True], rests))], ends[np.concatenate((rests, [True]))]
