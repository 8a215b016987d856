from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

import numpy as np
import pytest
from scipy.signal import fftconvolve

from audio.assembly import Section, SpokenSentence, assemble
from audio.loudness import gated_loudness, measured
from audio.loudspeaker import Loudspeaker
from audio.reading.values import Pause
from audio.shaping import PRESETS, Preset
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE, closing, opening
from schedules.vocabulary import Class
from tests.audio.fakes import HummingVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    samples: Samples
    marks: tuple[timedelta, ...]


def assembled(
    sections: Sequence[Section], class_: Class = Class.ROUTINE, preset: Preset | None = None
) -> Assembled:
    pcm: list[bytes] = []
    marks = assemble(sections, class_=class_, preset=preset, keep=pcm.append)
    samples = np.frombuffer(b"".join(pcm), dtype="<i2").astype(np.float32) / np.float32(32768)
    return Assembled(samples=samples, marks=marks)


def spoken(speech: Speech, pause: Pause = Pause.SENTENCE) -> SpokenSentence:
    return SpokenSentence(speech=lambda: speech, pause=pause)


def sentence(words: str = "một hai ba bốn", pause: Pause = Pause.SENTENCE) -> SpokenSentence:
    return spoken(HummingVoice().say(words, language="vi", rate=1.0), pause)


@pytest.mark.parametrize("class_", Class)
def test_an_opening_tone_lasts_at_most_two_seconds_and_has_no_click(class_: Class) -> None:
    tone = opening(class_)

    assert len(tone) <= 2 * SAMPLE_RATE
    assert abs(tone[0]) < 0.01
    assert abs(tone[-1]) < 0.01


@pytest.mark.parametrize("class_", [Class.ROUTINE, Class.PRIORITY])
def test_nothing_below_emergency_sounds_like_an_alarm(class_: Class) -> None:
    """Temporal-3 needs three separate half-second pulses; a wail never rests on a pitch."""
    tone = opening(class_)
    loud = np.abs(tone.reshape(-1, SAMPLE_RATE // 100)[: len(tone) // 480].max(axis=1)) > 0.1
    onsets = int(np.count_nonzero(np.diff(loud.astype(int)) == 1)) + int(loud[0])

    assert onsets < 3
    assert len(pitches(tone)) <= 3


def pitches(tone: Samples) -> set[int]:
    """The strongest frequency of each tenth of a second, in steps of 20 Hz."""
    window = SAMPLE_RATE // 10
    found: set[int] = set()
    for piece in tone[: len(tone) // window * window].reshape(-1, window):
        if np.abs(piece).max() > 0.1:
            found.add(round(int(np.abs(np.fft.rfft(piece)).argmax()) * 10 / 20))
    return found


def test_the_classes_sound_apart() -> None:
    tones = {opening(class_).tobytes() for class_ in Class}

    assert len(tones) == len(Class)


def test_marks_are_where_the_sentences_start() -> None:
    whole = assembled([[sentence(), sentence(), sentence()]])

    assert len(whole.marks) == 3
    for mark in whole.marks:
        at = round(mark.total_seconds() * SAMPLE_RATE)
        before = whole.samples[at - 480 : at]
        after = whole.samples[at : at + SAMPLE_RATE // 4]
        assert np.abs(before).max() < 0.001
        assert np.abs(after).max() > 0.05


def test_a_longer_pause_makes_a_longer_broadcast() -> None:
    lengths = [
        len(assembled([[sentence(pause=pause), sentence()]]).samples)
        for pause in (Pause.NONE, Pause.CLAUSE, Pause.SENTENCE, Pause.PARAGRAPH)
    ]

    assert lengths == sorted(set(lengths))


def test_several_sections_share_one_opening_and_one_closing() -> None:
    one = assembled([[sentence()]])
    two = assembled([[sentence()], [sentence()]])

    tones = (len(opening(Class.ROUTINE)) + len(closing())) / SAMPLE_RATE
    added = (len(two.samples) - len(one.samples)) / SAMPLE_RATE
    assert added < sentence().speech().length.total_seconds() + tones


def noise(seed: int, seconds: float) -> SpokenSentence:
    """A sentence that resembles nothing else."""
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, round(seconds * SAMPLE_RATE)).astype(np.float32)
    return spoken(Speech(samples=samples, sample_rate=SAMPLE_RATE))


def places(sound: Samples, pattern: Samples) -> list[int]:
    """Where the normed cross-correlation of `sound` with `pattern` peaks over 0.98, in samples."""
    energy = np.concatenate(([0.0], np.cumsum(np.square(sound, dtype=np.float64))))
    under = np.sqrt(np.maximum(energy[len(pattern) :] - energy[: -len(pattern)], 1e-9))
    likeness = fftconvolve(sound, pattern[::-1], mode="valid") / (under * np.linalg.norm(pattern))
    over = np.flatnonzero(likeness > 0.98)
    apart = np.split(over, np.flatnonzero(np.diff(over) > SAMPLE_RATE // 20) + 1)
    return [int(around[likeness[around].argmax()]) for around in apart if len(around)]


@pytest.mark.parametrize("class_", Class)
def test_three_sections_sound_in_order_between_one_opening_and_one_closing(class_: Class) -> None:
    sections = [[noise(1, 0.5), noise(2, 0.7)], [noise(3, 0.6)], [noise(4, 0.4), noise(5, 0.5)]]

    whole = assembled(sections, class_)

    sound = whole.samples
    said = [places(sound, one.speech().samples) for section in sections for one in section]
    assert [[round(mark.total_seconds() * SAMPLE_RATE)] for mark in whole.marks] == said
    assert said == sorted(said)
    assert places(sound, opening(class_)) == [0]
    assert places(sound, closing()) == [len(sound) - len(closing())]
    rests_ms = np.diff([place for [place] in said]) // 48 - [500, 700, 600, 400]
    assert rests_ms[1] == rests_ms[2] > max(rests_ms[0], rests_ms[3])


def test_a_broadcast_is_a_whole_number_of_milliseconds() -> None:
    whole = assembled([[sentence("ba"), sentence("bốn năm")]], Class.PRIORITY)

    assert len(whole.samples) % 48 == 0
    assert all(mark % timedelta(milliseconds=1) == timedelta(0) for mark in whole.marks)


def test_silence_around_a_sentence_is_trimmed() -> None:
    plain = sentence().speech()
    quiet = np.zeros(plain.sample_rate, dtype=np.float32)
    padded = Speech(samples=np.concatenate((quiet, plain.samples, quiet)), sample_rate=plain.sample_rate)

    short = assembled([[spoken(plain)]])
    long = assembled([[spoken(padded)]])

    assert abs(len(long.samples) - len(short.samples)) < SAMPLE_RATE // 20


@pytest.mark.parametrize("preset", [None, *PRESETS.values()])
def test_quiet_and_loud_long_and_short_sentences_come_out_alike(preset: Preset | None) -> None:
    """At most 3 LU apart is asked for; one word is as loud as a sentence."""
    loud = sentence("một hai ba bốn năm sáu bảy tám").speech()
    quiet = Speech(samples=loud.samples * np.float32(0.05), sample_rate=loud.sample_rate)

    whole = assembled([[spoken(loud), spoken(quiet), sentence("ba")]], preset=preset)

    levels = [loudness(whole.samples[begin:end]) for begin, end in stretches(whole.marks, (2.0, 2.0, 0.25))]
    assert max(levels) - min(levels) < 1


@pytest.mark.parametrize("class_", Class)
def test_tones_are_heard_and_are_at_most_3_lu_above_the_speech(class_: Class) -> None:
    whole = assembled(
        [[sentence("một hai ba bốn năm sáu bảy tám")]], class_, PRESETS[Loudspeaker.REFLEX_HORN]
    )

    begin = round(whole.marks[0].total_seconds() * SAMPLE_RATE)
    spoken_at = loudness(whole.samples[begin:][: 2 * SAMPLE_RATE])
    for tone in (whole.samples[: len(opening(class_))], whole.samples[-len(closing()) :]):
        assert 0 < loudness(tone) - spoken_at < 3


@pytest.mark.parametrize("preset", [None, *PRESETS.values()])
def test_no_join_clicks(preset: Preset | None) -> None:
    """Even where a recording begins and ends at full strength, both sides of a join are silent."""
    recorded = np.full(SAMPLE_RATE, 0.5, dtype=np.float32) * np.sign(np.sin(np.arange(SAMPLE_RATE) / 20))
    abrupt = spoken(Speech(samples=recorded.astype(np.float32), sample_rate=SAMPLE_RATE), Pause.NONE)

    whole = assembled([[abrupt, abrupt, abrupt]], preset=preset)

    for mark in whole.marks:
        join = round(mark.total_seconds() * SAMPLE_RATE)
        assert np.abs(whole.samples[join - 2 : join + 2]).max() < 0.01


def test_a_sentence_without_sound_is_no_harm() -> None:
    silent = spoken(Speech(samples=np.zeros(2400, dtype=np.float32), sample_rate=24_000))

    assert len(assembled([[silent, sentence()]], preset=PRESETS[Loudspeaker.REFLEX_HORN]).marks) == 2


def test_one_sentence_after_the_other_is_fetched() -> None:
    """Half an hour of sentences does not fit into the memory that a notice may take."""
    events: list[str] = []
    one = sentence().speech()

    def fetched() -> Speech:
        events.append("fetched")
        return one

    section = [SpokenSentence(speech=fetched, pause=Pause.NONE)] * 3
    assemble([section], class_=Class.ROUTINE, preset=None, keep=lambda _pcm: events.append("kept"))

    assert [event for event, _ in groupby(events)] == ["kept", *["fetched", "kept"] * 3]


def stretches(marks: Sequence[timedelta], seconds: Sequence[float]) -> list[tuple[int, int]]:
    begins = [round(mark.total_seconds() * SAMPLE_RATE) for mark in marks]
    return [(begin, begin + round(long * SAMPLE_RATE)) for begin, long in zip(begins, seconds, strict=True)]


def loudness(samples: Samples) -> float:
    """One that is shorter than a gating block is measured as if it were repeated."""
    power = measured([samples]).power
    return gated_loudness(np.resize(power, max(len(power), 400)))
