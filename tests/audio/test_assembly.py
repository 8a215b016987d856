from datetime import timedelta

import numpy as np
import pytest
from scipy.signal import fftconvolve

from audio.assembly import SpokenSentence, assemble
from audio.reading.values import Pause
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE, closing, opening
from schedules.vocabulary import Class
from tests.audio.fakes import HummingVoice


def sentence(words: str = "một hai ba bốn", pause: Pause = Pause.SENTENCE) -> SpokenSentence:
    return SpokenSentence(speech=HummingVoice().say(words, language="vi", rate=1.0), pause=pause)


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
    assembled = assemble([[sentence(), sentence(), sentence()]], class_=Class.ROUTINE)

    assert len(assembled.marks) == 3
    for mark in assembled.marks:
        at = round(mark.total_seconds() * SAMPLE_RATE)
        before = assembled.samples[at - 480 : at]
        after = assembled.samples[at : at + SAMPLE_RATE // 4]
        assert np.abs(before).max() < 0.001
        assert np.abs(after).max() > 0.05


def test_a_longer_pause_makes_a_longer_broadcast() -> None:
    lengths = [
        len(assemble([[sentence(pause=pause), sentence()]], class_=Class.ROUTINE).samples)
        for pause in (Pause.NONE, Pause.CLAUSE, Pause.SENTENCE, Pause.PARAGRAPH)
    ]

    assert lengths == sorted(set(lengths))


def test_several_sections_share_one_opening_and_one_closing() -> None:
    one = assemble([[sentence()]], class_=Class.ROUTINE)
    two = assemble([[sentence()], [sentence()]], class_=Class.ROUTINE)

    tones = (len(opening(Class.ROUTINE)) + len(closing())) / SAMPLE_RATE
    added = (len(two.samples) - len(one.samples)) / SAMPLE_RATE
    assert added < sentence().speech.length.total_seconds() + tones


def noise(seed: int, seconds: float) -> SpokenSentence:
    """A sentence that resembles nothing else."""
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, round(seconds * SAMPLE_RATE)).astype(np.float32)
    return SpokenSentence(speech=Speech(samples=samples, sample_rate=SAMPLE_RATE), pause=Pause.SENTENCE)


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

    assembled = assemble(sections, class_=class_)

    sound = assembled.samples
    said = [places(sound, one.speech.samples) for section in sections for one in section]
    assert [[round(mark.total_seconds() * SAMPLE_RATE)] for mark in assembled.marks] == said
    assert said == sorted(said)
    assert places(sound, opening(class_)) == [0]
    assert places(sound, closing()) == [len(sound) - len(closing())]
    rests_ms = np.diff([place for [place] in said]) // 48 - [500, 700, 600, 400]
    assert rests_ms[1] == rests_ms[2] > max(rests_ms[0], rests_ms[3])


def test_a_broadcast_is_a_whole_number_of_milliseconds() -> None:
    assembled = assemble([[sentence("ba"), sentence("bốn năm")]], class_=Class.PRIORITY)

    assert len(assembled.samples) % 48 == 0
    assert all(mark % timedelta(milliseconds=1) == timedelta(0) for mark in assembled.marks)


def test_silence_around_a_sentence_is_trimmed() -> None:
    plain = sentence()
    quiet = np.zeros(plain.speech.sample_rate, dtype=np.float32)
    padded = Speech(
        samples=np.concatenate((quiet, plain.speech.samples, quiet)), sample_rate=plain.speech.sample_rate
    )

    short = assemble([[plain]], class_=Class.ROUTINE)
    long = assemble([[SpokenSentence(speech=padded, pause=Pause.SENTENCE)]], class_=Class.ROUTINE)

    assert abs(len(long.samples) - len(short.samples)) < SAMPLE_RATE // 20


def test_a_quiet_and_a_loud_sentence_come_out_alike() -> None:
    loud = sentence()
    quiet = SpokenSentence(
        speech=Speech(samples=loud.speech.samples * np.float32(0.3), sample_rate=loud.speech.sample_rate),
        pause=Pause.SENTENCE,
    )

    assembled = assemble([[loud, quiet]], class_=Class.ROUTINE)

    levels = [
        float(np.abs(assembled.samples[round(mark.total_seconds() * SAMPLE_RATE) :][:SAMPLE_RATE]).max())
        for mark in assembled.marks
    ]
    assert levels[1] == pytest.approx(levels[0], rel=0.1)


def test_a_sentence_without_sound_is_no_harm() -> None:
    silent = SpokenSentence(
        speech=Speech(samples=np.zeros(2400, dtype=np.float32), sample_rate=24_000), pause=Pause.SENTENCE
    )

    assert len(assemble([[silent, sentence()]], class_=Class.ROUTINE).marks) == 2
