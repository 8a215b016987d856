"""Gains of one value a millisecond, and how they are laid over samples.

A gain that moves so slowly can be worked out for a whole broadcast at once; only the samples
need to come in blocks.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from audio.speech import Samples
from audio.tones import SAMPLE_RATE

Gains = NDArray[np.float32]
"""One factor for each millisecond."""
MILLISECOND = SAMPLE_RATE // 1000


def applied(gains: Gains, blocks: Iterable[Samples]) -> Iterator[Samples]:
    """Give 48 kHz samples with their gains; whatever the blocks, each sample comes out the same.

    A gain stands for the middle of its millisecond, with straight lines in between.
    """
    edges = _edges(gains)
    begin = 0
    for block in blocks:
        yield block * _curve(edges, begin, begin + len(block))
        begin += len(block)


def _edges(gains: Gains) -> Gains:
    """Return the gain at each border of a millisecond."""
    around = np.concatenate((gains[:1], gains, gains[-1:])).astype(np.float32)
    edges: Gains = (around[:-1] + around[1:]) * np.float32(0.5)
    return edges


def _curve(edges: Gains, begin: int, end: int) -> Samples:
    first, last = begin // MILLISECOND, -(-end // MILLISECOND)
    slope = np.linspace(0, 1, MILLISECOND, endpoint=False, dtype=np.float32)
    some = edges[first : last + 1]
    curve = some[:-1, None] + (some[1:] - some[:-1])[:, None] * slope
    samples: Samples = curve.reshape(-1)[begin - first * MILLISECOND :][: end - begin]
    return samples
