"""Sounds as the desk loads them and templates as it makes samples of them, in the real child processes."""

import io
from datetime import timedelta
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from audio.clip import decode
from audio.errors import (
    AlarmingSoundError,
    NotASoundError,
    SilentSoundError,
    SoundError,
    SoundTooLargeError,
    SoundTooLongError,
    SoundTooShortError,
)
from audio.sounds import MOST_BYTES, SoundFolder
from audio.speech import Samples
from audio.template import Bed, Plain, Template
from audio.tones import SAMPLE_RATE, opening
from controller.entries import Cast, SoundKind
from controller.errors import VoicingFailedError
from controller.machines.sound_room import SoundRoom
from controller.settings import Settings
from schedules.vocabulary import Class, Digest
from tests.audio.sirens import yelp

pytestmark = pytest.mark.doors
BELL = opening(Class.PRIORITY)
SIREN = yelp(np.random.default_rng(4))
HERE = Cast(stays_here=True)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoundRoom:
    monkeypatch.setenv("ZONECAST_VOICES", "espeak-ng")
    return SoundRoom(Settings(home=tmp_path / "home"))


def written(samples: Samples, format_: str = "WAV", **how: str) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, SAMPLE_RATE, format=format_, **how)
    return file.getvalue()


def m4a(samples: Samples) -> bytes:
    """As telephones record: AAC in MP4."""
    file = io.BytesIO()
    with av.open(file, "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def tone(room: SoundRoom, content: bytes) -> Digest:
    return room.load(content, SoundKind.TONE, for_emergencies=False).digest


def kept(room: SoundRoom, digest: Digest) -> Samples:
    path = room.path(digest)
    assert path
    return SoundFolder(path.parent).tone(digest)


def music(seconds: float) -> Samples:
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (0.2 * np.sin(2 * np.pi * 330 * at) + 0.1 * np.sin(2 * np.pi * 440 * at)).astype(np.float32)


@pytest.mark.parametrize(
    ("format_", "how"),
    [("WAV", {}), ("FLAC", {}), ("OGG", {"subtype": "VORBIS"}), ("OGG", {"subtype": "OPUS"}), ("MP3", {})],
)
def test_a_tone_of_any_usual_kind_is_kept_as_it_sounds(
    room: SoundRoom, format_: str, how: dict[str, str]
) -> None:
    sound = kept(room, tone(room, written(BELL, format_, **how)))

    assert abs(len(sound) - len(BELL)) < SAMPLE_RATE // 10
    likeness = np.correlate(sound, BELL[: SAMPLE_RATE // 4], mode="valid")
    assert likeness.max() / np.square(BELL[: SAMPLE_RATE // 4]).sum() > 0.9


def test_m4a_of_a_telephone_is_taken_too(room: SoundRoom) -> None:
    assert len(kept(room, tone(room, m4a(BELL)))) > SAMPLE_RATE


def test_stereo_at_another_rate_becomes_mono_at_48_khz(room: SoundRoom) -> None:
    file = io.BytesIO()
    soundfile.write(file, np.stack([BELL[::2], BELL[::2]], axis=1), SAMPLE_RATE // 2, format="WAV")

    sound = kept(room, tone(room, file.getvalue()))

    assert abs(len(sound) - len(BELL)) < SAMPLE_RATE // 10


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", NotASoundError),
        (b"#EXTM3U\nfile:///etc/passwd\n", NotASoundError),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", NotASoundError),
        (written(BELL)[:40], NotASoundError),
        (written(np.zeros(SAMPLE_RATE, dtype=np.float32)), SilentSoundError),
        (written(np.tile(BELL, 2)), SoundTooLongError),
        (written(BELL[:2000]), SoundTooShortError),
        (written(SIREN), AlarmingSoundError),
        (bytes(MOST_BYTES + 1), SoundTooLargeError),
    ],
)
def test_what_cannot_be_a_tone_is_refused_and_not_kept(
    room: SoundRoom, tmp_path: Path, content: bytes, expected: type[SoundError]
) -> None:
    with pytest.raises(expected):
        tone(room, content)

    assert not list((tmp_path / "home").rglob("*.flac"))


def test_an_hour_of_hardly_any_bytes_is_not_decoded_to_its_end(room: SoundRoom) -> None:
    quiet = written(np.zeros(SAMPLE_RATE * 600, dtype=np.float32), "FLAC")

    with pytest.raises(SoundTooLongError) as refused:
        tone(room, quiet)

    assert refused.value.limit == timedelta(seconds=2)


def test_a_siren_of_15_seconds_is_taken_for_emergencies_and_known_for_one(room: SoundRoom) -> None:
    loaded = room.load(written(np.tile(SIREN, 7)), SoundKind.TONE, for_emergencies=True)

    assert loaded.resembles_alarm
    assert loaded.length == pytest.approx(timedelta(seconds=14), abs=timedelta(seconds=0.1))


def test_music_is_neither_too_short_nor_judged_as_an_alarm(room: SoundRoom) -> None:
    with pytest.raises(SoundTooShortError):
        room.load(written(music(4)), SoundKind.MUSIC, for_emergencies=False)

    loaded = room.load(written(np.tile(SIREN, 4)), SoundKind.MUSIC, for_emergencies=False)

    assert not loaded.resembles_alarm


def test_a_sample_has_the_tone_and_the_music_of_the_template(room: SoundRoom) -> None:
    bell = tone(room, written(BELL))
    under = room.load(written(music(8)), SoundKind.MUSIC, for_emergencies=False).digest
    plain = Template(opening=Plain.NONE, closing=Plain.NONE)
    full = Template(
        opening=bell, closing=Plain.NONE, bed=Bed(music=under), after_opening=timedelta(seconds=2)
    )

    samples = [room.heard(room.sample(one, Class.ROUTINE, HERE)) for one in (plain, full)]

    short, long = (decode(one or b"") for one in samples)
    added = (len(long) - len(short)) / SAMPLE_RATE
    assert added == pytest.approx(len(BELL) / SAMPLE_RATE + 2 + 0.5, abs=0.1)
    rest = long[round(len(BELL) + 0.9 * SAMPLE_RATE) : round(len(BELL) + 1.6 * SAMPLE_RATE)]
    assert np.sqrt(np.mean(rest**2)) > 0.005


def test_a_sample_with_a_sound_that_is_gone_is_told(room: SoundRoom) -> None:
    with pytest.raises(VoicingFailedError, match="no sound"):
        room.sample(Template(opening=Digest("a" * 64)), Class.ROUTINE, HERE)
