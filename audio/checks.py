"""Looks at sound before it goes on the air: each sentence as spoken, tones of others, the finished clip.

Nobody may have listened to every sentence of half an hour, so what is plainly wrong stops here.
"""

from datetime import timedelta

import numpy as np

from audio.alarming.likeness import likeness
from audio.errors import (
    AlarmingSoundError,
    ClippedSpeechError,
    CutSpeechError,
    SilentSpeechError,
    SoundTooLongError,
    TooLongSpeechError,
    TooShortSpeechError,
    WrongLoudnessError,
)
from audio.language import SpokenLanguage
from audio.loudness import Measures
from audio.mastering import Target
from audio.reading.parts import SYLLABLE
from audio.reading.syllables import syllables
from audio.speech import Samples, Speech
from audio.template import LONGEST_TONE
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Class

_HEARD = 10 ** (-50 / 20)
_SOUNDING = 10 ** (-40 / 20)
"""Of the highest sample: what is below it does not count as speech."""
_SHORTEST = timedelta(milliseconds=50)
_TOP = 1 - 2e-4
"""Of the highest sample: a round peak passes through so little in fewer samples than make a flat one."""
_FLAT = timedelta(microseconds=100)
_FLAT_AT_LEAST = 4
"""Samples of a flat peak."""
_FLAT_PEAKS = 3
"""Two may be chance; speech that was cut has hundreds."""
_TAIL = timedelta(milliseconds=5)
_TAIL_DB = -15.0
"""Relative to the sentence: where a vowel is cut off, its end is about as loud as the rest."""
_HURRY, _DRAWL = 0.35, 2.5
_SLACK = timedelta(seconds=2)
"""Short sentences may have a long breath in them."""


def check_speech(speech: Speech, words: str, *, language: SpokenLanguage, rate: float) -> None:
    """Pass what a voice made of `words` at this rate.

    Raises:
        SilentSpeechError, ClippedSpeechError, CutSpeechError, TooShortSpeechError, TooLongSpeechError
    """
    if _is_silent(speech):
        raise SilentSpeechError("nothing is heard", spoken=words)
    if _is_clipped(speech):
        raise ClippedSpeechError("its peaks are cut flat", spoken=words)
    if _breaks_off(speech):
        raise CutSpeechError("its end is missing", spoken=words)
    usual = syllables(words, language) * SYLLABLE / rate
    sounds = _sounds_for(speech)
    if sounds < shortest(usual):
        raise TooShortSpeechError(_compared(sounds, usual), spoken=words)
    if sounds > longest(usual):
        raise TooLongSpeechError(_compared(sounds, usual), spoken=words)


def shortest(usual: timedelta) -> timedelta:
    """Return how long words sound at least that usually last so long."""
    return usual * _HURRY


def longest(usual: timedelta) -> timedelta:
    """Return how long they sound at most."""
    return usual * _DRAWL + _SLACK


def check_tone(tone: Samples, class_: Class) -> None:
    """Pass a loaded tone, 48 kHz mono, for broadcasts of a class; for emergencies their plan prescribes it.

    Raises:
        SoundTooLongError: it sounds for over 2 s.
        AlarmingSoundError: it sounds like an alarm.
    """
    if class_ is Class.EMERGENCY:
        return
    if len(tone) > LONGEST_TONE.total_seconds() * SAMPLE_RATE:
        raise SoundTooLongError(LONGEST_TONE)
    if found := likeness(tone):
        raise AlarmingSoundError(found)


def check_clip(heard: Measures, target: Target) -> None:
    """Pass a clip by what is heard of it once it is decoded.

    Raises:
        WrongLoudnessError: its loudness or its true peak is not the target's.
    """
    is_off = abs(heard.loudness_lufs - target.loudness_lufs) > target.tolerance_lu
    if is_off or heard.true_peak_dbtp > target.true_peak_dbtp:
        raise WrongLoudnessError(
            f"{heard.loudness_lufs:.1f} LUFS, {heard.true_peak_dbtp:.1f} dBTP, and it should be "
            f"{target.loudness_lufs:.1f} LUFS with at most {target.true_peak_dbtp:.1f} dBTP"
        )


def _is_silent(speech: Speech) -> bool:
    return _highest(speech.samples) < _HEARD or _sounds_for(speech) < _SHORTEST


def _is_clipped(speech: Speech) -> bool:
    magnitudes = np.abs(speech.samples)
    at_top = np.concatenate(([False], magnitudes >= _TOP * _highest(speech.samples), [False]))
    turns = np.flatnonzero(np.diff(at_top))
    lengths = turns[1::2] - turns[::2]
    flat = max(_FLAT_AT_LEAST, _count(_FLAT, speech))
    return int(np.count_nonzero(lengths >= flat)) >= _FLAT_PEAKS


def _breaks_off(speech: Speech) -> bool:
    tail = speech.samples[-_count(_TAIL, speech) :]
    return _strength(tail) > _strength(speech.samples) * 10 ** (_TAIL_DB / 20)


def _sounds_for(speech: Speech) -> timedelta:
    """Return the time from the first sound to the last."""
    magnitudes = np.abs(speech.samples)
    sounding = np.flatnonzero(magnitudes > _SOUNDING * _highest(speech.samples))
    if not len(sounding):
        return timedelta(0)
    return timedelta(seconds=int(sounding[-1] - sounding[0]) / speech.sample_rate)


def _count(length: timedelta, speech: Speech) -> int:
    return round(length.total_seconds() * speech.sample_rate)


def _highest(samples: Samples) -> float:
    return float(np.abs(samples).max(initial=0))


def _strength(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _compared(sounds: timedelta, usual: timedelta) -> str:
    return f"it sounds for {sounds.total_seconds():.1f} s, and usual are {usual.total_seconds():.1f} s"
