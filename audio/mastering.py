"""Makes the sound fit for a horn: rumble cut, one loudness, peaks held, measured after decoding.

Opus at 32 kbit/s raises the true peak by one or two decibels, so the limiter aims lower and the
result is measured as the pole will hear it. Horn presets (presence, compression) belong here too
and come later.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from audio.errors import MasteringError
from audio.loudness import (
    BLOCK,
    Blocks,
    gated_loudness,
    loudness_lufs,
    true_peak_dbtp,
    true_peaks,
    weighted_power,
)
from audio.speech import Samples
from audio.tones import SAMPLE_RATE

_HIGH_PASS_HZ = 120.0
_REACH_MS = 5
"""The limiter begins to yield so long before a peak, and lets go so long after."""
_ROUNDS = 8
_CLOSE_ENOUGH_LU = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a clip must measure after decoding."""

    loudness_lufs: float = -16.0
    tolerance_lu: float = 0.5
    true_peak_dbtp: float = -1.5
    limiter_dbtp: float = -4.0
    """Where the limiter aims at first; lower when the codec adds more than expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """Encoded bytes and what their decoded samples measure."""

    content: bytes
    samples_count: int
    loudness_lufs: float
    true_peak_dbtp: float


def master(
    samples: Samples,
    *,
    encode: Callable[[Samples], bytes],
    decode: Callable[[bytes], Samples],
    target: Target,
) -> Mastered:
    """Bring 48 kHz samples to the target and return them encoded.

    Raises:
        MasteringError: they are silent, too short (under 0.4 s), or cannot be both so loud and so tame.
    """
    clean = _without_rumble(samples)
    peaks, power = true_peaks(clean, above=0.25), weighted_power(clean)
    ceiling_dbtp = target.limiter_dbtp
    for _ in range(_ROUNDS):
        gains = _limiting_gains(peaks, power, ceiling=_amplitude(ceiling_dbtp), target=target)
        mastered = _measured(encode(_with_gains(clean, gains)), decode)
        excess = mastered.true_peak_dbtp - target.true_peak_dbtp
        if excess <= 0:
            break
        ceiling_dbtp -= excess + 0.1
    if excess > 0 or abs(mastered.loudness_lufs - target.loudness_lufs) > target.tolerance_lu:
        raise MasteringError(f"reached {mastered.loudness_lufs:.1f} LUFS, {mastered.true_peak_dbtp:.1f} dBTP")
    return mastered


def _measured(content: bytes, decode: Callable[[bytes], Samples]) -> Mastered:
    heard = decode(content)
    return Mastered(
        content=content,
        samples_count=len(heard),
        loudness_lufs=loudness_lufs(heard),
        true_peak_dbtp=true_peak_dbtp(heard),
    )


def _limiting_gains(peaks: Blocks, power: Blocks, *, ceiling: float, target: Target) -> Blocks:
    """Find the gain of each millisecond that reaches the loudness and holds the ceiling.

    The limiter takes some loudness away, which the gain before it must give back: a short search,
    on one value a millisecond. The gain moves slowly enough to be taken past the K-weighting.
    """
    gain_db = target.loudness_lufs - gated_loudness(power)
    for _ in range(_ROUNDS):
        gains = _limited(peaks, gain=_amplitude(gain_db), ceiling=ceiling)
        missing = target.loudness_lufs - gated_loudness(power * np.square(gains[: len(power)]))
        if abs(missing) < _CLOSE_ENOUGH_LU:
            break
        gain_db += missing * 1.2
    return gains


def _limited(peaks: Blocks, *, gain: float, ceiling: float) -> Blocks:
    """Lower the gain smoothly around each peak; it is low enough all through the peak's millisecond."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d  # noqa: PLC0415 - scipy is slow to import

    wanted = np.minimum(gain, ceiling / np.maximum(peaks, 1e-9))
    held = minimum_filter1d(wanted, 2 * _REACH_MS + 3)
    gains: Blocks = uniform_filter1d(held, 2 * _REACH_MS + 1)
    return gains


def _with_gains(clean: Samples, gains: Blocks) -> Samples:
    """Apply gains that stand for the middle of each millisecond, straight lines in between."""
    around = np.concatenate((gains[:1], gains, gains[-1:]))
    edges = ((around[:-1] + around[1:]) / 2).astype(np.float32)
    slope = np.linspace(0, 1, BLOCK, endpoint=False, dtype=np.float32)
    curve = edges[:-1, None] + (edges[1:] - edges[:-1])[:, None] * slope
    loud: Samples = clean * curve.reshape(-1)[: len(clean)]
    return loud


def _without_rumble(samples: Samples) -> Samples:
    """Cut what no horn radiates and what only heats its coil."""
    from scipy.signal import butter, sosfilt  # noqa: PLC0415 - as above

    sections = butter(4, _HIGH_PASS_HZ, btype="highpass", fs=SAMPLE_RATE, output="sos").astype(np.float32)
    clean: Samples = sosfilt(sections, samples)
    return clean


def _amplitude(db: float) -> float:
    return float(10 ** (db / 20))
