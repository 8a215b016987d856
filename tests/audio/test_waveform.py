import numpy as np
import pytest

from audio.waveform import STRETCHES, waveform


def test_silence_is_low_and_the_loudest_stretch_is_high() -> None:
    power = np.repeat([0.0, 1.0, 0.25, 0.0], 1000)

    drawn = waveform(power)

    assert [drawn[at] for at in (25, 75, 125, 175)] == ["A", "_", "g", "A"]


@pytest.mark.parametrize("milliseconds", [1, 7, STRETCHES - 1, STRETCHES, STRETCHES + 1, 1_800_000])
def test_a_clip_of_any_length_fits_a_page(milliseconds: int) -> None:
    assert waveform(np.ones(milliseconds)) == "_" * min(milliseconds, STRETCHES)


def test_a_clip_of_silence_or_of_nothing_is_drawn_too() -> None:
    assert (waveform(np.zeros(300)), waveform(np.zeros(0))) == ("A" * STRETCHES, "")
