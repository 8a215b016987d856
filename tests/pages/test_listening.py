"""Listening to a notice on its page: sentence by sentence, by keys, and while the page renews itself."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bench.site import Site
from tests.pages.journey import TEXT, Journey, address_of, say
from tests.pages.listener import Listener
from tests.parts.chromium import watched

pytestmark = pytest.mark.pages

SENTENCE = "Từ 8 giờ đến 11 giờ sẽ ngừng cấp điện tại Cổng 3 để sửa chữa trạm biến áp. "
LONG = "THÔNG BÁO\nBan quản lý thông báo tạm ngừng cấp điện.\n" + (SENTENCE * 9 + "\n") * 3


@pytest.fixture(scope="module", autouse=True)
def _somebody_is_there(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        Journey(page, pictures).begin(site.command("sign-in-link").strip())


def test_a_notice_is_heard_sentence_by_sentence(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()
        page.emulate_media(reduced_motion="reduce")  # it tells where it is all the same
        journey.write_notice(f"{TEXT} Xin cảm ơn.")
        journey.hear_notice()
        whole = Listener(page)

        whole.press("Listen")
        expect(whole.button).to_have_accessible_name(say("Pause"))
        expect(whole.row).to_have_count(0)  # the opening tone is no sentence
        whole.press("Next sentence")
        expect(whole.row).to_contain_text("THÔNG BÁO")
        whole.press("Next sentence")
        expect(whole.row).to_contain_text("Ban Quản lý")
        journey.look("sounding")
        page.get_by_role("button", name=say("Listen from sentence %(number)s", number=3)).click()
        expect(whole.row).to_contain_text("Hồ sơ trực tuyến")

        whole.player.locator("select").select_option("1.25")
        assert whole.sound()["speed"] == 1.25
        whole.key(" ")
        expect(whole.button).to_have_accessible_name(say("Listen"))
        before = whole.sound()["at"]
        whole.key("ArrowLeft")
        assert whole.sound()["at"] == pytest.approx(before - 2, abs=0.01)
        expect(whole.row).to_contain_text("Ban Quản lý")
        whole.key("PageUp")
        told = say("Sentence %(number)s of %(all)s, %(time)s", number=3, all=4, time="")
        expect(whole.slider).to_have_attribute("aria-valuetext", re.compile(f"^{told}"))
        whole.key("PageUp")
        expect(whole.row).to_contain_text("Xin cảm ơn")
        whole.key("Home")
        expect(whole.row).to_have_count(0)
        with page.expect_download() as loaded:
            whole.player.get_by_role("link", name=say("Download the sound")).click()
        assert loaded.value.path().read_bytes().startswith(b"OggS")

    assert journey.faults == []


def test_a_sound_goes_on_while_its_page_renews_itself(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()
        journey.write_notice(LONG)
        journey.hear_notice()
        journey.press(say("Voice the parts"))
        whole, second = Listener(page), Listener(page, part=3)  # after headline and first part
        assert second.player.count() == 0
        whole.press("Listen")
        whole.press("Next sentence")

        journey.until(lambda: second.player.count() > 0)

        sound = whole.sound()
        assert not sound["isPaused"]
        assert sound["at"] > 1.5
        expect(whole.row).to_have_count(1)
        expect(whole.player.locator("[data-do=next]")).to_be_focused()
        second.press("Listen")
        expect(whole.button).to_have_accessible_name(say("Listen"))
        assert whole.sound()["isPaused"]
        second.press("Next sentence")
        expect(whole.row).to_have_count(0)  # the cue "part 1 of 3" stands in no reading
        second.press("Next sentence")
        expect(whole.row).to_have_count(1)
        journey.look("part-sounding")

    assert journey.faults == []
