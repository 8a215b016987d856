"""Brings a broadcast to one loudness with its peaks held, measured after decoding, as poles hear it.

Opus at 32 kbit/s raises the true peak by two or three decibels, so the limiter aims lower. Samples
come and go block by block, twice: once to be measured, once to be encoded with their gains.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from audio.errors import EncodingError
from audio.gains import Gains, applied
from audio.loudness import GATE_MS, Measures, Power, gated_loudness, measured
from audio.speech import Samples

_REACH_MS = 5
"""The limiter begins to yield so long before a peak, and lets go so long after."""
_ROUNDS = 8
_AROUND_MS = 20
"""A frame of Opus: so far an error of the codec reaches."""
_MORE = 1.02
"""Lower a ceiling by so much more than was too much, since the next encoding errs elsewhere."""
_RAISE_DB = 0.5
_NEAR_ENOUGH_LU = 0.1
_STEPS = 12
_LIMITING_AT_MOST_DB = 6.0
"""Beyond that it is the pauses that grow louder."""
_YIELDS_AT_LEAST = 0.1
"""LU for each decibel of gain: the less, the more the limiter takes away again."""
_CLOSE_ENOUGH_LU = 0.02
_CODEC_TAKES_LU = 0.2
_TONES_AT_MOST_LU = 3.0
_TONE_ROUNDS = 5
_TONE_FURTHER = 1.5
"""Lower it by more each time: speech goes further into the limiter for what a tone no longer gives."""
_TONE_NEAR_ENOUGH = 0.01
_TONE_LESS_LU = 0.5
"""The codec takes so much more from speech than from a bell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a clip must measure after decoding."""

    loudness_lufs: float = -16.0
    tolerance_lu: float = 0.5
    true_peak_dbtp: float = -1.5
    limiter_dbtp: float = -5.0
    """Where the limiter aims at first; lower wherever the codec adds more than expected,
    and higher where a sound cannot be so loud below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """Encoded bytes and what their decoded samples measure."""

    content: bytes
    heard: Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """Where tones sound, and how far above the rest they may stand."""

    spans: tuple[tuple[int, int], ...] = ()
    """From a millisecond up to another."""
    above_lu: float = 0.0


NO_TONES = Tones()
Encode = Callable[[Iterable[Samples]], bytes]
Decode = Callable[[bytes], Iterable[Samples]]


def master(
    sound: Iterable[Samples], *, encode: Encode, decode: Decode, target: Target, tones: Tones = NO_TONES
) -> Mastered:
    """Bring 48 kHz samples to the target and return them encoded.

    The limiter takes some decibels from speech and hardly any from a bell, so tones are lowered with it.
    `sound` is gone through at least twice. However it is cut into blocks, the bytes are the same.

    What cannot be both so loud and so tame comes out as near as may be; `audio.checks` stops it.

    Raises:
        MasteringError: it is silent or too short (under 0.4 s).
        EncodingError: the encoder refused it, or did not keep its length.
    """
    raw = measured(sound)
    ceilings, allowed = _aims(raw, target, tones)
    for _ in range(_ROUNDS):
        gains = _limiting_gains(raw, allowed, ceilings=ceilings, target=target)
        mastered = unmastered(applied(gains, sound), encode=encode, decode=decode)
        heard = mastered.heard
        if heard.samples_count != raw.samples_count:
            raise EncodingError(f"{raw.samples_count} samples became {heard.samples_count}")
        if heard.true_peak_dbtp <= target.true_peak_dbtp:
            break
        ceilings = _lowered(ceilings, heard.peaks, allowed=_amplitude(target.true_peak_dbtp))
    return mastered


def unmastered(sound: Iterable[Samples], *, encode: Encode, decode: Decode) -> Mastered:
    """Encode 48 kHz samples as they are, and measure what is decoded."""
    content = encode(sound)
    return Mastered(content=content, heard=measured(decode(content)))


def _aims(raw: Measures, target: Target, tones: Tones) -> tuple[Samples, Tones]:
    """Return where the limiter aims in each millisecond, and what holds for the tones.

    The limiter aims higher where the loudness asks for it. What cannot be so loud even then, such as
    single words with rests between them, gets it from its tones.
    """
    steps = np.arange(target.limiter_dbtp, target.true_peak_dbtp, _RAISE_DB)
    aims_dbtp = steps if len(steps) else np.array([target.limiter_dbtp])
    for allowed in (tones, replace(tones, above_lu=_TONES_AT_MOST_LU)):
        for aim_dbtp in aims_dbtp:
            ceilings = _all_at(aim_dbtp, raw)
            gains = _limiting_gains(raw, allowed, ceilings=ceilings, target=target)
            missing_lu = target.loudness_lufs - gated_loudness(_with_gains(raw.power, gains))
            if missing_lu < _NEAR_ENOUGH_LU:
                return ceilings, allowed
        if missing_lu < target.tolerance_lu - _CODEC_TAKES_LU:
            return ceilings, allowed
    return ceilings, NO_TONES


def _all_at(dbtp: float, raw: Measures) -> Samples:
    return np.full(len(raw.peaks), _amplitude(dbtp), dtype=np.float32)


def _lowered(ceilings: Samples, peaks: Samples, *, allowed: float) -> Samples:
    """Lower the ceilings around each millisecond that came out of the codec too high, and nowhere else.

    Lowering them everywhere would cost more loudness than there is to give.
    """
    from scipy.ndimage import maximum_filter1d  # noqa: PLC0415 - scipy is slow to import

    excess = maximum_filter1d(peaks / np.float32(allowed), 2 * _AROUND_MS + 1)
    return np.where(excess > 1, ceilings / (excess * np.float32(_MORE)), ceilings)


def _limiting_gains(raw: Measures, tones: Tones, *, ceilings: Samples, target: Target) -> Gains:
    """Find the gain of each millisecond that reaches the loudness and holds ceilings and tones."""
    lean = np.ones(len(raw.peaks), dtype=np.float32)
    gain_db, gains = _searched(raw, lean, target.loudness_lufs - raw.loudness_lufs, ceilings, target)
    for _ in range(_TONE_ROUNDS if tones.spans else 0):
        factors = _lowering(_with_gains(raw.power, gains), tones, len(lean))
        if factors.min() > 1 - _TONE_NEAR_ENOUGH:
            break
        lean *= factors**_TONE_FURTHER
        gain_db, gains = _searched(raw, lean, gain_db, ceilings, target)
    return gains


def _searched(
    raw: Measures, lean: Gains, start_db: float, ceilings: Samples, target: Target
) -> tuple[float, Gains]:
    """Return the gain before the limiter and what becomes of it; `lean` is a factor for each millisecond.

    The limiter takes some loudness away, which the gain before it must give back: a short search by
    secants, on one value a millisecond. The gain moves slowly enough to be taken past the K-weighting.
    """
    gain_db = step_db = start_db
    missing = target.loudness_lufs - gated_loudness(_with_gains(raw.power, lean))
    most_db = missing + _LIMITING_AT_MOST_DB
    for _ in range(_STEPS):
        gains = _limited(raw.peaks, wanted=lean * np.float32(_amplitude(gain_db)), ceilings=ceilings)
        before, missing = missing, target.loudness_lufs - gated_loudness(_with_gains(raw.power, gains))
        if abs(missing) < _CLOSE_ENOUGH_LU:
            break
        yields = max((before - missing) / step_db, _YIELDS_AT_LEAST) if step_db else 1.0
        step_db = min(missing / yields, most_db - gain_db)
        gain_db += step_db
    return gain_db, gains


def _lowering(power: Power, tones: Tones, count: int) -> Gains:
    """Return the factor for each millisecond that leaves no tone further above the rest than it may be."""
    factors = np.ones(count, dtype=np.float32)
    is_rest = np.ones(len(power), dtype=bool)
    for begin, end in tones.spans:
        is_rest[begin:end] = False
    most_lufs = gated_loudness(power[is_rest]) + tones.above_lu - _TONE_LESS_LU
    for begin, end in tones.spans:
        tone = power[begin:end]
        loudness = gated_loudness(np.resize(tone, max(len(tone), GATE_MS)))
        factors[begin:end] = min(1.0, _amplitude(most_lufs - loudness))
    return factors


def _with_gains(power: Power, gains: Gains) -> Power:
    return power * np.square(gains[: len(power)])


def _limited(peaks: Samples, *, wanted: Gains, ceilings: Samples) -> Gains:
    """Lower the wanted gains smoothly around each peak; low enough all through the peak's millisecond."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d  # noqa: PLC0415 - as above

    held_by = np.minimum(wanted, ceilings / np.maximum(peaks, np.float32(1e-9)))
    held = minimum_filter1d(held_by, 2 * _REACH_MS + 3)
    gains: Gains = uniform_filter1d(held, 2 * _REACH_MS + 1)
    return gains


def _amplitude(db: float) -> float:
    return float(10 ** (db / 20))
