"""The page of voices: which speak, getting and removing one, hearing one, and what is told meanwhile."""

from dataclasses import replace

import pytest

from controller.outlook.voices import Standing
from controller.web.desk import Desk
from tests.fakes.voices import FakeVoiceRoom

from .browser import Browser
from .hostile import HOSTILE, is_safe


@pytest.fixture
def room(desk: Desk) -> FakeVoiceRoom:
    assert isinstance(desk.voices, FakeVoiceRoom)
    return desk.voices


def test_each_voice_is_told_with_what_it_is_to_this_site(staff: Browser) -> None:
    page = staff.get("/voices")

    assert "Được hỏi thứ 1" in page.html
    assert "Chưa được quản trị viên cho phép" in page.html
    assert "Văn bản này sẽ gửi tới Google" in page.html
    assert "OpenRAIL-M" in page.html
    assert "129 MB" in page.html
    assert "82fa96f91c4e" in page.html


def test_a_voice_is_installed_and_removed_by_one_button_each(staff: Browser, room: FakeVoiceRoom) -> None:
    page = staff.arrive(staff.send(staff.get("/voices").form("/voices/supertonic-3/install")))
    assert "Giọng đọc đang được tải về" in page.html
    assert room.seen["supertonic-3"].standing is Standing.UNNAMED

    page = staff.arrive(staff.send(page.form("/voices/supertonic-3/remove")))

    assert "Đã gỡ giọng đọc" in page.html
    assert room.seen["supertonic-3"].standing is Standing.OFFERED


def test_one_voice_is_fetched_at_a_time(staff: Browser, room: FakeVoiceRoom) -> None:
    room.is_busy = True

    page = staff.arrive(staff.send(staff.get("/voices").form("/voices/supertonic-3/install")))

    assert "Một giọng khác đang được tải về" in page.html


def test_progress_is_told_and_the_page_loads_itself_again_meanwhile(
    staff: Browser, room: FakeVoiceRoom
) -> None:
    assert 'http-equiv="refresh"' not in staff.get("/voices").html

    room.become("supertonic-3", standing=Standing.COMING, got=64_000_000)
    page = staff.get("/voices")

    assert "Đang tải: 64/129 MB" in page.html
    assert 'http-equiv="refresh"' in page.html
    assert "/voices/supertonic-3/install" not in page.html


def test_why_an_installation_failed_is_told_safely(staff: Browser, room: FakeVoiceRoom) -> None:
    room.become("supertonic-3", problem=HOSTILE, title=HOSTILE)

    page = staff.get("/voices")

    assert "Chưa cài được" in page.html
    assert is_safe(page.html)


def test_a_voice_that_speaks_here_is_heard_and_no_other(staff: Browser) -> None:
    page = staff.get("/voices")

    assert "/voices/espeak-ng/sample/vi" in page.html
    assert "/voices/gtts/sample" not in page.html
    assert staff.get("/voices/espeak-ng/sample/vi").html == "OggS"
    assert staff.get("/voices/espeak-ng/sample/ko").code == 404
    assert staff.get("/voices/espeak-ng/sample/xx").code in {404, 422}


def test_a_voice_that_does_not_speak_gives_no_sound(staff: Browser, room: FakeVoiceRoom) -> None:
    room.is_mute = True

    assert staff.get("/voices/espeak-ng/sample/vi").code == 503


@pytest.mark.parametrize("action", ["install", "remove"])
def test_what_is_not_there_is_neither_installed_nor_removed(staff: Browser, action: str) -> None:
    form = staff.get("/voices").form("/voices/supertonic-3/install")

    assert staff.send(replace(form, action=f"/voices/nothing/{action}")).code == 404


def test_a_voice_that_is_broken_can_only_be_removed(staff: Browser, room: FakeVoiceRoom) -> None:
    room.become("supertonic-3", standing=Standing.BROKEN, can_be_removed=True)

    page = staff.get("/voices")

    assert "Bị hỏng" in page.html
    assert "/voices/supertonic-3/remove" in page.html
    assert "/voices/supertonic-3/install" not in page.html
