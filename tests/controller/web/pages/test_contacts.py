"""Contacts that are always spoken: allowed on a notice's page or by hand, taken back, allowed again."""

from dataclasses import replace

import pytest

from audio.documents.values import Note, NoteKind
from audio.reading.written import from_json
from controller.entries import Language
from controller.flow import contacts
from controller.web.shown import document
from controller.web.words import Words
from tests.controller.belt import ZONE_TIME, Belt

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Form, Page
from .rules import is_refusal
from .test_notices import change, notice
from .test_outlines import DECREE

NUMBER = "0912 000 111"
TEXT = f"Cổng 3 mở lại lúc 7 giờ.\nMọi phản ánh xin gọi {NUMBER} trước 17 giờ.\n"
SAID = "không chín một hai"


def read(belt: Belt, text: str = TEXT) -> str:
    name = belt.take_in(text)
    belt.run()
    return name


def spoken(belt: Belt, name: str) -> str:
    return from_json(notice(belt, name).reading or "").spoken


def blank(staff: Browser, **values: str) -> Form:
    return staff.get("/contacts/new").form("/contacts").filled(**{"written": NUMBER, **values})


def offers(page: Page) -> list[Form]:
    return [form for form in page.forms if form.action.endswith("/allow")]


@pytest.fixture
def contact(belt: Belt) -> int:
    return belt.allow(NUMBER)


def test_a_number_left_out_is_allowed_in_every_notice(staff: Browser, belt: Belt) -> None:
    name = read(belt)
    [offer] = offers(staff.get(f"/notices/{name}"))

    staff.arrive(staff.send(offer))
    belt.run()

    [known] = contacts.contacts(belt.ledger)
    assert (known.allowed.by, known.newest.contact.written) == ("Nguyễn Thị Lan", NUMBER)
    assert SAID in spoken(belt, name)
    assert SAID in spoken(belt, read(belt, f"Cháy thì gọi {NUMBER}."))
    assert offers(staff.get(f"/notices/{name}")) == []


def test_the_page_of_an_approved_notice_tells_what_its_own_reading_left_out(
    staff: Browser, belt: Belt
) -> None:
    name = belt.approved_notice(TEXT)

    belt.allow(NUMBER)

    page = staff.get(f"/notices/{name}")
    assert f"xin gọi {NUMBER}" in page.html.split('id="left-out"')[1]
    assert offers(page) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn Mẫu, CCCD số 019085000123, vắng mặt.",
        "Ông Nguyễn Văn Mẫu bị xử phạt 5 triệu đồng.",
        "Anh Nguyễn Văn Mẫu dương tính với COVID-19.",
        "Trang chủ > Tin tức",
    ],
)
def test_only_what_may_be_public_is_offered_for_every_notice(staff: Browser, belt: Belt, text: str) -> None:
    page = staff.get(f"/notices/{read(belt, f'Cổng 3 mở lại.{chr(10)}{text}')}")

    assert [form for form in page.forms if form.action.endswith("/take-back")]
    assert offers(page) == []


def test_an_offer_of_a_text_that_changed_is_not_taken(staff: Browser, belt: Belt) -> None:
    name = read(belt)
    [offer] = offers(staff.get(f"/notices/{name}"))
    change(belt, name, "Bản khác, dài hơn, của một người khác viết sau đó.")

    page = staff.arrive(staff.send(offer))

    assert "Người khác" in page.words
    assert contacts.contacts(belt.ledger) == []


def test_a_second_click_on_an_offer_does_no_more(staff: Browser, another: Browser, belt: Belt) -> None:
    name = read(belt)
    [offer], [other] = (offers(browser.get(f"/notices/{name}")) for browser in (staff, another))

    staff.arrive(staff.send(offer))
    staff.arrive(staff.send(offer))
    another.arrive(another.send(other))

    [known] = contacts.contacts(belt.ledger)
    assert len(contacts.contact(belt.ledger, known.number)[1]) == 1


@pytest.mark.parametrize("values", [{"start": "0"}, {"end": "99999999"}, {"start": "x", "end": "-1"}])
def test_a_forged_place_allows_nothing(staff: Browser, belt: Belt, values: dict[str, str]) -> None:
    [offer] = offers(staff.get(f"/notices/{read(belt)}"))

    staff.arrive(staff.send(offer.forged(**values)))

    assert contacts.contacts(belt.ledger) == []


def test_a_contact_is_added_by_hand_and_listed_with_who_and_why(staff: Browser, belt: Belt) -> None:
    page = staff.arrive(staff.send(blank(staff, note="Hotline Ban quản lý")))

    listed = staff.get("/contacts")
    assert "Hotline Ban quản lý" in page.words
    assert all(told in listed.words for told in (NUMBER, "Hotline Ban quản lý", "Nguyễn Thị Lan"))
    assert "/contacts" in staff.get("/dictionary").links


def test_a_second_click_adds_no_second_contact(staff: Browser, belt: Belt) -> None:
    form = blank(staff)

    first, second = staff.send(form), staff.send(form)

    assert first.location == second.location
    assert len(contacts.contacts(belt.ledger)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"written": " "}, "written"),
        ({"written": "không phải số"}, "written"),
        ({"written": "0912 000"}, "written"),
        ({"written": "09" * 40}, "written"),
        ({"written": "09" * 5000}, "written"),
        ({"written": "1900 6060"}, "written"),
        ({"kind": "mail"}, "written"),
        ({"kind": "mail", "written": "bql@thainguyen.gov.vn"}, "written"),
        ({"kind": "account", "written": "019085000123"}, "written"),
        ({"kind": "account", "written": "12"}, "written"),
        ({"note": "ờ" * 101}, "note"),
    ],
)
def test_what_cannot_be_a_contact_is_refused_at_its_field(
    staff: Browser, belt: Belt, values: dict[str, str], field: str
) -> None:
    form = blank(staff, **values)

    assert is_refusal(staff.send(form), form, field)
    assert contacts.contacts(belt.ledger) == []


def test_a_forged_kind_is_refused(staff: Browser) -> None:
    page = staff.send(blank(staff).forged(kind="identity"))

    assert [leads_to for leads_to, _ in page.faults] == ["kind"]
    assert "kind" in page.ids


def test_what_is_spoken_already_is_refused(staff: Browser, contact: int) -> None:
    form = blank(staff, written="+84 912 000 111")

    assert is_refusal(staff.send(form), form, "written")


def test_a_contact_is_taken_back_and_allowed_again_from_the_list(
    staff: Browser, belt: Belt, contact: int
) -> None:
    page = staff.arrive(staff.send(staff.get("/contacts").form(f"/contacts/{contact}/remove")))
    assert "Nguyễn Thị Lan" in page.words
    assert SAID not in spoken(belt, read(belt))

    staff.arrive(staff.send(staff.get("/contacts").form(f"/contacts/{contact}/put-back")))

    assert SAID in spoken(belt, read(belt))
    assert len(contacts.contact(belt.ledger, contact)[1]) == 3


def test_a_note_is_changed_and_the_history_tells_it(staff: Browser, contact: int) -> None:
    form = staff.get(f"/contacts/{contact}").form(f"/contacts/{contact}")

    page = staff.arrive(staff.send(form.filled(note="Hotline Ban quản lý")))

    assert page.form(f"/contacts/{contact}").value("note") == "Hotline Ban quản lý"
    assert "Sửa ghi chú" in page.words


def test_a_note_that_is_too_long_is_refused(staff: Browser, contact: int) -> None:
    form = staff.get(f"/contacts/{contact}").form(f"/contacts/{contact}").filled(note="ờ" * 101)

    assert is_refusal(staff.send(form), form, "note")


def test_a_note_over_another_one_shows_both(staff: Browser, another: Browser, contact: int) -> None:
    late = staff.get(f"/contacts/{contact}").form(f"/contacts/{contact}").filled(note="Bảo vệ")
    theirs = another.get(f"/contacts/{contact}").form(f"/contacts/{contact}").filled(note="Hotline")
    another.arrive(another.send(theirs))

    page = staff.send(late)

    assert is_refusal(page, late.without("seen"), "note", code=409)
    assert "Hotline" in page.words
    staff.arrive(staff.send(page.form(f"/contacts/{contact}")))
    assert "Bảo vệ" in staff.get("/contacts").words


def test_a_removal_of_what_somebody_changed_is_not_done(staff: Browser, belt: Belt, contact: int) -> None:
    removal = staff.get(f"/contacts/{contact}").form("/remove")
    contacts.write_note(belt.ledger, contact, "Hotline", seen=contact, by="Hoa", now=belt.now)

    page = staff.arrive(staff.send(removal))

    assert "Người khác" in page.words
    assert contacts.contacts(belt.ledger)[0].newest.is_allowed


def test_a_note_to_what_was_taken_back_meanwhile_is_not_written(
    staff: Browser, belt: Belt, contact: int
) -> None:
    late = staff.get(f"/contacts/{contact}").form(f"/contacts/{contact}").filled(note="Bảo vệ")
    contacts.disallow(belt.ledger, contact, seen=contact, by="Hoa", now=belt.now)

    page = staff.arrive(staff.send(late))

    assert "Người khác" in page.words
    assert not contacts.contacts(belt.ledger)[0].newest.is_allowed


def test_notices_that_would_differ_are_listed_and_approved_ones_stay(staff: Browser, belt: Belt) -> None:
    approved, waiting = belt.approved_notice(TEXT), read(belt)
    stood = spoken(belt, approved)
    number = belt.allow(NUMBER)

    page = staff.get(f"/contacts/{number}")
    offered = [one for one in page.forms if one.action.endswith("/read-anew")]
    staff.arrive(staff.send(offered[0]))
    belt.run()

    assert {f"/notices/{approved}", f"/notices/{waiting}"} <= set(page.links)
    assert [one.value("notice") for one in offered] == [waiting]
    assert SAID in spoken(belt, waiting)
    assert spoken(belt, approved) == stood


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_are_shown_as_text_or_refused(
    staff: Browser, belt: Belt, contact: int, kind: str
) -> None:
    evil = HOSTILE[kind]
    form = staff.get(f"/contacts/{contact}").form(f"/contacts/{contact}")
    pages = [
        staff.send(blank(staff, written=evil)),
        staff.send(blank(staff, written="0912 000 222", note=evil)),
        staff.send(form.filled(note=evil)),
        staff.send(form.forged(seen=evil)),
        staff.send(staff.get(f"/contacts/{contact}").form("/remove").forged(seen=evil)),
        staff.get("/contacts"),
    ]
    pages += [staff.get(f"/contacts/{one.number}") for one in contacts.contacts(belt.ledger)]

    assert {page.code for page in pages} <= {200, 303, 409, 422}
    assert all(is_safe(page.html) for page in pages)


def test_what_is_not_there_is_said(staff: Browser, contact: int) -> None:
    form = staff.get(f"/contacts/{contact}").form("/remove")

    assert staff.get("/contacts/99").code == 404
    assert staff.get("/contacts/0912000111x").code == 422
    assert staff.send(replace(form, action="/contacts/99/remove")).code == 404


def test_no_address_of_a_page_holds_a_number(staff: Browser, belt: Belt) -> None:
    sent = staff.send(blank(staff))
    pages = [staff.get("/contacts"), staff.arrive(sent), staff.get(f"/notices/{read(belt)}")]

    addresses = [sent.location, *(link for page in pages for link in page.links)]
    addresses += [form.action for page in pages for form in page.forms]
    assert not any("0912" in one or "912000" in one for one in addresses)


def noted(belt: Belt, text: str, *notes: Note) -> str:
    """Take in a notice as from a document."""
    name = belt.take_in(text)
    with belt.ledger.writing() as unit:
        unit.notices.begin_anew(replace(unit.notices.get(name), notes=notes))
    belt.run()
    return name


def test_a_notice_and_its_outline_say_how_the_text_was_taken(staff: Browser, belt: Belt) -> None:
    name = noted(belt, DECREE, Note(kind=NoteKind.RECOGNISED, count=3), Note(kind=NoteKind.FROM_TCVN3))

    pages = [staff.get(f"/notices/{name}"), staff.get(f"/notices/{name}/outline")]

    for page in pages:
        assert "Chữ được nhận dạng từ ảnh ở 3 trang: hãy đọc soát." in page.words
        assert "TCVN3" in page.words


def test_what_was_typed_has_nothing_to_tell(staff: Browser, belt: Belt) -> None:
    assert "Nội dung được lấy từ văn bản" not in staff.get(f"/notices/{read(belt)}").words


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", NoteKind)
def test_every_note_has_words(kind: NoteKind, language: Language) -> None:
    words = Words(language, ZONE_TIME)

    [told] = document.notes([Note(kind=kind, count=2)], words)

    assert told.endswith(".")
    assert "%" not in told
