"""Each fault of sound is told to staff in their language, with the sentence it is in."""

import pytest

from audio.errors import ShelfFullError, UnfitSpeechError, WrongLoudnessError
from controller.entries import Language
from controller.web.shown.fault import fault
from controller.web.words import Words
from tests.controller.belt import ZONE_TIME

SENTENCE = "Từ bảy giờ ba mươi mất điện"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", UnfitSpeechError.__subclasses__())
def test_a_fault_of_a_sentence_names_it(kind: type[UnfitSpeechError], language: Language) -> None:
    error = kind("its own words", spoken=SENTENCE)

    told = fault(f"{kind.__name__}: {error}", Words(language, ZONE_TIME))

    assert f"“{SENTENCE}”" in told
    assert "its own words" not in told


@pytest.mark.parametrize("kind", [WrongLoudnessError, ShelfFullError])
def test_a_fault_of_the_clip_or_the_disk_is_told(kind: type[Exception]) -> None:
    told = {fault(f"{kind.__name__}: 1", Words(language, ZONE_TIME)) for language in Language}

    assert len(told) == len(Language)
    assert not any(kind.__name__ in one for one in told)


def test_what_has_no_better_words_stands_as_it_is() -> None:
    assert fault("Something: else", Words(Language.ENGLISH, ZONE_TIME)) == "Something: else"
