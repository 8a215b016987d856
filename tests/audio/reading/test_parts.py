from collections.abc import Iterator
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from audio.reading.lexicon import Lexicon
from audio.reading.parts import Division, Run, cue, divide, opening, spoken_length
from audio.reading.read import read
from audio.reading.values import Pause, Reading, Sentence, Word
from audio.span import SourceSpan

SENTENCE = "Đề nghị các doanh nghiệp kiểm tra hệ thống điện trước khi nghỉ. "


def test_ten_sentences_sound_ten_times_as_long(lexicon: Lexicon) -> None:
    one, ten = (read(SENTENCE * count + "Hết", lexicon=lexicon) for count in (1, 10))

    single = spoken_length(read(SENTENCE + SENTENCE, lexicon=lexicon)) - spoken_length(one)
    assert timedelta(seconds=2) < single < timedelta(seconds=6)
    assert spoken_length(ten) - spoken_length(one) > 8 * single


def test_the_opening_is_the_sentences_that_fit(lexicon: Lexicon) -> None:
    reading = read(SENTENCE * 10, lexicon=lexicon)

    part = opening(reading, timedelta(seconds=15))

    assert 1 < len(part.sentences) < 10
    assert part.sentences == reading.sentences[: len(part.sentences)]
    assert spoken_length(part) <= timedelta(seconds=15)


def test_the_opening_has_at_least_one_sentence(lexicon: Lexicon) -> None:
    assert len(opening(read(SENTENCE * 2, lexicon=lexicon), timedelta(0)).sentences) == 1


HEAD = "THÔNG BÁO\nVề việc tạm ngừng cấp điện\n"
FIRST = "Ban quản lý thông báo tạm ngừng cấp điện tại cổng ba.\n"
SECONDS_90 = timedelta(seconds=90)
CRUMB = timedelta(seconds=25)


def sentence(syllables: int, pause: Pause = Pause.SENTENCE) -> Sentence:
    word = Word(text=" ".join(["ba"] * syllables), span=SourceSpan(start=0, end=1), rule="as written")
    return Sentence(words=(word,), pause=pause)


def of_lengths(*syllables: int) -> Reading:
    return Reading(sentences=tuple(sentence(count) for count in syllables))


READINGS = st.builds(
    lambda sentences: Reading(sentences=tuple(sentences)),
    st.lists(
        st.builds(sentence, st.integers(1, 500) | st.integers(1, 40), st.sampled_from(Pause)), max_size=80
    ),
)
SHORT_READINGS = st.lists(st.integers(1, 200), max_size=9).map(lambda counts: of_lengths(*counts))


@given(READINGS)
def test_every_sentence_is_in_exactly_one_part_and_in_order(reading: Reading) -> None:
    parts = divide(reading).parts

    said = [turn for part in parts for turn in range(part.first, part.last)]
    assert said == (list(range(len(reading.sentences))) if parts else [])
    assert all(part.first < part.last for part in parts)


@given(READINGS)
def test_no_part_is_longer_than_90_seconds_unless_it_is_one_sentence(reading: Reading) -> None:
    for part in divide(reading).parts:
        assert part.length <= SECONDS_90 or part.last - part.first == 1


@given(READINGS)
def test_only_what_is_longer_than_90_seconds_has_parts(reading: Reading) -> None:
    assert bool(divide(reading).parts) == (spoken_length(reading) > SECONDS_90)


@given(READINGS)
def test_the_same_reading_is_always_divided_in_the_same_way(reading: Reading) -> None:
    assert divide(reading) == divide(Reading(sentences=tuple(reading.sentences)))


@given(SHORT_READINGS)
def test_a_part_under_25_seconds_is_left_only_where_nothing_else_is_possible(reading: Reading) -> None:
    parts = divide(reading).parts
    if parts:
        fewest = min(_crumbs(reading, bounds) for bounds in _all_bounds(reading, 0))
        assert _crumbs(reading, [part.first for part in parts]) == fewest


_ROOM = timedelta(milliseconds=3300)
"""What is kept free for the cue of a part."""


def _all_bounds(reading: Reading, first: int) -> Iterator[list[int]]:
    """Yield where parts may begin, from `first` on, in all ways that keep to 90 s."""
    count = len(reading.sentences)
    if first == count:
        yield []
    for last in range(first + 1, count + 1):
        if last == first + 1 or _length(reading, first, last) <= SECONDS_90:
            yield from ([first, *rest] for rest in _all_bounds(reading, last))


def _crumbs(reading: Reading, begins: list[int]) -> int:
    ends = [*begins[1:], len(reading.sentences)]
    return sum(_length(reading, first, last) < CRUMB for first, last in zip(begins, ends, strict=True))


def _length(reading: Reading, first: int, last: int) -> timedelta:
    return spoken_length(Reading(sentences=reading.sentences[first:last])) + _ROOM


@given(st.integers(1, 30), st.integers(2, 200))
def test_parts_of_equal_sentences_differ_by_one_sentence_at_most(syllables: int, count: int) -> None:
    parts = divide(of_lengths(*[syllables] * count)).parts

    assert not parts or max(map(_size, parts)) - min(map(_size, parts)) <= 1


def _size(part: Run) -> int:
    return part.last - part.first


def test_a_part_begins_at_a_heading_rather_than_within_a_paragraph(lexicon: Lexicon) -> None:
    text = "".join(f"{number}\n{SENTENCE * 16}\n" for number in ("I. NỘI DUNG", "II. THỜI GIAN", "Điều 7."))

    parts = divide(read(text, lexicon=lexicon), text=text).parts

    assert _beginnings(text, parts, lexicon) == ["I. NỘI DUNG", "II. THỜI GIAN", "Điều 7."]


def test_a_part_ends_with_a_paragraph_rather_than_within_one(lexicon: Lexicon) -> None:
    text = "".join(f"{name} nói. {SENTENCE * 9}\n" for name in ("An", "Bình", "Chi", "Dung"))

    parts = divide(read(text, lexicon=lexicon), text=text).parts

    assert _beginnings(text, parts, lexicon) == [
        f"An nói. {SENTENCE * 9}".strip(),
        f"Chi nói. {SENTENCE * 9}".strip(),
    ]


def test_no_part_ends_with_a_heading(lexicon: Lexicon) -> None:
    text = f"{SENTENCE * 15}\nTHỜI GIAN\nĐịa điểm và cách nộp như sau:\n{SENTENCE * 15}"
    reading = read(text, lexicon=lexicon)

    [_, second] = divide(reading, text=text).parts

    assert reading.sentences[second.first].spoken.lower() == "thời gian"


def _beginnings(text: str, parts: tuple[Run, ...], lexicon: Lexicon) -> list[str]:
    sentences = read(text, lexicon=lexicon).sentences
    return [text[sentences[part.first].span.start :].partition("\n")[0].strip() for part in parts]


def headline(text: str, lexicon: Lexicon) -> tuple[str, timedelta]:
    reading = read(text, lexicon=lexicon)
    run = divide(reading, text=text).headline
    assert run
    assert run.first == 0
    return text[: reading.sentences[run.last - 1].span.end], run.length


def test_the_headline_is_the_title_and_the_first_sentence(lexicon: Lexicon) -> None:
    said, length = headline(HEAD + FIRST + SENTENCE * 20, lexicon)

    assert said == (HEAD + FIRST).strip().rstrip(".")
    assert length <= timedelta(seconds=20)


def test_the_headline_takes_more_of_the_first_paragraph_while_it_fits(lexicon: Lexicon) -> None:
    said, length = headline("Ban quản lý thông báo. " + SENTENCE * 20, lexicon)

    assert said.count("Đề nghị") >= 2
    assert length <= timedelta(seconds=20)


def test_a_first_sentence_that_is_too_long_is_not_cut(lexicon: Lexicon) -> None:
    long = "Ban quản lý thông báo" + ", đề nghị các doanh nghiệp kiểm tra hệ thống điện" * 8

    said, length = headline(f"{HEAD}{long}.\n{SENTENCE * 20}", lexicon)

    assert said == HEAD + long
    assert length > timedelta(seconds=20)


def test_a_notice_that_says_no_more_than_its_headline_has_none(lexicon: Lexicon) -> None:
    assert divide(read("Xin cảm ơn.", lexicon=lexicon)) == Division(headline=None, parts=())
    assert divide(read("", lexicon=lexicon)) == Division(headline=None, parts=())


def test_a_cue_says_which_part_of_how_many_follows_and_is_nowhere_in_the_source() -> None:
    said = cue(2, 3, at=7)

    assert said.spoken == "Phần hai trên ba"
    assert said.span == SourceSpan(start=7, end=7)
    assert said.words[0].rule == "part cue"


def test_a_part_is_as_long_as_its_sentences_and_its_cue() -> None:
    reading = of_lengths(*[20] * 40)

    parts = divide(reading).parts

    of_sentences = sum((part.length for part in parts), timedelta(0)) - spoken_length(reading)
    cues = Reading(sentences=tuple(cue(nth, len(parts), at=0) for nth in range(1, len(parts) + 1)))
    assert of_sentences == spoken_length(cues)
