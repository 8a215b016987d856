from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from audio.errors import (
    SilentSoundError,
    SoundMissingError,
    SoundTooLongError,
    SoundTooShortError,
)
from audio.loudness import gated_loudness, weighted_power
from audio.sounds import (
    LONGEST_MUSIC,
    SHORTEST_MUSIC,
    SHORTEST_TONE,
    SoundFolder,
    as_flac,
    levelled_music,
    tidied,
)
from audio.speech import Samples
from audio.template import LONGEST_TONE
from audio.tones import SAMPLE_RATE, closing
from schedules.vocabulary import Digest

SECOND = SAMPLE_RATE


def tone(seconds: float, level: float = 0.5, pitch_hz: float = 440) -> Samples:
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * pitch_hz * at)).astype(np.float32)


def tidied_tone(samples: Samples) -> Samples:
    return tidied(samples, shortest=SHORTEST_TONE, longest=LONGEST_TONE)


def music(seconds: float = 8) -> Samples:
    """Quiet at first, then loud: no two seconds are alike."""
    return np.concatenate([
        tone(1, level=0.01 + 0.3 * turn / seconds, pitch_hz=200 + 37 * turn) for turn in range(round(seconds))
    ])  # fmt: skip


def test_silence_around_it_and_a_constant_in_it_are_taken_away() -> None:
    quiet = np.zeros(3 * SECOND, dtype=np.float32)
    lifted = np.concatenate((quiet, tone(1), quiet)) + np.float32(0.1)

    tidy = tidied_tone(lifted)

    assert 1.0 <= len(tidy) / SECOND < 1.03
    assert abs(float(tidy.mean())) < 0.001


def test_a_tone_of_two_seconds_passes_and_one_of_more_does_not() -> None:
    tidied_tone(tone(1.97))

    with pytest.raises(SoundTooLongError) as refused:
        tidied_tone(tone(2.2))
    assert refused.value.limit == LONGEST_TONE


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(SECOND), np.full(SECOND, 0.5), tone(1) * 1e-4])
def test_what_nobody_hears_is_refused(samples: Samples) -> None:
    with pytest.raises(SilentSoundError):
        tidied_tone(samples.astype(np.float32))


def test_a_click_is_no_tone_and_a_second_no_music() -> None:
    with pytest.raises(SoundTooShortError):
        tidied_tone(tone(0.05))
    with pytest.raises(SoundTooShortError):
        tidied(tone(3), shortest=SHORTEST_MUSIC, longest=LONGEST_MUSIC)


def test_the_loudest_three_seconds_of_music_are_as_loud_as_speech() -> None:
    """So that no passage of it comes nearer to the words than the template says."""
    power = weighted_power(levelled_music(music()))

    loudest = max(gated_loudness(power[at : at + 3_000]) for at in range(0, 5_001, 250))
    assert loudest == pytest.approx(-23, abs=0.1)


def test_a_sound_is_kept_under_its_digest_and_comes_back(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds")

    digest = folder.put(as_flac(closing()))

    assert np.abs(folder.tone(digest) - closing()).max() < 1e-4
    assert folder.put(as_flac(closing())) == digest
    assert [path.stem for path in (tmp_path / "sounds").iterdir()] == [digest]


def test_a_sound_that_is_gone_or_damaged_is_not_played(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path)
    digest = folder.put(as_flac(closing()))
    content = folder.path(digest).read_bytes()
    folder.path(digest).write_bytes(content[:-9] + b"123456789")

    for name in (digest, Digest("f" * 64), Digest("../../etc/passwd")):
        with pytest.raises(SoundMissingError):
            folder.tone(name)


def test_music_goes_round_without_a_seam_and_however_it_is_cut(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path)
    digest = folder.put(as_flac(music()))
    cuts = np.random.default_rng(5).integers(0, 70_000, 30)

    with ExitStack() as closes:
        one, other = folder.music(digest, closes), folder.music(digest, closes)
        whole = one.take(int(cuts.sum()))
        pieces = b"".join(other.take(int(count)) for count in cuts)

    assert pieces == whole
    samples = np.frombuffer(whole, dtype="<i2").astype(np.float64) / 32768
    assert len(samples) > 2 * 8 * SECOND
    assert np.abs(np.diff(samples)).max() < 0.3 * 2 * np.pi * 500 / SAMPLE_RATE * 1.5
