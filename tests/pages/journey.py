"""The main job as staff do it, step by step in a browser; the same steps with script and without.

Each step is an action of a person: it clicks, types or chooses as they would, by what they read.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.parts.chromium import axe, screenshot

TEXT = (
    "THÔNG BÁO\n"
    "Ban Quản lý các khu công nghiệp (KCN) thông báo: từ ngày 01/12/2026, Bộ phận một cửa tiếp nhận hồ sơ "
    "từ 7 giờ 30 đến 17 giờ. Hồ sơ trực tuyến được giảm 50% lệ phí, theo Nghị định số 35/2022/NĐ-CP."
)
PASSWORD = "một câu dễ nhớ của tôi"
_LONG_MS = 60_000


@dataclass(slots=True)
class Journey:
    """One person on their way; `actions` counts what they had to do, `faults` what axe found."""

    page: Page
    pictures: Path
    has_script: bool = True
    actions: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def begin(self, address: str) -> None:
        """First run: make the administrator."""
        page = self.page
        page.goto(address)
        self.look("first-run")
        self.type("name", "lan.nguyen")
        self.type("display_name", "Nguyễn Thị Lan")
        self.type("password", PASSWORD)
        self.press("Tạo quản trị viên")
        expect(page.locator("#strip")).to_be_visible()

    def sign_in(self) -> None:
        self.page.goto("/sign-in")
        self.look("sign-in")
        self.type("name", "Lan.Nguyen")
        self.type("password", PASSWORD)
        self.press("Đăng nhập")
        self.look("today-empty")

    def write_notice(self, text: str = TEXT) -> None:
        self.follow("Soạn bản tin", exact=False)
        self.look("notice-new")
        self.type("text", text)
        self.press("Lưu và tạo giọng đọc")

    def hear_notice(self) -> None:
        """Wait until it is voiced, compare text and reading, listen."""
        self.until(lambda: self.page.locator("audio").count() > 0)
        expect(self.page.locator(".zc-reading mark").first).to_be_visible()
        self.look("notice")

    def plan(self, *, places: tuple[str, ...] = ("where",)) -> None:
        self.follow("Lên lịch phát", exact=False)
        self.look("broadcast-new")
        for place in places:
            self.choose(place)
        self.press("Lưu buổi phát")
        self.look("broadcast-unapproved")

    def approve(self) -> None:
        self.press(re.compile("^Duyệt"))

    def watch_until(self, words: str, picture: str) -> None:
        self.until(lambda: words in self.page.locator("#live").inner_text(), seconds=120)
        self.look(picture)

    def withdraw(self, why: str) -> None:
        self.follow("Thu hồi buổi phát", exact=False)
        self.look("withdraw")
        self.type("because", why)
        self.press(re.compile("^Thu hồi"))
        self.look("broadcast-withdrawn")

    def type(self, name: str, words: str) -> None:
        self.actions.append(f"type {name}")
        self.page.locator(f"#{name}").fill(words)

    def choose(self, name: str) -> None:
        self.actions.append(f"choose {name}")
        self.page.locator(f"#{name}").check()

    def press(self, words: str | re.Pattern[str]) -> None:
        self.actions.append(f"press {words if isinstance(words, str) else words.pattern}")
        self.page.locator("main").get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()

    def follow(self, words: str, *, exact: bool = True) -> None:
        self.actions.append(f"follow {words}")
        self.page.locator("main").get_by_role("button", name=words, exact=exact).first.click()
        self.page.wait_for_load_state()

    def until(self, is_so: "Callable[[], bool]", seconds: float = 60) -> None:
        """Wait as people do: a page with script changes by itself, one without reloads itself."""
        for _ in range(int(seconds / 0.25)):
            if is_so():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(f"waited in vain on {self.page.url}: {self.page.locator('main').inner_text()[:800]}")

    def look(self, name: str) -> None:
        """Keep a picture, and let axe judge the page."""
        screenshot(self.page, self.pictures, name)
        if self.has_script:
            self.faults += [f"{name}: {fault}" for fault in axe(self.page)]
