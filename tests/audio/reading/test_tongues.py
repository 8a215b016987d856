"""Languages without rules: cut at their marks, words and figures as they are written."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.language import SpokenLanguage
from audio.reading.decisions import Correction
from audio.reading.lexicon import official_lexicon
from audio.reading.parts import cue, divide, spoken_length
from audio.reading.read import read
from audio.reading.values import Pause, Reading
from audio.reading.written import from_json, to_json
from audio.span import SourceSpan

WITHOUT_RULES = [SpokenLanguage.KOREAN, SpokenLanguage.CHINESE, SpokenLanguage.JAPANESE]
SENTENCES = {
    SpokenLanguage.VIETNAMESE: "Đề nghị các doanh nghiệp chủ động phòng cháy và chữa cháy. ",
    SpokenLanguage.ENGLISH: "Please make sure that every fire exit of the factory is open. ",
    SpokenLanguage.KOREAN: "각 기업은 화재 예방에 적극적으로 나서 주시기 바랍니다. ",
    SpokenLanguage.CHINESE: "请各企业做好防火工作，并检查所有安全出口。",
    SpokenLanguage.JAPANESE: "各企業は防火対策を行い、非常口を確認してください。",
}


def reading_in(language: SpokenLanguage, text: str) -> Reading:
    return read(text, lexicon=official_lexicon(language))


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        (
            SpokenLanguage.CHINESE,
            "各位工人请注意：7月1日8:30起停电！请致电0208-3999-111。",
            ["各位工人请注意, 7月1日8:30起停电", "请致电0208-3999-111"],
        ),
        (
            SpokenLanguage.JAPANESE,
            "明日は休みです。「工業団地」では、1.5%増。",
            ["明日は休みです", "工業団地, では, 1.5%増"],
        ),
        (
            SpokenLanguage.KOREAN,
            "최저임금은 4,960,000동입니다. 2025년 7월 1일 시행!\n문의: 114",
            ["최저임금은 4,960,000동입니다", "2025년 7월 1일 시행", "문의, 114"],
        ),
    ],
)
def test_sentences_end_at_their_marks_and_figures_are_left_to_the_voice(
    language: SpokenLanguage, text: str, sentences: list[str]
) -> None:
    reading = reading_in(language, text)

    assert [sentence.spoken for sentence in reading.sentences] == sentences
    assert not reading.doubts


@pytest.mark.parametrize("language", WITHOUT_RULES)
@given(
    text=st.text()
    | st.lists(st.sampled_from(["中", "한", "の", "。", "，", "1", ".", " ", "%", "🎉", "「"])).map("".join)
)
def test_any_text_is_read_in_order_and_once_and_for_all(language: SpokenLanguage, text: str) -> None:
    reading = reading_in(language, text)

    spans = [word.span for sentence in reading.sentences for word in sentence.words]
    assert all(one.end <= other.start or one == other for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert reading_in(language, reading.spoken).spoken == reading.spoken


def test_a_person_may_say_a_place_otherwise() -> None:
    text = "请致电114。"

    reading = read(
        text,
        lexicon=official_lexicon(SpokenLanguage.CHINESE),
        corrections=[Correction(span=SourceSpan(start=3, end=6), said="一一四")],
    )

    assert [word.text for word in reading.sentences[0].words] == ["请致电", "一一四"]


@pytest.mark.parametrize("language", list(SpokenLanguage))
def test_a_reading_is_written_down_with_its_language(language: SpokenLanguage) -> None:
    reading = reading_in(language, SENTENCES[language])

    assert from_json(to_json(reading)) == reading


def test_a_reading_that_was_written_before_there_were_languages_is_vietnamese() -> None:
    assert from_json('{"sentences": []}').language is SpokenLanguage.VIETNAMESE


@pytest.mark.parametrize("language", list(SpokenLanguage))
def test_a_long_notice_has_parts_of_a_minute_in_each_language(language: SpokenLanguage) -> None:
    reading = reading_in(language, SENTENCES[language] * 60)

    parts = divide(reading).parts

    assert timedelta(seconds=2) < spoken_length(reading) / 60 < timedelta(seconds=8)
    assert all(timedelta(seconds=50) < part.length <= timedelta(seconds=90) for part in parts[:-1])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (SpokenLanguage.VIETNAMESE, "Phần hai trên ba"),
        (SpokenLanguage.ENGLISH, "Part two of three"),
        (SpokenLanguage.KOREAN, "3부 중 2부"),
        (SpokenLanguage.CHINESE, "共3部分 第2部分"),
        (SpokenLanguage.JAPANESE, "3部のうち第2部"),
    ],
)
def test_the_cue_of_a_part_is_in_the_language_of_the_notice(language: SpokenLanguage, said: str) -> None:
    assert cue(2, 3, at=0, language=language).spoken == said


def test_the_mark_and_the_end_of_a_line_are_pauses() -> None:
    reading = reading_in(SpokenLanguage.CHINESE, "一。二！\n三")

    assert [sentence.pause for sentence in reading.sentences] == [
        Pause.SENTENCE,
        Pause.PARAGRAPH,
        Pause.PARAGRAPH,
    ]
