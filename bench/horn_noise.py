"""A horn in a noisy place: what it radiates, and three noises around it, made from figures and voices.

Nothing here is a recording; the same seed gives the same noise. All is mono at 48 kHz.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, resample, sosfilt

from audio.speech import Speech
from audio.tones import SAMPLE_RATE

Sound = NDArray[np.float64]
HORN_HZ = (350.0, 6_500.0)
NOISE_HZ = (300.0, 6_000.0)
"""Where the level of a noise is taken: rumble below it hides no speech."""
_TALKERS = 16


def through_horn(sound: Sound) -> Sound:
    return _band(sound, HORN_HZ)


def strength(noise: Sound) -> float:
    """Root of the mean square of what lies where speech is."""
    return float(np.sqrt(np.mean(np.square(_band(noise, NOISE_HZ)))))


def noises(length: int, talkers: Sequence[Speech]) -> Mapping[str, Sound]:
    """Return so many samples of each noise."""
    random = np.random.default_rng(5)
    return {
        "traffic": _traffic(length, random),
        "machine hall": _machine_hall(length, random),
        "babble": _babble(length, talkers, random),
    }


def _traffic(length: int, random: np.random.Generator) -> Sound:
    """Engines and tyres: strong below, falling above 1 kHz, swelling as vehicles pass."""
    hz, level_db = (20, 60, 300, 1_000, 2_500, 6_000, 12_000), (0, 4, -4, -6, -14, -26, -40)
    steady = _coloured(length, random, hz, level_db)
    turns = length // (2 * SAMPLE_RATE) + 2
    passing = np.interp(np.arange(length), np.linspace(0, length, turns), random.uniform(0.4, 1.3, turns))
    return np.asarray(steady * passing)


def _machine_hall(length: int, random: np.random.Generator) -> Sound:
    """A roar, a hum with its multiples, and two strikes on metal a second."""
    seconds = np.arange(length) / SAMPLE_RATE
    roar = _coloured(length, random, (20, 100, 500, 2_000, 6_000, 12_000), (0, 0, -6, -10, -18, -30))
    hum = sum(np.sin(2 * np.pi * 148 * 2**octave * seconds) for octave in range(5))
    ringing = seconds[: SAMPLE_RATE // 4]
    bells = sum(np.sin(2 * np.pi * hz * ringing) for hz in (900, 1_730, 2_900, 4_100))
    strikes = np.zeros(length)
    strikes[random.integers(0, length, 2 * length // SAMPLE_RATE)] = 1
    return np.asarray(
        roar / roar.std() + 0.4 * hum + 3 * fftconvolve(strikes, bells * np.exp(-40 * ringing))[:length]
    )


def _babble(length: int, talkers: Sequence[Speech], random: np.random.Generator) -> Sound:
    """Many talk at once, each higher or lower than the next and from another moment on."""
    together = np.zeros(length)
    for number in range(_TALKERS):
        speech = talkers[number % len(talkers)]
        stretched = len(speech.samples) / speech.sample_rate * (0.8 + 0.05 * (number % 9))
        voice = resample(speech.samples.astype(np.float64), round(stretched * SAMPLE_RATE))
        from_here = np.roll(voice / voice.std(), -int(random.integers(len(voice))))
        together += np.resize(from_here, length)
    return together


def _coloured(
    length: int, random: np.random.Generator, hz: Sequence[float], level_db: Sequence[float]
) -> Sound:
    spectrum = np.fft.rfft(random.normal(size=length))
    at = np.log10(np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 10))
    return np.fft.irfft(spectrum * 10 ** (np.interp(at, np.log10(hz), level_db) / 20), length)


def _band(sound: Sound, hz: tuple[float, float]) -> Sound:
    return np.asarray(sosfilt(butter(4, hz, btype="bandpass", fs=SAMPLE_RATE, output="sos"), sound))
