"""Any sound file becomes 48 kHz mono; what is none, or too long, is refused."""

import io
from datetime import timedelta
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from audio.decoding import decoded
from audio.errors import NotASoundError, SoundTooLongError
from audio.speech import Samples
from audio.tones import SAMPLE_RATE

MINUTE = timedelta(minutes=1)
SECONDS = 2


def tone(rate: int = SAMPLE_RATE) -> Samples:
    at = np.arange(rate * SECONDS) / rate
    return (0.3 * np.sin(2 * np.pi * 440 * at)).astype(np.float32)


def encoded(container: str, codec: str) -> bytes:
    """Return a tone in two equal channels, as telephones, browsers and studios save it."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as file:
        stream = file.add_stream(codec, rate=SAMPLE_RATE, layout="stereo")
        pcm = np.repeat((tone() * 32767).astype("<i2"), 2).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = SAMPLE_RATE, 0
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return target.getvalue()


def wav(samples: Samples, rate: int) -> bytes:
    target = io.BytesIO()
    soundfile.write(target, samples, rate, format="WAV", subtype="PCM_16")
    return target.getvalue()


def opened(content: bytes, most: timedelta = MINUTE) -> Samples:
    return np.concatenate(list(decoded(io.BytesIO(content), most=most)))


@pytest.mark.parametrize(
    ("container", "codec"),
    [("webm", "libopus"), ("mp4", "aac"), ("mp3", "libmp3lame"), ("ogg", "libopus"), ("flac", "flac")],
)
def test_what_browsers_and_telephones_save_is_opened_as_loud_as_it_is(container: str, codec: str) -> None:
    samples = opened(encoded(container, codec))

    assert len(samples) == pytest.approx(SECONDS * SAMPLE_RATE, rel=0.05)
    middle = samples[SAMPLE_RATE // 2 : SAMPLE_RATE * 3 // 2]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.06)  # LAME: 5 % less


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
def test_every_sample_rate_becomes_ours(rate: int) -> None:
    samples = opened(wav(tone(rate), rate))

    assert len(samples) == pytest.approx(SECONDS * SAMPLE_RATE, abs=100)
    assert np.abs(np.fft.rfft(samples)).argmax() / (len(samples) / SAMPLE_RATE) == pytest.approx(440, abs=1)


def test_of_two_channels_the_mean_is_heard() -> None:
    only_left = np.stack([tone(), np.zeros_like(tone())], axis=1)

    assert np.abs(opened(wav(only_left, SAMPLE_RATE))).max() == pytest.approx(0.15, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\1" * 5000,
        "Thông báo".encode() * 500,
        b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        wav(tone()[:0], SAMPLE_RATE),
        encoded("mp4", "aac")[:5000],
    ],
    ids=["nothing", "bytes", "text", "playlist", "list of files", "no samples", "cut off"],
)
def test_what_holds_no_sound_is_refused(content: bytes) -> None:
    with pytest.raises(NotASoundError):
        opened(content)


def test_a_longer_one_is_refused_while_it_is_read() -> None:
    with pytest.raises(SoundTooLongError):
        opened(wav(tone(), SAMPLE_RATE), timedelta(seconds=1))


def test_numbers_that_are_none_become_silence() -> None:
    broken = tone()
    broken[100:200] = np.nan
    broken[300:400] = np.inf
    target = io.BytesIO()
    soundfile.write(target, broken, SAMPLE_RATE, format="WAV", subtype="FLOAT")

    assert np.isfinite(opened(target.getvalue())).all()


def test_a_picture_is_no_sound() -> None:
    with pytest.raises(NotASoundError):
        opened(b"\x89PNG\r\n\x1a\n" + Path(__file__).read_bytes())
