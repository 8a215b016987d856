"""Somebody who listens to a notice at the desk, and what they see of it."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.pages.journey import say


class Listener:
    """One player of a page: the whole notice, or a part of it by its number from 1."""

    def __init__(self, page: Page, part: int = 0) -> None:
        self.page = page
        whole = page.locator("[aria-labelledby=state-heading] .zc-listen--ours")
        self.player = page.locator("tbody .zc-listen--ours").nth(part - 1) if part else whole
        self.slider = self.player.get_by_role("slider")

    def press(self, label: str) -> None:
        self.player.get_by_role("button", name=say(label), exact=True).click()

    def key(self, name: str) -> None:
        self.slider.press(name)

    @property
    def row(self) -> Locator:
        """The row of the reading that is lit."""
        return self.page.locator(".zc-reading [aria-current=true]")

    @property
    def button(self) -> Locator:
        return self.player.locator("[data-do=play]")

    def sound(self) -> dict[str, Any]:
        """Return where its sound is, in seconds, whether it is paused, and how fast it runs."""
        clip = self.player.get_attribute("data-clip")
        found: dict[str, Any] = self.page.evaluate(
            """(clip) => {
              const audio = [...document.querySelectorAll("audio")].find((one) => one.src.endsWith(clip));
              return { at: audio.currentTime, isPaused: audio.paused, speed: audio.playbackRate };
            }""",
            clip,
        )
        return found
