"""Samples to a finished clip and back: bit-exact Ogg Opus, 32 kbit/s constrained, mono.

The same samples give the same bytes on the same machine, so a clip's digest is its name.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from audio.errors import EncodingError
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Clip

if TYPE_CHECKING:
    import av

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
    waveform: str
    """What it looks like, as `audio.waveform` writes it."""


def encode(blocks: Iterable[Samples]) -> bytes:
    """Return Ogg Opus bytes of 48 kHz mono samples, the same however they are cut into blocks.

    Raises:
        EncodingError: the encoder refused them.
    """
    import av  # noqa: PLC0415 - loads ffmpeg's libraries, which reading never needs

    target = io.BytesIO()
    try:
        with av.open(target, "w", format="ogg", options={"fflags": "+bitexact", "serial_offset": "1"}) as ogg:
            stream = ogg.add_stream(
                "libopus",
                rate=SAMPLE_RATE,
                layout="mono",
                options={"vbr": "constrained", "application": "audio", "compression_level": _COMPLEXITY},
            )
            stream.bit_rate = _BITS_A_SECOND
            for frame in _frames(blocks):
                ogg.mux(stream.encode(frame))
            ogg.mux(stream.encode(None))
    except (av.FFmpegError, ValueError) as error:
        raise EncodingError(f"cannot encode: {error}") from error
    return target.getvalue()


def decode(content: bytes) -> Samples:
    """Return all samples of a clip.

    Raises:
        EncodingError: it is no clip.
    """
    return np.concatenate((*decoded(content), np.zeros(0, dtype=np.float32)))


def decoded(content: bytes, *, block: int = SAMPLE_RATE) -> Iterator[Samples]:
    """Give the samples of a clip block by block, by libopus, the decoder that poles use.

    Raises:
        EncodingError: it is no clip.
    """
    import av  # noqa: PLC0415 - as above

    try:
        with av.open(io.BytesIO(content), "r", format="ogg") as ogg:
            yield from _in_blocks(_packets(ogg), block)
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise EncodingError(f"cannot decode {len(content)} bytes: {error}") from error


def _packets(ogg: "av.container.InputContainer") -> Iterator[Samples]:
    """Decode with libopus: soundfile, which has it too, takes twice the time."""
    import av  # noqa: PLC0415 - as above

    stream = ogg.streams.audio[0]
    if stream.rate != SAMPLE_RATE or stream.channels != 1:
        raise EncodingError(f"a clip is 48 kHz mono, not {stream.rate} Hz")
    decoder = av.AudioCodecContext.create("libopus", "r")
    decoder.extradata = stream.codec_context.extradata
    decoder.sample_rate, decoder.layout = SAMPLE_RATE, "mono"
    decoder.options = {"request_sample_fmt": "flt"}
    for packet in ogg.demux(stream):
        for frame in decoder.decode(packet):
            yield np.frombuffer(memoryview(frame.planes[0]), dtype=np.float32, count=frame.samples)


def _in_blocks(pieces: Iterable[Samples], size: int) -> Iterator[Samples]:
    """Join pieces to blocks of a size; the last may be shorter."""
    held: list[Samples] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += len(piece)
        if count < size:
            continue
        joined = np.concatenate(held)
        whole = count - count % size
        yield from np.split(joined[:whole], whole // size)
        held, count = [joined[whole:]], count - whole
    if count:
        yield np.concatenate(held)


def _frames(blocks: Iterable[Samples]) -> "Iterator[av.AudioFrame]":
    import av  # noqa: PLC0415 - as above

    begin = 0
    for block in filter(len, blocks):
        pcm = np.rint(np.clip(block, -1, 1) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.pts = begin
        begin += len(pcm)
        yield frame


def length_of(samples_count: int) -> timedelta:
    """Return how long so many samples sound, exact for a whole number of milliseconds."""
    return timedelta(microseconds=samples_count * 1_000_000 // SAMPLE_RATE)
