"""The page on which people record a notice: by the sentence, as a whole, taken back and undone."""

import json
import re
from datetime import timedelta

import pytest

from audio.flaws import Flaw
from controller.entries import Recorded
from controller.flow import approval, parts, recordings, voicing
from controller.web.desk import Desk
from schedules.vocabulary import Digest, NoticeId
from tests.controller.belt import Belt
from tests.controller.flow.test_parts import LONG
from tests.fakes.recordings import LAST_IS_SILENT, NO_PAUSES, NO_SOUND, FakeRecordingRoom

from .browser import SAME_ORIGIN, Browser
from .hostile import HOSTILE, is_safe
from .page import Form, Page

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


def upload(page: Page) -> Form:
    return page.form("/recording")


def sentences(page: Page) -> list[str]:
    return [value for name, value in upload(page).offered if name == "sentence" and value]


def recorded(page: Page) -> int:
    return page.html.count("data-recorded")


def test_every_sentence_stands_in_spoken_words_with_what_is_missing(page: Page) -> None:
    assert "ngày một tháng mười hai năm hai nghìn không trăm hai mươi sáu" in page.html
    assert "01/12/2026" in page.html
    assert "Chưa có bản ghi âm nào" in page.html
    assert page.html.count("Chưa ghi</span>") == 3


def test_one_file_of_the_whole_notice_records_every_sentence(
    staff: Browser, page: Page, room: FakeRecordingRoom
) -> None:
    seen = staff.arrive(staff.send(upload(page).with_file("file", "a.wav", SOUND)))

    assert "Đã lưu bản ghi âm" in seen.html
    assert "Đã ghi đủ: bản tin được phát bằng giọng người" in seen.html
    assert "người đọc Nguyễn Thị Lan" in seen.html
    [(said, pressed)] = room.asked
    assert (len(said), pressed) == (3, None)


def test_a_file_of_one_sentence_leaves_the_others_missing(
    staff: Browser, page: Page, room: FakeRecordingRoom
) -> None:
    second = sentences(page)[1]
    form = upload(page).filled(sentence=second, speaker="Phát thanh viên Hoa")

    seen = staff.arrive(staff.send(form.with_file("file", "a.m4a", SOUND)))

    assert (recorded(seen), len(room.asked[0][0])) == (1, 1)
    assert "2 câu chưa có bản ghi âm" in seen.html
    assert "người đọc Phát thanh viên Hoa" in seen.html


def test_a_sentence_that_is_said_twice_is_chosen_and_recorded_once(
    staff: Browser, belt: Belt, room: FakeRecordingRoom
) -> None:
    notice = belt.take_in("Xin chú ý. Cổng ba mở cửa. Xin chú ý.")
    belt.run()
    page = staff.get(f"/notices/{notice}/recording")
    twice, _ = sentences(page)

    seen = staff.arrive(staff.send(upload(page).filled(sentence=twice).with_file("file", "a.wav", SOUND)))

    assert room.asked == [(("Xin chú ý",), None)]
    assert recorded(seen) == 2
    assert "1 câu chưa có bản ghi âm" in seen.html


def test_what_is_recorded_can_be_heard_by_its_sentence(
    staff: Browser, page: Page, notice: NoticeId, room: FakeRecordingRoom
) -> None:
    first, second, _ = sentences(page)
    staff.send(upload(page).filled(sentence=first).with_file("file", "a.wav", SOUND))

    heard, silent = (staff.get(f"/notices/{notice}/recording/{key}") for key in (first, second))

    assert (heard.code, heard.headers["content-type"]) == (200, "audio/flac")
    assert (heard.html.encode(), silent.code) == (next(iter(room.kept.values())), 404)


def test_no_file_and_no_speaker_are_told_at_their_fields(staff: Browser, page: Page) -> None:
    seen = staff.send(upload(page).filled(speaker=" "))

    assert seen.code == 422
    assert seen.faults == [("speaker", "Nhập tên người đọc"), ("file", "Chọn tệp âm thanh")]


@pytest.mark.parametrize(
    ("content", "why"),
    [(NO_SOUND, "Không đọc được âm thanh"), (NO_PAUSES, "Chỉ nghe ra 0 chỗ nghỉ, cần ít nhất 2")],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    staff: Browser, page: Page, content: bytes, why: str
) -> None:
    seen = staff.send(upload(page).filled(speaker="Hoa").with_file("file", "a.wav", content))

    assert seen.code == 422
    [(place, told)] = seen.faults
    assert (place, why in told) == ("file", True)
    assert (upload(seen).value("speaker"), recorded(seen)) == ("Hoa", 0)


def test_a_sentence_that_cannot_be_used_is_named_and_the_others_are_kept(staff: Browser, page: Page) -> None:
    seen = staff.send(upload(page).with_file("file", "a.wav", LAST_IS_SILENT))

    assert seen.code == 422
    assert seen.faults == [("sentence-3", "Câu 3: không nghe thấy gì. Hãy ghi lại")]
    assert "sentence-3" in seen.ids
    assert recorded(seen) == 2


def test_what_is_amiss_stands_at_its_sentence(staff: Browser, page: Page, room: FakeRecordingRoom) -> None:
    room.found = frozenset(Flaw)

    seen = staff.arrive(staff.send(upload(page).with_file("file", "a.wav", SOUND)))

    for told in (
        "Rất nhỏ",
        "Nhiều tạp âm",
        "có thể bị rè",
        "mất đầu câu",
        "mất cuối câu",
        "Chưa chắc chỗ cắt",
    ):
        assert seen.html.count(told) == 3, told


def test_a_recording_is_discarded_and_that_undone(staff: Browser, belt: Belt, page: Page) -> None:
    seen = staff.arrive(staff.send(upload(page).with_file("file", "a.wav", SOUND)))
    belt.now += timedelta(minutes=1)

    one_less = staff.arrive(staff.send(seen.form("/take-back")))
    again = staff.arrive(staff.send(one_less.form("/undo")))

    assert [recorded(one) for one in (seen, one_less, again)] == [3, 2, 3]


def test_all_recordings_are_discarded_and_that_undone(staff: Browser, belt: Belt, page: Page) -> None:
    seen = staff.arrive(staff.send(upload(page).with_file("file", "a.wav", SOUND)))
    belt.now += timedelta(minutes=1)
    [all_of_them] = [
        form for form in seen.forms if form.action.endswith("/take-back") and not form.value("key")
    ]

    none = staff.arrive(staff.send(all_of_them))
    again = staff.arrive(staff.send(none.form("/undo")))

    assert [recorded(one) for one in (none, again)] == [0, 3]


def test_what_was_read_aloud_comes_with_its_plan(
    staff: Browser, page: Page, notice: NoticeId, room: FakeRecordingRoom
) -> None:
    first, second, third = sentences(page)
    plans = [
        {"sentences": [first, "", second], "pressed_ms": [2000, 4500]},
        {"sentences": [third], "pressed_ms": []},
    ]

    answer = staff.send(read_aloud(page, notice, *plans))

    assert (answer.code, json.loads(answer.html)) == (200, {"faults": []})
    assert [len([words for words in said if words]) for said, _ in room.asked] == [2, 1]
    assert [pressed and pressed[-1].total_seconds() for _, pressed in room.asked] == [4.5, ()]
    assert "Đã lưu bản ghi âm" in staff.get(f"/notices/{notice}/recording").html


def test_one_plan_that_does_not_fit_refuses_all_lest_a_sentence_gets_another_s_words(
    staff: Browser, page: Page, notice: NoticeId, room: FakeRecordingRoom
) -> None:
    first, second, _ = sentences(page)
    plans = [{"sentences": [first], "pressed_ms": [7]}, {"sentences": [second], "pressed_ms": []}]

    answer = staff.send(read_aloud(page, notice, *plans))

    assert (answer.code, room.asked) == (422, [])
    assert json.loads(answer.html)["faults"]


def test_a_plan_of_nothing_is_refused(staff: Browser, page: Page, notice: NoticeId) -> None:
    answers = [
        staff.send(read_aloud(page, notice, plan))
        for plan in ({"sentences": ["a", "b"], "pressed_ms": []}, {"sentences": [""], "pressed_ms": []}, {})
    ]

    assert [answer.code for answer in answers] == [422, 422, 422]


def test_an_approved_notice_keeps_its_recordings(
    staff: Browser, belt: Belt, page: Page, notice: NoticeId
) -> None:
    staff.send(upload(page).with_file("file", "a.wav", SOUND))
    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    seen = staff.get(f"/notices/{notice}/recording")
    late = staff.send(upload(page).with_file("file", "a.wav", b"RIFF 2"))

    assert (recorded(seen), late.code) == (3, 409)
    assert "đã được duyệt nên các bản ghi âm giữ nguyên" in seen.html
    assert not [form for form in seen.forms if "/recording" in form.action]


def record_all(belt: Belt, notice: NoticeId) -> None:
    """Let something stand for its sentences and for the announcements of its parts."""
    with belt.ledger.reading() as unit:
        asked = {one.words for one in recordings.recordables(unit, unit.notices.get(notice))}
    said = [Recorded(words=words, digest=Digest("ab"), length=timedelta(seconds=1)) for words in asked]
    recordings.record(belt.ledger, notice, said, speaker="Hoa", by="Lan", now=belt.now)


def discard_announcements(staff: Browser, notice: NoticeId) -> None:
    """Press "discard" at each, which stand below the sentences."""
    while True:
        page = staff.get(f"/notices/{notice}/recording")
        announcements = page.html[page.html.index("Lời dẫn của các phần") :]
        keys = re.findall(r'data-say="(\w+)" data-recorded', announcements)
        if not keys:
            return
        [form] = [
            one for one in page.forms if one.action.endswith("/take-back") and one.value("key") == keys[0]
        ]
        staff.send(form)


def test_an_approval_asks_to_wait_while_a_recorded_announcement_of_a_part_cannot_be_heard(
    staff: Browser, belt: Belt
) -> None:
    belt.studio.own = "human 1"
    long = belt.take_in(LONG)
    belt.run()
    parts.want_parts(belt.ledger, long)
    record_all(belt, long)
    voicing.advance(belt.ledger, belt.lease, belt.studio)

    refused = staff.send(staff.get(f"/notices/{long}").form("/approve"))
    belt.run()
    approved = staff.arrive(staff.send(staff.get(f"/notices/{long}").form("/approve")))

    assert "Chưa nghe được lời dẫn đã ghi âm của các phần" in refused.html
    assert "Đã duyệt" in approved.html


@pytest.mark.parametrize("way", ["stop", "discard"])
def test_an_approval_need_not_wait_for_the_parts_where_that_is_stopped_or_the_announcements_discarded(
    staff: Browser, belt: Belt, way: str
) -> None:
    belt.studio.own = "human 1"
    long = belt.take_in(LONG)
    belt.run()
    parts.want_parts(belt.ledger, long)
    record_all(belt, long)
    voicing.advance(belt.ledger, belt.lease, belt.studio)

    refused = staff.send(staff.get(f"/notices/{long}").form("/approve"))
    if way == "stop":
        staff.send(refused.form("/stop"))
    else:
        discard_announcements(staff, long)
        voicing.advance(belt.ledger, belt.lease, belt.studio)
    approved = staff.arrive(staff.send(staff.get(f"/notices/{long}").form("/approve")))

    assert "Hoặc dừng tạo giọng đọc, hoặc bỏ các lời dẫn đã ghi âm" in refused.words
    assert "Đã duyệt" in approved.html


def test_a_notice_that_is_not_read_has_nothing_to_record(staff: Browser, belt: Belt) -> None:
    page = staff.get(f"/notices/{belt.take_in()}/recording")

    assert "chưa có lời đọc nên chưa ghi âm được" in page.html


def test_the_page_of_the_notice_leads_to_recording_it(staff: Browser, notice: NoticeId) -> None:
    assert f"/notices/{notice}/recording" in staff.get(f"/notices/{notice}").links


def test_a_recording_that_comes_after_the_session_ended_asks_to_sign_in(
    staff: Browser, page: Page, room: FakeRecordingRoom
) -> None:
    form = upload(page).with_file("file", "a.wav", SOUND)
    staff.forget_session()

    asked = staff.send(form)

    assert (asked.code, room.asked) == (303, []) or "Đăng nhập" in asked.html


def test_a_recording_from_another_site_is_not_looked_at(
    staff: Browser, page: Page, room: FakeRecordingRoom
) -> None:
    foreign = {**SAME_ORIGIN, "Sec-Fetch-Site": "cross-site"}

    answer = staff.send(upload(page).with_file("file", "a.wav", SOUND), headers=foreign)

    assert (answer.code, room.asked) == (403, [])


def test_what_people_enter_does_no_harm(staff: Browser, page: Page) -> None:
    for text in HOSTILE.values():
        answer = staff.send(upload(page).filled(speaker=text).with_file("file", "a.wav", SOUND))

        seen = answer if answer.code == 422 else staff.arrive(answer)
        assert is_safe(seen.html), text


def read_aloud(page: Page, notice: NoticeId, *plans: object) -> Form:
    """What the page's script sends."""
    return Form(
        action=f"/notices/{notice}/recording/read-aloud",
        is_multipart=True,
        fields=(
            ("csrf", upload(page).value("csrf")),
            ("speaker", "Hoa"),
            *(("plan", json.dumps(plan)) for plan in plans),
        ),
        files=tuple(("file", "recording", SOUND) for _ in plans),
    )
