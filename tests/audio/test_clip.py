import numpy as np
import pytest

from audio.clip import decode, encode, length_of
from audio.errors import EncodingError
from audio.speech import Samples
from audio.tones import SAMPLE_RATE, opening
from schedules.vocabulary import Class


def tone() -> Samples:
    return opening(Class.PRIORITY) * np.float32(0.3)


def test_the_same_samples_give_the_same_bytes() -> None:
    assert encode([tone()]) == encode([tone()])


@pytest.mark.parametrize("extra", [0, 1, 479, 960, 12_345])
def test_no_sample_is_lost_or_added(extra: int) -> None:
    samples = np.concatenate((tone(), np.zeros(extra, dtype=np.float32)))

    assert len(decode(encode([samples]))) == len(samples)


def test_it_is_ogg_opus_of_about_32_kbit_a_second() -> None:
    rng = np.random.default_rng(1)
    noise = (rng.normal(size=20 * SAMPLE_RATE) * 0.1).astype(np.float32)

    content = encode([noise])

    assert content.startswith(b"OggS")
    assert b"OpusHead" in content[:64]
    assert 28_000 < len(content) * 8 / 20 < 36_000


def test_what_is_no_clip_is_refused() -> None:
    with pytest.raises(EncodingError):
        decode(b"not a clip")


def test_whole_milliseconds_are_exact() -> None:
    assert length_of(48 * 12_345).total_seconds() == 12.345
