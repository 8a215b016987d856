import numpy as np
import pytest

from audio.clip import decode, encode
from audio.errors import MasteringError
from audio.loudness import loudness_lufs, true_peak_dbtp
from audio.mastering import Target, master
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from tests.audio.fakes import HummingVoice


def speech(*, level: float = 1.0, syllables: int = 24) -> Samples:
    hum = HummingVoice().say("a " * (syllables - 1) + "a", language="vi", rate=1.0).samples
    return np.repeat(hum, 2) * np.float32(level)


@pytest.mark.parametrize("level", [0.02, 0.3, 1.0])
def test_whatever_comes_in_leaves_at_the_target(level: float) -> None:
    mastered = master(speech(level=level), encode=encode, decode=decode, target=Target())

    assert mastered.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert mastered.true_peak_dbtp <= -1.5


def test_the_measures_are_those_of_the_decoded_clip() -> None:
    mastered = master(speech(), encode=encode, decode=decode, target=Target())

    heard = decode(mastered.content)
    assert mastered.samples_count == len(heard) == len(speech())
    assert mastered.loudness_lufs == loudness_lufs(heard)
    assert mastered.true_peak_dbtp == true_peak_dbtp(heard)


def test_sharp_peaks_are_held_by_aiming_lower_again() -> None:
    spiked = speech()
    spiked[:: SAMPLE_RATE // 3] = 1.0

    mastered = master(spiked, encode=encode, decode=decode, target=Target(limiter_dbtp=-1.0))

    assert mastered.true_peak_dbtp <= -1.5


def test_rumble_is_cut() -> None:
    seconds = np.arange(len(speech())) / SAMPLE_RATE
    rumbling = speech() + (0.2 * np.sin(2 * np.pi * 30 * seconds)).astype(np.float32)

    heard = decode(master(rumbling, encode=encode, decode=decode, target=Target()).content)

    spectrum = np.abs(np.fft.rfft(heard))
    frequency = np.fft.rfftfreq(len(heard), 1 / SAMPLE_RATE)
    assert spectrum[(frequency > 25) & (frequency < 35)].max() < 0.02 * spectrum.max()


def test_no_samples_are_clipped() -> None:
    heard = decode(master(speech(level=3.0), encode=encode, decode=decode, target=Target()).content)

    assert np.abs(heard).max() < 1


def test_silence_cannot_be_mastered() -> None:
    with pytest.raises(MasteringError):
        master(np.zeros(SAMPLE_RATE, dtype=np.float32), encode=encode, decode=decode, target=Target())


def test_what_cannot_be_both_loud_and_tame_is_refused() -> None:
    with pytest.raises(MasteringError, match="reached"):
        master(speech(), encode=encode, decode=decode, target=Target(loudness_lufs=-3, limiter_dbtp=-12))
