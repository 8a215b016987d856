"""From a decree of forty pages to an approved notice of three minutes: how much a person has to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.site import Site
from tests.pages.journey import NAME, Journey, say
from tests.parts.chromium import watched
from tests.parts.decree import HOUSING, decree

pytestmark = pytest.mark.pages

MOST_ACTIONS = 30


@dataclass(slots=True)
class ReadersJourney(Journey):
    """Somebody who makes a document ready to be heard."""

    def take_in(self, file: Path) -> None:
        self.press(say("New notice"))
        self.actions.append(f"choose the file {file.name}")
        self.page.locator("#file").set_input_files(file)
        self.press(say("Save and voice it"))

    def tick(self, *articles: str) -> None:
        self.until(
            lambda: self.page.get_by_role("button", name=say("Choose what shall be heard")).count() > 0
        )
        self.press(say("Choose what shall be heard"))
        assert self.page.locator("main input[type=checkbox]:checked").count() == 0
        self.look("decree-tree")
        for article in articles:
            self.actions.append(f"tick {article}")
            self.page.get_by_label(article).check()
        assert "3 phút" in self.page.locator("#chosen").inner_text()
        self.look("decree-ticked")
        self.press(say("Voice what is ticked"))

    def open_the_notice(self, title: str) -> None:
        self.actions += ["press notices", f"press {title}"]
        self.page.locator("nav").get_by_role("link", name=say("Notices")).first.click()
        self.page.locator("main").get_by_role("link").filter(has_text=title).first.click()
        self.page.wait_for_load_state()

    def decide(self, said: str) -> None:
        """Take one of the readings that are offered."""
        self.until(lambda: self.page.get_by_role("button", name=said).count() > 0)
        self.look("doubt")
        self.actions.append(f"press {said}")
        self.page.get_by_role("button", name=said).first.click()
        self.page.wait_for_load_state()

    def say_otherwise(self, written: str, said: str, *, always: bool = False) -> None:
        """Follow the marked place and write how it is spoken, here or in every notice."""
        place = self.page.locator(".zc-reading a.zc-turned").filter(has_text=written)
        self.until(lambda: place.count() > 0)
        self.actions.append(f"press {written}")
        place.first.click()
        self.look("correction")
        if not always:
            self.type("said", said)
            self.press(say("Have it spoken so"))
            return
        self.press(say("Always say it so"))
        self.type("spoken", said)
        self.look("dictionary-new")
        self.press(say("Save the entry"))
        self.look("dictionary-entry")
        self.actions.append("press to read it anew")
        self.page.get_by_role("button", name=say("Read it anew")).first.click()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = {"ZONECAST_SITE_NAME": "KCN Sông Công II"}
    with Site(tmp_path_factory.mktemp("decree"), ("p-gate-1",), settings) as whole:
        yield whole


def test_a_decree_becomes_an_approved_notice(
    site: Site, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    file = tmp_path / "nghi-dinh.docx"
    file.write_bytes(decree())
    with watched(browser, f"http://127.0.0.1:{site.desk_port}") as (page, _):
        journey = ReadersJourney(page, pictures)
        page.goto(site.sign_in_link(NAME))
        journey.press(say("Sign in"))
        journey.take_in(file)
        journey.tick("nhóm việc thứ 13", HOUSING)
        journey.decide("năm tháng sáu")
        journey.say_otherwise("quy vê hát tê", "hỗ trợ thuê nhà")
        journey.say_otherwise("dê ích hát lờ", "đề xuất hợp lệ", always=True)
        journey.open_the_notice("chính sách")
        journey.until(lambda: page.get_by_role("button", name=say("Approve the notice")).count() > 0)
        journey.look("decree-heard")
        spoken = page.locator(".zc-reading").inner_text()
        journey.press(say("Approve the notice"))
        journey.until(lambda: say("Approved") in page.locator("#live").inner_text())
        journey.look("decree-approved")

    told = f"{len(journey.actions)} actions\n" + "\n".join(journey.actions)
    (pictures / "figures.txt").write_text(told, encoding="utf-8")
    assert journey.faults == []
    assert len(journey.actions) <= MOST_ACTIONS, journey.actions
    assert "họp xét năm tháng sáu" in spoken
    assert "hỗ trợ thuê nhà" in spoken
    assert "đề xuất hợp lệ" in spoken
