import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio.documents.clean import clean
from audio.reading.lexicon import official_lexicon
from audio.reading.plain import plain
from audio.reading.read import read
from audio.reading.rule import claimed
from audio.reading.rules import RULES

LEXICON = official_lexicon()
NUMBERS = [
    "12",
    "1.5",
    "1,5",
    "3/4",
    "12/5/2026",
    "7h30",
    "m2",
    "²",
    "½",
    "5G",
    "A.I.4",
    "0912 000 111",
    "đ",
    "90'",
    "1:500",
    "m3/s",
    "12-16/5",
    "(1)",
]
NAMES = [
    "KCN",
    "(KCN)",
    "khu công nghiệp",
    "II",
    "VI PHẠM",
    "35/2022/NĐ-CP",
    "UBND",
    "TT.",
    "P.",
    "CP",
    "v.v...",
    "I",
    "I - II",
    "VI.1",
    "XI MĂNG",
    "T2-T6",
    "CN-01",
    "H55.23-250714-0032",
    "57-NQ/TW",
    "TM. UBND",
]
CUES = ["ngày", "tháng", "Điều", "từ", "đến", "và", "thứ", "x", " ", "  ", "\n", "e\u0323\u0302", "中", "🎉"]
SIGNS = ["-", "–", ".", ",", ";", "%", "$", "@", "a.vn", "&amp;", "#", "./.", "“", "”", "\u200b"]
PIECES = [*NUMBERS, *NAMES, *CUES, *SIGNS]
TEXTS = (
    st.text()
    | st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
)


@given(TEXTS)
def test_no_digit_and_no_symbol_reaches_the_voice(text: str) -> None:
    for sentence in read(text, lexicon=LEXICON).sentences:
        odd = [
            sign
            for sign in sentence.spoken
            if sign not in " ," and not unicodedata.category(sign).startswith("L")
        ]
        assert not odd
        assert sentence.spoken.strip(" ,")


@given(TEXTS)
def test_no_rule_claims_what_another_has(text: str) -> None:
    _, claims = claimed(plain(text, kept=None).text, rules=RULES, lexicon=LEXICON)

    assert all(claim.start < claim.end for claim in claims)
    assert all(one.end <= other.start for one, other in pairwise(claims))


@given(TEXTS)
def test_places_lie_in_the_source_and_in_order(text: str) -> None:
    spans = [word.span for sentence in read(text, lexicon=LEXICON).sentences for word in sentence.words]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    assert [span.end for span in spans] == sorted(span.end for span in spans)


@given(TEXTS)
def test_only_what_cleaning_kept_is_read(text: str) -> None:
    kept = clean(text).kept

    for sentence in read(text, lexicon=LEXICON, kept=kept).sentences:
        for word in sentence.words:
            assert any(word.span.start < span.end and span.start < word.span.end for span in kept)


@given(TEXTS)
def test_reading_a_reading_changes_nothing(text: str) -> None:
    once = read(text, lexicon=LEXICON).spoken

    assert read(once, lexicon=LEXICON).spoken.lower() == once.lower()
