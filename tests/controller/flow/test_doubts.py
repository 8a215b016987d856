"""What may be read in two ways, and matters, is decided by a person before it is approved."""

import pytest

from audio.reading.lexicon import official_lexicon
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice, VoicingState
from controller.errors import ChangedMeanwhileError, UndecidedError
from controller.flow import approval, decisions
from controller.flow.doubts import open_doubts
from controller.flow.editions import edition
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt

TEXT = "Vốn 1,527 tỷ USD. Kết quả họp 5/6. Theo QXWZ và QXWZ."
LEXICON = official_lexicon()


def standing(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def voiced(belt: Belt, text: str = TEXT) -> NoticeId:
    name = belt.take_in(text)
    belt.run()
    return name


def decide(belt: Belt, name: NoticeId, written: str, said: str) -> None:
    notice = standing(belt, name)
    start = notice.text.index(written)
    span = SourceSpan(start=start, end=start + len(written))
    decisions.decide(belt.ledger, name, span, said, lexicon=LEXICON, seen=edition(notice))


def undecided(belt: Belt, name: NoticeId) -> list[str]:
    notice = standing(belt, name)
    return [doubt.span.of(notice.text) for doubt in open_doubts(notice)]


def approve(belt: Belt, name: NoticeId) -> None:
    approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=edition(standing(belt, name)))


def test_money_and_dates_in_doubt_forbid_approval(belt: Belt) -> None:
    name = voiced(belt)

    with pytest.raises(UndecidedError) as refused:
        approve(belt, name)

    assert refused.value.count == 2
    assert standing(belt, name).approved_at is None


def test_letters_in_doubt_do_not(belt: Belt) -> None:
    name = voiced(belt, "Theo QXWZ.")

    approve(belt, name)

    assert standing(belt, name).approved_by == "Lan"


def test_once_all_is_decided_it_is_approved_as_it_was_decided(belt: Belt) -> None:
    name = voiced(belt)
    decide(belt, name, "1,527", "một nghìn năm trăm hai mươi bảy")
    belt.run()
    decide(belt, name, "5/6", "năm tháng sáu")
    belt.run()

    approve(belt, name)

    spoken = from_json(standing(belt, name).reading or "").spoken
    assert "một nghìn năm trăm hai mươi bảy tỷ" in spoken
    assert "họp năm tháng sáu" in spoken


def test_what_is_right_as_it_is_read_keeps_its_clip(belt: Belt) -> None:
    name = voiced(belt)
    decide(belt, name, "1,527", "một phẩy năm hai bảy")

    with belt.ledger.reading() as unit:
        [voicing] = unit.voicings.of_notice(name)

    assert voicing.state is VoicingState.READY
    assert "1,527" not in undecided(belt, name)


def test_an_abbreviation_is_decided_wherever_it_stands(belt: Belt) -> None:
    name = voiced(belt)
    decide(belt, name, "QXWZ", "quy xê")
    belt.run()

    assert "QXWZ" not in undecided(belt, name)
    assert from_json(standing(belt, name).reading or "").spoken.count("quy xê") == 2


def test_a_place_that_is_in_no_doubt_is_decided_by_nobody(belt: Belt) -> None:
    name = voiced(belt)

    with pytest.raises(ChangedMeanwhileError):
        decide(belt, name, "Kết quả", "gì đó")


def test_what_was_found_right_is_asked_again_once_it_would_be_read_otherwise(belt: Belt) -> None:
    name = voiced(belt)
    decide(belt, name, "5/6", "năm trên sáu")
    notice = standing(belt, name)
    start = notice.text.index("5/6")

    decisions.leave_to_rules(belt.ledger, name, SourceSpan(start=start, end=start + 3), seen=edition(notice))
    belt.run()

    assert "5/6" in undecided(belt, name)


def test_a_program_may_find_all_right_as_it_is_read(belt: Belt) -> None:
    name = voiced(belt)

    decisions.settle_all(belt.ledger, name)
    approve(belt, name)

    assert undecided(belt, name) == []
