"""What the pitches of a sound do: its partials, followed from look to look.

After McAulay and Quatieri (1986): the peaks of short spectra, each joined to the nearest of the next look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from audio.speech import Samples

RATE = 16_000
"""Sirens and tones say what they are below 8 kHz."""
Figures = NDArray[np.float64]
_FINER = 4
"""So many times finer than the window alone a spectrum is looked at."""
_LOWEST_HZ = 150.0
_PEAKS = 10
_REACH_DB = 25.0
"""A peak that is lower than the highest of its look by more is nobody's."""
_SILENT_DB = 35.0
"""A look whose highest peak is lower than that of the whole sound by more is silence."""
_STEP_SEMITONES = 2.2
"""From look to look; what goes further is another partial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grain:
    """How a sound is looked at: short looks follow what is quick, long ones part what is close."""

    window: int
    hop: int

    @property
    def hop_seconds(self) -> float:
        return self.hop / RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The peaks of one spectrum, the highest first; none in silence."""

    semitones: Figures
    """Above 440 Hz."""
    levels_db: Figures

    @property
    def level_db(self) -> float:
        return float(self.levels_db[0]) if len(self.levels_db) else -np.inf

    @property
    def lowest(self) -> float:
        """The lowest of its strong peaks, in semitones, which tells notes of one instrument apart."""
        strong = self.semitones[self.levels_db >= self.level_db - 10]
        return float(strong.min()) if len(strong) else np.nan

    def holds(self, semitones: float, *, within: float) -> bool:
        """Whether a strong peak is at a pitch."""
        strong = self.semitones[self.levels_db >= self.level_db - 10]
        return bool(np.any(np.abs(strong - semitones) < within))


@dataclass(slots=True)
class Partial:
    """One partial from its first look to its last."""

    first: int
    semitones: list[float] = field(default_factory=list)
    levels_db: list[float] = field(default_factory=list)

    def expected(self) -> float:
        """Where it would be next if it went on as it did."""
        before = self.semitones[-2:]
        return before[-1] + max(-_STEP_SEMITONES, min(_STEP_SEMITONES, before[-1] - before[0]))


def at_16_khz(samples: Samples) -> Figures:
    """Return 48 kHz samples at `RATE`."""
    from scipy.signal import resample_poly  # noqa: PLC0415 - scipy takes most of a second to import

    fewer: Figures = resample_poly(samples.astype(np.float64), 1, 3)
    return fewer


def looks(samples: Figures, grain: Grain) -> list[Look]:
    """Return what is seen of samples at `RATE`, look by look."""
    longer = np.pad(samples, (0, max(0, grain.window - len(samples))))
    windows = np.lib.stride_tricks.sliding_window_view(longer, grain.window)[:: grain.hop]
    spectra = np.abs(np.fft.rfft(windows * np.hanning(grain.window + 1)[:-1], _FINER * grain.window, axis=1))
    levels_db = 20 * np.log10(np.maximum(spectra, 1e-12))
    silent_db = float(levels_db.max()) - _SILENT_DB
    return [_look(one, grain, silent_db=silent_db) for one in levels_db]


def partials(seen: Iterable[Look]) -> list[Partial]:
    """Return all partials, the short-lived ones of noise too."""
    sounding: list[Partial] = []
    found: list[Partial] = []
    for turn, look in enumerate(seen):
        sounding = list(_continued(sounding, look, turn))
        found += (one for one in sounding if one.first == turn)
    return found


def _look(levels_db: Figures, grain: Grain, *, silent_db: float) -> Look:
    highest_db = float(levels_db.max())
    if highest_db < silent_db:
        return Look(semitones=np.zeros(0), levels_db=np.zeros(0))
    step_hz = RATE / (_FINER * grain.window)
    before, here, after = levels_db[:-2], levels_db[1:-1], levels_db[2:]
    at = np.flatnonzero((here > before) & (here >= after) & (here > highest_db - _REACH_DB)) + 1
    at = at[at * step_hz >= _LOWEST_HZ]
    at = at[np.argsort(-levels_db[at], kind="stable")][:_PEAKS]
    bend = levels_db[at - 1] - 2 * levels_db[at] + levels_db[at + 1]
    beside = 0.5 * (levels_db[at - 1] - levels_db[at + 1]) / np.minimum(bend, -1e-9)
    return Look(semitones=12 * np.log2((at + beside) * step_hz / 440), levels_db=levels_db[at])


def _continued(sounding: Iterable[Partial], look: Look, turn: int) -> Iterator[Partial]:
    """Give the partials that go on, and those that begin; the loudest chooses first."""
    free = np.full(len(look.semitones), True)  # noqa: FBT003 - a mask
    for partial in sorted(sounding, key=lambda one: -one.levels_db[-1]):
        far = np.minimum(
            np.abs(look.semitones - partial.semitones[-1]), np.abs(look.semitones - partial.expected())
        )
        far = np.where(free, far, np.inf)
        if len(far) and far.min() <= _STEP_SEMITONES:
            nearest = int(far.argmin())
            free[nearest] = False
            yield _with(partial, look, nearest)
    for peak in np.flatnonzero(free):
        yield _with(Partial(turn), look, int(peak))


def _with(partial: Partial, look: Look, peak: int) -> Partial:
    partial.semitones.append(float(look.semitones[peak]))
    partial.levels_db.append(float(look.levels_db[peak]))
    return partial
