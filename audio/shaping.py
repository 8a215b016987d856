"""Makes speech carry over noise: the band of the horn, presence, and gentle compression.

What lies outside a horn's band costs loudness that nobody hears. Consonants lie high and soft:
presence lifts them, compression brings soft sounds nearer to loud ones. The literature calls this
near-end listening enhancement by spectral shaping and dynamic range compression (Zorilă and
others, Interspeech 2012). `scripts/bench sound` shows what it is worth.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from audio.gains import MILLISECOND, Gains, applied
from audio.loudspeaker import Loudspeaker
from audio.speech import Samples
from audio.tones import SAMPLE_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How speech is shaped for a kind of loudspeaker. Half the power passes at the ends of `band_hz`."""

    band_hz: tuple[float, float] = (300.0, 8_000.0)
    """s, x and ph live above 6 kHz."""
    presence_hz: tuple[float, float] = (1_500.0, 5_000.0)
    presence_db: float = 10.0
    ratio: float = 3.0
    """So many decibels between loud and soft become one."""
    reach_db: float = 24.0
    """What is softer than the loudest by more is lifted no further, lest breath and rooms be heard."""
    attack_ms: float = 1.0
    release_ms: float = 10.0


PRESETS: Mapping[Loudspeaker, Preset] = {
    Loudspeaker.REFLEX_HORN: Preset(),
    Loudspeaker.LONG_HORN: Preset(band_hz=(400.0, 6_000.0), presence_hz=(1_200.0, 4_000.0)),
    Loudspeaker.COLUMN: Preset(
        band_hz=(150.0, 12_000.0), presence_db=3.0, ratio=2.0, attack_ms=5.0, release_ms=60.0
    ),
}


def shaped(speech: Samples, preset: Preset) -> Samples:
    """Return one sentence at 48 kHz, as many samples, shaped; how loud it comes in makes no difference."""
    if not speech.any():
        return speech
    present = _present(speech, preset)
    gains = _compressing_gains(_levels(present), preset)
    [compressed] = applied(gains, [present])
    return compressed


def _present(speech: Samples, preset: Preset) -> Samples:
    low, high = preset.band_hz
    inside = _filtered(_filtered(speech, 2, low, "highpass"), 2, high, "lowpass")
    lifted = 10 ** (preset.presence_db / 20) - 1
    present: Samples = inside + np.float32(lifted) * _filtered(inside, 1, preset.presence_hz, "bandpass")
    return present


def _filtered(samples: Samples, order: int, hz: float | tuple[float, float], kind: str) -> Samples:
    from scipy.signal import butter, sosfilt  # noqa: PLC0415 - scipy takes most of a second to import

    sections = butter(order, hz, btype=kind, fs=SAMPLE_RATE, output="sos").astype(np.float32)
    filtered: Samples = sosfilt(sections, samples)
    return filtered


def _levels(samples: Samples) -> Gains:
    """Return the root of the mean square of each millisecond, the last one too if it is not whole."""
    rows = np.pad(samples, (0, -len(samples) % MILLISECOND)).reshape(-1, MILLISECOND)
    levels: Gains = np.sqrt(np.einsum("ij,ij->i", rows, rows) / MILLISECOND)
    return levels


def _compressing_gains(levels: Gains, preset: Preset) -> Gains:
    """Bring what is below the loudest nearer to it, in decibels by the ratio, down to the reach."""
    followed = np.maximum(_followed(levels, preset), 1e-9)
    below_db = np.maximum(20 * np.log10(followed / followed.max()), -preset.reach_db)
    return np.asarray(10 ** (below_db * (1 / preset.ratio - 1) / 20), dtype=np.float32)


def _followed(levels: Gains, preset: Preset) -> Gains:
    """Rise with the attack and fall with the release, each towards the level by its own time constant."""
    rise, fall = np.exp(-1 / preset.attack_ms), np.exp(-1 / preset.release_ms)
    followed = np.empty_like(levels)
    held = 0.0
    for at, level in enumerate(levels.tolist()):
        held = level + (held - level) * (rise if level > held else fall)
        followed[at] = held
    return followed
