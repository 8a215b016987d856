"""Getting in: words at the field, a lockout with its end, a code for the first, links that work once."""

from datetime import timedelta

import pytest

from controller.flow import people, sign_in_links
from controller.web.desk import Desk
from tests.controller.belt import Belt
from tests.controller.web.conftest import CODE

from .browser import Browser
from .conftest import NAME, PASSWORD
from .hostile import HOSTILE, is_safe
from .page import Form
from .rules import is_refusal


def sign_in_form(
    browser: Browser, name: str = NAME, password: str = PASSWORD, path: str = "/sign-in"
) -> Form:
    return browser.get(path).form("/sign-in").filled(name=name, password=password)


def first_run_form(browser: Browser, **typed: str) -> Form:
    return browser.get(f"/first-run?code={CODE}").form("/first-run").filled(**typed)


def make_link(desk: Desk, belt: Belt, lan: str) -> str:
    return sign_in_links.make_link(desk.ledger, people.PersonId(lan), now=belt.now, new_token=desk.new_token)


@pytest.mark.usefixtures("lan")
def test_name_and_password_let_in_and_lead_where_one_wanted_to_go(stranger: Browser) -> None:
    asked = stranger.get("/notices?q=loa")

    there = stranger.arrive(stranger.send(sign_in_form(stranger, f" {NAME.upper()} ", path=asked.location)))

    assert there.form("/notices").value("q") == "loa"


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize(
    ("name", "password", "field"),
    [
        ("", PASSWORD, "name"),
        (NAME, "", "password"),
        (NAME, "không phải", "name"),
        ("không ai", PASSWORD, "name"),
        ("n" * 100_000, PASSWORD, "name"),
        (NAME, "x" * 100_000, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(stranger: Browser, name: str, password: str, field: str) -> None:
    form = sign_in_form(stranger, name, password)

    page = stranger.send(form)

    assert is_refusal(page, form, field, but=("password",))
    assert page.form("/sign-in").value("name") == name
    assert not page.form("/sign-in").value("password")
    assert "zonecast-session" not in stranger.cookies


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names_and_passwords_let_nobody_in(stranger: Browser, kind: str) -> None:
    pages = [
        stranger.send(sign_in_form(stranger, HOSTILE[kind], PASSWORD)),
        stranger.send(sign_in_form(stranger, NAME, HOSTILE[kind])),
        stranger.send(sign_in_form(stranger).forged(next=HOSTILE[kind], password="không")),
    ]

    assert {page.code for page in pages} == {422}
    assert all(is_safe(page.html) for page in pages)


@pytest.mark.usefixtures("lan")
def test_too_many_wrong_passwords_are_told_with_the_time_to_wait_until(stranger: Browser, belt: Belt) -> None:
    wrong = sign_in_form(stranger, password="không phải")
    for _ in range(5):
        stranger.send(wrong)

    locked = stranger.send(sign_in_form(stranger))
    belt.now += timedelta(minutes=1)
    later = stranger.send(sign_in_form(stranger))

    assert locked.code == 422
    assert "14:01:00" in locked.faults[0][1]
    assert later.code == 303


@pytest.mark.usefixtures("lan")
def test_whoever_guesses_many_names_is_slowed_down_too(stranger: Browser) -> None:
    form = sign_in_form(stranger)
    pages = [stranger.send(form.filled(name=f"n{number}")) for number in range(31)]

    assert "14:10:00" in pages[-1].faults[0][1]


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/%09/evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "/\r\nLocation: https://evil.example",
        "evil.example",
        "",
        " //evil.example",
        "/\u2028/evil.example",
    ],
)
def test_nobody_is_led_away_after_signing_in_or_choosing_a_language(stranger: Browser, evil: str) -> None:
    pages = [
        stranger.send(sign_in_form(stranger).forged(next=evil)),
        stranger.send(stranger.get("/").form("/language").forged(back=evil), button=("language", "vi")),
    ]

    for page in pages:
        assert page.code == 303
        assert page.location == "/" or page.location.startswith("/%09/")
        assert "\n" not in page.location


@pytest.mark.usefixtures("lan")
def test_the_address_of_the_sign_in_page_leads_nobody_away(staff: Browser, stranger: Browser) -> None:
    for evil in ("//evil.example", "%2F%2Fevil.example", "/%5Cevil.example", "/%09/evil.example"):
        assert staff.get(f"/sign-in?next={evil}").location == "/"
        assert stranger.get(f"/sign-in?next={evil}").form("/sign-in").value("next") == "/"


def test_signing_out_ends_the_session_and_not_only_the_cookie(staff: Browser) -> None:
    session = staff.cookies["zonecast-session"]

    staff.arrive(staff.send(staff.get("/").form("/sign-out")))
    staff.cookies["zonecast-session"] = session

    assert staff.get("/").code == 303


def test_the_first_person_is_made_and_signed_in(stranger: Browser, desk: Desk) -> None:
    page = stranger.send(first_run_form(stranger, name=NAME, display_name="Lan", password=PASSWORD))

    assert stranger.arrive(page).code == 200
    assert not people.has_nobody(desk.ledger)


def test_a_password_made_at_first_run_is_shown_once_and_lets_in(stranger: Browser) -> None:
    page = stranger.send(first_run_form(stranger, name=NAME))
    password = page.html.partition('<strong class="zc-password">')[2].partition("</strong>")[0]

    stranger.forget_session()
    again = stranger.send(sign_in_form(stranger, password=password))

    assert again.code == 303
    assert password not in stranger.arrive(again).html


@pytest.mark.parametrize("code", ["", "falsch", "<script>alert(1)</script>", "%00", "a" * 5000])
def test_without_its_code_nobody_is_the_first(stranger: Browser, desk: Desk, code: str) -> None:
    form = first_run_form(stranger, name=NAME, password=PASSWORD)

    pages = [stranger.get(f"/first-run?code={code}"), stranger.send(form.forged(code=code))]

    assert [page.code for page in pages] == [403, 403]
    assert all(is_safe(page.html) for page in pages)
    assert people.has_nobody(desk.ledger)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 41}, "name"),
        ({"display_name": "ờ" * 65}, "display_name"),
        ({"password": "ngắn"}, "password"),
        ({"password": NAME + " "}, "password"),
    ],
)
def test_a_first_person_who_cannot_be_is_refused_at_the_field(
    stranger: Browser, desk: Desk, typed: dict[str, str], field: str
) -> None:
    form = first_run_form(stranger, **{"name": NAME, "display_name": "", "password": PASSWORD, **typed})

    page = stranger.send(form)

    assert is_refusal(page, form, field, but=("password",))
    assert page.form("/first-run").value("name") == form.value("name")
    assert people.has_nobody(desk.ledger)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_at_first_run_are_shown_as_text_or_refused(stranger: Browser, kind: str) -> None:
    form = first_run_form(stranger, name=HOSTILE[kind], display_name=HOSTILE[kind], password=PASSWORD)

    page = stranger.send(form)
    shown = page if page.code == 422 else stranger.arrive(page)

    assert is_safe(shown.html)


def test_only_one_is_the_first_and_a_second_click_leads_to_the_sign_in(stranger: Browser, desk: Desk) -> None:
    form = first_run_form(stranger, name=NAME, password=PASSWORD)

    codes = [stranger.send(form).code, stranger.send(form).code]

    assert codes == [303, 303]
    with desk.ledger.reading() as unit:
        assert len(unit.people.all()) == 1


def test_a_language_chosen_at_first_run_keeps_the_code(stranger: Browser) -> None:
    form = stranger.get(f"/first-run?code={CODE}").form("/language")

    page = stranger.arrive(stranger.send(form, button=("language", "en")))

    assert 'lang="en"' in page.html
    assert page.form("/first-run").value("code") == CODE


def test_looking_at_a_link_does_not_spend_it(stranger: Browser, desk: Desk, belt: Belt, lan: str) -> None:
    path = f"/sign-in/link/{make_link(desk, belt, lan)}"

    looks = [stranger.get(path).code, stranger.get(path).code]
    used = stranger.send(stranger.get(path).form(path))
    stranger.forget_session()

    assert looks == [200, 200]
    assert used.code == 303
    assert stranger.get(path).code == 410


def test_a_link_works_once_and_a_quarter_of_an_hour(
    stranger: Browser, desk: Desk, belt: Belt, lan: str
) -> None:
    path = f"/sign-in/link/{make_link(desk, belt, lan)}"
    form = stranger.get(path).form(path)
    belt.now += timedelta(minutes=15)

    assert stranger.send(form).code == 410
    assert "zonecast-session" not in stranger.cookies


@pytest.mark.parametrize("token", ["x", "%00", "%ED%A0%80", "<script>alert(1)</script>", "a" * 5000])
def test_a_link_that_was_never_given_lets_nobody_in(stranger: Browser, token: str) -> None:
    page = stranger.get(f"/sign-in/link/{token}")
    sent = stranger.send(Form(f"/sign-in/link/{token}", "post"))

    assert {page.code, sent.code} <= {404, 410}
    assert is_safe(page.html)
    assert "zonecast-session" not in stranger.cookies
