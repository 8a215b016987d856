"""Sound as people bring it, from a studio, a telephone or a browser, becomes plain samples.

Whatever comes from outside is decoded in a limited child process (`machines.uploads`), never beside pages.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import IO, TYPE_CHECKING

import numpy as np

from audio.errors import NotASoundError, SoundTooLongError
from audio.speech import Samples
from audio.tones import SAMPLE_RATE

if TYPE_CHECKING:
    import av

_CONTAINERS = "wav,w64,aiff,mp3,aac,mov,matroska,webm,ogg,flac,amr"
"""Of ffmpeg's demuxers those of plain files: none of them asks for another file or address."""


def decoded(file: IO[bytes], *, most: timedelta) -> Iterator[Samples]:
    """Give the sound of a file as 48 kHz mono, block by block; several channels are mixed.

    `file` is WAV, AIFF, FLAC, MP3, AAC, M4A, Ogg or WebM, and can be sought in.

    Raises:
        NotASoundError: there is no sound in it that can be read.
        SoundTooLongError: it sounds for more than `most`; what came before was given.
    """
    count = 0
    for block in _blocks(file):
        count += len(block)
        if count > most.total_seconds() * SAMPLE_RATE:
            raise SoundTooLongError(most)
        yield block
    if not count:
        raise NotASoundError("there is no sound in it")


def _blocks(file: IO[bytes]) -> Iterator[Samples]:
    import av  # noqa: PLC0415 - loads ffmpeg's libraries; only who decodes pays

    try:
        with av.open(file, "r", options={"format_whitelist": _CONTAINERS}) as container:
            if not container.streams.audio:
                raise NotASoundError("there is no sound in it")
            resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
            for frame in container.decode(container.streams.audio[0]):
                yield from map(_samples, resampler.resample(frame))
            yield from map(_samples, resampler.resample(None))
    except (av.FFmpegError, ValueError) as error:
        raise NotASoundError(f"it cannot be read: {error}") from error


def _samples(frame: "av.AudioFrame") -> Samples:
    """Return the mean of the channels, which cannot clip as ffmpeg's own mix does.

    Broken files may hold what is no number at all.
    """
    mixed = frame.to_ndarray().mean(axis=0, dtype=np.float32)
    samples: Samples = np.nan_to_num(mixed, posinf=1.0, neginf=-1.0)
    return samples
