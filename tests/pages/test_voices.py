"""Voices chosen, compared by ear at the same sentence, used and approved; and two languages by turns."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from audio.models.install import Brought, install_path
from bench.site import Site
from tests.pages.journey import TEXT, Journey, address_of, say
from tests.pages.listener import Listener
from tests.parts.chromium import watched
from tests.parts.models import mms_model

pytestmark = pytest.mark.pages

VIETNAMESE = "Ban Quản lý thông báo. Cổng số 3 mở lúc 7 giờ 30. Xin cảm ơn."
KOREAN = "산업단지 관리위원회가 알립니다. 삼번 문은 아침에 열립니다. 감사합니다."


@pytest.fixture(scope="module", autouse=True)
def _somebody_is_there(site: Site, browser: Browser, pictures: Path) -> None:
    model = mms_model(site.folder / "brought", speakers=2)
    brought = Brought(name="giong-thu", called="Giọng thử")
    install_path(model, site.home / "voices", brought=brought, trial=lambda _voice, _folder: None)
    with watched(browser, address_of(site)) as (page, _):
        Journey(page, pictures).begin(site.command("sign-in-link").strip())


class Compared(Listener):
    """The players that are compared on a page, by their letter from A."""

    def __init__(self, page: Page, letter: str) -> None:
        super().__init__(page)
        self.player = page.locator("#compare .zc-listen--ours").nth("ABCD".index(letter))
        self.slider = self.player.get_by_role("slider")


def test_a_voice_is_chosen_compared_at_the_same_sentence_used_and_approved(
    site: Site, browser: Browser, pictures: Path
) -> None:
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()
        page.goto("/voices")
        journey.look("voices")
        journey.press(say("Choose voices"))
        journey.look("choices")
        page.locator("a[href='/voices/choices/vi/routine']").click()
        journey.look("choice")
        page.get_by_label(say("Slow"), exact=True).check()
        journey.press(say("Save"))
        expect(page.locator("tbody tr").first).to_contain_text(say("Slow").lower())
        journey.look("choices-slow")

        page.goto("/")
        journey.write_notice(f"{TEXT} Xin cảm ơn.")
        journey.hear_notice()
        page.locator("#compare > summary").click()
        page.locator("#voice").select_option("espeak-ng")
        journey.press(say("Voice it to compare"))
        journey.until(lambda: page.locator("#compare .zc-listen--ours").count() == 2)
        journey.look("compare")
        first, second = Compared(page, "A"), Compared(page, "B")
        assert page.locator("#compare").get_by_role("heading").all_inner_texts()[1] == "B: espeak-ng"

        first.press("Listen")
        first.press("Next sentence")
        first.press("Next sentence")
        expect(first.row).to_contain_text("Ban Quản lý")
        page.locator("#compare [data-turn]").click()
        expect(second.button).to_have_accessible_name(say("Pause"))
        expect(second.row).to_contain_text("Ban Quản lý")
        assert first.sound()["isPaused"]
        assert second.sound()["at"] == pytest.approx(mark(second, 1), abs=1.5)
        journey.look("compare-sounding")
        second.slider.focus()
        page.keyboard.press("PageUp")
        expect(second.row).to_contain_text("Hồ sơ trực tuyến")
        page.keyboard.press("b")
        expect(first.button).to_have_accessible_name(say("Pause"))
        expect(first.row).to_contain_text("Hồ sơ trực tuyến")
        assert first.sound()["at"] == pytest.approx(mark(first, 2), abs=1.5)
        assert mark(first, 2) != mark(second, 2)

        journey.press(say("Use this voice for the notice"))
        journey.until(lambda: page.locator("[aria-labelledby=state-heading] .zc-listen--ours").count() > 0)
        expect(page.locator("#live")).to_contain_text(
            say("This notice has a voice of its own: %(voice)s.", voice="espeak-ng")
        )
        journey.look("own-voice")
        journey.press(say("Approve the notice"))
        expect(page.locator("#live")).to_contain_text("espeak-ng")
        journey.look("approved")

    assert journey.faults == []


def test_two_languages_are_heard_sentence_by_sentence(site: Site, browser: Browser, pictures: Path) -> None:
    first = site.api.post_notice(VIETNAMESE.encode())["id"]
    site.api.post_notice(KOREAN.encode(), language="ko", version_of=first)
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()
        page.goto(f"/notices/{first}")
        journey.until(lambda: page.locator(".zc-version .zc-listen--ours").count() == 2)
        journey.look("languages")
        rows = page.locator(".zc-version__spoken [aria-current=true]")

        whole = Listener(page)
        whole.press("Listen")
        whole.press("Next sentence")
        whole.press("Next sentence")
        expect(rows).to_have_attribute("data-sentence", f"{first}-1")
        page.get_by_role("button", name=say("Hear this sentence in the other language")).click()
        expect(rows).to_contain_text("삼번")
        expect(page.locator(".zc-heard--beside").first).to_have_attribute("data-sentence", f"{first}-1")
        journey.look("languages-sounding")
        page.keyboard.press("b")
        expect(rows).to_have_attribute("data-sentence", f"{first}-1")

    assert journey.faults == []


def mark(player: Listener, sentence: int) -> float:
    """Where a sentence begins, in seconds."""
    return int((player.player.get_attribute("data-marks") or "").split()[sentence]) / 1000
