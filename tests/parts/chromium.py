"""Debian's Chromium: pages as people see them, watched for faults, judged by axe, kept as pictures.

Playwright's driver keeps an event loop in the main thread as long as it runs: tests that use it
are marked `pages` and run beside none that has a loop of its own.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)

from tests.parts.brokers import absent

WIDTHS = (1280, 390)
_AXE = Path(__file__).with_name(".axe") / "axe.min.js"
_QUIET = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_REFUSED = re.compile(r"the server responded with a status of (\d{3})")
_LET_GO = "net::ERR_ABORTED"  # the page itself: it was left, or closed its stream


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, which reaches this machine alone; skip, visibly, where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        absent("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, chromium_sandbox=False, args=[*_QUIET])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def with_microphone(browser: Browser, heard: Path) -> Iterator[Browser]:
    """Start another one beside it, whose microphone hears a WAV file over and over, and needs no leave."""
    ears = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={heard}",
    )
    program = shutil.which("chromium")
    another = browser.browser_type.launch(
        executable_path=program, chromium_sandbox=False, args=[*_QUIET, *ears]
    )
    try:
        yield another
    finally:
        another.close()


@dataclass(kw_only=True)  # no slots: playwright ties its listeners to the instance
class Watch:
    """What went wrong behind a page, and how many bytes it took; a test says beforehand what it expects."""

    desk: str
    wrong: list[str] = field(default_factory=list)
    loaded_bytes: int = 0
    """As they came over the line: compressed, with their headers. An open stream counts when it ends."""
    _expected: set[int] = field(default_factory=set)

    def expects(self, *statuses: int) -> None:
        """Take answers of these kinds for right, though the browser's console complains of each."""
        self._expected.update(statuses)

    def attach(self, context: BrowserContext, page: Page) -> None:
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._see)
        context.on("requestfailed", self._miss)
        line = context.new_cdp_session(page)
        line.on("Network.loadingFinished", self._weigh)
        line.send("Network.enable")

    def _hear(self, message: ConsoleMessage) -> None:
        refused = _REFUSED.search(message.text)
        expected = refused is not None and int(refused[1]) in self._expected
        if message.type == "error" and not expected:
            self.wrong.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _catch(self, error: WebError) -> None:
        self.wrong.append(f"script: {error.error.message}")

    def _see(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != urlsplit(self.desk).netloc:
            self.wrong.append(f"another host was asked: {request.url}")

    def _miss(self, request: Request) -> None:
        if request.failure != _LET_GO:
            self.wrong.append(f"failed: {request.method} {request.url} {request.failure}")

    def _weigh(self, loaded: dict[str, Any]) -> None:
        self.loaded_bytes += int(loaded["encodedDataLength"])


@contextmanager
def watched(browser: Browser, desk: str, *, scripts: bool = True) -> Iterator[tuple[Page, Watch]]:
    """Open a tab with an empty cache, nobody signed in, on the desk at `desk` ("http://127.0.0.1:8000").

    Paths given to `page.goto` are the desk's. Whatever the watch saw go wrong fails the test at the end.
    """
    with browser.new_context(base_url=desk, java_script_enabled=scripts, locale="vi-VN") as context:
        page = context.new_page()
        watch = Watch(desk=desk)
        watch.attach(context, page)
        yield page, watch
        settle(page)
    assert not watch.wrong, "\n".join(watch.wrong)


def settle(page: Page) -> None:
    """Wait until the page and its letters are there, and the driver has told what it saw on the way."""
    page.wait_for_load_state("load")
    page.evaluate("async () => { await document.fonts.ready; }")


def axe(page: Page) -> list[str]:
    """Return what keeps people out of this page, serious and critical, one readable line a fault."""
    if not _AXE.exists():
        absent("axe-core")
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [line for rule in found if rule["impact"] in {"serious", "critical"} for line in _told(rule)]


def screenshot(page: Page, folder: Path, name: str) -> list[Path]:
    """Keep the whole page as people see it at a desk and on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    pictures = [_picture(page, folder / f"{name}-{width}.png", width) for width in WIDTHS]
    if before is not None:
        page.set_viewport_size(before)
    return pictures


def _picture(page: Page, path: Path, width: int) -> Path:
    page.set_viewport_size({"width": width, "height": 844})
    settle(page)
    page.screenshot(path=path, full_page=True)
    return path


def _told(rule: dict[str, Any]) -> Iterator[str]:
    for node in rule["nodes"]:
        place = " ".join(str(step) for step in node["target"])
        yield f"{rule['id']} ({rule['impact']}): {rule['help']}: {place}"
