"""People: added with a password that is shown once, shut out, let in again, never locked out all together."""

import pytest

from controller.entries import Person
from controller.flow import people as flow_people
from controller.web.desk import Desk
from tests.controller.belt import Belt

from .browser import Browser
from .conftest import NAME, PASSWORD
from .hostile import HOSTILE, is_safe
from .page import Form
from .rules import is_refusal

NEW = "một câu khác còn dài hơn"


def everyone(desk: Desk) -> dict[str, Person]:
    with desk.ledger.reading() as unit:
        return {one.name: one for one in unit.people.all()}


def add(staff: Browser, name: str = "nam", display_name: str = "Ông Nam") -> str:
    """Add somebody and return the password that is shown."""
    form = staff.get("/people").form("/people")
    page = staff.send(form.filled(name=name, display_name=display_name))
    assert page.code == 200
    return page.html.partition('<strong class="zc-password">')[2].partition("</strong>")[0]


def passwords_form(staff: Browser, **typed: str) -> Form:
    return staff.get("/account").form("/account/password").filled(**typed)


def test_a_made_password_is_shown_once_and_lets_in(staff: Browser, stranger: Browser, desk: Desk) -> None:
    password = add(staff)

    sign_in = stranger.get("/sign-in").form("/sign-in").filled(name="NAM", password=password)
    let_in = stranger.send(sign_in)

    assert let_in.code == 303
    assert all(password not in staff.get(path).html for path in ("/people", "/account", "/"))


@pytest.mark.parametrize(
    ("name", "display_name", "field"),
    [
        ("", "", "name"),
        (" ", "Ông Nam", "name"),
        ("n" * 41, "Ông Nam", "name"),
        ("n" * 100_000, "Ông Nam", "name"),
        ("a\u200bb", "Ông Nam", "name"),
        (NAME.upper(), "Ông Nam", "name"),
        ("nam", "ờ" * 65, "display_name"),
        ("nam", "ờ" * 201, "display_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    staff: Browser, desk: Desk, name: str, display_name: str, field: str
) -> None:
    form = staff.get("/people").form("/people").filled(name=name, display_name=display_name)

    page = staff.send(form)

    assert is_refusal(page, form, field)
    assert page.form("/people").value("name") == name
    assert list(everyone(desk)) == [NAME]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names_are_shown_as_text_or_refused(staff: Browser, kind: str) -> None:
    form = staff.get("/people").form("/people")

    pages = [
        staff.send(form.filled(name="nam", display_name=HOSTILE[kind])),
        staff.send(form.filled(name=HOSTILE[kind], display_name="Nam")),
        staff.get("/people"),
    ]

    assert {page.code for page in pages} <= {200, 422}
    assert all(is_safe(page.html) for page in pages)


def test_who_is_shut_out_is_out_at_once_and_may_come_back(
    staff: Browser, stranger: Browser, desk: Desk
) -> None:
    password = add(staff)
    sign_in = stranger.get("/sign-in").form("/sign-in").filled(name="nam", password=password)
    stranger.send(sign_in)

    staff.send(staff.get("/people").form("/shut-out"))
    is_out = stranger.get("/people").code == 303 and stranger.send(sign_in).code == 422
    staff.send(staff.get("/people").form("/let-in"))

    assert is_out
    assert stranger.send(sign_in).code == 303


def test_the_last_who_may_sign_in_cannot_be_shut_out(staff: Browser, desk: Desk, lan: str) -> None:
    add(staff)
    form = staff.get("/people").form("/shut-out")
    nam = everyone(desk)["nam"]
    flow_people.deactivate(desk.ledger, nam.id)

    page = staff.send(Form(form.action.replace(nam.id, lan), "post", fields=form.fields))

    assert page.code == 409
    assert page.faults[0][0] in page.ids
    assert everyone(desk)[NAME].is_active


def test_nobody_is_not_there_to_be_shut_out(staff: Browser) -> None:
    csrf = staff.get("/people").form("/people").without("name", "display_name")

    for action in ("/people/nobody/shut-out", "/people/nobody/let-in", "/people/%00/let-in"):
        assert staff.send(Form(action, "post", fields=csrf.fields)).code in {404, 422}


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("không phải", NEW, "old"),
        ("", NEW, "old"),
        (PASSWORD, "", "new"),
        (PASSWORD, "ngắn", "new"),
        (PASSWORD, "ờ" * 257, "new"),
        (PASSWORD, "x" * 100_000, "new"),
        (PASSWORD, "matkhau123", "new"),
        (PASSWORD, NAME, "new"),
    ],
)
def test_a_password_that_cannot_be_is_refused_at_its_field_and_never_repeated(
    staff: Browser, desk: Desk, old: str, new: str, field: str
) -> None:
    before = everyone(desk)[NAME].password_hash
    form = passwords_form(staff, old=old, new=new)

    page = staff.send(form)

    assert is_refusal(page, form, field, but=("old", "new"))
    assert not page.form("/account/password").value("new")
    assert everyone(desk)[NAME].password_hash == before


def test_faults_are_told_in_vietnamese(staff: Browser) -> None:
    pages = [
        staff.send(passwords_form(staff, old=PASSWORD, new="ngắn")),
        staff.send(staff.get("/people").form("/people").filled(name="a\u200bb")),
        staff.send(staff.get("/people").form("/people").filled(name=NAME)),
    ]

    told = " ".join(why for page in pages for _, why in page.faults)
    assert not any(word in told for word in ("expected", "characters", "somebody", "guess"))


def test_a_changed_password_signs_out_everywhere_else(staff: Browser, another: Browser) -> None:
    page = staff.send(passwords_form(staff, old=PASSWORD, new=NEW))

    assert staff.arrive(page).code == 200
    assert another.get("/account").code == 303


def test_too_many_wrong_passwords_are_told_with_the_time_to_wait_until(staff: Browser) -> None:
    form = passwords_form(staff, old="không phải", new=NEW)

    pages = [staff.send(form) for _ in range(6)]

    assert pages[-1].code == 422
    assert "14:01" in pages[-1].faults[0][1]


def test_signing_out_elsewhere_leaves_this_browser_in(staff: Browser, another: Browser) -> None:
    page = staff.send(staff.get("/account").form("/account/elsewhere"))

    assert staff.arrive(page).code == 200
    assert another.get("/account").code == 303


def test_a_language_is_kept_for_the_person(staff: Browser, another: Browser, belt: Belt) -> None:
    form = staff.get("/notices?q=x").form("/language")

    page = staff.send(form, button=("language", "en"))

    assert page.location == "/notices?q=x"
    assert 'lang="en"' in another.get("/").html


@pytest.mark.parametrize("language", ["", "xx", "<script>", "../../etc"])
def test_a_language_that_is_none_changes_nothing(staff: Browser, language: str) -> None:
    staff.send(staff.get("/").form("/language"), button=("language", language))

    assert 'lang="vi"' in staff.get("/").html


def test_a_page_that_answers_a_form_does_not_offer_to_leave_it_for_another_language(staff: Browser) -> None:
    refused = staff.send(staff.get("/notices/new").form("/notices"))

    assert refused.code == 422
    assert not any(form.action == "/language" for form in refused.forms)
