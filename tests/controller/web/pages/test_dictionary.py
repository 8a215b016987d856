"""The dictionary: entries are looked up, tried, saved, changed, put back; nothing approved is altered."""

from dataclasses import replace

import pytest

from audio.language import SpokenLanguage
from audio.reading.written import from_json
from controller.entries import Beside, DictionaryEntry, EntryId
from controller.flow import approval
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Form, Page
from .rules import is_refusal
from .test_notices import notice

TEXT = "Nộp hồ sơ tại BQL trước thứ Hai."


def standing(belt: Belt) -> list[DictionaryEntry]:
    with belt.ledger.reading() as unit:
        return list(unit.dictionary.standing())


def blank(staff: Browser, **values: str) -> Form:
    form = staff.get("/dictionary/new").form("/dictionary")
    return form.filled(**{"written": "BQL", "spoken": "ban", **values})


def trying(form: Form) -> Form:
    """The same form as its other button sends it."""
    return replace(form, action="/dictionary/try")


def spoken(belt: Belt, name: NoticeId) -> str:
    return from_json(notice(belt, name).reading or "").spoken


@pytest.fixture
def entry(belt: Belt) -> EntryId:
    return belt.add_to_dictionary()


@pytest.fixture
def form(staff: Browser, entry: EntryId) -> Form:
    """The form in which the entry is changed."""
    return staff.get(f"/dictionary/{entry}").form(f"/dictionary/{entry}")


def test_an_entry_is_saved_and_found_again(staff: Browser, belt: Belt) -> None:
    page = staff.arrive(staff.send(blank(staff, beside="after", context="tại")))

    [saved] = standing(belt)
    assert (saved.wording.written, saved.wording.spoken) == ("BQL", "ban")
    assert (saved.wording.beside, saved.wording.context) == (Beside.AFTER, "tại")
    assert saved.created_by == "Nguyễn Thị Lan"
    assert page.form(f"/dictionary/{saved.id}").value("written") == "BQL"
    assert f"/dictionary/{saved.id}" in staff.get("/dictionary?q=bql").links


def test_an_entry_may_hold_in_english_texts_and_is_tried_on_one(staff: Browser, belt: Belt) -> None:
    form = blank(staff, written="SDK", spoken="solar desk", language="en")

    tried = staff.send(trying(form.filled(sentence="Ask the SDK by 1 July.")))
    page = staff.arrive(staff.send(form))

    assert "Ask the solar desk by the first of July" in tried.words
    assert "Tiếng Anh" in page.words
    assert [one.wording.language for one in standing(belt)] == [SpokenLanguage.ENGLISH]


def test_a_second_click_saves_no_second_entry(staff: Browser, belt: Belt) -> None:
    form = blank(staff)

    first, second = staff.send(form), staff.send(form)

    assert first.location == second.location
    assert len(standing(belt)) == 1


def test_a_form_used_twice_asks_before_it_makes_a_second_entry(staff: Browser, belt: Belt) -> None:
    form = blank(staff)
    staff.send(form)

    asked = staff.send(form.filled(written="KCX"))
    staff.send(asked.form("/dictionary"))

    assert asked.code == 409
    assert [one.wording.written for one in standing(belt)] == ["BQL", "KCX"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"written": " "}, "written"),
        ({"spoken": ""}, "spoken"),
        ({"spoken": "…"}, "spoken"),
        ({"written": "12/2026"}, "written"),
        ({"written": "ờ" * 65}, "written"),
        ({"written": "ờ" * 5000}, "written"),
        ({"beside": "before"}, "context"),
        ({"beside": "before", "context": "ờ" * 30}, "context"),
    ],
)
def test_what_cannot_be_an_entry_is_refused_at_its_field(
    staff: Browser, belt: Belt, values: dict[str, str], field: str
) -> None:
    form = blank(staff, **values)

    assert is_refusal(staff.send(form), form, field)
    assert standing(belt) == []


def test_forged_choices_are_refused(staff: Browser, belt: Belt) -> None:
    page = staff.send(blank(staff).forged(kind="x", beside="y", language="z"))

    assert {leads_to for leads_to, _ in page.faults} == {"kind", "beside", "language"}
    assert {leads_to for leads_to, _ in page.faults} <= set(page.ids)


def test_a_writing_that_has_an_entry_already_is_refused(staff: Browser, entry: EntryId) -> None:
    form = blank(staff, spoken="khác")

    assert is_refusal(staff.send(form), form, "written")


def test_an_entry_is_tried_on_a_sentence_before_it_is_saved(staff: Browser, belt: Belt) -> None:
    page = staff.send(trying(blank(staff, sentence=TEXT)))

    assert page.code == 200
    assert "tại ban quản lý trước" in page.words
    assert "tại ban trước" in page.words
    assert page.form("/dictionary").value("sentence") == TEXT
    assert standing(belt) == []
    staff.arrive(staff.send(page.form("/dictionary")))
    assert len(standing(belt)) == 1


@pytest.mark.parametrize("sentence", ["", "ờ" * 1001])
def test_an_entry_is_tried_on_a_sentence_only(staff: Browser, sentence: str) -> None:
    page = staff.send(trying(blank(staff, sentence=sentence)))

    assert (page.code, [leads_to for leads_to, _ in page.faults]) == (422, ["sentence"])


def test_what_cannot_be_an_entry_is_not_tried(staff: Browser) -> None:
    page = staff.send(trying(blank(staff, sentence=TEXT, spoken="…")))

    assert (page.code, [leads_to for leads_to, _ in page.faults]) == (422, ["spoken"])


def test_a_change_is_tried_on_its_own_page(staff: Browser, entry: EntryId, form: Form) -> None:
    page = staff.send(trying(form.filled(spoken="ban mới", sentence=TEXT)))

    assert "tại ban mới trước" in page.words
    assert page.form(f"/dictionary/{entry}").value("spoken") == "ban mới"


def test_an_entry_is_changed(staff: Browser, belt: Belt, form: Form) -> None:
    staff.arrive(staff.send(form.filled(spoken="ban mới", kind="name").without("capitals")))

    [changed] = standing(belt)
    assert changed.wording.spoken == "ban mới"
    assert not changed.wording.is_case_sensitive


def test_a_change_over_another_one_shows_both(staff: Browser, belt: Belt, form: Form) -> None:
    staff.send(form.filled(spoken="ban một"))
    late = form.filled(spoken="ban hai")

    page = staff.send(late)

    assert is_refusal(page, late, "written", code=409)
    assert "ban một" in page.words
    staff.arrive(staff.send(page.form(late.action)))
    assert [one.wording.spoken for one in standing(belt)] == ["ban hai"]


def test_an_entry_is_removed_and_put_back(staff: Browser, belt: Belt, entry: EntryId) -> None:
    page = staff.get(f"/dictionary/{entry}")
    removed = staff.arrive(staff.send(page.form("/remove")))
    gone = standing(belt)

    staff.arrive(staff.send(removed.form("/put-back")))

    assert gone == []
    assert [one.id for one in standing(belt)] == [entry]


def test_a_change_to_what_was_removed_meanwhile_is_not_lost(
    staff: Browser, belt: Belt, entry: EntryId, form: Form
) -> None:
    staff.send(staff.get(f"/dictionary/{entry}").form("/remove"))
    late = form.filled(spoken="ban hai")

    assert is_refusal(staff.send(late), late, "written", code=409)
    assert standing(belt) == []


def test_a_removal_of_what_somebody_changed_is_not_done(
    staff: Browser, belt: Belt, entry: EntryId, form: Form
) -> None:
    removal = staff.get(f"/dictionary/{entry}").form("/remove")
    staff.send(form.filled(spoken="ban một"))

    page = staff.arrive(staff.send(removal))

    assert "ban một" in page.form(f"/dictionary/{entry}").value("spoken")
    assert len(standing(belt)) == 1


def test_an_entry_is_not_put_back_over_another_one(staff: Browser, belt: Belt, entry: EntryId) -> None:
    removed = staff.arrive(staff.send(staff.get(f"/dictionary/{entry}").form("/remove")))
    belt.add_to_dictionary("BQL", "khác")

    page = staff.send(removed.form("/put-back"))

    assert page.code == 409
    assert [leads_to for leads_to, _ in page.faults] == ["history"]
    assert "history" in page.ids


def test_the_history_tells_who_changed_what(staff: Browser, form: Form) -> None:
    staff.send(form.filled(spoken="ban mới"))

    page = staff.get("/dictionary/history")

    assert "ban mới" in page.words
    assert "Nguyễn Thị Lan" in page.words
    assert len([one for one in page.forms if one.action.endswith("/put-back")]) == 2


def test_notices_that_would_differ_are_listed_and_approved_ones_stay(staff: Browser, belt: Belt) -> None:
    approved, waiting = belt.approved_notice(TEXT), belt.take_in(TEXT)
    belt.run()
    stood = spoken(belt, approved)
    entry = belt.add_to_dictionary()

    page = staff.get(f"/dictionary/{entry}")
    offered = [one for one in page.forms if one.action.endswith("/read-anew")]
    staff.arrive(staff.send(offered[0]))
    belt.run()

    assert {f"/notices/{approved}", f"/notices/{waiting}"} <= set(page.links)
    assert [one.value("notice") for one in offered] == [waiting]
    assert "tại ban trước" in spoken(belt, waiting)
    assert spoken(belt, approved) == stood
    assert not [one for one in staff.get(f"/dictionary/{entry}").forms if one.action.endswith("/read-anew")]


def test_a_notice_approved_meanwhile_is_not_read_anew(staff: Browser, belt: Belt) -> None:
    waiting = belt.take_in(TEXT)
    belt.run()
    stood = spoken(belt, waiting)
    form = staff.get(f"/dictionary/{belt.add_to_dictionary()}").form("/read-anew")
    approval.approve(belt.ledger, waiting, by="Hoa", now=belt.now)

    staff.arrive(staff.send(form))
    belt.run()

    assert spoken(belt, waiting) == stood


def test_a_correction_in_one_notice_becomes_an_entry(staff: Browser, belt: Belt) -> None:
    name = belt.take_in(TEXT)
    belt.run()
    start = TEXT.index("BQL")
    words = staff.get(f"/notices/{name}/words?start={start}&end={start + 3}").form("/words")

    page = staff.send(replace(words.filled(said="ban"), action="/dictionary/new"))

    form = page.form("/dictionary")
    assert (form.value("written"), form.value("spoken")) == ("BQL", "ban")
    assert form.value("sentence") == TEXT
    assert standing(belt) == []
    staff.arrive(staff.send(form))
    assert len(standing(belt)) == 1


def test_the_official_list_is_searched_and_leads_to_an_entry_of_ones_own(staff: Browser) -> None:
    page = staff.get("/dictionary?q=UBND")
    [link, *_] = [one for one in page.links if one.startswith("/dictionary/new?")]

    form = staff.get(link).form("/dictionary")

    assert "UBND" in form.value("written")
    assert form.value("spoken")


def test_a_long_list_comes_a_page_at_a_time(staff: Browser) -> None:
    first = staff.get("/dictionary")
    [more] = [one for one in first.links if one.startswith("/dictionary?")]

    second = staff.get(more)

    assert (first.code, second.code) == (200, 200)
    assert first.words != second.words
    assert staff.get("/dictionary?page=9999").code == 200
    assert staff.get("/dictionary?q=kh%C3%B4ng-c%C3%B3-g%C3%AC").code == 200


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_are_shown_as_text_or_refused(staff: Browser, belt: Belt, kind: str) -> None:
    evil = HOSTILE[kind]
    pages: list[Page] = [
        staff.send(blank(staff, written=evil)),
        staff.send(blank(staff, spoken=evil)),
        staff.send(blank(staff, beside="after", context=evil)),
        staff.send(trying(blank(staff, sentence=evil))),
        staff.send(trying(blank(staff, sentence=TEXT)).forged(entry=evil)),
        staff.send(blank(staff).forged(name=evil, version=evil)),
        staff.send(replace(blank(staff).forged(said=evil), action="/dictionary/new")),
    ]
    pages += [staff.get(f"/dictionary/{one.id}") for one in standing(belt)]
    pages += [staff.get("/dictionary"), staff.get("/dictionary/history")]

    assert {page.code for page in pages} <= {200, 303, 404, 409, 422}
    assert all(is_safe(page.html) for page in pages)


def test_what_is_not_there_is_said(staff: Browser, entry: EntryId) -> None:
    form = staff.get(f"/dictionary/{entry}").form("/put-back")

    assert staff.get("/dictionary/nothing").code == 404
    assert staff.send(replace(form, action="/dictionary/changes/99/put-back")).code == 404
    assert staff.send(replace(form, action="/dictionary/changes/0/put-back")).code == 422
