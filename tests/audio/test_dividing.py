"""A recording in one piece is cut between its sentences, and where that is unsure it is said."""

from datetime import timedelta
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.dividing import divide, divide_at, whole
from audio.errors import TooFewPausesError, WrongLengthError
from audio.islands import islands, islands_of, levels
from audio.language import SpokenLanguage
from audio.tones import SAMPLE_RATE
from tests.audio.reader import Reader, hummed

VI = SpokenLanguage.VIETNAMESE
SENTENCES = (
    "thông báo",
    "ban quản lý khu công nghiệp thông báo tạm ngừng cấp điện từ tám giờ đến mười một giờ",
    "đề nghị các doanh nghiệp, hộ kinh doanh, cá nhân chủ động sắp xếp sản xuất",
    "mọi chi tiết xin liên hệ ban quản lý",
    "xin cảm ơn",
)


def words(count: int, commas: int = 0) -> str:
    said = ["ban"] * count
    for comma in range(min(commas, count // 4)):
        said[4 * comma + 2] += ","
    return " ".join(said)


@pytest.mark.parametrize("noise_db", [-80.0, -50.0, -40.0, -32.0])
def test_every_cut_lies_between_two_sentences_in_any_usual_noise(noise_db: float) -> None:
    reader = Reader(noise_db=noise_db)

    pieces = divide(islands(reader.read(SENTENCES)), SENTENCES, VI)

    assert reader.right(pieces) == [True] * 4


def test_a_reader_who_rests_as_long_at_commas_is_followed_by_the_lengths_of_sentences() -> None:
    reader = Reader(rests=0.5, commas=0.5)

    pieces = divide(islands(reader.read(SENTENCES)), SENTENCES, VI)

    assert reader.right(pieces) == [True] * 4


def test_a_cough_between_two_sentences_goes_to_one_of_them_and_cuts_no_other() -> None:
    reader = Reader(cough_after=2)

    pieces = divide(islands(reader.read(SENTENCES)), SENTENCES, VI)

    assert reader.right(pieces) == [True] * 4


def test_where_the_cut_might_be_elsewhere_both_sentences_are_unsure() -> None:
    reader = Reader(rests=0.3, cough_after=2)

    pieces = divide(islands(reader.read(SENTENCES)), SENTENCES, VI)

    assert [piece.is_sure for piece in pieces][2:4] == [False, False]


def test_sentences_that_follow_each_other_clearly_are_sure() -> None:
    pieces = divide(islands(Reader(rests=1.2).read(SENTENCES)), SENTENCES, VI)

    assert all(piece.is_sure for piece in pieces)


def test_nothing_of_a_sentence_is_lost() -> None:
    reader = Reader(noise_db=-50.0)

    pieces = divide(islands(reader.read(SENTENCES)), SENTENCES, VI)

    for piece, (begin, end) in zip(pieces, reader.spans, strict=True):
        assert piece.begin <= begin + SAMPLE_RATE // 25
        assert piece.end >= end - SAMPLE_RATE // 25


@settings(max_examples=25, deadline=None)
@given(
    lengths=st.lists(st.integers(2, 30), min_size=2, max_size=12),
    commas=st.integers(0, 3),
    rests=st.floats(0.6, 2.0),
    within=st.floats(0.12, 0.4),
)
def test_who_rests_longer_between_sentences_than_within_is_always_cut_right(
    lengths: list[int], commas: int, rests: float, within: float
) -> None:
    sentences = [words(length, commas) for length in lengths]
    reader = Reader(rests=rests, commas=within)

    pieces = divide(islands(reader.read(sentences)), sentences, VI)

    assert all(reader.right(pieces))
    assert all(one.end <= other.begin for one, other in pairwise(pieces))


def test_too_few_pauses_are_told_with_how_many_there_are() -> None:
    reader = Reader(rests=0.0, commas=0.0)

    with pytest.raises(TooFewPausesError) as refused:
        divide(islands(reader.read(SENTENCES)), SENTENCES, VI)

    assert (refused.value.found, refused.value.needed) == (0, 4)


@pytest.mark.parametrize("said", [SENTENCES[:1], SENTENCES * 6])
def test_far_less_or_far_more_than_the_words_is_not_divided(said: tuple[str, ...]) -> None:
    with pytest.raises(WrongLengthError):
        divide(islands(Reader().read(said)), SENTENCES, VI)


@pytest.mark.parametrize("seconds", [0, 0.004, 3])
def test_silence_is_not_divided(seconds: float) -> None:
    silence = np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)

    with pytest.raises(WrongLengthError):
        divide(islands(silence), SENTENCES, VI)
    with pytest.raises(WrongLengthError):
        whole(islands(silence))


def test_one_sentence_is_taken_without_the_silence_around_it() -> None:
    reader = Reader()

    piece = whole(islands(reader.read(SENTENCES[1:2])))

    [(begin, end)] = reader.spans
    assert piece.begin == pytest.approx(begin - 0.08 * SAMPLE_RATE, abs=0.05 * SAMPLE_RATE)
    assert piece.end == pytest.approx(end + 0.15 * SAMPLE_RATE, abs=0.05 * SAMPLE_RATE)


@pytest.mark.parametrize("late_seconds", [-0.3, 0.0, 0.4])
def test_where_the_reader_pressed_next_the_nearest_rest_is_cut(late_seconds: float) -> None:
    reader = Reader(rests=0.6, commas=0.6)
    sound = islands(reader.read(SENTENCES))
    pressed = [timedelta(seconds=end / SAMPLE_RATE + 0.3 + late_seconds) for _, end in reader.spans[:-1]]

    pieces = divide_at(sound, pressed)

    assert reader.right([piece for piece in pieces if piece]) == [True] * 4
    assert all(piece and piece.is_sure for piece in pieces)


def test_between_two_presses_with_nothing_said_there_is_nothing() -> None:
    reader = Reader()
    sound = islands(reader.read(SENTENCES[:2]))
    rest = timedelta(seconds=reader.spans[0][1] / SAMPLE_RATE + 0.3)

    first, none, second = divide_at(sound, [rest, rest + timedelta(milliseconds=100)])

    assert (first is None, none, second is None) == (False, None, False)


def test_a_press_far_from_any_rest_is_unsure() -> None:
    long = words(30)
    reader = Reader()
    sound = islands(reader.read([long, long]))

    pieces = divide_at(sound, [timedelta(seconds=3)])

    assert [piece and piece.is_sure for piece in pieces] == [False, False]


@pytest.mark.parametrize("pressed", [[], [1.0], [1.0, 2.0, 3.0]])
def test_silence_between_presses_gives_nothing(pressed: list[float]) -> None:
    silence = islands(np.zeros(SAMPLE_RATE, dtype=np.float32))

    assert divide_at(silence, [timedelta(seconds=at) for at in pressed]) == (None,) * (len(pressed) + 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-90, 0), max_size=400))
def test_runs_of_sound_never_overlap_and_lie_within_the_recording(heard: list[float]) -> None:
    found = islands_of(np.array(heard, dtype=np.float64))

    turns = [turn for run in zip(found.begins, found.ends, strict=True) for turn in run]
    assert turns == sorted(set(turns))
    assert all(0 <= turn <= len(heard) for turn in turns)


def test_a_machine_that_starts_meanwhile_is_no_speech() -> None:
    reader = Reader(rests=1.5)
    sound = reader.read(SENTENCES)
    hum = np.random.default_rng(1).normal(scale=0.004, size=len(sound))
    hum[: len(hum) // 2] /= 10

    pieces = divide(islands((sound + hum).astype(np.float32)), SENTENCES, VI)

    assert reader.right(pieces) == [True] * 4


def test_levels_do_not_depend_on_an_offset_or_on_blocks() -> None:
    said = np.tile(hummed(words(20)), 20)

    assert np.allclose(levels(said), levels(said + np.float32(0.1)), atol=0.5)
    assert len(levels(said)) == len(said) // 480


def test_an_hour_is_divided_within_seconds_of_work() -> None:
    lengths = np.random.default_rng(5).integers(4, 25, 300)
    sentences = [words(int(length), 2) for length in lengths]
    frames = [np.full(30, -70.0)]
    for sentence in sentences:
        for clause in sentence.split(", "):
            frames += [np.full(len(clause.split()) * 23, -20.0), np.full(20, -70.0)]
        frames.append(np.full(60, -70.0))
    ends = list(accumulate(map(len, frames)))

    pieces = divide(islands_of(np.concatenate(frames)), sentences, VI)

    assert len(pieces) == 300
    assert pieces[-1].end <= ends[-1] * 480
