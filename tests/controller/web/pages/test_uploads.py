"""Files that meet an ended session, an approval or an odd form: told in words, nothing lost."""

import json
from dataclasses import replace

import pytest

from controller.flow import approval
from controller.web.desk import Desk
from controller.web.visit import LANGUAGE, MAX_FORM_BYTES
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt
from tests.fakes.recordings import FakeRecordingRoom

from .browser import SAME_ORIGIN, Browser
from .conftest import NAME, PASSWORD
from .page import Form, Page

BY_SCRIPT = {**SAME_ORIGIN, "Accept": "application/json"}
SOUND = b"RIFF"


@pytest.fixture
def room(desk: Desk) -> FakeRecordingRoom:
    assert isinstance(desk.recordings, FakeRecordingRoom)
    return desk.recordings


@pytest.fixture
def notice(belt: Belt) -> NoticeId:
    name = belt.take_in()
    belt.run()
    return name


@pytest.fixture
def page(staff: Browser, notice: NoticeId) -> Page:
    return staff.get(f"/notices/{notice}/recording")


def read_aloud(page: Page) -> Form:
    """What the script of the page sends."""
    form = page.form("/recording")
    first = next(value for name, value in form.offered if name == "sentence" and value)
    plan = json.dumps({"sentences": [first], "pressed_ms": []})
    return Form(
        action=f"{form.action}/read-aloud",
        is_multipart=True,
        fields=(("csrf", form.value("csrf")), ("speaker", "Hoa"), ("plan", plan)),
        files=(("file", "recording", SOUND),),
    )


def told(answer: Page) -> str:
    [fault] = json.loads(answer.html)["faults"]
    return str(fault)


def sign_in_again(browser: Browser, page: Page) -> Page:
    return browser.send(page.form("/sign-in").filled(name=NAME, password=PASSWORD))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Phiên đăng nhập đã hết. Bản ghi âm vẫn còn ở đây"),
        ("en", "Your session has ended. Your recording is still here"),
    ],
)
def test_the_script_is_told_that_the_session_ended(
    staff: Browser, page: Page, room: FakeRecordingRoom, language: str, words: str
) -> None:
    staff.forget_session()
    staff.cookies[LANGUAGE] = language

    answer = staff.send(read_aloud(page), headers=BY_SCRIPT)

    assert (answer.code, room.asked) == (401, [])
    assert words in told(answer)


def test_a_recording_of_another_session_is_sent_by_one_more_click(
    staff: Browser, another: Browser, page: Page, notice: NoticeId, room: FakeRecordingRoom
) -> None:
    staff.cookies = another.cookies

    refused = staff.send(read_aloud(page), headers=BY_SCRIPT)
    asked_before = list(room.asked)
    kept = staff.send(read_aloud(staff.get(f"/notices/{notice}/recording")), headers=BY_SCRIPT)

    assert (refused.code, asked_before, kept.code) == (409, [], 200)
    assert "Bạn đã đăng nhập lại. Bản ghi âm vẫn còn ở đây" in told(refused)


def test_the_script_is_told_in_words_whatever_goes_wrong(staff: Browser, page: Page) -> None:
    foreign = staff.send(read_aloud(page), headers={**BY_SCRIPT, "Sec-Fetch-Site": "cross-site"})
    gone = staff.send(
        replace(read_aloud(page), action="/notices/none/recording/read-aloud"), headers=BY_SCRIPT
    )

    assert foreign.code == 403
    assert "Bản ghi âm vẫn còn ở đây" in told(foreign)
    assert "Bản ghi âm vẫn còn ở đây" in told(gone)


@pytest.mark.parametrize(
    ("language", "right"),
    [
        ("vi", ("tối đa 30 MB và 60 bản ghi", "không còn nữa", "của một trang web khác")),
        ("en", ("at most 30 MB and 60 recordings", "no such notice here any more", "one of another site")),
    ],
)
def test_the_script_is_never_told_to_send_again_what_will_never_be_taken(
    staff: Browser, page: Page, language: str, right: tuple[str, str, str]
) -> None:
    form = read_aloud(page)
    staff.send(page.form("/language"), button=("language", language))
    too_large = form.forged(plan="x" * (MAX_FORM_BYTES + 1))
    too_many = replace(form, files=form.files * 61)
    elsewhere = replace(form, action="/notices/none/recording/read-aloud")

    answers = [staff.send(one, headers=BY_SCRIPT) for one in (too_large, too_many, elsewhere)]
    answers.append(staff.send(form, headers={**BY_SCRIPT, "Sec-Fetch-Site": "cross-site"}))

    large, gone, foreign = right
    assert [answer.code for answer in answers] == [413, 400, 404, 403]
    for answer, words in zip(answers, (large, large, gone, foreign), strict=True):
        assert words in told(answer)
        assert "một phút" not in told(answer)
        assert "in a minute" not in told(answer)


def test_what_is_approved_meanwhile_stays_as_it_is_and_that_is_told(
    staff: Browser, belt: Belt, page: Page, notice: NoticeId
) -> None:
    approved = "Bản tin đã được duyệt trong lúc đó: không có gì thay đổi"
    upload = page.form("/recording").with_file("file", "a.wav", SOUND)
    recorded = staff.arrive(staff.send(upload))
    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    by_script = staff.send(read_aloud(page), headers=BY_SCRIPT)
    by_forms = [staff.send(form) for form in (upload, recorded.form("/take-back"), recorded.form("/undo"))]

    assert (by_script.code, told(by_script)) == (409, approved)
    for answer in by_forms:
        assert (answer.code, answer.faults) == (409, [("approved", approved)])
        assert "approved" in answer.ids


def test_over_the_sign_in_an_upload_keeps_its_fields_and_asks_for_the_file_once_more(
    staff: Browser, page: Page, room: FakeRecordingRoom
) -> None:
    form = page.form("/recording").filled(speaker="Phát thanh viên Hoa").with_file("file", "a.wav", SOUND)
    staff.forget_session()

    asked = staff.send(form)
    again = sign_in_again(staff, asked)
    done = staff.arrive(staff.send(again.form("/recording").with_file("file", "a.wav", SOUND)))

    assert asked.code == 401
    assert "hãy đăng nhập, chọn lại tệp rồi gửi lại" in asked.words
    assert len(room.asked) == 1
    assert "người đọc Phát thanh viên Hoa" in done.html


def test_over_the_sign_in_a_large_sound_is_asked_for_once_more_and_a_small_one_is_kept(
    staff: Browser,
) -> None:
    form = staff.get("/sounds/new").form("/sounds").filled(use="tone", name="Chuông")
    staff.forget_session()
    small = staff.send(form.with_file("file", "a.wav", SOUND))
    large = staff.send(form.with_file("file", "a.wav", bytes(MAX_FORM_BYTES)))
    again = [sign_in_again(staff, asked).form("/sounds") for asked in (small, large)]

    done = staff.arrive(staff.send(again[1].with_file("file", "a.wav", SOUND)))

    assert ["chọn lại tệp" in asked.words for asked in (small, large)] == [False, True]
    assert [("file", "") in form.offered for form in again] == [False, True]
    assert "Chuông" in done.words


@pytest.mark.parametrize("charset", ["idna", "undefined", "punycode", "unicode_escape", "utf-7", "none"])
@pytest.mark.parametrize("action", ["/recording", "/read-aloud", "/sounds"])
def test_a_form_in_an_odd_encoding_with_odd_names_never_breaks_the_desk(
    staff: Browser, page: Page, notice: NoticeId, charset: str, action: str
) -> None:
    odd = "\\ud800 ễ.wav"
    forms = {
        "/recording": page.form("/recording").with_file("file", odd, SOUND),
        "/read-aloud": read_aloud(page),
        "/sounds": staff.get("/sounds/new").form("/sounds").filled(name="Chuông", use="tone"),
    }
    kind, body = (
        forms[action].with_file("file", odd, SOUND).body() if action == "/sounds" else forms[action].body()
    )

    answer = staff.post(
        forms[action].action, body, {"Content-Type": f"{kind}; charset={charset}", **SAME_ORIGIN}
    )

    assert answer.code in {200, 303, 400, 409, 422}
