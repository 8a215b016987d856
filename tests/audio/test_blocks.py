"""However a sound is cut into blocks, nothing of what comes of it differs by a single bit."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.clip import decoded, encode
from audio.gains import MILLISECOND, applied
from audio.loudness import measured
from audio.mastering import Target, master
from audio.speech import Samples
from audio.tones import SAMPLE_RATE

SOUND = (
    np.random.default_rng(3).normal(size=2 * SAMPLE_RATE + 17)
    * np.abs(np.sin(np.arange(2 * SAMPLE_RATE + 17) / 9_000))
    * 0.2
).astype(np.float32)
CUTS = st.lists(st.integers(0, len(SOUND)), max_size=40).map(sorted)
SIZES = st.integers(100, 200_000)


def cut(sound: Samples, at: Sequence[int]) -> list[Samples]:
    return list(np.split(sound, at))


def joined(blocks: list[Samples]) -> bytes:
    return np.concatenate(blocks).tobytes()


@settings(max_examples=25, deadline=None)
@given(CUTS)
def test_measures_are_the_same(at: Sequence[int]) -> None:
    whole, pieces = measured([SOUND]), measured(cut(SOUND, at))

    assert pieces.power.tobytes() == whole.power.tobytes()
    assert pieces.peaks.tobytes() == whole.peaks.tobytes()
    assert pieces.samples_count == len(SOUND)


@settings(max_examples=25, deadline=None)
@given(CUTS)
def test_samples_with_gains_are_the_same(at: Sequence[int]) -> None:
    gains = np.random.default_rng(4).uniform(0.1, 2, len(SOUND) // MILLISECOND + 1).astype(np.float32)

    assert joined(list(applied(gains, cut(SOUND, at)))) == joined(list(applied(gains, [SOUND])))


@settings(max_examples=10, deadline=None)
@given(CUTS, SIZES)
def test_mastered_bytes_are_the_same(at: Sequence[int], size: int) -> None:
    whole = master([SOUND], encode=encode, decode=decoded, target=Target())

    pieces = master(
        cut(SOUND, at),
        encode=encode,
        decode=lambda content: decoded(content, block=size),
        target=Target(),
    )

    assert pieces.content == whole.content
    assert pieces.heard.power.tobytes() == whole.heard.power.tobytes()
    assert pieces.heard.peaks.tobytes() == whole.heard.peaks.tobytes()


@settings(max_examples=25, deadline=None)
@given(st.integers(1, len(SOUND)), SIZES)
def test_decoded_samples_are_the_same_to_the_very_last(length: int, size: int) -> None:
    """A clip read in blocks ended in wrong samples once: libsndfile, after a seek near the end."""
    content = encode([SOUND[:length]])

    blocks = list(decoded(content, block=size))

    assert sum(map(len, blocks)) == length
    assert joined(blocks) == joined(list(decoded(content, block=10 * len(SOUND))))
