"""Poles: how each is, and the names that staff give to places."""

import pytest

from tests.controller.belt import Belt

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Form


def names(belt: Belt) -> dict[str, str]:
    with belt.ledger.reading() as unit:
        return dict(unit.address_names.all())


@pytest.fixture
def form(staff: Browser, belt: Belt) -> Form:
    """The form in which the zone is named."""
    belt.enrol()
    forms = [form for form in staff.get("/poles").forms if form.value("address") == "z-demo"]
    return forms[0]


def test_a_place_is_called_as_staff_say_everywhere(staff: Browser, belt: Belt, form: Form) -> None:
    page = staff.arrive(staff.send(form.filled(called="  Khu công\nnghiệp  ")))

    assert names(belt) == {"z-demo": "Khu công nghiệp"}
    assert any(form.value("called") == "Khu công nghiệp" for form in page.forms)


@pytest.mark.parametrize("called", ["", " ", "ờ" * 65, "ờ" * 100_000, "a\u200bb"])
def test_what_cannot_be_a_name_is_refused_at_its_own_field(
    staff: Browser, belt: Belt, form: Form, called: str
) -> None:
    page = staff.send(form.filled(called=called))

    assert page.code == 422
    assert [leads_to for leads_to, _ in page.faults] == ["name-z-demo"]
    assert "name-z-demo" in page.ids
    assert {form.value("address"): form.value("called") for form in page.forms if form.value("address")} == {
        "z-demo": called,
        "p-gate-1": "",
    }
    assert names(belt) == {}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names_are_shown_as_text_or_refused(
    staff: Browser, belt: Belt, form: Form, kind: str
) -> None:
    pages = [staff.send(form.filled(called=HOSTILE[kind])), staff.send(form.forged(address=HOSTILE[kind]))]
    pages += [staff.get("/poles"), staff.get("/poles/p-gate-1"), staff.get("/broadcasts/new")]

    assert {page.code for page in pages} <= {200, 303, 404, 422}
    assert all(is_safe(page.html) for page in pages)


def test_only_places_where_somebody_listens_are_named(staff: Browser, belt: Belt, form: Form) -> None:
    assert staff.send(form.filled(called="Đâu đó").forged(address="z-nowhere")).code == 404
    assert names(belt) == {}


def test_the_last_name_given_holds(staff: Browser, belt: Belt, form: Form) -> None:
    staff.send(form.filled(called="Một"))
    staff.send(form.filled(called="Hai"))

    assert names(belt) == {"z-demo": "Hai"}


def test_a_pole_without_a_word_says_what_to_do(staff: Browser, form: Form) -> None:
    page = staff.get("/poles/p-gate-1")

    assert page.code == 200
    assert "Chưa" in page.words
