"""The horn's last protection: nothing low enough to tear its driver, nothing above the ceiling.

Whatever sounds at a pole goes through here in the player, be it a clip, live voice or a
relay. Pure: samples and state in, samples and state out.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono at `RATE`, full scale at 1."""

RATE = 48_000
TAPS = 1023
"""Long enough for a transition of 160 Hz (Hamming window: 3.3 x rate / taps)."""
STEP = 240
"""The limiter looks 5 ms ahead and moves its gain in straight lines of 5 ms."""
RELEASE = 1.03
"""The gain comes back by 0.26 dB a step: 10 dB in 200 ms."""
LOUDEST = 8.0
"""Input beyond 18 dB over full scale is nonsense and is clipped, so that no sum overflows."""


@dataclass(frozen=True, slots=True, eq=False)
class Horn:
    """A preset made ready: the taps of its high-pass, and its ceiling as a sample value."""

    taps: Samples
    ceiling: float

    @property
    def latency(self) -> int:
        """Frames by which `protect` is behind: what goes in comes out this much later."""
        return len(self.taps) // 2 + STEP


@dataclass(frozen=True, slots=True, eq=False)
class HornState:
    """What is still inside: the last input, `STEP` frames filtered but not limited, the gain there."""

    past: Samples
    waiting: Samples
    gain: float

    @property
    def is_silent(self) -> bool:
        return not (self.past.any() or self.waiting.any())


def fit_horn(*, high_pass_hz: float, ceiling_dbfs: float) -> Horn:
    """Windowed-sinc linear-phase high-pass, -6 dB at `high_pass_hz`, nothing at 0 Hz; 0 switches it off."""
    at = np.arange(TAPS) - TAPS // 2
    low_pass = np.sinc(2 * high_pass_hz / RATE * at) * np.hamming(TAPS)
    taps = -low_pass / low_pass.sum() if high_pass_hz > 0 else np.zeros(TAPS)
    taps[TAPS // 2] += 1.0
    return Horn(taps=taps.astype(np.float32), ceiling=min(1.0, 10 ** (ceiling_dbfs / 20)))


def at_rest(horn: Horn) -> HornState:
    past = np.zeros(len(horn.taps) - 1, np.float32)
    return HornState(past=past, waiting=np.zeros(STEP, np.float32), gain=1.0)


def protect(horn: Horn, state: HornState, block: Samples) -> tuple[HornState, Samples]:
    """As many frames as went in, `horn.latency` later; none above the ceiling.

    Raises:
        ValueError: The block is not a whole number of `STEP`s.
    """
    if len(block) % STEP or not len(block):
        raise ValueError(f"{len(block)} frames are no whole number of {STEP}")
    if state.is_silent and not block.any():
        return at_rest(horn), block
    heard = np.concatenate((state.past, _sane(block)))
    filtered = np.concatenate((state.waiting, np.convolve(heard, horn.taps, "valid")))
    gains = _gains(filtered, ceiling=horn.ceiling, gain=state.gain)
    ready = len(block)
    limited = filtered[:ready] * np.interp(np.arange(ready), np.arange(len(gains)) * STEP, gains)
    rounded = np.clip(limited, -horn.ceiling, horn.ceiling).astype(np.float32)
    past = heard[-(len(horn.taps) - 1) :]
    return HornState(past=past, waiting=filtered[ready:], gain=gains[-1]), rounded


def _gains(filtered: Samples, *, ceiling: float, gain: float) -> list[float]:
    """The gain at each border between steps: low enough for the steps on both sides of it."""
    peaks = np.abs(filtered).reshape(-1, STEP).max(axis=1)
    bearable = [min(1.0, ceiling / max(float(peak), 1e-9)) for peak in peaks]
    gains = [min(gain, bearable[0])]
    for before, after in pairwise(bearable):
        gains.append(min(before, after, gains[-1] * RELEASE))
    return gains


def _sane(block: Samples) -> Samples:
    known = np.nan_to_num(block, nan=0.0, posinf=LOUDEST, neginf=-LOUDEST)
    return np.clip(known, -LOUDEST, LOUDEST)
