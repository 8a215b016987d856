"""No other site makes anybody do anything here: tokens, Fetch Metadata, Origin, cookies that stay home."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from controller.web import application
from controller.web.desk import Desk
from tests.controller.belt import TEXT, Belt

from .browser import SAME_ORIGIN, Browser
from .conftest import NAME, PASSWORD
from .page import Form

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://testserver:81"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
]


@pytest.fixture
def voiced(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in(f"{TEXT}\nXin gọi 0912 000 333 khi cần.")
    belt.run()
    belt.allow("0912 000 222")
    return name


def every_form(staff: Browser, voiced: str) -> list[Form]:
    """Every form that changes something, filled in so that it would."""
    fill = {
        "/notices": {"text": TEXT},
        "/broadcasts": {"where": "z-demo"},
        "/people": {"name": "nam"},
        "/poles/names": {"called": "Cổng 1"},
        "/contacts": {"written": "0912 000 111"},
        "/account/password": {"old": PASSWORD, "new": "một câu khác còn dài hơn"},
    }
    pages = ["/notices/new", f"/notices/{voiced}", f"/notices/{voiced}/edit", "/people", "/account", "/poles"]
    pages += ["/contacts", "/contacts/new"]
    pages.append(f"/broadcasts/new?notice={voiced}")
    found = [form for path in pages for form in staff.get(path).forms if form.method == "post"]
    ours = {form.action: form for form in found if form.action not in {"/sign-out", "/language"}}
    assert set(fill) <= set(ours)
    return [form.filled(**fill.get(action, {})) for action, form in ours.items()]


def everything(belt: Belt) -> object:
    with belt.ledger.reading() as unit:
        return (
            unit.notices.all(),
            unit.broadcasts.all(),
            unit.people.all(),
            unit.address_names.all(),
            unit.contacts.changes(),
        )


def test_a_form_without_the_token_of_its_session_does_nothing(
    staff: Browser, belt: Belt, voiced: str
) -> None:
    forms = every_form(staff, voiced)
    before = everything(belt)

    for form in forms:
        for sent in (form.without("csrf"), form.forged(csrf=""), form.forged(csrf="ờ" * 1000)):
            assert staff.send(sent).code in {401, 403, 409}, form.action
            assert staff.send(sent, headers={}).code != 303, form.action

    assert everything(belt) == before


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_from_another_site_does_nothing_even_with_the_token(
    staff: Browser, belt: Belt, voiced: str, headers: dict[str, str]
) -> None:
    forms = every_form(staff, voiced)
    before = everything(belt)

    codes = {staff.send(form, headers=headers).code for form in forms}

    assert codes == {403}
    assert everything(belt) == before


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_signs_nobody_in_or_out(
    stranger: Browser, staff: Browser, headers: dict[str, str]
) -> None:
    sign_in = stranger.get("/sign-in").form("/sign-in").filled(name=NAME, password=PASSWORD)
    sign_out = staff.get("/").form("/sign-out")

    assert stranger.send(sign_in, headers=headers).code == 403
    assert staff.send(sign_out, headers=headers).code == 403
    assert staff.get("/account").code == 200


def test_what_is_no_form_is_not_understood(staff: Browser, belt: Belt) -> None:
    sent = [
        staff.post("/notices", b'{"text": "a"}', {"Content-Type": "application/json", **SAME_ORIGIN}),
        staff.post("/notices", b"--x\r\n\r\n", {"Content-Type": "multipart/form-data", **SAME_ORIGIN}),
        staff.post(
            "/notices", b"--x\r\ngarbage", {"Content-Type": "multipart/form-data; boundary=x", **SAME_ORIGIN}
        ),
        staff.post(
            "/notices", b"a=1&" * 1000, {"Content-Type": "application/x-www-form-urlencoded", **SAME_ORIGIN}
        ),
        staff.post("/notices", b"\xff\xfe%zz=%", {"Content-Type": "application/x-www-form-urlencoded"}),
        staff.post("/notices", b"", {}),
    ]

    assert {page.code for page in sent} <= {400, 409}
    assert belt.ledger is not None
    with belt.ledger.reading() as unit:
        assert unit.notices.all() == []


def test_no_script_and_no_other_site_gets_hold_of_a_cookie(stranger: Browser, staff: Browser) -> None:
    sign_in = stranger.get("/sign-in").form("/sign-in").filled(name=NAME, password=PASSWORD)
    saved = staff.send(staff.get("/notices/new").form("/notices").filled(text=TEXT))
    pages = [
        stranger.send(sign_in),
        saved,
        staff.arrive(saved),
        staff.send(staff.get("/").form("/language"), button=("language", "en")),
        staff.send(staff.get("/").form("/sign-out")),
    ]

    for page in pages:
        assert page.set_cookies, page.words[:80]
        for cookie in page.set_cookies:
            assert "httponly" in cookie.lower()
            assert "samesite=lax" in cookie.lower()
            assert "path=/" in cookie.lower()


def test_cookies_of_an_encrypted_desk_travel_encrypted_only(desk: Desk, lan: str) -> None:
    with TestClient(application.build(replace(desk, is_encrypted=True))) as client:
        browser = Browser(client)
        form = browser.get("/sign-in").form("/sign-in").filled(name=NAME, password=PASSWORD)
        pages = [
            browser.send(form),
            browser.send(browser.get("/").form("/language"), button=("language", "en")),
            browser.send(browser.get("/").form("/sign-out")),
        ]

    cookies = [cookie for page in pages for cookie in page.set_cookies]
    assert len(cookies) >= 3
    assert all("; secure" in cookie.lower() for cookie in cookies)
