"""Nothing but words reaches a voice; a reading that has more in it is refused loudly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import UnspeakableError
from audio.reading.guard import refuse_unspeakable
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read

LEXICON = official_lexicon()


@pytest.mark.parametrize(
    "spoken",
    ["năm 2025", "tăng 5%", "theo KCN", "một, hai; ba", "hai  ba", "", " ba", "một\nhai", "하이퐁", "ba_bốn"],
)
def test_what_is_no_word_is_refused(spoken: str) -> None:
    with pytest.raises(UnspeakableError):
        refuse_unspeakable(spoken)


@pytest.mark.parametrize("spoken", ["Thái Nguyên", "một, hai, ba", "Ủy ban nhân dân"])
def test_words_pass(spoken: str) -> None:
    refuse_unspeakable(spoken)


@given(st.text())
def test_every_sentence_that_is_read_passes(text: str) -> None:
    for sentence in read(text, lexicon=LEXICON).sentences:
        refuse_unspeakable(sentence.spoken)
