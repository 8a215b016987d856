import numpy as np
import pytest

from audio.loudspeaker import Loudspeaker
from audio.shaping import PRESETS, shaped
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from tests.audio.fakes import HummingVoice

HORN = PRESETS[Loudspeaker.REFLEX_HORN]
SECONDS = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE


def speech() -> Samples:
    return np.repeat(HummingVoice().say("a a a a a a a a", language="vi", rate=1.0).samples, 2)


def sine(hz: float) -> Samples:
    return (0.1 * np.sin(2 * np.pi * hz * SECONDS)).astype(np.float32)


def level_db(samples: Samples, hz: float) -> float:
    """How strong one frequency is, relative to all that is there."""
    spectrum = np.square(np.abs(np.fft.rfft(samples)))
    around = round(hz * len(samples) / SAMPLE_RATE)
    return 10 * float(np.log10(spectrum[around - 20 : around + 20].sum() / spectrum.sum() + 1e-12))


@pytest.mark.parametrize("outside", [30.0, 100.0, 16_000.0])
def test_what_no_horn_radiates_is_cut(outside: float) -> None:
    mixed = sine(1_000) + sine(outside)

    assert level_db(shaped(mixed, HORN), outside) < level_db(mixed, outside) - 9


@pytest.mark.parametrize(("loudspeaker", "least"), [(Loudspeaker.REFLEX_HORN, 4), (Loudspeaker.COLUMN, 2)])
def test_presence_lifts_consonants_above_the_foot_of_the_voice(
    loudspeaker: Loudspeaker, least: float
) -> None:
    mixed = sine(600) + sine(2_700)

    lifted = shaped(mixed, PRESETS[loudspeaker])

    assert level_db(lifted, 2_700) - level_db(lifted, 600) > least


def test_compression_brings_soft_sounds_nearer_to_loud_ones() -> None:
    """18 dB apart become 6, by 3 to 1."""
    soft_then_loud = sine(1_000) * np.where(SECONDS < 1, np.float32(10 ** (-18 / 20)), 1).astype(np.float32)

    compressed = shaped(soft_then_loud, HORN)

    soft, loud = (np.abs(compressed[round(at * SAMPLE_RATE) :][:2_000]).max() for at in (0.5, 1.5))
    assert 20 * np.log10(loud / soft) == pytest.approx(6, abs=0.5)


def test_the_hiss_of_a_room_is_lifted_no_further_than_the_reach() -> None:
    hissing = sine(1_000) * np.where(SECONDS < 1, np.float32(10 ** (-60 / 20)), 1).astype(np.float32)

    compressed = shaped(hissing, HORN)

    soft, loud = (np.abs(compressed[round(at * SAMPLE_RATE) :][:2_000]).max() for at in (0.5, 1.5))
    assert 20 * np.log10(loud / soft) == pytest.approx(60 - HORN.reach_db * (1 - 1 / HORN.ratio), abs=0.5)


def test_how_loud_it_comes_in_makes_no_difference() -> None:
    loud, soft = shaped(speech(), HORN), shaped(speech() * np.float32(0.01), HORN)

    assert np.allclose(loud * np.float32(0.01), soft, atol=1e-6)


@pytest.mark.parametrize("extra", [0, 1, 47])
def test_no_sample_is_lost_or_added(extra: int) -> None:
    spoken = np.concatenate((speech(), np.zeros(extra, dtype=np.float32)))

    assert len(shaped(spoken, HORN)) == len(spoken)


def test_silence_stays_silence() -> None:
    assert not shaped(np.zeros(1_000, dtype=np.float32), HORN).any()
    assert len(shaped(np.zeros(0, dtype=np.float32), HORN)) == 0


def test_each_kind_of_loudspeaker_has_a_preset_of_its_own() -> None:
    assert set(PRESETS) == set(Loudspeaker)
    assert len({shaped(speech(), preset).tobytes() for preset in PRESETS.values()}) == len(Loudspeaker)
