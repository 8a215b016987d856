import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.hearing.pieces import pieces
from audio.speech import Speech
from tests.parts.recognisers import beeps


@given(st.lists(st.integers(1, 3), max_size=20), st.floats(1.0, 4.0))
def test_no_piece_is_too_long_and_none_of_the_sound_is_lost(said: list[int], longest: float) -> None:
    whole = beeps(*said)

    parts = list(pieces(whole, longest_seconds=longest))

    assert all(part.length.total_seconds() <= longest + 1e-3 for part in parts)
    assert np.array_equal(np.concatenate([part.samples for part in parts]), whole.samples)


def test_it_is_cut_where_it_is_quiet() -> None:
    first, *_, last = pieces(beeps(1, 2, 3, 1, 2, 3), longest_seconds=2.0)

    assert not first.samples[-800:].any()
    assert not last.samples[:800].any()


def test_what_is_short_stays_whole() -> None:
    speech = Speech(samples=np.ones(100, np.float32), sample_rate=16_000)

    (only,) = pieces(speech, longest_seconds=30)

    assert np.array_equal(only.samples, speech.samples)
