from datetime import timedelta

from audio.reading.lexicon import Lexicon
from audio.reading.parts import opening, spoken_length
from audio.reading.read import read

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
