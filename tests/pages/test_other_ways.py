"""The main job in other ways, at a site where somebody is there already."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.site import Site
from tests.pages.journey import SHORT_TEXT, Journey, address_of, say
from tests.parts.chromium import watched

pytestmark = pytest.mark.pages


@pytest.fixture(scope="module", autouse=True)
def _somebody_is_there(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        Journey(page, pictures / "script").begin(site.command("sign-in-link").strip())


def test_from_sign_in_to_finished_and_withdrawn_without_script(
    site: Site, browser: Browser, pictures: Path
) -> None:
    with watched(browser, address_of(site), scripts=False) as (page, _):
        journey = Journey(page, pictures / "no-script", has_script=False)
        page.goto("/sign-in")
        journey.sign_in()
        journey.write_notice(SHORT_TEXT)
        journey.hear_notice()
        journey.plan()
        journey.approve()
        journey.watch_until("armed", say("Armed at %(some)s of %(all)s poles", some=3, all=3))
        journey.watch_until("finished", say("Finished at %(some)s of %(all)s poles", some=3, all=3))
        page.goto("/notices")
        page.locator("main tbody a").first.click()
        journey.plan()
        journey.watch_until("armed", say("Armed at %(some)s of %(all)s poles", some=3, all=3))
        journey.withdraw("Sai ngày trong văn bản")


def test_three_notices_sound_in_order_as_one_clip(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures / "script")
        page.goto("/sign-in")
        journey.sign_in()
        titles = ["Bản tin thứ nhất", "Bản tin thứ hai", "Bản tin thứ ba"]
        for title in titles:
            page.goto("/notices/new")
            journey.type("text", f"{title}. Xin cảm ơn.")
            journey.press(say("Save and voice it"))
            journey.until(lambda: page.locator("audio").count() > 0)
        page.goto("/broadcasts/new")
        for number, title in enumerate(titles):
            if number:
                journey.press(say("Add another notice"))
            page.locator("select[name=item]").nth(number).select_option(index=_place_of(page, number, title))
        journey.choose("where")
        journey.look("broadcast-new-three")
        journey.press(say("Save the broadcast"))
        page.locator("form[action$='/approve'] button").click()
        journey.watch_until("finished", say("Finished at %(some)s of %(all)s poles", some=3, all=3))
        broadcast = page.url.rsplit("/", 1)[1]

    told = site.api.get(f"/api/broadcasts/{broadcast}")
    for pole in site.poles:
        [proof] = [one for one in told["proofs"] if one["pole"] == pole.pole]
        stretches = [line for line in pole.sounded() if line["cue"].startswith(proof["play"])]
        assert [line["offset"] for line in stretches] == [0]
        assert abs(stretches[0]["frames"] / 48_000 - told["seconds"]) < 0.01
    assert journey.faults == []


def _place_of(page: Page, number: int, title: str) -> int:
    """Return where a notice stands in the list of a field."""
    offered = page.locator("select[name=item]").nth(number).locator("option").all_inner_texts()
    return next(place for place, words in enumerate(offered) if words.startswith(title))
