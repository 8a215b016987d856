import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.language import SpokenLanguage
from audio.reading.english.rules import RULES
from audio.reading.guard import refuse_unspeakable
from audio.reading.lexicon import official_lexicon
from audio.reading.plain import plain
from audio.reading.read import read
from audio.reading.rule import claimed
from audio.reading.values import Reading, Stake, Why

LEXICON = official_lexicon(SpokenLanguage.ENGLISH)
CASES = Path(__file__).with_name("cases")
FILES = {"english.jsonl": 162, "english_second.jsonl": 40}
"""Each with how many cases it has at least: none may be lost by the way."""
NUMBERS = [
    "12",
    "1.5",
    "1,500",
    "3/4",
    "12/5/2026",
    "7:30",
    "m2",
    "²",
    "½",
    "5G",
    "A.I.4",
    "0912 000 111",
    "2025",
    "1:500",
    "m3/day",
    "12-16 May",
    "(1)",
    "5th",
    "$5",
    "VND",
    "2.5m",
    "24/7",
    "9 a.m.",
    "5(2)(a)",
    "1990s",
]
NAMES = [
    "IZ",
    "(IZA)",
    "Industrial Zones Authority",
    "II",
    "VI",
    "V",
    "I",
    "X",
    "35/2022/ND-CP",
    "SMEs",
    "Ms",
    "No.",
    "etc.",
    "Co., Ltd.",
    "FDI",
    "VAT",
    "MUST",
    "FIRE SAFETY",
    "I - II",
    "A",
    "IT",
    "O'Brien",
    "don't",
    "CEO's",
    "Nguyễn",
    "Bắc",
    "PhD",
    "U.S.",
    "R&D",
    "i.vn",
    "a@b.vn",
    "ISO 9001:2015",
    "Mr.",
    "hr",
    "AV8",
    "COVID-19",
]
CUES = [
    "Article",
    "Part",
    "Phase",
    "zone",
    "Chapter",
    "point",
    "the",
    "on",
    "from",
    "to",
    "and",
    "July",
    "May",
    "in",
    "call",
    "x",
    " ",
    "  ",
    "\n",
    "e\u0323\u0302",
    "中",
    "🎉",
    "this section",
    "per",
    "Ch.",
]
SIGNS = [
    "-",
    "–",
    ".",
    ",",
    ";",
    "%",
    "$",
    "@",
    "&amp;",
    "#",
    "~",
    "“",
    "”",
    "'",
    "’",
    "\u200b",
    "/",
    "(",
    ")",
    "™",
]
PIECES = [*NUMBERS, *NAMES, *CUES, *SIGNS]
TEXTS = (
    st.text()
    | st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
)


def read_english(text: str) -> Reading:
    return read(text, lexicon=LEXICON)


def same_words(spoken: str) -> str:
    return re.sub(r"[^\w]+", " ", spoken.lower()).strip()


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_case_is_read_right(name: str) -> None:
    cases = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]

    wrong = {
        case["input"]: read_english(case["input"]).spoken
        for case in cases
        if same_words(read_english(case["input"]).spoken) not in map(same_words, case["accepted"])
    }

    assert len(cases) >= FILES[name]
    assert not wrong


@given(TEXTS)
def test_no_digit_and_no_symbol_reaches_the_voice(text: str) -> None:
    for sentence in read_english(text).sentences:
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
    spans = [word.span for sentence in read_english(text).sentences for word in sentence.words]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    assert [span.end for span in spans] == sorted(span.end for span in spans)


@given(TEXTS)
def test_reading_a_reading_changes_nothing(text: str) -> None:
    once = read_english(text).spoken

    assert read_english(once).spoken.lower() == once.lower()


def test_the_lexicon_says_nothing_that_would_be_read_otherwise() -> None:
    for entries in LEXICON.by_head.values():
        for entry in entries:
            assert read_english(entry.spoken).spoken.lower() == entry.spoken.lower()


def test_a_sentence_ends_after_an_abbreviation_that_ends_it() -> None:
    reading = read_english(
        "Open until 5 p.m. Bring your card, a pen, etc. Then sign for Canon Co., Ltd. Thank you."
    )

    assert [sentence.spoken for sentence in reading.sentences] == [
        "Open until five P M",
        "Bring your card, a pen, et cetera",
        "Then sign for Canon company limited",
        "Thank you",
    ]


def test_letters_of_other_scripts_are_in_doubt_and_silent() -> None:
    reading = read_english("Staff of 삼성 must come.")

    assert reading.spoken == "Staff of must come"
    assert [doubt.why for doubt in reading.doubts] == [Why.NOT_SPOKEN]


def test_a_reading_knows_its_language() -> None:
    assert read_english("Hello.").language is SpokenLanguage.ENGLISH


@given(TEXTS)
def test_the_guard_before_the_voice_lets_every_sentence_pass(text: str) -> None:
    for sentence in read_english(text).sentences:
        refuse_unspeakable(sentence.spoken)


@pytest.mark.parametrize(
    ("text", "place", "stake", "others"),
    [
        ("by 03/04/2025", "03/04/2025", Stake.DATE, ("the fourth of March twenty twenty five",)),
        (
            "USD 2.500 billion",
            "USD 2.500 billion",
            Stake.MONEY,
            ("two thousand five hundred billion U S dollars",),
        ),
        ("some 1.250 households", "1.250", Stake.NUMBER, ("one thousand two hundred and fifty",)),
        ("on 31/02/2025", "31/02/2025", Stake.DATE, ()),
    ],
)
def test_what_may_be_read_in_two_ways_is_a_doubt(
    text: str, place: str, stake: Stake, others: tuple[str, ...]
) -> None:
    [doubt] = read(text, lexicon=LEXICON).doubts

    assert (doubt.span.of(text), doubt.stake, doubt.others) == (place, stake, others)


@pytest.mark.parametrize("text", ["by 13/04/2025 or 04/04/2025", "USD 1.5 billion, 12.75 ha, VND 1,500,000"])
def test_what_may_be_read_in_one_way_is_none(text: str) -> None:
    assert read(text, lexicon=LEXICON).doubts == ()
