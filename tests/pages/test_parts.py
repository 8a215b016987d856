"""The parts the page tests stand on: what they let pass here would pass unseen everywhere."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.parts.brokers import absent
from tests.parts.chromium import axe, screenshot, settle, watched

pytestmark = pytest.mark.pages
STATIC = Path(__file__).parents[2] / "controller/web/static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:"
PAGE = """<!doctype html>
<html lang="vi" class="govuk-template">
<head>
<meta charset="utf-8"><title>Bản tin</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/vendor/fonts.css">
<link rel="stylesheet" href="/static/vendor/govuk.css">
<script src="/static/vendor/htmx.min.js" defer></script>
<script src="/static/vendor/hx-sse.min.js" defer></script>
<script type="module" src="/static/desk.js"></script>
</head>
<body class="govuk-template__body"><div class="govuk-width-container"><main class="govuk-main-wrapper">
<h1 class="govuk-heading-l">Nghỉ lễ Quốc khánh ở khu công nghiệp</h1>
<p class="govuk-body">Cổng số ba mở lúc <strong>5 giờ</strong>; xin gửi xe đúng chỗ.</p>
{rest}
</main></div></body></html>"""

_RISE = """async (letters) => {
  const pen = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(document.querySelector("input"));
  pen.font = `700 100px ${style.fontFamily}`;
  await document.fonts.load(pen.font, letters);
  const drawn = pen.measureText(letters);
  return [drawn.actualBoundingBoxAscent, drawn.fontBoundingBoxAscent];
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    if not (STATIC / "vendor").is_dir():
        absent("what the pages load")
    (tmp_path / "static").symlink_to(STATIC)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def write(folder: Path, rest: str = "") -> None:
    (folder / "index.html").write_text(PAGE.replace("{rest}", rest), encoding="utf-8")


def test_a_sound_page_shows_our_letters_and_leaves_nothing_to_report(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    write(tmp_path)

    with watched(browser, site) as (page, watch):
        page.goto("/")
        settle(page)
        families = page.evaluate("() => [...document.fonts].filter(f => f.status === 'loaded').length")
        pictures = screenshot(page, tmp_path / "pictures", "sound")

        expect(page.locator("body")).to_contain_class("govuk-frontend-supported")
        assert axe(page) == []

    assert families == 4  # two weights, Latin and Vietnamese
    assert 60_000 < watch.loaded_bytes < 400_000  # this small server compresses nothing
    assert [picture.name for picture in pictures] == ["sound-1280.png", "sound-390.png"]


def test_a_field_without_a_label_is_found(browser: Browser, site: str, tmp_path: Path) -> None:
    write(tmp_path, '<input id="bare">')

    with watched(browser, site) as (page, _):
        page.goto("/")
        found = axe(page)

    assert [line for line in found if line.startswith("label (critical)") and line.endswith("#bare")] == found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ('<img alt="" src="http://example.org/a.png">', "another host was asked: http://example.org/a.png"),
        ('<img alt="" src="/none.png">', "status of 404"),
        ('<script>document.title = "x"</script>', "Content Security Policy"),
        ('<script src="/broken.js"></script>', "script: gone is not defined"),
    ],
    ids=["another host", "a missing file", "a script in the page", "a broken script"],
)
def test_what_goes_wrong_behind_a_page_fails_the_test(
    browser: Browser, site: str, tmp_path: Path, planted: str, told: str
) -> None:
    write(tmp_path, planted)
    (tmp_path / "broken.js").write_text("gone();")

    with (
        pytest.raises(AssertionError) as caught,
        watched(browser, site) as (page, _),
    ):
        page.goto("/")

    assert told in str(caught.value)


def test_an_answer_that_was_expected_is_no_fault(browser: Browser, site: str, tmp_path: Path) -> None:
    write(tmp_path, '<img alt="" src="/none.png">')

    with watched(browser, site) as (page, watch):
        watch.expects(404)
        page.goto("/")


def test_a_page_is_read_without_scripts(browser: Browser, site: str, tmp_path: Path) -> None:
    write(tmp_path)

    with watched(browser, site, scripts=False) as (page, _):
        page.goto("/")

        expect(page.get_by_role("heading")).to_have_text("Nghỉ lễ Quốc khánh ở khu công nghiệp")


def test_no_letter_rises_over_the_edge_at_which_a_field_cuts(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    write(tmp_path, '<label for="title">Tên</label><input class="govuk-input" id="title" value="Ễ">')

    with watched(browser, site) as (page, _):
        page.goto("/")
        settle(page)
        letter, edge = page.evaluate(_RISE, "ẴẲỔỄỂẨỖẶỴ")

    assert 0 < letter <= edge
