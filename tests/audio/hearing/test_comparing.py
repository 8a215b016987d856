import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from audio.hearing.comparing import misheard
from audio.hearing.places import Kind, places
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.numbers import cardinal
from audio.reading.read import read
from audio.reading.values import Sentence
from tests.audio.reading.test_read_properties import TEXTS

LEXICON = official_lexicon()
ENGLISH = official_lexicon(SpokenLanguage.ENGLISH)
NOTICE = (
    "UBND tỉnh Bắc Ninh: từ 7h30 ngày 25/11/2026, KCN Quế Võ II và Samsung Display ngừng cấp điện 3 lần,"
    " mỗi lần 45 phút, liên hệ ông Nguyễn Văn Nam, điện thoại 0912 345 678, trong ba ngày."
)


def sentence_of(text: str) -> Sentence:
    (sentence,) = read(text, lexicon=LEXICON).sentences
    return sentence


def told(text: str, heard: str) -> list[tuple[str, str]]:
    """Return what is written and what was heard instead."""
    found = misheard(sentence_of(text), heard, number=0, lexicon=LEXICON)
    return [(one.span.of(text), one.heard) for one in found]


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@given(TEXTS, st.sampled_from([str, str.lower, str.upper, lambda said: said.replace(",", "")]))
def test_who_hears_what_was_said_flags_nothing(text: str, manner: type[str]) -> None:
    assume(text.upper().lower() == text.lower())  # ß is not
    for sentence in read(text, lexicon=LEXICON).sentences:
        assert misheard(sentence, manner(sentence.spoken), number=0, lexicon=LEXICON) == ()


IN_SMALL_LETTERS = (
    "ủy ban nhân dân tỉnh bắc ninh từ 7 giờ 30 phút ngày 25 tháng 11 năm 2026 khu công nghiệp quế võ 2 và"
    " sam sung display ngừng cấp điện ba lần mỗi lần 45 phút liên hệ ông nguyễn văn nam điện thoại"
    " không chín một hai ba bốn năm sáu bảy tám trong 3 ngày"
)


@pytest.mark.parametrize(
    "heard",
    [
        NOTICE,
        NOTICE.upper(),
        NOTICE.replace("25/11/2026", "25 tháng 11 năm 2026").replace("0912 345 678", "0912345678"),
        IN_SMALL_LETTERS,
    ],
)
def test_figures_and_spellings_of_a_recogniser_are_the_words_of_a_voice(heard: str) -> None:
    assert told(NOTICE, heard) == []


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 3))
def test_one_number_that_changes_is_flagged_and_nothing_else(number: int, other: int, changed: int) -> None:
    template = "Tổ {} nhận {} suất quà, tổ {} nhận {} suất quà và ra về trật tự"
    numbers = [number, number + 3, number + 7, number + 20]
    assume(other != numbers[changed])
    said = [cardinal(str(other if turn == changed else own)) for turn, own in enumerate(numbers)]

    flagged = told(template.format(*map(dotted, numbers)), template.format(*said))

    assert flagged == [(dotted(numbers[changed]), cardinal(str(other)))]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_same_number_written_in_words_is_checked_too(number: int, other: int) -> None:
    assume(number > 20 and number != other)
    text = f"trong đợt này có {cardinal(str(number))} người được nhận quà"

    flagged = told(text, text.replace(cardinal(str(number)), cardinal(str(other))))

    assert flagged == [(cardinal(str(number)), cardinal(str(other)))]


def test_a_number_that_grew_or_was_left_out_is_flagged() -> None:
    text = "Nghỉ 3 ngày kể từ thứ hai tuần sau"

    assert told(text, "nghỉ ba mươi ngày kể từ thứ hai tuần sau") == [("3", "ba mươi")]
    assert told(text, "nghỉ ngày kể từ thứ hai tuần sau") == [("3", "")]


def test_a_single_number_in_words_is_checked_unless_it_may_mean_something_else() -> None:
    text = "Trong bốn ngày của năm nay, đầu tư không giảm"

    assert told(text, "trong ba ngày của nắng nay đầu từ hông giảm") == [("bốn", "ba")]


def test_a_plain_word_beside_a_number_that_was_misheard_is_not_its_fault() -> None:
    text = "Nghỉ 3 hôm kể từ thứ hai tuần sau"

    assert told(text, "nghỉ ba không kể từ thứ hai tuần sau") == []
    assert told(text, "nghỉ ba mươi kể từ thứ hai tuần sau") == [("3", "ba mươi")]
    assert told(text, "nghỉ không ba hôm kể từ thứ hai tuần sau") == [("3", "không ba")]


def test_a_name_that_was_heard_otherwise_is_flagged_with_what_was_heard() -> None:
    text = "Xin mời ông Nguyễn Văn Nam lên phòng bảo vệ"

    assert told(text, "xin mời ông nguyễn văn năm lên phòng bảo vệ") == [("Nguyễn Văn Nam", "nguyễn văn năm")]


def test_plain_words_may_differ() -> None:
    text = "Đề nghị bà con giữ gìn vệ sinh chung trong 3 ngày"

    assert told(text, "đề nghị bà con giữ dìn vệ xinh trung trong ba ngày") == []


def test_a_sentence_of_which_less_than_half_was_heard_is_flagged_as_a_whole() -> None:
    text = "Xin mời ông Nguyễn Văn Nam lên phòng bảo vệ trước 17h"

    (whole,) = misheard(sentence_of(text), "tạp âm", number=4, lexicon=LEXICON)

    assert (whole.sentence, whole.kind, whole.heard) == (4, Kind.SENTENCE, "tạp âm")
    assert whole.span.of(text) == text.rstrip(".")


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("kỹ", "kĩ"), ("Lý", "lí"), ("Quý", "quí"), ("thuỷ", "thủy"), ("Mỹ", "mĩ")],
)
def test_a_word_is_the_same_in_either_spelling(one: str, other: str) -> None:
    assert told(f"Xin mời bà {one.title()} lên phòng bảo vệ", f"xin mời bà {other} lên phòng bảo vệ") == []


@pytest.mark.parametrize(
    ("text", "heard", "flagged"),
    [
        (
            "It starts at 7:30 a.m. on 25 November 2026.",
            "IT STARTS AT SEVEN THIRTY AM ON NOVEMBER TWENTY FIFTH",
            ["25 November 2026"],
        ),
        (
            "The fee is $1,250 for each of 105 people.",
            "the fee is 1250 dollars for each of one hundred five people",
            [],
        ),
        (
            "Call Mr. Nam at 0912 345 678.",
            "call mister nam at oh nine one two three four five six seven nine",
            ["0912 345 678"],
        ),
    ],
)
def test_english_is_compared_by_its_own_rules(text: str, heard: str, flagged: list[str]) -> None:
    (sentence,) = read(text, lexicon=ENGLISH).sentences

    found = misheard(sentence, heard, number=0, lexicon=ENGLISH)

    assert [one.span.of(text) for one in found] == flagged


def test_places_are_numbers_and_names_and_not_the_first_word_of_a_sentence() -> None:
    found = [(place.span.of(NOTICE), place.kind) for place in places(sentence_of(NOTICE), LEXICON.language)]

    assert found == [
        ("UBND", Kind.NAME),
        ("Bắc Ninh", Kind.NAME),
        ("7h30", Kind.NUMBER),
        ("25/11/2026", Kind.NUMBER),
        ("KCN", Kind.NAME),
        ("Quế Võ", Kind.NAME),
        ("II", Kind.NUMBER),
        ("Samsung Display", Kind.NAME),
        ("3", Kind.NUMBER),
        ("45", Kind.NUMBER),
        ("Nguyễn Văn Nam", Kind.NAME),
        ("0912 345 678", Kind.NUMBER),
        ("ba", Kind.NUMBER),
    ]
