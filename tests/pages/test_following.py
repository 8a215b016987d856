"""The page of a notice follows what becomes of it, also where the desk was away when it was opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from bench.site import Site
from tests.pages.journey import Journey, address_of, say
from tests.parts.chromium import watched

pytestmark = pytest.mark.pages

STREAMS = "**/live/notices/*"
LONG_ENOUGH_MS = 60_000
LONG_TEXT = " ".join(f"Lô đất số {number} nhận hồ sơ." for number in range(1, 61))
"""It is not voiced yet when its page is opened."""
Failure = Callable[[Route], None]


@pytest.fixture(scope="module", autouse=True)
def _somebody_is_there(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        Journey(page, pictures).begin(site.command("sign-in-link").strip())


def unavailable(route: Route) -> None:
    route.fulfill(status=503, content_type="text/html", body="<h1>Away</h1>")


def refused(route: Route) -> None:
    route.abort("connectionrefused")


@pytest.mark.parametrize("failure", [unavailable, refused])
def test_a_page_that_found_the_desk_away_follows_its_notice_as_soon_as_it_is_back(
    site: Site, browser: Browser, pictures: Path, failure: Failure
) -> None:
    asked: list[str] = []

    def answer_the_first_by_a_failure(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            failure(route)
        else:
            route.continue_()

    with watched(browser, address_of(site)) as (page, watch):
        watch.expects(503)
        page.clock.install()
        page.route(STREAMS, answer_the_first_by_a_failure)
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()
        journey.write_notice(LONG_TEXT)
        journey.until(lambda: len(asked) == 1)
        expect(page.locator("#state-heading")).not_to_contain_text(say("Waits for approval"))
        page.clock.fast_forward(LONG_ENOUGH_MS)
        journey.until(lambda: len(asked) == 2)
        journey.hear_notice()
        page.clock.fast_forward(LONG_ENOUGH_MS)
        page.wait_for_load_state("networkidle")
        if failure is refused:
            watch.wrong.clear()  # the browser and htmx complain of it, each in words of its own

        expect(page.locator("#state-heading")).to_contain_text(say("Waits for approval"))
        assert len(asked) == 2
