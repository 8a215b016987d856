"""Puts a broadcast together: opening tone, sentences with their pauses, closing tone.

pydub holds and fades each piece, which is handed on at once: its own `+` in a loop takes
quadratic time, and a long broadcast would fill the memory.
"""

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from audio.loudness import gated_loudness, weighted_power
from audio.reading.parts import RESTS
from audio.reading.values import Pause
from audio.shaping import Preset, shaped
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
_SPEECH_LUFS = -23.0
_TONE_LUFS = -22.0
"""1 LU above the speech: enough to be noticed, and nobody turns it down."""
_GATE_MS = 400
_AUDIBLE = 10 ** (-45 / 20)
"""Of the highest sample of a sentence: what is below it on either side is silence."""
_KEEP_AROUND = timedelta(milliseconds=15)
_WHOLE_MS = SAMPLE_RATE // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSentence:
    """A sentence that was spoken; `speech` fetches it from where it is kept, when its turn comes."""

    speech: Callable[[], Speech]
    pause: Pause


Section = Sequence[SpokenSentence]
"""One notice or part. A broadcast has one opening and one closing, however many sections."""
Keep = Callable[[bytes], None]
"""Takes the next 48 kHz mono samples, 16 bits each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    sound: AudioSegment
    is_sentence: bool = False


def assemble(
    sections: Sequence[Section], *, class_: Class, preset: Preset | None, keep: Keep
) -> tuple[timedelta, ...]:
    """Lay out the sections of one broadcast piece by piece and return where its sentences start.

    Each piece is a whole number of milliseconds. Without a preset speech is not shaped for a horn.
    One sentence is in memory at a time.
    """
    marks: list[timedelta] = []
    at = 0
    for piece in _pieces(sections, class_, preset):
        if piece.is_sentence:
            marks.append(timedelta(milliseconds=at // _WHOLE_MS))
        keep(piece.sound.raw_data)
        at += _frames(piece.sound)
    return tuple(marks)


def _pieces(sections: Sequence[Section], class_: Class, preset: Preset | None) -> Iterator[_Piece]:
    yield _Piece(sound=_tone(opening(class_)))
    yield _silence(_AFTER_OPENING)
    for number, section in enumerate(sections):
        if number:
            yield _silence(_BETWEEN_SECTIONS)
        yield from _section(section, preset)
    yield _silence(_BEFORE_CLOSING)
    yield _Piece(sound=_tone(closing()))


def _section(section: Section, preset: Preset | None) -> Iterator[_Piece]:
    for number, sentence in enumerate(section):
        yield _Piece(sound=_sentence(sentence.speech(), preset), is_sentence=True)
        if number + 1 < len(section):
            yield _silence(RESTS[sentence.pause])


def _sentence(speech: Speech, preset: Preset | None) -> AudioSegment:
    """Trim, bring to 48 kHz, shape, and bring to one loudness, so that no sentence stands out."""
    samples = _resampled(_trimmed(speech), speech.sample_rate)
    return _segment(_levelled(shaped(samples, preset) if preset else samples, _SPEECH_LUFS))


def _tone(samples: Samples) -> AudioSegment:
    return _segment(_levelled(samples, _TONE_LUFS))


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
    magnitudes = np.abs(speech.samples)
    audible = np.flatnonzero(magnitudes > _AUDIBLE * magnitudes.max(initial=0))
    if not len(audible):
        return speech.samples[:0]
    around = round(_KEEP_AROUND.total_seconds() * speech.sample_rate)
    return speech.samples[max(0, audible[0] - around) : audible[-1] + 1 + around]


def _levelled(samples: Samples, level_lufs: float) -> Samples:
    """Bring a piece to a loudness, without clipping; one word is measured as if it were repeated."""
    if not samples.any():
        return samples
    power = weighted_power(samples)
    gain_db = level_lufs - gated_loudness(np.resize(power, max(len(power), _GATE_MS)))
    gain = min(10 ** (gain_db / 20), 1 / float(np.abs(samples).max()))
    return samples * np.float32(gain)


def _resampled(samples: Samples, sample_rate: int) -> Samples:
    if sample_rate == SAMPLE_RATE or not len(samples):
        return samples
    from scipy.signal import resample_poly  # noqa: PLC0415 - scipy takes most of a second to import

    common = math.gcd(SAMPLE_RATE, sample_rate)
    resampled: Samples = resample_poly(samples, SAMPLE_RATE // common, sample_rate // common).astype(
        np.float32
    )
    return resampled
