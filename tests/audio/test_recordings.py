"""Recordings are kept lossless under their digest; what is amiss with them is seen when they come."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from audio.checks import check_speech
from audio.dividing import Piece, whole
from audio.errors import ClippedSpeechError, RecordingLostError, UnfitRecordingError
from audio.flaws import Flaw
from audio.islands import islands
from audio.judging import flaws
from audio.recordings import RecordingFolder, faded
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Digest
from tests.audio.reader import Reader, hummed

WORDS = "ban quản lý thông báo tạm ngừng cấp điện"


@pytest.fixture
def folder(tmp_path: Path) -> RecordingFolder:
    return RecordingFolder(tmp_path / "recordings")


def found(samples: Samples) -> frozenset[Flaw]:
    sound = islands(samples)
    return flaws(samples, whole(sound), sound)


def test_a_recording_comes_back_as_it_was_said(folder: RecordingFolder) -> None:
    said = hummed(WORDS)

    speech = folder.fetch(folder.keep(said))

    assert speech.sample_rate == SAMPLE_RATE
    assert np.allclose(speech.samples, said, atol=2**-23)


def test_its_name_is_the_digest_of_its_bytes_and_the_same_sound_is_kept_once(
    folder: RecordingFolder, tmp_path: Path
) -> None:
    digests = {folder.keep(hummed(WORDS)) for _ in range(3)}

    [digest] = digests
    assert hashlib.sha256(folder.content(digest)).hexdigest() == digest
    assert len(list(tmp_path.rglob("*.flac"))) == 1


def test_what_was_amiss_is_known_as_long_as_it_is_kept(folder: RecordingFolder) -> None:
    digest = folder.keep(hummed(WORDS), flaws={Flaw.NOISY, Flaw.UNSURE})

    assert folder.flaws(digest) == {Flaw.NOISY, Flaw.UNSURE}
    assert folder.flaws(folder.keep(hummed("xin cảm ơn"))) == frozenset()
    assert folder.flaws(Digest("0" * 64)) == frozenset()


def test_a_damaged_recording_never_sounds_and_may_be_kept_again(
    folder: RecordingFolder, tmp_path: Path
) -> None:
    digest = folder.keep(hummed(WORDS))
    [file] = tmp_path.rglob("*.flac")
    file.write_bytes(file.read_bytes()[:-1])

    with pytest.raises(RecordingLostError):
        folder.fetch(digest)

    assert folder.keep(hummed(WORDS)) == digest
    assert folder.fetch(digest).length.total_seconds() > 1


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../etc/passwd"])
def test_what_was_never_kept_is_lost(folder: RecordingFolder, digest: str) -> None:
    with pytest.raises(RecordingLostError):
        folder.content(Digest(digest))


@pytest.mark.parametrize("seconds", [0, 301])
def test_nothing_and_what_is_no_sentence_is_not_kept(folder: RecordingFolder, seconds: int) -> None:
    with pytest.raises(UnfitRecordingError):
        folder.keep(np.zeros(seconds * SAMPLE_RATE, dtype=np.float32))


def test_a_good_recording_has_no_flaw() -> None:
    assert found(Reader(noise_db=-60).read([WORDS])) == frozenset()


def test_a_quiet_a_loud_and_a_noisy_one_are_known() -> None:
    said = Reader(noise_db=-90).read([WORDS])

    assert Flaw.TOO_QUIET in found(said / 50)
    assert Flaw.TOO_LOUD in found(np.clip(said * 8, -1, 1))
    assert Flaw.NOISY in found(Reader(noise_db=-28).read([WORDS]))


def test_one_that_begins_or_ends_amid_speech_is_known() -> None:
    said = Reader().read([WORDS])
    middle = len(said) // 2

    assert found(said[:middle]) == {Flaw.ENDS_CUT}
    assert found(said[middle:]) == {Flaw.BEGINS_CUT}


def test_an_unsure_cut_is_known() -> None:
    samples = Reader().read([WORDS])
    sound = islands(samples)
    piece = whole(sound)

    assert flaws(samples, Piece(begin=piece.begin, end=piece.end, is_sure=False), sound) == {Flaw.UNSURE}


def test_in_a_noisy_room_a_whole_sentence_passes_since_its_edges_are_soft() -> None:
    samples = Reader(noise_db=-34).read([WORDS])
    piece = whole(islands(samples))

    check_speech(
        Speech(samples=faded(samples[piece.begin : piece.end]), sample_rate=SAMPLE_RATE),
        WORDS,
        language="vi",
        rate=1.0,
    )


def test_a_quiet_recording_is_not_taken_for_a_clipped_one(folder: RecordingFolder) -> None:
    quiet = Reader().read([WORDS]) / 40
    speech = folder.fetch(folder.keep(faded(quiet)))

    check_speech(speech, WORDS, language="vi", rate=1.0)
    with pytest.raises(ClippedSpeechError):
        check_speech(
            Speech(samples=np.clip(quiet, -0.004, 0.004), sample_rate=SAMPLE_RATE),
            WORDS,
            language="vi",
            rate=1.0,
        )
