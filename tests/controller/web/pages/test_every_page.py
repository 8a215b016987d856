"""What holds of every page: who gets in, what is not there, what browsers may keep and load."""

import re

import pytest
from fastapi.testclient import TestClient

from audio.shelf import Shelf
from controller.errors import DatabaseUnreachableError
from controller.web import application
from controller.web.desk import Desk
from controller.web.shown import help as shown_help
from schedules.vocabulary import BroadcastId
from tests.controller.belt import Belt

from .browser import Browser

FOR_STAFF = [
    "/",
    "/help",
    "/notices",
    "/notices/new",
    "/notices/{notice}",
    "/notices/{notice}/edit",
    "/broadcasts",
    "/broadcasts/new",
    "/broadcasts/{broadcast}",
    "/broadcasts/{broadcast}/withdraw",
    "/poles",
    "/notices/{notice}/words?start=0&end=9",
    "/notices/{notice}/outline",
    "/notices/{notice}/recording",
    "/poles/p-gate-1",
    "/account",
    "/people",
    "/dictionary",
    "/dictionary/new",
    "/dictionary/history",
    "/dictionary/{entry}",
    "/contacts",
    "/contacts/new",
    "/contacts/{contact}",
    "/voices",
    "/templates",
    "/templates/{class_}",
    "/sounds",
    "/sounds/new",
    "/sounds/{sound}",
    "/voices/choices",
    "/voices/choices/{spoken}/{for_class}",
]
FOR_ANYONE = ["/sign-in", "/sign-in/link/{token}", "/first-run", "/dev/components"]
SOUNDS = [
    "/templates/samples/{name}",
    "/sounds/{sound}/file",
    "/voices/{voice}/sample/{language}",
    "/notices/{notice}/recording/{key}",
]
LIVE = ["/live/today", "/live/strip", "/live/notices/{notice}", "/live/broadcasts/{broadcast}"]


@pytest.fixture
def places(belt: Belt) -> dict[str, str]:
    """A notice that waits for approval, a broadcast of it, an entry of the dictionary, and a contact."""
    belt.enrol()
    notice = belt.take_in()
    belt.run()
    return {
        "notice": notice,
        "broadcast": belt.wish(notice),
        "entry": belt.add_to_dictionary(),
        "contact": str(belt.allow()),
        "spoken": "vi",
        "class_": "routine",
        "sound": belt.load_tone(),
        "for_class": "every",
    }


def test_every_page_there_is_is_walked_here(desk: Desk) -> None:
    known = [
        re.sub(r"\{[^}]*\}", "*", path.partition("?")[0]).replace("p-gate-1", "*")
        for path in (*FOR_STAFF, *FOR_ANYONE, *LIVE, *SOUNDS)
    ]
    routes = [
        re.sub(r"\{[^}]*\}", "*", route.path)
        for room in application._PAGES
        for route in room.pages.routes
        if "GET" in route.methods
    ]

    assert sorted(routes) == sorted(known)


def test_strangers_are_asked_who_they_are_and_staff_see_every_page(
    stranger: Browser, staff: Browser, places: dict[str, str]
) -> None:
    for path in (one.format(**places) for one in FOR_STAFF):
        asked, shown = stranger.get(path), staff.get(path)

        assert (asked.code, asked.location.partition("?")[0]) == (303, "/sign-in"), path
        assert shown.code == 200, path
        assert len(shown.ids) == len(set(shown.ids)), path
        assert shown.html.count("<h1") == 1, path


def test_every_page_is_shown_in_english_too(staff: Browser, places: dict[str, str]) -> None:
    staff.send(staff.get("/").form("/language"), button=("language", "en"))

    pages = [staff.get(one.format(**places)) for one in FOR_STAFF]

    assert {page.code for page in pages} == {200}
    assert all('<html lang="en"' in page.html for page in pages)


def test_every_page_says_what_browsers_may_do_with_it(
    stranger: Browser, staff: Browser, places: dict[str, str]
) -> None:
    pages = [staff.get(one.format(**places)) for one in (*FOR_STAFF, "/live/strip", "/nowhere")]
    pages += [stranger.get("/sign-in"), stranger.get("/"), stranger.get("/live/today")]
    pages.append(staff.send(staff.get("/notices/new").form("/notices")))

    for page in pages:
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_script_or_style_that_its_policy_would_stop(
    staff: Browser, places: dict[str, str]
) -> None:
    for path in (one.format(**places) for one in FOR_STAFF):
        html = staff.get(path).html

        assert not re.search(r"<script(?![^>]*\bsrc=)", html), path
        assert not re.search(r"\s(style|on\w+)=", re.sub(r">[^<]*<", "><", html)), path


def test_our_files_are_kept_for_ever_and_those_without_a_mark_are_asked_for_again(stranger: Browser) -> None:
    page = stranger.get("/sign-in")
    [sheet, *_] = re.findall(r'href="(/static/desk\.css\?v=[0-9a-f]+)"', page.html)

    assert "immutable" in stranger.get(sheet).headers["cache-control"]
    assert stranger.get("/static/desk.css").headers["cache-control"] == "no-cache"
    assert "set-cookie" not in stranger.get(sheet).headers


@pytest.mark.parametrize("name", ["nothing", "%00", "%ED%A0%80", "..%2F..%2Fetc", "a" * 3000, "<script>"])
@pytest.mark.parametrize("room", ["notices", "broadcasts", "poles"])
def test_what_is_not_there_is_said_in_vietnamese(staff: Browser, room: str, name: str) -> None:
    page = staff.get(f"/{room}/{name}")

    assert page.code in {404, 422}
    assert '<html lang="vi"' in page.html
    assert "<h1" in page.html
    assert "/" in page.links


def test_a_live_piece_of_nothing_is_not_there(staff: Browser) -> None:
    assert staff.get("/live/notices/nothing").code == 404
    assert staff.get("/live/broadcasts/nothing").code == 404


def test_a_page_that_nobody_made_is_not_there_for_strangers_either(stranger: Browser) -> None:
    page = stranger.get("/wp-admin.php")

    assert page.code == 404
    assert "Không tìm thấy trang" in page.words


def test_a_form_asked_for_as_a_page_is_answered_in_words(staff: Browser, places: dict[str, str]) -> None:
    page = staff.get(f"/notices/{places['notice']}/approve")

    assert page.code == 405
    assert '<html lang="vi"' in page.html


def test_the_stream_of_a_voiced_notice_ends_and_tells_what_may_be_approved(
    staff: Browser, places: dict[str, str]
) -> None:
    page = staff.get(f"/live/notices/{places['notice']}")

    assert page.headers["content-type"].startswith("text/event-stream")
    assert page.headers["cache-control"] == "no-store"
    assert page.html.endswith("event: done\ndata: -\n\n")
    assert 'name="seen"' in page.html


def test_a_stream_shared_by_many_holds_nobodys_token(staff: Browser, places: dict[str, str]) -> None:
    csrf = staff.get("/").form("/sign-out").value("csrf")

    for path in ("/live/today", f"/live/broadcasts/{places['broadcast']}", "/live/strip"):
        assert csrf not in staff.get(path).html


def test_the_parts_of_pages_are_shown_to_developers_only(staff: Browser) -> None:
    assert staff.get("/dev/components").code == 404


def test_signed_in_people_hear_clips_and_strangers_do_not(
    staff: Browser, stranger: Browser, shelf: Shelf
) -> None:
    digest = shelf.put(b"OggS: a sound")

    heard = staff.get(f"/clips/{digest}")

    assert (heard.code, heard.html) == (200, "OggS: a sound")
    assert "private" in heard.headers["cache-control"]
    assert stranger.get(f"/clips/{digest}").code == 401


def test_a_database_that_is_away_is_told_without_its_words(
    staff: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise DatabaseUnreachableError("postgresql://zonecast@db: refused")

    monkeypatch.setattr(type(desk.ledger), "reading", lambda _: away())

    page = staff.get("/")

    assert page.code == 503
    assert "postgresql" not in page.html
    assert page.headers["cache-control"] == "no-store"


def test_a_fault_of_ours_tells_nothing_of_our_inside(
    desk: Desk, staff: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_words: object) -> list[tuple[str, str]]:
        raise ValueError("the inside of the desk")

    monkeypatch.setattr(shown_help, "meanings", break_down)
    browser = Browser(TestClient(application.build(desk), raise_server_exceptions=False))
    browser.cookies = staff.cookies

    page = browser.get("/help")

    assert page.code == 500
    assert "inside" not in page.html
    assert page.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_titles_stand_in_no_header(staff: Browser, belt: Belt, places: dict[str, str]) -> None:
    page = staff.get(f"/broadcasts/{BroadcastId(places['broadcast'])}")

    assert not any("CCHC" in value for value in page.headers.values())
