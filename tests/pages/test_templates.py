"""A tone of one's own: loaded, chosen for routine notices, heard before it is saved, and then in the clip."""

import io
from pathlib import Path
from urllib.request import Request, urlopen

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Browser, Page, expect

from audio.clip import decode
from audio.shelf import Shelf
from audio.tones import SAMPLE_RATE
from bench.site import Site
from schedules.vocabulary import Digest
from tests.pages.journey import SHORT_TEXT, Journey, address_of, say
from tests.parts.chromium import watched

pytestmark = pytest.mark.pages
CALLED = "Cồng hai tiếng"
MUSIC = "Đàn tranh"


@pytest.fixture(scope="module", autouse=True)
def _somebody_is_there(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        Journey(page, pictures).begin(site.command("sign-in-link").strip())


def struck(pitches_hz: tuple[float, ...], each: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Gongs that ring out, one after the other."""
    at = np.arange(round(each * SAMPLE_RATE)) / SAMPLE_RATE
    gongs = [np.sin(2 * np.pi * pitch * at) * np.exp(-6 * at) for pitch in pitches_hz]
    return (0.6 * np.concatenate(gongs)).astype(np.float32)


GONG = struck((392.0, 294.0), 0.8)
TUNE = struck((440.0, 494.0, 587.0, 659.0, 587.0, 494.0) * 3, 0.4)


def written(sound: np.ndarray[tuple[int], np.dtype[np.float32]]) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, sound, SAMPLE_RATE, format="WAV")
    return file.getvalue()


def load(journey: Journey, name: str, use: str, content: bytes) -> None:
    page = journey.page
    page.goto("/sounds/new")
    page.get_by_label(use).check()
    journey.type("name", name)
    page.locator("#file").set_input_files(
        {"name": "am thanh.wav", "mimeType": "audio/wav", "buffer": content}
    )
    journey.press(say("Load the sound"))


def clip(site: Site, page: Page) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    address = page.locator("audio").first.get_attribute("src") or ""
    content = Shelf(site.home / "shelf").read(Digest(address.rpartition("/")[2]))
    return decode(content)


def likeness(sound: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """How like the loaded gong a clip begins, from 0 to 1; the codec moves it by a little."""
    begin = sound[: len(GONG)]
    return float(np.abs(np.corrcoef(begin, GONG)[0, 1]))


def test_a_tone_is_loaded_chosen_heard_saved_and_opens_the_next_notice(
    site: Site, browser: Browser, pictures: Path
) -> None:
    with watched(browser, address_of(site)) as (page, _):
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()

        load(journey, CALLED, say("Tone before or after broadcasts of every class"), written(GONG))
        load(journey, MUSIC, say("Music under the words"), written(TUNE))
        expect(page.get_by_role("link", name=CALLED)).to_be_visible()
        journey.look("sounds")

        page.goto("/templates")
        journey.look("templates")
        page.locator('a[href="/templates/routine"]').click()
        page.locator("#opening").select_option(label=CALLED)
        page.locator("#music").select_option(label=MUSIC)
        page.locator("#after_opening").select_option("2")
        page.set_default_timeout(120_000)  # a process of its own starts and speaks
        journey.press(say("Hear a sample"))
        sample = page.locator("#try audio")
        expect(sample).to_be_visible()
        journey.look("template-heard")
        heard = decode(fetched(page, sample.get_attribute("src") or ""))
        assert likeness(heard) > 0.9

        journey.press(say("Save the template"))
        expect(page.get_by_role("alert")).to_contain_text(say("Done"))
        journey.look("templates-changed")
        page.goto("/templates/routine")
        journey.look("template-history")

        page.goto("/notices")
        journey.write_notice(SHORT_TEXT)
        journey.hear_notice()
        assert likeness(clip(site, page)) > 0.9

    assert journey.faults == []


def test_a_siren_is_told_at_its_file(site: Site, browser: Browser, pictures: Path) -> None:
    at = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    pitch = 600 * 2 ** (0.5 - 0.5 * np.cos(2 * np.pi * 3 * at))
    siren = (0.5 * np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE)).astype(np.float32)

    with watched(browser, address_of(site)) as (page, watch):
        watch.expects(422)
        journey = Journey(page, pictures)
        page.goto("/sign-in")
        journey.sign_in()
        load(journey, "Còi", say("Tone before or after broadcasts of every class"), written(siren))

        expect(page.locator("#file-fault")).to_contain_text("giống còi báo động")
        journey.look("sound-alarming")

    assert journey.faults == []


def fetched(page: Page, path: str) -> bytes:
    """Ask as the browser's own session does."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    base = page.url.partition("/templates")[0]
    with urlopen(Request(base + path, headers={"Cookie": cookies})) as answer:  # noqa: S310 - our own desk
        content: bytes = answer.read()
    return content
