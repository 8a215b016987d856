"""A clip is decoded as a stream, block by block, and sounds just as it would in one piece."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from edge_agent.horn import RATE, Samples
from edge_agent.player import BLOCK
from edge_agent.sounding import ClipStream

SECONDS = 2


@pytest.fixture(scope="module", params=[365, 388, 2_365])
def clip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise, in which a wrong sample is far off, of a length that is no whole number of blocks."""
    path = tmp_path_factory.mktemp("clips") / "noise.opus"
    noise = 0.2 * np.random.default_rng(request.param).standard_normal(SECONDS * RATE + request.param)
    soundfile.write(path, noise, RATE, format="OGG", subtype="OPUS")
    return path


def by_blocks(clip: Path, first: int = 0) -> Samples:
    stream, blocks = ClipStream(clip), []
    while len(block := stream.read(first, BLOCK)):
        blocks.append(block)
        first += len(block)
    stream.close()
    return np.concatenate(blocks)


def at_once(clip: Path) -> Samples:
    stream = ClipStream(clip)
    whole = stream.read(0, (SECONDS + 1) * RATE)
    stream.close()
    return whole


def test_blocks_are_the_whole_to_the_last_sample(clip: Path) -> None:
    np.testing.assert_array_equal(by_blocks(clip), at_once(clip))


def test_joined_later_it_goes_on_as_it_would_have(clip: Path) -> None:
    first = RATE + 123

    joined, whole = by_blocks(clip, first), at_once(clip)

    assert len(joined) == len(whole) - first
    settled = RATE // 10
    np.testing.assert_allclose(joined[settled:], whole[first + settled :], atol=0.02)
