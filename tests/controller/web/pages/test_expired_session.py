"""A session that ended while somebody wrote: all they typed waits over the sign-in; one click sends it."""

from datetime import timedelta

import pytest

from controller.flow.sign_in import IDLE_END
from tests.controller.belt import TEXT, Belt

from .browser import Browser
from .conftest import NAME, PASSWORD
from .page import Page


def sign_in_again(browser: Browser, page: Page) -> Page:
    return browser.send(page.form("/sign-in").filled(name=NAME, password=PASSWORD))


@pytest.fixture
def voiced(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in()
    belt.run()
    return name


def texts(belt: Belt) -> list[str]:
    with belt.ledger.reading() as unit:
        return [one.text for one in unit.notices.all()]


def test_a_typed_notice_waits_over_the_sign_in_and_is_sent_by_one_click(staff: Browser, belt: Belt) -> None:
    form = staff.get("/notices/new").form("/notices")
    form = form.filled(text=f"{TEXT}\nDòng hai.", title='"Một" <b>', category="CCHC")
    belt.now += IDLE_END

    asked = staff.send(form)
    again = sign_in_again(staff, asked)
    saved_before = texts(belt)
    done = staff.send(again.form("/notices"))

    assert asked.code == 401
    assert saved_before == []
    assert TEXT in again.words
    assert staff.arrive(done).code == 200
    assert texts(belt) == [f"{TEXT}\nDòng hai."]
    with belt.ledger.reading() as unit:
        assert unit.notices.all()[0].title == '"Một" <b>'


def test_a_chosen_file_waits_byte_for_byte(staff: Browser, belt: Belt) -> None:
    content = "\ufeffDòng một.\r\nDòng hai.\n\tDòng ba.\r".encode()
    form = staff.get("/notices/new").form("/notices").with_file("file", "thông báo.txt", content)
    staff.forget_session()

    again = sign_in_again(staff, staff.send(form))
    staff.send(again.form("/notices"))

    with belt.ledger.reading() as unit:
        [saved] = unit.notices.all()
    assert saved.original == content
    assert saved.file_name == "thông báo.txt"
    assert "Dòng một." in again.words


def test_a_file_that_is_no_text_waits_too_and_is_refused_then(staff: Browser) -> None:
    form = staff.get("/notices/new").form("/notices").with_file("file", "a.exe", b"MZ\x00\x01\xff")
    staff.forget_session()

    page = staff.send(sign_in_again(staff, staff.send(form)).form("/notices"))

    assert page.code == 422
    assert page.faults[0][0] == "file"


def test_a_wrong_password_on_the_way_loses_nothing(staff: Browser, belt: Belt) -> None:
    form = staff.get("/notices/new").form("/notices").filled(text=TEXT)
    staff.forget_session()

    asked = staff.send(form)
    wrong = staff.send(asked.form("/sign-in").filled(name=NAME, password="không phải"))
    staff.send(sign_in_again(staff, wrong).form("/notices"))

    assert wrong.code == 422
    assert texts(belt) == [TEXT]


def test_every_field_of_a_broadcast_waits(staff: Browser, belt: Belt, voiced: str) -> None:
    form = staff.get(f"/broadcasts/new?notice={voiced}").form("/broadcasts")
    form = form.filled(
        where=["z-demo"], when="at", date="2026-11-23", time="14:00", repeat="weekly", days=["MO", "FR"]
    )
    staff.forget_session()

    staff.send(sign_in_again(staff, staff.send(form)).form("/broadcasts"))

    with belt.ledger.reading() as unit:
        [saved] = unit.broadcasts.all()
    assert saved.recurrence.rule == "FREQ=WEEKLY;BYDAY=MO,FR"


def test_a_button_alone_waits_too(staff: Browser, belt: Belt, voiced: str) -> None:
    approve = staff.get(f"/notices/{voiced}").form("/approve")
    elsewhere = staff.get("/account").form("/account/elsewhere")
    staff.forget_session()

    again = sign_in_again(staff, staff.send(approve))
    done = staff.send(again.form("/approve"))
    staff.forget_session()
    button = staff.send(sign_in_again(staff, staff.send(elsewhere)).form("/account/elsewhere"))

    assert (done.code, button.code) == (303, 303)
    with belt.ledger.reading() as unit:
        assert unit.notices.all()[0].approved_at


def test_what_waits_is_sent_nowhere_else(staff: Browser) -> None:
    form = staff.get("/notices/new").form("/notices").filled(text=TEXT)
    staff.forget_session()

    asked = staff.send(form).form("/sign-in").forged(next="//evil.example/notices")
    again = staff.send(asked.filled(name=NAME, password=PASSWORD))

    assert all(form.action.startswith("/") and not form.action.startswith("//") for form in again.forms)


def test_a_form_of_another_session_of_ours_is_sent_by_one_more_click(
    staff: Browser, another: Browser, belt: Belt
) -> None:
    form = staff.get("/notices/new").form("/notices").filled(text=TEXT)
    staff.cookies = another.cookies

    again = staff.send(form)
    saved_before = texts(belt)
    staff.send(again.form("/notices"))

    assert saved_before == []
    assert texts(belt) == [TEXT]


def test_a_page_that_was_asked_for_comes_back_after_the_sign_in(staff: Browser, belt: Belt) -> None:
    belt.now += IDLE_END + timedelta(minutes=1)

    asked = staff.get("/broadcasts/new?notice=x")
    back = sign_in_again(staff, staff.get(asked.location))

    assert asked.code == 303
    assert back.location == "/broadcasts/new?notice=x"


@pytest.mark.parametrize("path", ["/live/today", "/live/strip", "/live/notices/x", "/live/broadcasts/x"])
def test_what_pages_ask_for_by_themselves_is_answered_shortly(stranger: Browser, path: str) -> None:
    page = stranger.get(path)

    assert (page.code, page.html) == (401, "")
