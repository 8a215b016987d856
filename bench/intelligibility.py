"""How well speech is understood through a horn in noise: ESTOI of raw, crude and mastered speech.

Reference is the raw clean speech after the horn. All three are brought to one BS.1770 loudness before
the horn; the level of a noise is fixed by raw after the horn, and is the same for all three.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from pystoi import stoi
from scipy.signal import butter, sosfilt

from audio.loudness import measured
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE
from bench.horn_noise import Sound, noises, strength, through_horn

SNRS_DB = (-6, 0, 6)
_LOUDNESS_LUFS = -23.0
_ATTACK_MS, _RELEASE_MS, _RATIO, _REACH_DB = 5, 80, 3, 24


def grid(ways: Mapping[str, Samples], talkers: Sequence[Speech]) -> Iterator[dict[str, object]]:
    """Yield a row for each noise and level; `ways` are the same speech, among them ``raw``."""
    heard = {way: through_horn(_levelled(samples)) for way, samples in ways.items()}
    reference = heard["raw"]
    for name, noise in noises(len(reference), talkers).items():
        for snr_db in SNRS_DB:
            loud = noise * (reference.std() / strength(noise) * 10 ** (-snr_db / 20))
            scores = {
                way: round(float(stoi(reference, sound + loud, SAMPLE_RATE, extended=True)), 3)
                for way, sound in heard.items()
            }
            yield {"noise": name, "snr_db": snr_db, **scores}


def crude(speech: Samples) -> Samples:
    """A first simple chain, to be beaten: high-pass 300 Hz, 1.5-5 kHz added, 3:1 in 5 and 80 ms."""
    high = sosfilt(butter(4, 300, btype="highpass", fs=SAMPLE_RATE, output="sos"), speech)
    band = butter(2, (1_500, 5_000), btype="bandpass", fs=SAMPLE_RATE, output="sos")
    present = high + sosfilt(band, high)
    envelope = _followed(np.abs(present))
    above_db = 20 * np.log10(np.maximum(envelope / envelope.max(), 1e-5)) + _REACH_DB
    gain_db = -np.maximum(above_db, 0) * (1 - 1 / _RATIO)
    return np.asarray(present * 10 ** (gain_db / 20), dtype=np.float32)


def _followed(magnitudes: Sound) -> Sound:
    rise, fall = (np.exp(-1000 / (SAMPLE_RATE * ms)) for ms in (_ATTACK_MS, _RELEASE_MS))
    followed = np.empty_like(magnitudes)
    held = 0.0
    for at, magnitude in enumerate(magnitudes.tolist()):
        held = magnitude + (held - magnitude) * (rise if magnitude > held else fall)
        followed[at] = held
    return followed


def _levelled(samples: Samples) -> Sound:
    gain_db = _LOUDNESS_LUFS - measured([samples]).loudness_lufs
    return samples.astype(np.float64) * 10 ** (gain_db / 20)
