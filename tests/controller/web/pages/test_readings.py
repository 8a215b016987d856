"""The reading in the hands of staff: what they decide is heard, and nobody's decision is overwritten."""

from dataclasses import replace

import pytest

from audio.reading.written import from_json
from tests.controller.belt import Belt

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Form
from .rules import is_refusal
from .test_notices import change, notice

TEXT = "Nộp 2-3 bộ hồ sơ tại BQL.\nTổng lượt truy cập: 12345\n"


@pytest.fixture
def voiced(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in(TEXT)
    belt.run()
    return name


def spoken(belt: Belt, name: str) -> str:
    belt.run()
    return from_json(notice(belt, name).reading or "").spoken


def words(staff: Browser, name: str, written: str) -> Form:
    start = TEXT.index(written)
    page = staff.get(f"/notices/{name}/words?start={start}&end={start + len(written)}")
    return page.form(f"/notices/{name}/words")


def test_a_marked_place_leads_to_what_is_spoken_there(staff: Browser, belt: Belt, voiced: str) -> None:
    form = words(staff, voiced, "BQL")

    assert form.value("written") == "BQL"
    assert form.value("said") == "ban quản lý"


def test_a_place_is_spoken_as_a_person_said(staff: Browser, belt: Belt, voiced: str) -> None:
    staff.send(words(staff, voiced, "2-3").filled(said="2 hoặc 3"))

    assert spoken(belt, voiced).startswith("Nộp hai hoặc ba bộ hồ sơ")


def test_some_words_of_a_sentence_are_spoken_otherwise(staff: Browser, belt: Belt, voiced: str) -> None:
    form = words(staff, voiced, "Nộp 2-3 bộ hồ sơ tại BQL")

    staff.send(form.filled(written="bộ hồ sơ", said="bộ đơn"))

    assert "bộ đơn" in spoken(belt, voiced)


def test_words_that_do_not_stand_there_are_refused(staff: Browser, voiced: str) -> None:
    form = words(staff, voiced, "BQL").filled(written="UBND", said="ủy ban")

    assert is_refusal(staff.send(form), form, "written")


def test_what_was_said_by_hand_is_left_to_the_rules_again(staff: Browser, belt: Belt, voiced: str) -> None:
    staff.send(words(staff, voiced, "BQL").filled(said="ban"))
    belt.run()

    staff.send(words(staff, voiced, "BQL"), button=("rules", "1"))

    assert spoken(belt, voiced).endswith("tại ban quản lý")


def test_a_place_left_out_is_taken_back(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/notices/{voiced}").form(f"/notices/{voiced}/take-back")

    staff.send(form)

    assert "truy cập" in spoken(belt, voiced)


def test_a_decision_over_what_somebody_changed_is_not_taken(staff: Browser, belt: Belt, voiced: str) -> None:
    form = words(staff, voiced, "BQL").filled(said="ban")
    change(belt, voiced, "Bản khác, dài hơn, của một người khác viết sau đó.")

    page = staff.arrive(staff.send(form))

    assert "Người khác" in page.words
    assert notice(belt, voiced).decisions == ""


def test_an_approved_notice_offers_no_correction(staff: Browser, belt: Belt) -> None:
    name = belt.approved_notice(TEXT)

    assert staff.get(f"/notices/{name}/words?start=4&end=7").location == f"/notices/{name}"
    assert "/words?" not in staff.get(f"/notices/{name}").html


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_read_or_refused(staff: Browser, belt: Belt, voiced: str, typed: str) -> None:
    page = staff.arrive(staff.send(words(staff, voiced, "BQL").filled(said=typed)))

    assert page.code < 500
    assert is_safe(page.html)


DOUBTFUL = "Vốn 1,527 tỷ USD. Theo QXWZ."


@pytest.fixture
def doubtful(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in(DOUBTFUL)
    belt.run()
    return name


def test_a_grave_doubt_stands_in_place_of_the_approval(staff: Browser, doubtful: str) -> None:
    page = staff.get(f"/notices/{doubtful}")

    assert not any(form.action.endswith("/approve") for form in page.forms)
    assert page.form(f"/notices/{doubtful}/decide").value("start") == str(DOUBTFUL.index("1,527"))


def test_one_click_decides_it_and_then_it_is_approved(staff: Browser, belt: Belt, doubtful: str) -> None:
    form = staff.get(f"/notices/{doubtful}").form(f"/notices/{doubtful}/decide")

    staff.send(form, button=("said", "một nghìn năm trăm hai mươi bảy"))

    assert "một nghìn năm trăm hai mươi bảy tỷ" in spoken(belt, doubtful)
    staff.send(staff.get(f"/notices/{doubtful}").form(f"/notices/{doubtful}/approve"))
    assert notice(belt, doubtful).approved_at is not None


def test_an_approval_sent_by_a_page_that_did_not_show_the_doubt_is_refused_in_words(
    staff: Browser, belt: Belt, doubtful: str
) -> None:
    decide = staff.get(f"/notices/{doubtful}").form(f"/notices/{doubtful}/decide")
    approve = replace(decide, action=f"/notices/{doubtful}/approve")

    page = staff.send(approve)

    assert page.code == 409
    assert "1" in page.faults[0][1]
    assert notice(belt, doubtful).approved_at is None


def test_a_decision_with_too_many_words_changes_nothing(staff: Browser, belt: Belt, doubtful: str) -> None:
    before = notice(belt, doubtful)
    form = staff.get(f"/notices/{doubtful}").form(f"/notices/{doubtful}/decide")

    staff.send(form, button=("said", "một " * 300))

    assert notice(belt, doubtful) == before
