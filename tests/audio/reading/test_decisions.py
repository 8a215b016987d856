"""What people decide about a text goes before every rule, and is written down without loss."""

from audio.reading.decisions import NONE, Correction, Decisions, from_json, to_json
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.span import SourceSpan

TEXT = "Nộp 2-3 bộ hồ sơ tại BQL trước ngày 01/12/2026."


def place(written: str) -> SourceSpan:
    start = TEXT.index(written)
    return SourceSpan(start=start, end=start + len(written))


def spoken(decisions: Decisions) -> str:
    return read(TEXT, lexicon=official_lexicon(), corrections=decisions.corrections).spoken


def test_words_of_a_person_go_before_every_rule() -> None:
    decided = NONE.correct(Correction(span=place("2-3"), said="hai hoặc ba"))

    assert spoken(decided).startswith("Nộp hai hoặc ba bộ hồ sơ")


def test_a_place_may_be_made_silent() -> None:
    decided = NONE.correct(Correction(span=place("tại BQL"), said=""))

    assert "tại" not in spoken(decided)


def test_a_later_correction_replaces_what_it_touches() -> None:
    first = NONE.correct(Correction(span=place("BQL"), said="ban quản lý khu"))
    second = first.correct(Correction(span=place("tại BQL"), said="tại trụ sở"))

    assert [one.said for one in second.corrections] == ["tại trụ sở"]


def test_without_corrections_the_rules_say_it_again() -> None:
    decided = NONE.correct(Correction(span=place("BQL"), said="ban")).uncorrect(place("BQL"))

    assert spoken(decided) == spoken(NONE)


def test_decisions_are_written_down_without_loss() -> None:
    decided = NONE.correct(Correction(span=place("BQL"), said="ban")).take_back(place("Nộp"))

    assert from_json(to_json(decided)) == decided
    assert to_json(NONE) == ""
