"""Samples to a finished clip and back: bit-exact Ogg Opus, 32 kbit/s constrained, mono.

The same samples give the same bytes on the same machine, so a clip's digest is its name.
"""

import io
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from audio.errors import EncodingError
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Clip

_BITS_A_SECOND = 32_000
_COMPLEXITY = "5"
"""Of 10. At 10 encoding takes three times as long, for a difference no horn carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedClip:
    """A clip that is on the shelf, and what was measured after decoding it."""

    clip: Clip
    bytes_count: int
    samples_count: int
    loudness_lufs: float
    true_peak_dbtp: float


def encode(samples: Samples) -> bytes:
    """Return Ogg Opus bytes of 48 kHz mono samples.

    Raises:
        EncodingError: the encoder refused them.
    """
    import av  # noqa: PLC0415 - loads ffmpeg's libraries, which reading never needs

    target = io.BytesIO()
    pcm = np.rint(np.clip(samples, -1, 1) * 32767).astype(np.int16)
    try:
        with av.open(target, "w", format="ogg", options={"fflags": "+bitexact", "serial_offset": "1"}) as ogg:
            stream = ogg.add_stream(
                "libopus",
                rate=SAMPLE_RATE,
                layout="mono",
                options={"vbr": "constrained", "application": "audio", "compression_level": _COMPLEXITY},
            )
            stream.bit_rate = _BITS_A_SECOND
            frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            frame.pts = 0
            ogg.mux(stream.encode(frame))
            ogg.mux(stream.encode(None))
    except (av.FFmpegError, ValueError) as error:
        raise EncodingError(f"cannot encode {len(samples)} samples: {error}") from error
    return target.getvalue()


def decode(content: bytes) -> Samples:
    """Return the samples of a clip by libopus, the decoder that poles use.

    Raises:
        EncodingError: it is no clip.
    """
    import soundfile  # noqa: PLC0415 - as above

    try:
        samples, sample_rate = soundfile.read(io.BytesIO(content), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise EncodingError(f"cannot decode {len(content)} bytes: {error}") from error
    if sample_rate != SAMPLE_RATE or samples.ndim != 1:
        raise EncodingError(f"a clip is 48 kHz mono, not {sample_rate} Hz")
    return np.asarray(samples, dtype=np.float32)


def length_of(samples_count: int) -> timedelta:
    """Return how long so many samples sound, exact for a whole number of milliseconds."""
    return timedelta(microseconds=samples_count * 1_000_000 // SAMPLE_RATE)
