"""pydub's segments of sound: 48 kHz mono, 16 bits, whole milliseconds."""

import warnings
from datetime import timedelta

import numpy as np

from audio.speech import Samples
from audio.tones import SAMPLE_RATE

with warnings.catch_warnings():
    # pydub 0.25.1 is the last of its line: it uses audioop, and looks for an ffmpeg that we never call.
    warnings.filterwarnings("ignore", message="'audioop' is deprecated", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message="Couldn't find ffmpeg or avconv", category=RuntimeWarning)
    from pydub import AudioSegment

__all__ = ["WHOLE_MS", "AudioSegment", "edged", "frames", "of_pcm", "silence"]

WHOLE_MS = SAMPLE_RATE // 1000
_WIDTH = 2
_EDGE_MS = 4
"""Each piece fades in and out so long: too short to hear, long enough not to click."""


def edged(samples: Samples) -> AudioSegment:
    """Round up to whole milliseconds, so that lengths and marks are exact in samples and in time."""
    whole = np.pad(samples, (0, -len(samples) % WHOLE_MS))
    segment = of_pcm(np.rint(np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes())
    return segment.fade_in(_EDGE_MS).fade_out(_EDGE_MS) if len(segment) > 2 * _EDGE_MS else segment


def of_pcm(pcm: bytes) -> AudioSegment:
    return AudioSegment(data=pcm, sample_width=_WIDTH, frame_rate=SAMPLE_RATE, channels=1)


def silence(length: timedelta) -> AudioSegment:
    milliseconds = length // timedelta(milliseconds=1)
    return AudioSegment.silent(duration=milliseconds, frame_rate=SAMPLE_RATE)


def frames(segment: AudioSegment) -> int:
    return len(segment.raw_data) // _WIDTH
