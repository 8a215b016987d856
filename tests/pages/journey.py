"""The main job as staff do it, step by step in a browser; the same steps with script and without.

Each step is what a person does: they type, choose, press and follow by what they read. The words
are asked from the catalogue, so that a better translation breaks no journey.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from bench.site import Site
from controller.entries import Language
from controller.web.words import Words
from tests.parts.chromium import axe, screenshot

TEXT = (
    "THÔNG BÁO\n"
    "Ban Quản lý các khu công nghiệp (KCN) thông báo: từ ngày 01/12/2026, Bộ phận một cửa tiếp nhận hồ sơ "
    "từ 7 giờ 30 đến 17 giờ. Hồ sơ trực tuyến được giảm 50% lệ phí, theo Nghị định số 35/2022/NĐ-CP."
)
NAME, PASSWORD = "lan.nguyen", "một câu dễ nhớ của tôi"
SHORT_TEXT = "Cổng 3 mở lúc 7 giờ 30. Xin cảm ơn."
words = Words(Language.VIETNAMESE, ZoneInfo("Asia/Ho_Chi_Minh"))
say = words.say


def address_of(site: Site) -> str:
    return f"http://127.0.0.1:{site.desk_port}"


@dataclass(slots=True)
class Journey:
    """One person on their way. `actions` is what they had to do, `faults` what axe found on the pages."""

    page: Page
    pictures: Path
    has_script: bool = True
    actions: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def begin(self, address: str) -> None:
        """First run: make the administrator, and leave."""
        self.page.goto(address)
        self.look("first-run")
        self.type("name", NAME)
        self.type("display_name", "Nguyễn Thị Lan")
        self.type("password", PASSWORD)
        self.press(say("Make the administrator"))
        self.page.locator("header").get_by_role("button", name=say("Sign out")).click()
        self.page.wait_for_load_state()

    def sign_in(self) -> None:
        self.look("sign-in")
        self.type("name", NAME.upper())
        self.type("password", PASSWORD)
        self.press(say("Sign in"))
        self.look("today-empty")

    def write_notice(self, text: str = TEXT) -> None:
        self.press(say("New notice"))
        self.look("notice-new")
        self.type("text", text)
        self.press(say("Save and voice it"))

    def hear_notice(self) -> None:
        """Wait until it is voiced; compare and listen."""
        self.until(lambda: self.page.locator("audio").count() > 0, seconds=300)
        assert self.page.locator(".zc-reading mark").count() > 0
        self.look("notice")

    def try_out(self) -> None:
        self.page.locator("summary").filter(has_text=say("Test play at one pole")).click()
        self.press(say("Test play now"))
        self.watch_until("finished", say("Finished at %(some)s of %(all)s poles", some=1, all=1))
        self.look("test-play")
        self.page.go_back()

    def plan(self) -> None:
        self.press(say("Broadcast it"))
        self.look("broadcast-new")
        self.choose("where")
        self.press(say("Save the broadcast"))
        self.look("broadcast-unapproved")

    def approve(self) -> None:
        self.press(
            words.counted(
                "Approve it and send it to the poles", "Approve all %(n)s and send them to the poles", 1
            )
        )

    def watch_until(self, picture: str, told: str) -> None:
        self.until(lambda: told in self.page.locator("#live").inner_text(), seconds=120)
        self.look(f"broadcast-{picture}")

    def withdraw(self, why: str) -> None:
        self.press(say("Withdraw this broadcast"))
        self.look("withdraw")
        self.type("because", why)
        self.press(say("Withdraw the broadcast"))
        self.watch_until("withdrawn", say("Withdrawn"))

    def type(self, name: str, text: str) -> None:
        self.actions.append(f"type {name}")
        self.page.locator(f"#{name}").fill(text)

    def choose(self, name: str) -> None:
        self.actions.append(f"choose {name}")
        self.page.locator(f"#{name}").check()

    def press(self, label: str) -> None:
        """Press what reads so; links that look like buttons are buttons to people."""
        self.actions.append(f"press {label}")
        self.page.locator("main").get_by_role("button", name=label, exact=True).first.click()
        self.page.wait_for_load_state()

    def until(self, is_so: Callable[[], bool], seconds: float = 180) -> None:
        """Wait as people do: a page with script changes by itself, one without reloads itself."""
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                shown = self.page.locator("main").inner_text()
                raise AssertionError(f"waited in vain on {self.page.url}:\n{shown[:1500]}")
            self.page.wait_for_timeout(250)

    def look(self, name: str) -> None:
        """Keep a picture, and let axe judge the page; once is enough."""
        if (self.pictures / f"{name}-390.png").exists():
            return
        screenshot(self.page, self.pictures, name)
        if self.has_script:
            self.faults += [f"{name}: {fault}" for fault in axe(self.page)]
