"""Alarms and innocent tones, made from figures with chance, for the detector to be counted on.

Each maker takes a generator of chance and gives 48 kHz mono samples of at most 2 s; what differs between
two of a kind is what differs between two in the world: speed, pitch, timbre, room, noise.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from audio.speech import Samples

RATE = 48_000
Curve = NDArray[np.float64]
Make = Callable[[Generator], Samples]


def temporal_3(chance: Generator) -> Samples:
    """ISO 8201 as far as 2 s go, or a little faster so that three pulses fit."""
    on = chance.uniform(0.45, 0.55) if chance.random() < 0.5 else chance.uniform(0.34, 0.42)
    sound = _timbre(np.full(2 * RATE, chance.uniform(400, 3100)), chance)
    at = np.arange(2 * RATE) / RATE
    gate = np.clip((on / 2 - np.abs(at % (2 * on) - on / 2)) / 0.01, 0, 1)
    return _in_the_world(sound * gate, chance)


def wail(chance: Generator) -> Samples:
    """Up and down in 2 to 6 s."""
    return _swept(chance, hz=chance.uniform(1 / 6, 0.5))


def yelp(chance: Generator) -> Samples:
    return _swept(chance, hz=chance.uniform(2, 5))


def whoop(chance: Generator) -> Samples:
    """Up in a second or half of one, again and again, or down as DIN 33404 has it."""
    at = np.arange(2 * RATE) / RATE
    turn = (at * chance.uniform(0.9, 2.5)) % 1
    low = chance.uniform(300, 700)
    rises = turn if chance.random() < 0.5 else 1 - turn
    return _in_the_world(_timbre(low * 2 ** (chance.uniform(0.8, 1.6) * rises), chance), chance)


def hi_lo(chance: Generator) -> Samples:
    at = np.arange(2 * RATE) / RATE
    beat = chance.uniform(0.12, 0.5)
    low = chance.uniform(380, 1000)
    high = low * 2 ** (chance.uniform(3, 8) / 12)
    return _in_the_world(_timbre(np.where(at // beat % 2, low, high), chance), chance)


def bell(chance: Generator) -> Samples:
    return _in_the_world(_struck([(0.0, _pitch(chance))], chance), chance)


def chime(chance: Generator) -> Samples:
    """Two to four bells, as at a station."""
    pitch, step = _pitch(chance), chance.uniform(0.25, 0.6)
    notes = [(turn * step, pitch * 2 ** (_third(chance) / 12)) for turn in range(int(chance.integers(2, 5)))]
    return _in_the_world(_struck(notes, chance), chance)


def struck_again(chance: Generator) -> Samples:
    """The same bell, two or three times."""
    pitch, step = _pitch(chance), chance.uniform(0.4, 0.9)
    return _in_the_world(_struck([(turn * step, pitch) for turn in range(3)], chance), chance)


def chord(chance: Generator) -> Samples:
    """Held by an organ and let go."""
    root = chance.uniform(200, 500)
    steps = ((0, 4, 7), (0, 3, 7), (0, 5, 9), (0, 4, 7, 11))[int(chance.integers(4))]
    length = chance.uniform(0.6, 1.9)
    held = sum(_timbre(np.full(round(length * RATE), root * 2 ** (step / 12)), chance) for step in steps)
    return _in_the_world(np.asarray(held) * _swell(round(length * RATE), 0.03, 0.3), chance)


def arpeggio(chance: Generator) -> Samples:
    """Up a chord, struck or blown, each note for 80 to 250 ms."""
    steps = ((0, 4, 7, 12), (0, 3, 7, 12), (0, 4, 7, 11, 12), (12, 7, 4, 0))[int(chance.integers(4))]
    return _in_the_world(_played(steps, chance, chance.uniform(0.08, 0.25)), chance)


def scale(chance: Generator) -> Samples:
    """Whole and half tones, blown and legato: the nearest a melody comes to a glide."""
    steps = (0, 2, 4, 5, 7, 9, 11, 12)[: int(chance.integers(5, 9))]
    steps = steps if chance.random() < 0.5 else steps[::-1]
    return _in_the_world(_blown(steps, chance, chance.uniform(0.1, 0.22)), chance)


def melody(chance: Generator) -> Samples:
    """Five to eight notes of the five-tone scale, no pair of them over and over."""
    scale = (0, 2, 4, 7, 9, 12)
    steps: list[int] = []
    while len(steps) < int(chance.integers(5, 9)):
        step = scale[int(chance.integers(6))]
        if step not in steps[-2:]:
            steps.append(step)
    return _in_the_world(_played(steps, chance, chance.uniform(0.15, 0.3)), chance)


def sung(chance: Generator) -> Samples:
    """One or two held notes with vibrato of up to a semitone to each side, which slide into each other."""
    at = np.arange(round(chance.uniform(1.0, 2.0) * RATE)) / RATE
    vibrato = chance.uniform(0.3, 1.0) * np.sin(2 * np.pi * chance.uniform(4.5, 7) * at)
    slides = chance.uniform(-7, 7) / (1 + np.exp(-(at - at[-1] / 2) / 0.02))
    pitch = chance.uniform(180, 600) * 2 ** ((vibrato + slides) / 12)
    return _in_the_world(_timbre(pitch, chance) * _swell(len(at), 0.08, 0.15), chance)


def bent(chance: Generator) -> Samples:
    """A plucked monochord (đàn bầu): each note bends by up to 5 semitones within a fifth of a second."""
    notes = int(chance.integers(1, 4))
    each = 2.0 / notes
    at = np.arange(round(each * RATE)) / RATE
    parts = []
    for _ in range(notes):
        bend = chance.uniform(-5, 5) * np.clip(at / chance.uniform(0.08, 0.2), 0, 1)
        vibrato = 0.4 * np.sin(2 * np.pi * 5.5 * at) * np.clip(at - 0.25, 0, 1)
        pitch = chance.uniform(250, 600) * 2 ** ((bend + vibrato) / 12)
        rings = np.exp(-chance.uniform(1, 3) * at) * _swell(len(at), 0.004, 0.02)
        parts.append(_timbre(pitch, chance) * rings)
    return _in_the_world(np.concatenate(parts), chance)


ALARMS: Mapping[str, Make] = {
    "temporal-3": temporal_3,
    "wail": wail,
    "yelp": yelp,
    "whoop": whoop,
    "hi-lo": hi_lo,
}
INNOCENT: Mapping[str, Make] = {
    "bell": bell,
    "chime": chime,
    "the same bell again": struck_again,
    "chord": chord,
    "arpeggio": arpeggio,
    "legato scale": scale,
    "melody": melody,
    "sung note": sung,
    "bent strings": bent,
}


def _swept(chance: Generator, *, hz: float) -> Samples:
    at = np.arange(2 * RATE) / RATE
    low, octaves = chance.uniform(250, 700), chance.uniform(0.8, 1.8)
    turn = (at * hz + chance.random()) % 1
    shapes = (0.5 - 0.5 * np.cos(2 * np.pi * turn), 1 - np.abs(2 * turn - 1))
    return _in_the_world(_timbre(low * 2 ** (octaves * shapes[int(chance.integers(2))]), chance), chance)


def _timbre(pitch_hz: Curve, chance: Generator) -> Curve:
    """A sine, a square, a saw or an instrument, without what would fold back."""
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE
    kind = int(chance.integers(4))
    sound = np.zeros(len(phase))
    for partial in range(1, 1 if kind == 0 else 12):
        strength = (0.0, partial % 2 / partial, 1 / partial, chance.uniform(0.1, 1) / partial)[kind]
        sound += strength * np.sin(partial * phase) * (pitch_hz * partial < 16_000)
    return sound if kind else np.sin(phase)


def _struck(notes: Sequence[tuple[float, float]], chance: Generator) -> Curve:
    """Bells with partials that are no multiples, ringing into each other."""
    sound = np.zeros(2 * RATE)
    decay = chance.uniform(2, 6)
    partials = [(1.0, 1.0), (chance.uniform(1.98, 2.4), 0.4), (chance.uniform(2.7, 3.1), 0.2)]
    for start, pitch in notes:
        at = np.arange(max(0, 2 * RATE - round(start * RATE))) / RATE
        for ratio, strength in partials:
            ring = strength * np.sin(2 * np.pi * pitch * ratio * at) * np.exp(-decay * ratio**0.5 * at)
            sound[2 * RATE - len(at) :] += ring * np.minimum(1, at / 0.004)
    return sound * _swell(2 * RATE, 0.002, 0.1)


def _played(steps: Sequence[int], chance: Generator, each: float) -> Curve:
    if chance.random() < 0.5:
        return _blown(steps, chance, each)
    root = chance.uniform(260, 900)
    return _struck([(turn * each, root * 2 ** (step / 12)) for turn, step in enumerate(steps)], chance)


def _blown(steps: Sequence[int], chance: Generator, each: float) -> Curve:
    root = chance.uniform(260, 900)
    pitch = np.repeat([root * 2 ** (step / 12) for step in steps], round(each * RATE))[: 2 * RATE]
    return _timbre(pitch, chance) * _swell(len(pitch), 0.02, 0.08)


def _swell(count: int, rise: float, fall: float) -> Curve:
    at = np.arange(count) / RATE
    return np.minimum(1, np.minimum(at / rise, (count / RATE - at) / fall))


def _pitch(chance: Generator) -> float:
    return float(chance.uniform(300, 1400))


def _third(chance: Generator) -> int:
    return int(chance.choice([-9, -7, -5, -4, -3, 0, 3, 4, 5, 7, 9]))


def _in_the_world(sound: Curve, chance: Generator) -> Samples:
    """Perhaps a room, perhaps noise 15 to 30 dB below."""
    if chance.random() < 0.5:
        dies = np.exp(-np.arange(round(0.25 * RATE)) / RATE * chance.uniform(14, 40))
        room = chance.normal(size=len(dies)) * dies * 0.02
        room[0] = 1.0
        sound = np.convolve(sound, room)[: 2 * RATE] if len(sound) < RATE // 10 else _convolved(sound, room)
    sound = sound / np.abs(sound).max()
    if chance.random() < 0.5:
        below_db = chance.uniform(15, 30)
        sound = sound + chance.normal(size=len(sound)) * np.std(sound) * 10 ** (-below_db / 20)
    made: Samples = (0.5 * sound / np.abs(sound).max()).astype(np.float32)
    return made


def _convolved(sound: Curve, room: Curve) -> Curve:
    size = 1 << (len(sound) + len(room)).bit_length()
    whole = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size), size)
    return np.asarray(whole[: min(2 * RATE, len(sound))])
