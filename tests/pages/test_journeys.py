"""The main job through the pages, with real processes behind them: from first run to finished."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.site import Site
from tests.pages.journey import NAME, PASSWORD, SHORT_TEXT, TEXT, Journey, address_of, say
from tests.parts.chromium import watched

pytestmark = pytest.mark.pages

MOST_ACTIONS = 12
MOST_FIRST_LOAD_BYTES = 250_000


def test_from_first_run_to_finished(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, watch):
        journey = Journey(page, pictures / "script")
        journey.begin(site.command("sign-in-link").strip())
        first_load = watch.loaded_bytes

        begun, before = time.monotonic(), len(journey.actions)
        journey.sign_in()
        journey.write_notice()
        journey.hear_notice()
        journey.plan()
        journey.approve()
        journey.watch_until("armed", say("Armed at %(some)s of %(all)s poles", some=3, all=3))
        seconds, actions = time.monotonic() - begun, journey.actions[before:]
        journey.watch_until("finished", say("Finished at %(some)s of %(all)s poles", some=3, all=3))
        _visit_all(journey)

    figures = f"{len(actions)} actions, {seconds:.1f} s from sign-in to armed, {first_load} bytes at first\n"
    (pictures / "figures.txt").write_text(figures + "\n".join(actions), encoding="utf-8")
    assert journey.faults == []
    assert len(actions) <= MOST_ACTIONS, actions
    assert first_load < MOST_FIRST_LOAD_BYTES


def test_a_test_play_sounds_at_one_pole_before_anybody_approved(
    site: Site, browser: Browser, pictures: Path
) -> None:
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures / "script")
        page.goto("/sign-in")
        journey.sign_in()
        journey.write_notice(SHORT_TEXT)
        journey.hear_notice()
        journey.try_out()

    assert journey.faults == []


def test_keyboard_alone_does_the_main_job(site: Site, browser: Browser) -> None:
    with watched(browser, address_of(site)) as (page, _):
        page.goto("/sign-in")
        _tab_to(page, "#name")
        page.keyboard.type(NAME)
        _tab_to(page, "#password")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        _enter(page, "main a[href='/notices/new']")
        page.wait_for_url("**/notices/new")
        _tab_to(page, "#text")
        page.keyboard.type(TEXT.replace("01/12", "04/12"))
        _enter(page, "#notice-form button[type=submit]")
        page.wait_for_url(re.compile("/notices/[0-9a-f]{32}$"))
        page.locator(".zc-listen").wait_for(timeout=60_000)
        _enter(page, "a[href^='/broadcasts/new']")
        page.wait_for_url("**/broadcasts/new*")
        _tab_to(page, "#where")
        page.keyboard.press("Space")
        _enter(page, f".govuk-button-group button:has-text('{say('Save the broadcast')}')")
        page.wait_for_url(re.compile("/broadcasts/[0-9a-f]{32}$"))
        _enter(page, "form[action$='/approve'] button")
        armed = say("Armed at %(some)s of %(all)s poles", some=3, all=3)
        page.locator("#live", has_text=armed).wait_for(timeout=60_000)


def test_what_was_typed_when_the_session_ended_is_sent_after_signing_in_again(
    site: Site, browser: Browser, pictures: Path
) -> None:
    with watched(browser, address_of(site)) as (page, watch):
        watch.expects(401)
        journey = Journey(page, pictures / "script")
        page.goto("/sign-in")
        journey.sign_in()
        page.goto("/notices/new")
        journey.type("text", "Bản tin viết dở. " * 500)
        page.context.clear_cookies()

        journey.press(say("Save and voice it"))
        journey.look("sign-in-again")
        journey.type("name", NAME)
        journey.type("password", PASSWORD)
        journey.press(say("Sign in"))
        journey.look("send-again")
        journey.press(say("Send it now"))

        assert "Bản tin viết dở." in page.locator("h1").inner_text()
    assert journey.faults == []


def _visit_all(journey: Journey) -> None:
    """See every other page as it is when something is there."""
    places = {
        "today": "/",
        "notices": "/notices",
        "broadcasts": "/broadcasts",
        "poles": "/poles",
        "pole": "/poles/p-gate-1",
        "account": "/account",
        "people": "/people",
        "help": "/help",
    }
    for name, path in places.items():
        journey.page.goto(path)
        journey.look(name)


def _tab_to(page: Page, selector: str) -> None:
    wanted = page.locator(selector).first
    wanted.wait_for()
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never comes to {selector}")


def _enter(page: Page, selector: str) -> None:
    _tab_to(page, selector)
    page.keyboard.press("Enter")
