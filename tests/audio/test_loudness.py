import numpy as np
import pyloudnorm
import pytest

from audio.errors import MasteringError
from audio.loudness import measured
from audio.speech import Samples
from audio.tones import SAMPLE_RATE


def sine(pitch_hz: float, *, amplitude: float = 1.0, seconds: float = 5.0, phase: float = 0.0) -> Samples:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * pitch_hz * time + phase)).astype(np.float32)


def test_the_standards_own_example_is_measured_right() -> None:
    """BS.1770-4: a 997 Hz sine at full scale in one channel is -3.01 LUFS."""
    assert measured([sine(997)]).loudness_lufs == pytest.approx(-3.01, abs=0.02)


def test_another_meter_agrees() -> None:
    rng = np.random.default_rng(7)
    speechlike = (rng.normal(size=8 * SAMPLE_RATE) * 0.1 * np.abs(sine(0.7, seconds=8))).astype(np.float32)

    assert measured([speechlike]).loudness_lufs == pytest.approx(
        pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(speechlike), abs=0.05
    )


def test_long_silence_does_not_count() -> None:
    loud = sine(997, amplitude=0.1)
    with_silence = np.concatenate((loud, np.zeros(10 * SAMPLE_RATE, dtype=np.float32)))

    assert measured([with_silence]).loudness_lufs == pytest.approx(measured([loud]).loudness_lufs, abs=0.2)


def test_a_peak_between_the_samples_is_found() -> None:
    """A quarter of the sample rate at 45 degrees: all samples are 3 dB below the curve."""
    samples = sine(SAMPLE_RATE / 4, phase=np.pi / 4)

    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.01, abs=0.01)
    assert measured([samples[: SAMPLE_RATE // 2]]).true_peak_dbtp == pytest.approx(0, abs=0.3)


@pytest.mark.parametrize("samples", [np.zeros(SAMPLE_RATE, dtype=np.float32), np.ones(100, dtype=np.float32)])
def test_silence_and_snippets_have_no_loudness(samples: Samples) -> None:
    with pytest.raises(MasteringError):
        _ = measured([samples]).loudness_lufs
