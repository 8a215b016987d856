"""Puts a broadcast together: opening tone, sentences with their pauses, closing tone, perhaps music under it.

pydub holds and fades each piece, which is handed on at once: its own `+` in a loop takes
quadratic time, and a long broadcast would fill the memory.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import numpy as np

from audio.bed import Accompaniment, Lies
from audio.errors import SoundMissingError
from audio.loudness import GATE_MS, gated_loudness, weighted_power
from audio.music import Loop
from audio.reading.parts import RESTS
from audio.reading.values import Pause
from audio.segments import WHOLE_MS, AudioSegment, edged, frames, silence
from audio.shaping import Preset, shaped
from audio.speech import Samples, Speech
from audio.template import OURS, Plain, Template, Tone
from audio.tones import SAMPLE_RATE, closing, opening
from schedules.vocabulary import Class, Digest

_SPEECH_LUFS = -23.0
_AUDIBLE = 10 ** (-45 / 20)
"""Of the highest sample of a sentence: what is below it on either side is silence."""
_KEEP_AROUND = timedelta(milliseconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSentence:
    """A sentence that was spoken; `speech` fetches it from where it is kept, when its turn comes."""

    speech: Callable[[], Speech]
    pause: Pause


Section = Sequence[SpokenSentence]
"""One notice or part. A broadcast has one opening and one closing, however many sections."""
Keep = Callable[[bytes], None]
"""Takes the next 48 kHz mono samples, 16 bits each."""


class Sounds(Protocol):
    """Where the loaded sounds are that templates name."""

    def tone(self, digest: Digest) -> Samples: ...
    def music(self, digest: Digest, closes: ExitStack) -> Loop: ...


class NoSounds:
    """Where nobody loaded any."""

    def tone(self, digest: Digest) -> Samples:
        raise SoundMissingError(f"no sound {digest}")

    def music(self, digest: Digest, closes: ExitStack) -> Loop:  # noqa: ARG002 - as `Sounds`
        raise SoundMissingError(f"no sound {digest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the sentences of a broadcast start, and from where to where its tones sound."""

    marks: tuple[timedelta, ...]
    tones: tuple[tuple[timedelta, timedelta], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    sound: AudioSegment
    lies: Lies


def assemble(
    sections: Sequence[Section],
    *,
    class_: Class,
    preset: Preset | None,
    keep: Keep,
    template: Template = OURS,
    sounds: Sounds | None = None,
) -> Layout:
    """Lay out the sections of one broadcast piece by piece and return where they came to lie.

    Each piece is a whole number of milliseconds. Without a preset speech is not shaped for a horn.
    One sentence is in memory at a time. What is said twice has its marks twice.

    Raises:
        ShelfError: a sound that the template names cannot be had.
    """
    marks: list[timedelta] = []
    tones: list[tuple[timedelta, timedelta]] = []
    at = timedelta()
    with ExitStack() as closes:
        around = _Around(template, class_, sounds or NoSounds())
        for piece in _accompanied(around.pieces(sections, preset), template, around.sounds, closes):
            length = timedelta(milliseconds=frames(piece.sound) // WHOLE_MS)
            if piece.lies is Lies.UNDER_SPEECH:
                marks.append(at)
            if piece.lies is Lies.NOT:
                tones.append((at, at + length))
            keep(piece.sound.raw_data)
            at += length
    return Layout(marks=tuple(marks), tones=tuple(tones))


def _accompanied(
    pieces: Iterator[_Piece], template: Template, sounds: Sounds, closes: ExitStack
) -> Iterator[_Piece]:
    if template.bed is None:
        yield from pieces
        return
    music = Accompaniment(sounds.music(template.bed.music, closes), template.bed)
    for piece in pieces:
        yield _Piece(sound=music.under(piece.sound, piece.lies), lies=piece.lies)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a template lays around the sentences."""

    template: Template
    class_: Class
    sounds: Sounds

    def pieces(self, sections: Sequence[Section], preset: Preset | None) -> Iterator[_Piece]:
        template = self.template
        yield from self._tone(template.opening, opening(self.class_))
        if template.opening is not Plain.NONE or template.bed:
            yield _rest(template.after_opening, Lies.COMING)
        for number, section in enumerate([*sections] * template.times):
            if number:
                yield _rest(template.between_sections)
            yield from self._section(section, preset)
        if template.closing is not Plain.NONE or template.bed:
            yield _rest(template.before_closing, Lies.GOING)
        yield from self._tone(template.closing, closing())

    def _section(self, section: Section, preset: Preset | None) -> Iterator[_Piece]:
        for number, sentence in enumerate(section):
            yield _Piece(sound=_sentence(sentence.speech(), preset), lies=Lies.UNDER_SPEECH)
            if number + 1 < len(section):
                yield _rest(RESTS[sentence.pause] * self.template.sentence_rests)

    def _tone(self, tone: Tone, ours: Samples) -> Iterator[_Piece]:
        if tone is Plain.NONE:
            return
        samples = ours if isinstance(tone, Plain) else self.sounds.tone(tone)
        level_lufs = _SPEECH_LUFS + self.template.tone_above_lu
        yield _Piece(sound=edged(_levelled(samples, level_lufs)), lies=Lies.NOT)


def _rest(length: timedelta, lies: Lies = Lies.IN_A_REST) -> _Piece:
    return _Piece(sound=silence(length), lies=lies)


def _sentence(speech: Speech, preset: Preset | None) -> AudioSegment:
    """Trim, bring to 48 kHz, shape, and bring to one loudness, so that no sentence stands out."""
    samples = _resampled(_trimmed(speech), speech.sample_rate)
    return edged(_levelled(shaped(samples, preset) if preset else samples, _SPEECH_LUFS))


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
    gain_db = level_lufs - gated_loudness(np.resize(power, max(len(power), GATE_MS)))
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
