from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import fftconvolve

from audio.assembly import Section, SpokenSentence, assemble
from audio.errors import SoundMissingError
from audio.loudness import gated_loudness, measured
from audio.loudspeaker import Loudspeaker
from audio.music import Loop
from audio.reading.values import Pause
from audio.shaping import PRESETS, Preset
from audio.sounds import SoundFolder, as_flac, levelled_music
from audio.speech import Samples, Speech
from audio.template import OURS, Bed, Plain, Template
from audio.tones import SAMPLE_RATE, closing, opening
from schedules.vocabulary import Class, Digest
from tests.audio.fakes import HummingVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    samples: Samples
    marks: tuple[timedelta, ...]


def assembled(
    sections: Sequence[Section],
    class_: Class = Class.ROUTINE,
    preset: Preset | None = None,
    *,
    template: Template = OURS,
    sounds: SoundFolder | None = None,
) -> Assembled:
    pcm: list[bytes] = []
    layout = assemble(
        sections, class_=class_, preset=preset, keep=pcm.append, template=template, sounds=sounds
    )
    samples = np.frombuffer(b"".join(pcm), dtype="<i2").astype(np.float32) / np.float32(32768)
    return Assembled(samples=samples, marks=layout.marks)


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


GONG, MUSIC_SECONDS = np.tile(opening(Class.PRIORITY)[: SAMPLE_RATE // 2], 2), 7


@pytest.fixture
def sounds(tmp_path: Path) -> SoundFolder:
    return SoundFolder(tmp_path)


@pytest.fixture
def gong(sounds: SoundFolder) -> Digest:
    return sounds.put(as_flac(GONG * np.float32(0.05)))


@pytest.fixture
def bed(sounds: SoundFolder) -> Bed:
    """A hum of many strings, that never falls silent."""
    at = np.arange(MUSIC_SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    strings = sum(np.sin(2 * np.pi * (220 + 55 * turn + 0.3) * at + turn) for turn in range(6))
    music = (np.asarray(strings) / 12).astype(np.float32)
    return Bed(music=sounds.put(as_flac(levelled_music(music))))


def test_a_loaded_tone_opens_as_loud_above_the_speech_as_is_asked_for(
    sounds: SoundFolder, gong: Digest
) -> None:
    for above_lu in (0, 1.5, 3):
        template = Template(opening=gong, closing=gong, tone_above_lu=above_lu)

        whole = assembled([[sentence("một hai ba bốn năm sáu bảy tám")]], template=template, sounds=sounds)

        begin = round(whole.marks[0].total_seconds() * SAMPLE_RATE)
        spoken_at = loudness(whole.samples[begin:][: 2 * SAMPLE_RATE])
        for tone in (whole.samples[: len(GONG)], whole.samples[-len(GONG) :]):
            assert loudness(tone) - spoken_at == pytest.approx(above_lu, abs=0.2)


def test_without_tones_the_first_word_comes_at_once() -> None:
    plain = assembled([[sentence()]], template=Template(opening=Plain.NONE, closing=Plain.NONE))

    assert plain.marks == (timedelta(0),)
    assert len(plain.samples) / SAMPLE_RATE < sentence().speech().length.total_seconds() + 0.1


def test_rests_are_as_long_as_the_template_says() -> None:
    long = Template(
        after_opening=timedelta(seconds=2),
        between_sections=timedelta(seconds=4),
        before_closing=timedelta(seconds=3),
        sentence_rests=1.5,
    )
    sections = [[sentence(pause=Pause.SENTENCE), sentence()], [sentence()]]

    ours, longer = assembled(sections), assembled(sections, template=long)

    later = [after - before for before, after in zip(ours.marks, longer.marks, strict=True)]
    assert [one / timedelta(milliseconds=1) for one in later] == [1600, 1850, 4350]
    assert len(longer.samples) - len(ours.samples) == round((1.6 + 0.25 + 2.5 + 2.5) * SAMPLE_RATE)


def test_the_whole_is_said_twice_between_one_opening_and_one_closing() -> None:
    sections = [[noise(1, 0.5)], [noise(2, 0.7)]]

    whole = assembled(sections, template=Template(times=2))

    said = [places(whole.samples, one.speech().samples) for section in sections for one in section]
    marks = [round(mark.total_seconds() * SAMPLE_RATE) for mark in whole.marks]
    assert marks == [said[0][0], said[1][0], said[0][1], said[1][1]]
    assert len(places(whole.samples, closing())) == 1


def test_music_lies_so_far_below_the_speech_and_comes_nearer_in_rests(sounds: SoundFolder, bed: Bed) -> None:
    template = Template(bed=bed, after_opening=timedelta(seconds=2), between_sections=timedelta(seconds=3))
    sections = [[sentence("một hai ba bốn năm sáu bảy tám")], [sentence()]]

    plain, laid = (
        assembled(sections, template=one, sounds=sounds) for one in (replace(template, bed=None), template)
    )

    assert plain.marks == laid.marks
    music = laid.samples - plain.samples
    first, second = (round(mark.total_seconds() * SAMPLE_RATE) for mark in laid.marks)
    assert loudness(music[first : first + 2 * SAMPLE_RATE]) == pytest.approx(-23 - 18, abs=0.5)
    resting = music[second - round(2.5 * SAMPLE_RATE) : second - SAMPLE_RATE // 2]
    assert loudness(resting) == pytest.approx(-23 - 9, abs=0.5)


def test_music_never_sounds_under_a_tone_and_neither_comes_nor_goes_with_a_click(
    sounds: SoundFolder, bed: Bed
) -> None:
    template = Template(bed=bed, before_closing=timedelta(seconds=2))
    sections = [[sentence(pause=Pause.NONE), sentence(pause=Pause.PARAGRAPH), sentence()]]

    plain = assembled(sections, template=Template(before_closing=timedelta(seconds=2)))
    laid = assembled(sections, template=template, sounds=sounds)

    music = laid.samples - plain.samples
    assert not music[: len(opening(Class.ROUTINE))].any()
    assert not music[-len(closing()) :].any()
    steps = np.abs(np.diff(music))
    steepest = 10 ** (-32 / 20) * 10 * 2 * np.pi * 500 / SAMPLE_RATE
    assert steps.max() < steepest


def test_music_under_a_short_rest_stays_soft(sounds: SoundFolder, bed: Bed) -> None:
    """It would only pump."""
    sections = [[sentence(pause=Pause.COMMA), sentence()]]

    plain, laid = assembled(sections), assembled(sections, template=Template(bed=bed), sounds=sounds)

    music = laid.samples - plain.samples
    begin = round(laid.marks[1].total_seconds() * SAMPLE_RATE)
    rest = music[begin - round(0.18 * SAMPLE_RATE) : begin]
    under_speech = music[begin : begin + SAMPLE_RATE // 2]
    assert np.sqrt(np.mean(rest**2)) == pytest.approx(np.sqrt(np.mean(under_speech**2)), rel=0.2)


@dataclass
class CountedLoop:
    """Counts how much music is asked for at once."""

    loop: Loop
    most: int = 0

    def take(self, count: int) -> bytes:
        self.most = max(self.most, count)
        return self.loop.take(count)


@dataclass
class CountedSounds:
    folder: SoundFolder
    taken: list[CountedLoop] = field(default_factory=list)

    def tone(self, digest: Digest) -> Samples:
        return self.folder.tone(digest)

    def music(self, digest: Digest, closes: ExitStack) -> CountedLoop:
        self.taken.append(CountedLoop(self.folder.music(digest, closes)))
        return self.taken[-1]


def test_no_more_music_than_a_piece_is_in_memory(sounds: SoundFolder, bed: Bed) -> None:
    counted = CountedSounds(sounds)
    one = sentence("một hai ba bốn")

    assemble(
        [[one] * 30],
        class_=Class.ROUTINE,
        preset=None,
        keep=lambda _pcm: None,
        template=Template(bed=bed),
        sounds=counted,  # type: ignore[arg-type]  # a loop as good as ours
    )

    [loop] = counted.taken
    assert loop.most <= len(one.speech().samples) * 2 + 48


def test_a_tone_that_is_gone_makes_no_broadcast(sounds: SoundFolder) -> None:
    with pytest.raises(SoundMissingError):
        assembled([[sentence()]], template=Template(opening=Digest("c" * 64)), sounds=sounds)
    with pytest.raises(SoundMissingError):
        assembled([[sentence()]], template=Template(closing=Digest("c" * 64)))
