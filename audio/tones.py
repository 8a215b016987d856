"""Opening and closing tones, our own, made from figures.

Below emergency nothing may resemble an alarm: no temporal-3 pattern (ISO 8201: three half-second
pulses, a long gap) and no wail (a pitch that glides). Ours are struck bells that ring out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from audio.speech import Samples
from schedules.vocabulary import Class

SAMPLE_RATE = 48_000
_C5, _E5, _G5, _A5, _C6 = 523.25, 659.26, 783.99, 880.0, 1046.5
_PARTIALS = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.12))
"""Multiples of the pitch and their strength: a soft bell that a small horn can carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A bell struck `at` seconds that rings for `rings` seconds."""

    pitch_hz: float
    at: float
    rings: float


def opening(class_: Class) -> Samples:
    """Return the tone before a broadcast of this class, at most 2 s, peak 1."""
    match class_:
        case Class.ROUTINE:
            return _rung((Note(pitch_hz=_G5, at=0, rings=0.9), Note(pitch_hz=_C5, at=0.4, rings=1.2)))
        case Class.PRIORITY:
            return _rung((
                Note(pitch_hz=_C5, at=0, rings=0.8),
                Note(pitch_hz=_E5, at=0.28, rings=0.8),
                Note(pitch_hz=_G5, at=0.56, rings=1.3),
            ))  # fmt: skip
        case Class.EMERGENCY:
            return _rung(
                tuple(Note(pitch_hz=(_A5, _C6)[beat % 2], at=beat * 0.24, rings=0.32) for beat in range(7))
            )
        case _:
            assert_never(class_)


def closing() -> Samples:
    """Return the tone after a broadcast, peak 1."""
    return _rung((Note(pitch_hz=_G5, at=0, rings=0.6), Note(pitch_hz=_C5, at=0.25, rings=1.0)))


def _rung(notes: Sequence[Note]) -> Samples:
    length = max(round((note.at + note.rings) * SAMPLE_RATE) for note in notes)
    sound = np.zeros(length, dtype=np.float64)
    for note in notes:
        bell = _bell(note)
        start = round(note.at * SAMPLE_RATE)
        sound[start : start + len(bell)] += bell[: length - start]
    rung: Samples = (sound / np.abs(sound).max()).astype(np.float32)
    return rung


def _bell(note: Note) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A bell rises within 8 ms, so that it does not click, and is silent at its end."""
    seconds = np.arange(round(note.rings * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros_like(seconds)
    for multiple, strength in _PARTIALS:
        sound += (
            strength
            * np.sin(2 * np.pi * note.pitch_hz * multiple * seconds)
            * np.exp(-3.0 * multiple * seconds)
        )
    rise = np.minimum(1, seconds / 0.008)
    fall = np.minimum(1, (note.rings - seconds) / 0.08)
    bell: np.ndarray[tuple[int], np.dtype[np.float64]] = sound * rise * fall
    return bell
