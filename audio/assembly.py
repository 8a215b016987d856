"""Puts a broadcast together: opening tone, sentences with their pauses, closing tone.

pydub holds, fades and lays out the pieces; their bytes are joined once, because its own `+`
in a loop takes quadratic time.
"""

import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

import numpy as np

from audio.reading.parts import RESTS
from audio.reading.values import Pause
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE, closing, opening
from schedules.vocabulary import Class

with warnings.catch_warnings():
    # pydub 0.25.1 is the last of its line: it uses audioop, and looks for an ffmpeg that we never call.
    warnings.filterwarnings("ignore", message="'audioop' is deprecated", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message="Couldn't find ffmpeg or avconv", category=RuntimeWarning)
    from pydub import AudioSegment

_AFTER_OPENING = timedelta(milliseconds=400)
_BETWEEN_SECTIONS = timedelta(milliseconds=1500)
_BEFORE_CLOSING = timedelta(milliseconds=500)
_EDGE_MS = 4
"""Each piece fades in and out so long: too short to hear, long enough not to click."""
_SPEECH_LEVEL_DBFS = -22.0
_TONE_LEVEL_DBFS = -24.5
"""About 1 LU above the speech: a bell holds its level where speech rises and falls."""
_AUDIBLE = 10 ** (-45 / 20)
_KEEP_AROUND = timedelta(milliseconds=15)
_WHOLE_MS = SAMPLE_RATE // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSentence:
    speech: Speech
    pause: Pause


Section = Sequence[SpokenSentence]
"""One notice or part. A broadcast has one opening and one closing, however many sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """48 kHz mono samples, a whole number of milliseconds; `marks` are where sentences start."""

    samples: Samples
    marks: tuple[timedelta, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    sound: AudioSegment
    is_sentence: bool = False


def assemble(sections: Sequence[Section], *, class_: Class) -> Assembled:
    """Lay out the sections of one broadcast. Time grows in proportion to its length."""
    pieces = list(_pieces(sections, class_))
    ends = list(accumulate(_frames(piece.sound) for piece in pieces))
    marks = tuple(
        timedelta(milliseconds=(end - _frames(piece.sound)) // _WHOLE_MS)
        for piece, end in zip(pieces, ends, strict=True)
        if piece.is_sentence
    )
    joined = b"".join(piece.sound.raw_data for piece in pieces)
    samples = np.frombuffer(joined, dtype="<i2").astype(np.float32) / np.float32(32768)
    return Assembled(samples=samples, marks=marks)


def _pieces(sections: Sequence[Section], class_: Class) -> Iterator[_Piece]:
    yield _Piece(sound=_tone(opening(class_)))
    yield _silence(_AFTER_OPENING)
    for number, section in enumerate(sections):
        if number:
            yield _silence(_BETWEEN_SECTIONS)
        yield from _section(section)
    yield _silence(_BEFORE_CLOSING)
    yield _Piece(sound=_tone(closing()))


def _section(section: Section) -> Iterator[_Piece]:
    for number, sentence in enumerate(section):
        yield _Piece(sound=_sentence(sentence.speech), is_sentence=True)
        if number + 1 < len(section):
            yield _silence(RESTS[sentence.pause])


def _sentence(speech: Speech) -> AudioSegment:
    """Trim, bring to 48 kHz and to one level, so that no sentence stands out."""
    samples = _resampled(_trimmed(speech), speech.sample_rate)
    return _segment(_levelled(samples, _SPEECH_LEVEL_DBFS))


def _tone(samples: Samples) -> AudioSegment:
    return _segment(_levelled(samples, _TONE_LEVEL_DBFS))


def _segment(samples: Samples) -> AudioSegment:
    """Round up to whole milliseconds, so that lengths and marks are exact in samples and in time."""
    whole = np.pad(samples, (0, -len(samples) % _WHOLE_MS))
    pcm = np.rint(np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes()
    segment = AudioSegment(data=pcm, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
    return segment.fade_in(_EDGE_MS).fade_out(_EDGE_MS) if len(segment) > 2 * _EDGE_MS else segment


def _silence(length: timedelta) -> _Piece:
    milliseconds = length // timedelta(milliseconds=1)
    return _Piece(sound=AudioSegment.silent(duration=milliseconds, frame_rate=SAMPLE_RATE))


def _frames(sound: AudioSegment) -> int:
    return len(sound.raw_data) // 2


def _trimmed(speech: Speech) -> Samples:
    audible = np.flatnonzero(np.abs(speech.samples) > _AUDIBLE)
    if not len(audible):
        return speech.samples[:0]
    around = round(_KEEP_AROUND.total_seconds() * speech.sample_rate)
    return speech.samples[max(0, audible[0] - around) : audible[-1] + 1 + around]


def _levelled(samples: Samples, level_dbfs: float) -> Samples:
    """Bring the audible part to a level (root of mean square), without clipping."""
    audible = samples[np.abs(samples) > _AUDIBLE]
    if not len(audible):
        return samples
    strength = math.sqrt(float(np.mean(np.square(audible, dtype=np.float64))))
    gain = min(10 ** (level_dbfs / 20) / strength, 1 / float(np.abs(samples).max()))
    return (samples * np.float32(gain)).astype(np.float32)


def _resampled(samples: Samples, sample_rate: int) -> Samples:
    if sample_rate == SAMPLE_RATE or not len(samples):
        return samples
    from scipy.signal import resample_poly  # noqa: PLC0415 - scipy takes most of a second to import

    common = math.gcd(SAMPLE_RATE, sample_rate)
    resampled: Samples = resample_poly(samples, SAMPLE_RATE // common, sample_rate // common).astype(
        np.float32
    )
    return resampled
