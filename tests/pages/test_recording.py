"""A notice read aloud in the browser, or uploaded without script, and then spoken by the human voice."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Browser, Locator, Page, expect

from audio.language import SpokenLanguage
from audio.speech import Speech
from audio.voices.espeak import EspeakVoice
from bench.site import Site
from controller.entries import Language
from controller.web.words import catalogue
from tests.pages.journey import Journey, address_of, say, words
from tests.parts.chromium import watched, with_microphone

pytestmark = pytest.mark.pages

TEXT = "Ban quản lý tạm ngừng cấp điện tại Cổng 3. Đề nghị mọi người sắp xếp công việc. Xin cảm ơn tất cả."
SAID = (
    "Ban quản lý tạm ngừng cấp điện tại cổng ba",
    "Đề nghị mọi người sắp xếp công việc",
    "Xin cảm ơn tất cả",
)
APPROVED = "The notice was approved meanwhile: nothing was changed"
ALL_RECORDED = "All is recorded: the notice is spoken by the human voice"
KEPT = "The recording is kept. Listen to every sentence; the notice is being voiced anew."
SIGNED_OUT = (
    "Your session has ended. Your recording is still here: sign in in a new window, come back, "
    "and send it again."
)


@pytest.fixture(scope="module", autouse=True)
def _somebody_is_there(site: Site, browser: Browser, pictures: Path) -> None:
    with watched(browser, address_of(site)) as (page, _):
        Journey(page, pictures).begin(site.command("sign-in-link").strip())


@pytest.fixture(scope="module")
def spoken() -> list[Speech]:
    """The sentences by a voice that stands for a person."""
    voice = EspeakVoice()
    said = [voice.say(one, language=SpokenLanguage.VIETNAMESE, rate=0.9) for one in SAID]
    voice.close()
    return said


def recorded(file: Path, said: Sequence[Speech], *, rest_seconds: float) -> Path:
    """Write sentences as somebody reads them, resting before and after each."""
    rate = said[0].sample_rate
    rest = np.zeros(int(rest_seconds * rate), dtype=np.float32)
    sound = np.concatenate([rest, *(piece for one in said for piece in (one.samples, rest))])
    soundfile.write(file, sound, rate, subtype="PCM_16")
    return file


def write_notice(journey: Journey, page: Page) -> str:
    """Have one written and read; return where it is recorded."""
    page.goto("/sign-in")
    journey.sign_in()
    journey.write_notice(TEXT)
    link = page.get_by_role("button", name=say("Record it in a human voice"))
    journey.until(lambda: link.count() > 0, seconds=120)
    return page.url + "/recording"


def speaks_as_a_person(journey: Journey, page: Page, notice: str) -> None:
    page.goto(notice.removesuffix("/recording"))
    person = say("people who recorded it")
    journey.until(lambda: person in page.locator("#live").inner_text(), seconds=180)
    journey.look("notice-by-a-person")


def wait_for_level(page: Page, *, is_speaking: bool) -> None:
    """Wait as a reader does who presses after each sentence: until it is heard, or silent for a moment."""
    page.wait_for_function(
        """([isSpeaking, still]) => new Promise((done) => {
            let since = performance.now();
            const look = () => {
                const level = Number(document.querySelector("[role=meter]").getAttribute("aria-valuenow"));
                if ((level > -40) !== isSpeaking) since = performance.now();
                if (performance.now() - since > still) done(true); else requestAnimationFrame(look);
            };
            look();
        })""",
        arg=[is_speaking, 60 if is_speaking else 900],
    )


def record_first_sentence(journey: Journey, page: Page) -> None:
    page.get_by_role("button", name=say("Record this sentence"), exact=True).first.click()
    wait_for_level(page, is_speaking=True)
    wait_for_level(page, is_speaking=False)
    journey.press(say("Finish"))
    expect(page.get_by_text(say("Recorded here, not sent yet"))).to_have_count(1)


def send_without_session(page: Page) -> Locator:
    """Send in vain; return the button."""
    page.context.clear_cookies(name="zonecast-session")
    send = page.get_by_role("button", name=say("Send the recording"))
    send.click()
    expect(page.get_by_role("alert").filter(has_text=say(SIGNED_OUT))).to_be_visible()
    return send


def sign_in_in_a_new_window(page: Page, pictures: Path) -> Page:
    with page.expect_popup() as opened:
        page.get_by_role("link", name=say("Sign in in a new window")).click()
    Journey(opened.value, pictures).sign_in()
    return opened.value


def approve(page: Page, notice: str) -> None:
    page.goto(notice)
    button = page.get_by_role("button", name=say("Approve the notice"))
    expect(button).to_be_visible(timeout=180_000)
    button.click()
    expect(page.get_by_text(say("Approved by"))).to_be_visible()


def test_a_notice_is_read_aloud_heard_and_sent(
    site: Site, browser: Browser, pictures: Path, spoken: list[Speech], tmp_path: Path
) -> None:
    slip = spoken[1]
    heard = recorded(tmp_path / "heard.wav", [slip, *spoken], rest_seconds=2)
    with (
        with_microphone(browser, heard) as listening,
        watched(listening, address_of(site)) as (page, _),
    ):
        journey = Journey(page, pictures)
        page.goto(write_notice(journey, page))
        notice = page.url
        journey.look("recording-empty")

        journey.press(say("Begin to record"))
        wait_for_level(page, is_speaking=True)
        wait_for_level(page, is_speaking=False)
        journey.press(say("Say this sentence again"))
        for turn in range(len(SAID)):
            wait_for_level(page, is_speaking=True)
            if turn == 1:
                journey.look("recording-now")
            wait_for_level(page, is_speaking=False)
            journey.press(say("Finish") if turn + 1 == len(SAID) else say("Go to the next sentence"))
        expect(page.get_by_text(say("Recorded here, not sent yet"))).to_have_count(3)
        journey.look("recording-to-send")
        page.locator(".zc-say__here button").first.click()
        expect(page.locator(".zc-say__here button").first).to_have_text(say("Stop listening"))
        page.locator(".zc-say__here button").first.click()
        with page.expect_navigation():
            page.get_by_role("button", name=say("Send the recording")).click()

        expect(page.get_by_text(say(ALL_RECORDED))).to_be_visible()
        expect(page.locator(".zc-say audio")).to_have_count(3)
        lengths = page.locator(".zc-say audio").evaluate_all(
            """(all) => Promise.all(all.map((one) => new Promise((known) => {
                one.addEventListener("loadedmetadata", () => known(one.duration));
                one.preload = "metadata"; one.load();
            })))"""
        )
        for length, said in zip(lengths, spoken, strict=True):
            assert length == pytest.approx(said.length.total_seconds(), abs=0.6)
        journey.look("recording-sent")
        speaks_as_a_person(journey, page, notice)

    assert journey.faults == []


def test_what_was_read_aloud_outlives_the_end_of_the_session(
    site: Site, browser: Browser, pictures: Path, spoken: list[Speech], tmp_path: Path
) -> None:
    heard = recorded(tmp_path / "heard.wav", spoken, rest_seconds=2)
    with (
        with_microphone(browser, heard) as listening,
        watched(listening, address_of(site)) as (page, watch),
    ):
        watch.expects(401)
        journey = Journey(page, pictures)
        page.goto(write_notice(journey, page))
        record_first_sentence(journey, page)

        send = send_without_session(page)
        journey.look("recording-signed-out")
        sign_in_in_a_new_window(page, pictures).close()
        with page.expect_navigation():
            send.click()

        expect(page.get_by_text(say(KEPT))).to_be_visible()
        expect(page.locator(".zc-say audio")).to_have_count(1)

    assert journey.faults == []


def test_what_was_read_aloud_is_told_that_the_notice_was_approved_while_the_session_ended(
    site: Site, browser: Browser, pictures: Path, spoken: list[Speech], tmp_path: Path
) -> None:
    heard = recorded(tmp_path / "heard.wav", spoken, rest_seconds=2)
    with (
        with_microphone(browser, heard) as listening,
        watched(listening, address_of(site)) as (page, watch),
    ):
        watch.expects(401, 409)
        journey = Journey(page, pictures)
        page.goto(write_notice(journey, page))
        record_first_sentence(journey, page)

        send = send_without_session(page)
        window = sign_in_in_a_new_window(page, pictures)
        approve(window, page.url.removesuffix("/recording"))
        send.click()

        expect(page.get_by_role("alert").filter(has_text=say(APPROVED))).to_be_visible()

    assert journey.faults == []


NO_MICROPHONE = {
    "insecure": (
        "Object.defineProperty(window, 'isSecureContext', {value: false})",
        "A browser gives the microphone only to pages with https.",
    ),
    "refused": (
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') }",
        "The browser may not use the microphone.",
    ),
    "absent": (
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError') }",
        "No microphone is found.",
    ),
}
"""What a browser says, and how what is told of it begins."""


def told_in_full(beginning: str) -> str:
    [message] = [key for key in catalogue(Language.VIETNAMESE)._catalog if str(key).startswith(beginning)]
    return say(message)


@pytest.mark.parametrize("why", NO_MICROPHONE)
def test_without_a_microphone_it_is_said_why_and_a_file_will_do(
    site: Site, browser: Browser, pictures: Path, why: str
) -> None:
    browser_says, told = NO_MICROPHONE[why]
    with watched(browser, address_of(site)) as (page, _):
        page.add_init_script(browser_says)
        journey = Journey(page, pictures)
        page.goto(write_notice(journey, page))

        begin = page.get_by_role("button", name=say("Begin to record"))
        if begin.is_enabled():
            begin.click()

        expect(page.get_by_role("alert")).to_have_text(told_in_full(told))
        expect(page.locator("#file")).to_be_visible()
        journey.look(f"recording-{why}")

    assert journey.faults == []


def test_a_file_is_uploaded_without_script(
    site: Site, browser: Browser, pictures: Path, spoken: list[Speech], tmp_path: Path
) -> None:
    whole = recorded(tmp_path / "whole.wav", spoken, rest_seconds=1)
    one_breath = recorded(tmp_path / "one-breath.wav", spoken, rest_seconds=0)
    with watched(browser, address_of(site), scripts=False) as (page, watch):
        journey = Journey(page, pictures / "no-script", has_script=False)
        page.goto(write_notice(journey, page))
        notice = page.url
        watch.expects(422)
        page.locator("#file").set_input_files(one_breath)
        journey.press(say("Upload the recording"))
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        journey.look("recording-refused")

        page.locator("#file").set_input_files(whole)
        journey.press(say("Upload the recording"))

        expect(page.get_by_text(say(ALL_RECORDED))).to_be_visible()
        page.get_by_role("button", name=say("Discard this recording")).first.click()
        missing = words.counted(
            "%(n)s sentence has no recording yet, so the notice is spoken by another voice",
            "%(n)s sentences have no recording yet, so the notice is spoken by another voice",
            1,
        )
        expect(page.get_by_text(missing)).to_be_visible()
        journey.look("recording-one-missing")
        journey.press(say("Undo the last change of the recordings"))
        expect(page.get_by_text(say(ALL_RECORDED))).to_be_visible()
        speaks_as_a_person(journey, page, notice)
