"""Staff decide how their notice is spoken; each decision makes it another edition."""

import pytest

from audio.reading.lexicon import official_lexicon
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, WrongInputError
from controller.flow import approval, decisions
from controller.flow.editions import edition
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt

TEXT = "Nộp 2-3 bộ hồ sơ tại BQL.\nTổng lượt truy cập: 12345\n"
LEXICON = official_lexicon()


def standing(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def spoken(belt: Belt, name: NoticeId) -> str:
    return from_json(standing(belt, name).reading or "").spoken


def place(written: str) -> SourceSpan:
    start = TEXT.index(written)
    return SourceSpan(start=start, end=start + len(written))


def test_a_place_is_spoken_in_a_persons_words(belt: Belt) -> None:
    name = belt.take_in(TEXT)
    belt.run()

    decisions.say_otherwise(
        belt.ledger, name, place("2-3"), "2 hoặc 3", lexicon=LEXICON, seen=edition(standing(belt, name))
    )
    belt.run()

    assert spoken(belt, name).startswith("Nộp hai hoặc ba bộ hồ sơ")


def test_what_was_set_aside_can_be_taken_back_and_set_aside_again(belt: Belt) -> None:
    name = belt.take_in(TEXT)
    belt.run()
    counter = place("Tổng lượt truy cập: 12345")
    before = spoken(belt, name)

    decisions.take_back(belt.ledger, name, counter, seen=edition(standing(belt, name)))
    belt.run()
    taken_back = spoken(belt, name)
    decisions.set_aside(belt.ledger, name, counter, seen=edition(standing(belt, name)))
    belt.run()

    assert "truy cập" in taken_back
    assert spoken(belt, name) == before


def test_a_decision_over_another_edition_is_refused(belt: Belt) -> None:
    name = belt.take_in(TEXT)
    belt.run()
    seen = edition(standing(belt, name))
    decisions.say_otherwise(belt.ledger, name, place("BQL"), "ban", lexicon=LEXICON, seen=seen)

    with pytest.raises(ChangedMeanwhileError):
        decisions.say_otherwise(belt.ledger, name, place("2-3"), "hai", lexicon=LEXICON, seen=seen)


def test_a_decision_makes_another_edition_so_that_nobody_approves_what_they_did_not_hear(belt: Belt) -> None:
    name = belt.take_in(TEXT)
    belt.run()
    seen = edition(standing(belt, name))
    decisions.say_otherwise(belt.ledger, name, place("BQL"), "ban", lexicon=LEXICON, seen=seen)
    belt.run()

    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, name, by="Trưởng ban", now=belt.now, seen=seen)


def test_an_approved_reading_never_changes(belt: Belt) -> None:
    name = belt.approved_notice(TEXT)

    with pytest.raises(AlreadyDoneError):
        decisions.leave_to_rules(belt.ledger, name, place("BQL"), seen=edition(standing(belt, name)))


def test_a_place_outside_the_text_is_refused(belt: Belt) -> None:
    name = belt.take_in(TEXT)
    belt.run()

    with pytest.raises(WrongInputError):
        decisions.take_back(
            belt.ledger, name, SourceSpan(start=5, end=5_000), seen=edition(standing(belt, name))
        )
