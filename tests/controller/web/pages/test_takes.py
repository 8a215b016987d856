"""Voices compared on a notice's page: takes asked for, heard, used, removed, and what an approval covers."""

import pytest

from audio.voices import human
from controller.entries import NO_APPROVED_VOICE
from controller.flow import intake
from controller.web.desk import Desk
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import TEXT, Belt
from tests.controller.flow.test_parts import LONG
from tests.controller.flow.test_takes import HELD, of, own_voice, whole
from tests.controller.flow.voices_seen import HERE, ONLINE
from tests.fakes.voices import FakeVoiceRoom

from .browser import Browser
from .page import Page
from .test_listening import players

WARNING = "Văn bản này sẽ gửi tới Google"


@pytest.fixture(autouse=True)
def room(desk: Desk, belt: Belt) -> FakeVoiceRoom:
    assert isinstance(desk.voices, FakeVoiceRoom)
    desk.voices.seen = {voice.name: voice for voice in HERE}
    belt.studio.voices = ("supertonic-3:M1", "supertonic-3:F2", "piper", "gtts", "espeak-ng")
    return desk.voices


@pytest.fixture
def there(belt: Belt) -> str:
    return page_of(belt, TEXT)


def page_of(belt: Belt, text: str, class_: Class = Class.ROUTINE) -> str:
    """Where a notice is that is voiced and not approved."""
    written = intake.Manuscript(original=text.encode(), file_name="notice.txt", class_=class_)
    name = intake.take_in(belt.ledger, written, now=belt.now)
    belt.run()
    return f"/notices/{name}"


def name_of(there: str) -> NoticeId:
    return NoticeId(there.rpartition("/")[2])


def compare(staff: Browser, belt: Belt, there: str, voice: str = "piper") -> Page:
    form = staff.get(there).form(f"{there}/takes").filled(voice=voice)
    staff.arrive(staff.send(form))
    belt.run()
    return staff.get(there)


def test_a_take_stands_beside_the_notice_with_the_names_of_both_voices(
    staff: Browser, belt: Belt, there: str
) -> None:
    page = compare(staff, belt, there, "supertonic-3:F2")

    assert "A: fake" in page.words
    assert "B: Supertonic 3, F2" in page.words
    [main, same, take] = players(page)
    assert main == same
    assert take["clip"] != main["clip"]
    assert (take["marks"], take["notice"]) == (main["marks"], name_of(there))
    assert "data-turn" in page.html


def test_while_a_take_is_voiced_the_page_follows_it(staff: Browser, belt: Belt, there: str) -> None:
    assert "hx-sse:connect" not in staff.get(there).html
    staff.send(staff.get(there).form(f"{there}/takes").filled(voice="piper"))

    page = staff.get(there)

    assert f'hx-sse:connect="/live{there}"' in page.html
    assert "Đang tạo giọng đọc" in page.words
    assert f"{there}/takes" not in [form.action for form in page.forms]  # one at a time
    belt.run()
    assert staff.get(f"/live{there}").html.endswith("event: done\ndata: -\n\n")


def test_a_voice_that_is_compared_or_speaks_already_is_not_offered_again(
    staff: Browser, belt: Belt, there: str
) -> None:
    compare(staff, belt, there, "piper")

    form = staff.get(there).form(f"{there}/takes")

    offered = [value for name, value in form.offered if name == "voice"]
    assert offered == ["supertonic-3:M1", "supertonic-3:F2", "espeak-ng"]


def test_after_three_no_other_is_offered_until_one_is_removed(staff: Browser, belt: Belt, there: str) -> None:
    for voice in ("piper", "supertonic-3:M1", "supertonic-3:F2"):
        form = staff.get(there).form(f"{there}/takes").filled(voice=voice)
        compare(staff, belt, there, voice)
    assert f"{there}/takes" not in [one.action for one in staff.get(there).forms]
    told = staff.arrive(staff.send(form.forged(voice="espeak-ng")))
    assert "Hãy gỡ bớt một giọng" in told.words

    staff.arrive(staff.send(staff.get(there).form("/takes/1/remove")))

    assert f"{there}/takes" in [one.action for one in staff.get(there).forms]


def test_a_voice_is_used_for_the_notice_and_left_again(staff: Browser, belt: Belt, there: str) -> None:
    page = compare(staff, belt, there)

    page = staff.arrive(staff.send(page.form("/takes/1/use")))

    assert own_voice(belt, name_of(there)) == "piper"
    assert "có giọng riêng: Piper" in page.words
    belt.run()
    assert whole(belt, name_of(there)).voice == "piper 1"
    staff.arrive(staff.send(staff.get(there).form("/site-voice")))
    belt.run()
    assert own_voice(belt, name_of(there)) == ""
    assert "có giọng riêng" not in staff.get(there).words


def test_whoever_saw_another_edition_uses_no_voice(staff: Browser, belt: Belt, there: str) -> None:
    form = compare(staff, belt, there).form("/takes/1/use")
    with belt.ledger.writing() as unit:
        unit.notices.recast(unit.notices.get_to_change(name_of(there)))

    page = staff.arrive(staff.send(form))

    assert own_voice(belt, name_of(there)) == ""
    assert "Người khác" in page.words


def test_an_approved_notice_is_compared_and_its_voice_stays(staff: Browser, belt: Belt, there: str) -> None:
    use = compare(staff, belt, there).form("/takes/1/use")
    staff.arrive(staff.send(staff.get(there).form("/approve")))

    page = staff.get(there)

    assert not [form for form in page.forms if form.action.endswith(("/use", "/site-voice"))]
    staff.arrive(staff.send(use))
    assert own_voice(belt, name_of(there)) == ""
    compare(staff, belt, there, "supertonic-3:F2")
    assert len(of(belt, name_of(there))) == 2


def test_an_online_voice_has_a_button_that_says_where_the_text_goes(
    staff: Browser, belt: Belt, room: FakeVoiceRoom, there: str
) -> None:
    assert WARNING not in staff.get(there).words
    room.seen = {voice.name: voice for voice in ONLINE}

    page = staff.get(there)

    assert WARNING in page.words
    [form] = [one for one in page.forms if one.value("voice") == "gtts"]
    staff.arrive(staff.send(form))
    belt.run()
    assert [take.take_by for take in of(belt, name_of(there))] == ["gtts"]


@pytest.mark.parametrize(("text", "class_"), [(TEXT, Class.EMERGENCY), (HELD, Class.ROUTINE)])
def test_no_button_sends_away_what_must_stay_here_nor_does_a_forged_form(
    staff: Browser, belt: Belt, room: FakeVoiceRoom, text: str, class_: Class
) -> None:
    room.seen = {voice.name: voice for voice in ONLINE}
    there = page_of(belt, text, class_)
    page = staff.get(there)
    assert WARNING not in page.words

    told = staff.arrive(staff.send(page.form(f"{there}/takes").forged(voice="gtts")))

    assert of(belt, name_of(there)) == []
    assert "không bao giờ" in told.words


def test_a_take_that_another_voice_spoke_says_so_and_is_not_used(
    staff: Browser, belt: Belt, there: str
) -> None:
    belt.studio.voices = ()

    page = compare(staff, belt, there)

    assert "Piper không đọc được; giọng đang nghe là fake" in page.words
    assert not [form for form in page.forms if form.action.endswith("/use")]


def test_a_take_that_failed_says_why_and_can_be_removed(staff: Browser, belt: Belt, there: str) -> None:
    belt.studio.problem = "SilentSpeechError: “Xin cảm ơn.”"

    page = compare(staff, belt, there)

    assert "Không tạo được giọng đọc" in page.words
    assert staff.send(page.form("/takes/1/remove")).code == 303
    assert of(belt, name_of(there)) == []


def test_before_it_is_voiced_nothing_is_compared(staff: Browser, belt: Belt) -> None:
    there = f"/notices/{belt.take_in()}"

    assert "So sánh giọng đọc" not in staff.get(there).words


def test_takes_stand_in_no_list_and_are_nothing_to_look_after(staff: Browser, belt: Belt, there: str) -> None:
    belt.enrol()
    belt.studio.problem = "SilentSpeechError: “a”"
    compare(staff, belt, there)

    assert "Không tạo được giọng đọc" not in staff.get("/").words
    assert "Không tạo được giọng đọc" not in staff.get("/notices").words
    assert "Chờ duyệt" in staff.get("/notices").words


def test_approval_says_which_voices_it_covers_before_and_after(staff: Browser, belt: Belt) -> None:
    belt.studio.voices = ("piper",)
    there = page_of(belt, TEXT)
    assert "Giọng đọc: fake. Duyệt chỉ cho phép giọng này" in staff.get(there).words
    page = compare(staff, belt, there)
    staff.arrive(staff.send(page.form("/takes/1/use")))
    belt.run()

    page = staff.get(there)
    assert "Giọng đọc: piper. Duyệt cũng cho phép các giọng dự phòng" in page.words
    assert "đọc phần làm thêm sau này: fake" in page.words
    page = staff.arrive(staff.send(page.form("/approve")))

    assert "Đã duyệt với giọng piper" in page.words


def test_where_no_approved_voice_is_left_the_page_says_what_to_do(staff: Browser, belt: Belt) -> None:
    there = page_of(belt, LONG)
    staff.arrive(staff.send(staff.get(there).form("/approve")))
    staff.send(staff.get(there).form(f"{there}/parts"))
    belt.studio.problem = NO_APPROVED_VOICE
    belt.run()

    page = staff.get(there)

    assert "Không còn giọng nào đã được duyệt cùng bản tin" in page.words
    assert NO_APPROVED_VOICE not in page.words


def test_a_notice_that_people_recorded_is_compared_and_keeps_their_voice(
    staff: Browser, belt: Belt, there: str
) -> None:
    voicing = whole(belt, name_of(there)).id
    with belt.ledger.writing() as unit:
        unit.voicings.want_anew(voicing)
    belt.studio.own = f"{human.NAME} 0a1b"
    belt.run()

    page = compare(staff, belt, there)

    assert "Giọng đọc: người thật ghi âm" in page.words
    assert "A: người thật ghi âm" in page.words
    assert "luôn được ưu tiên" in page.words
    assert not [form for form in page.forms if form.action.endswith("/use")]
