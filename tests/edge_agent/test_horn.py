"""The horn's protection holds for any input, and leaves speech alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from edge_agent.horn import RATE, STEP, Horn, Samples, at_rest, fit_horn, protect

BLOCK = 960


def through(horn: Horn, sound: Samples, block: int = BLOCK) -> Samples:
    state, out = at_rest(horn), []
    for first in range(0, len(sound), block):
        state, protected = protect(horn, state, sound[first : first + block])
        out.append(protected)
    return np.concatenate(out)


def tone(hz: float, level: float, seconds: float = 1.0) -> Samples:
    at = np.arange(int(RATE * seconds)) / RATE
    return (level * np.sin(2 * np.pi * hz * at)).astype(np.float32)


@given(
    sound=hnp.arrays(np.float32, 4 * BLOCK, elements=st.floats(width=32), fill=st.just(0.0)),
    ceiling_dbfs=st.floats(-40, 0),
    high_pass_hz=st.floats(0, 1000),
)
def test_nothing_is_ever_above_the_ceiling(sound: Samples, ceiling_dbfs: float, high_pass_hz: float) -> None:
    horn = fit_horn(high_pass_hz=high_pass_hz, ceiling_dbfs=ceiling_dbfs)

    protected = through(horn, sound)

    assert len(protected) == len(sound)
    assert np.isfinite(protected).all()
    assert np.abs(protected).max() <= np.float32(10 ** (ceiling_dbfs / 20)) * (1 + 1e-6)


@given(seed=st.integers(0, 999), gain=st.floats(0.01, 20), block=st.sampled_from([STEP, 480, 960, 1920]))
def test_the_size_of_the_blocks_is_not_heard(seed: int, gain: float, block: int) -> None:
    horn = fit_horn(high_pass_hz=300, ceiling_dbfs=-6)
    noise = np.random.default_rng(seed).normal(0, gain, 8 * 960).astype(np.float32)

    assert np.allclose(through(horn, noise, block), through(horn, noise, 960), atol=1e-5)


def test_speech_frequencies_pass_unchanged_and_late_by_the_stated_latency() -> None:
    horn = fit_horn(high_pass_hz=300, ceiling_dbfs=-1)
    sound = tone(1000, 0.5)

    protected = through(horn, sound)

    assert np.abs(protected[horn.latency + 2000 :] - sound[2000 : -horn.latency]).max() < 0.003


@pytest.mark.parametrize(("hz", "decibels"), [(0, -80), (100, -45), (200, -25)])
def test_what_could_tear_a_driver_is_taken_away(hz: float, decibels: float) -> None:
    horn = fit_horn(high_pass_hz=300, ceiling_dbfs=-1)
    low = tone(hz, 0.5) if hz else np.full(RATE, 0.5, np.float32)

    protected = through(horn, low)[RATE // 2 :]

    assert 20 * np.log10(np.abs(protected).max() / 0.5 + 1e-12) < decibels


def test_the_limiter_changes_its_gain_without_steps() -> None:
    horn = fit_horn(high_pass_hz=0, ceiling_dbfs=-12)
    sound = np.concatenate((tone(1000, 0.2), tone(1000, 1.0), tone(1000, 0.2)))

    protected = through(horn, sound)

    steepest = 2 * np.pi * 1000 / RATE * 0.2512
    assert np.abs(np.diff(protected)).max() < 1.1 * steepest


def test_silence_stays_silence() -> None:
    horn = fit_horn(high_pass_hz=300, ceiling_dbfs=-1)

    assert not through(horn, np.zeros(5 * BLOCK, np.float32)).any()


def test_blocks_that_are_no_whole_steps_are_refused() -> None:
    horn = fit_horn(high_pass_hz=300, ceiling_dbfs=-1)

    with pytest.raises(ValueError, match="no whole number"):
        protect(horn, at_rest(horn), np.zeros(STEP + 1, np.float32))
