import numpy as np
import pytest

from audio.checks import check_clip
from audio.clip import decode, decoded, encode
from audio.errors import EncodingError, MasteringError, WrongLoudnessError
from audio.loudness import measured
from audio.mastering import Mastered, Target, master
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from tests.audio.fakes import HummingVoice


def speech(*, level: float = 1.0, syllables: int = 24) -> Samples:
    hum = HummingVoice().say("a " * (syllables - 1) + "a", language="vi", rate=1.0).samples
    return np.repeat(hum, 2) * np.float32(level)


def mastered_to(samples: Samples, target: Target | None = None) -> Mastered:
    return master([samples], encode=encode, decode=decoded, target=target or Target())


@pytest.mark.parametrize("level", [0.02, 0.3, 1.0])
def test_whatever_comes_in_leaves_at_the_target(level: float) -> None:
    mastered = mastered_to(speech(level=level))

    assert mastered.heard.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert mastered.heard.true_peak_dbtp <= -1.5


def test_the_measures_are_those_of_the_decoded_clip() -> None:
    mastered = mastered_to(speech())

    heard = decode(mastered.content)
    assert mastered.heard.samples_count == len(heard) == len(speech())
    assert mastered.heard.loudness_lufs == measured([heard]).loudness_lufs
    assert mastered.heard.true_peak_dbtp == measured([heard]).true_peak_dbtp


def test_sharp_peaks_are_held_by_aiming_lower_again() -> None:
    spiked = speech()
    spiked[:: SAMPLE_RATE // 3] = 1.0

    mastered = mastered_to(spiked, Target(limiter_dbtp=-1.0))

    assert mastered.heard.true_peak_dbtp <= -1.5


def test_no_samples_are_clipped() -> None:
    heard = decode(mastered_to(speech(level=3.0)).content)

    assert np.abs(heard).max() < 1


def test_silence_cannot_be_mastered() -> None:
    with pytest.raises(MasteringError):
        mastered_to(np.zeros(SAMPLE_RATE, dtype=np.float32))


def test_what_cannot_be_both_loud_and_tame_is_stopped() -> None:
    target = Target(loudness_lufs=-3, limiter_dbtp=-12)

    mastered = mastered_to(speech(), target)

    with pytest.raises(WrongLoudnessError, match=r"it should be -3\.0 LUFS"):
        check_clip(mastered.heard, target)


def test_an_encoder_that_loses_samples_is_found_out() -> None:
    with pytest.raises(EncodingError, match="samples became"):
        master(
            [speech()],
            encode=lambda blocks: encode([np.concatenate(list(blocks))[:-1]]),
            decode=decoded,
            target=Target(),
        )


def test_a_sound_of_high_peaks_gets_its_loudness_by_a_higher_ceiling() -> None:
    """Below the first aim of the limiter it could not be so loud."""
    target = Target(limiter_dbtp=-9)

    mastered = mastered_to(speech(), target)

    check_clip(mastered.heard, target)
