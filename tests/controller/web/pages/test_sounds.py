"""The pages of sounds: loading one, hearing it, calling it otherwise, taking it out of the list."""

from datetime import timedelta

import pytest

from controller.web.desk import Desk
from tests.fakes.sounds import ALARM, EMPTY, FakeSoundRoom

from .browser import Browser
from .page import Page


@pytest.fixture
def room(desk: Desk) -> FakeSoundRoom:
    assert isinstance(desk.sounds, FakeSoundRoom)
    return desk.sounds


def load(staff: Browser, content: bytes = b"bell", *, use: str = "tone", name: str = "Chuông") -> Page:
    blank = staff.get("/sounds/new").form("/sounds").filled(use=use, name=name)
    return staff.send(blank.with_file("file", "chuông.wav", content))


def address(page: Page) -> str:
    """Where the first sound of the list is."""
    return next(link for link in page.links if link.startswith("/sounds/") and len(link) > 60)


def test_an_empty_list_says_what_sounds_instead(staff: Browser) -> None:
    assert "Chưa nạp âm thanh nào" in staff.get("/sounds").words


def test_a_sound_is_loaded_and_heard(staff: Browser) -> None:
    page = staff.arrive(load(staff))

    assert "Đã nạp âm thanh" in page.words
    assert "Chuông" in page.words
    assert "1,5 giây" in page.words
    assert "Mọi cấp" in page.words
    heard = staff.get(f"{address(page)}/file")
    assert (heard.html, heard.headers["content-type"]) == ("bell", "audio/flac")


def test_what_sounds_like_an_alarm_is_told_so_and_what_to_do(staff: Browser) -> None:
    page = load(staff, ALARM)

    assert page.code == 422
    [(where, why)] = page.faults
    assert where == "file"
    assert "giống còi báo động" in why
    assert page.form("/sounds").value("name") == "Chuông"


def test_a_siren_is_loaded_for_emergencies(staff: Browser) -> None:
    page = staff.arrive(load(staff, ALARM, use="emergency-tone"))

    assert "Chỉ dùng cho tin khẩn cấp" in page.words


def test_a_long_tone_serves_emergencies_alone(staff: Browser, room: FakeSoundRoom) -> None:
    room.length = timedelta(seconds=9)

    page = staff.arrive(load(staff, use="emergency-tone"))

    assert "dài hơn 2 giây" in page.words


@pytest.mark.parametrize(
    ("content", "name", "fields"),
    [
        (EMPTY, "Chuông", ["file"]),
        (b"", "Chuông", ["file"]),
        (b"bell", "", ["name"]),
        (b"", "", ["name", "file"]),
        (b"bell", "a" * 61, ["name"]),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(
    staff: Browser, content: bytes, name: str, fields: list[str]
) -> None:
    page = load(staff, content, name=name)

    assert page.code == 422
    assert [where for where, _ in page.faults] == fields


def test_a_file_too_large_to_send_is_told(staff: Browser) -> None:
    page = load(staff, b"0" * 34_000_000)

    assert page.code == 413


def test_a_name_is_changed_and_must_be_its_own(staff: Browser) -> None:
    load(staff, b"another", name="Cồng")
    page = staff.arrive(load(staff))
    one = staff.get(address(page))

    refused = staff.send(one.form(address(page)).filled(name="Cồng" if "Chuông" in one.words else "Chuông"))
    page = staff.arrive(staff.send(one.form(address(page)).filled(name="Kẻng")))

    assert [where for where, _ in refused.faults] == ["name"]
    assert "Kẻng" in page.words


def test_a_sound_leaves_the_list_unless_a_template_uses_it(staff: Browser) -> None:
    where = address(staff.arrive(load(staff)))
    digest = where.removeprefix("/sounds/")
    template = staff.get("/templates/routine").form("/templates/routine")
    staff.send(template.filled(opening=digest))

    refused = staff.send(staff.get(where).form("/remove"))
    assert (refused.code, [field for field, _ in refused.faults]) == (409, ["sound"])
    assert "Thông thường" in staff.get("/sounds").words

    staff.send(staff.get("/templates/routine").form("/ours"))
    page = staff.arrive(staff.send(staff.get(where).form("/remove")))

    assert "Chưa nạp âm thanh nào" in page.words
    assert "Âm này không còn trong danh sách" in staff.get(where).words


@pytest.mark.parametrize("path", ["/sounds/{}", "/sounds/{}/file"])
def test_what_was_never_loaded_is_not_there(staff: Browser, path: str) -> None:
    assert staff.get(path.format("a" * 64)).code == 404
    assert staff.get(path.format("..%2Fsettings")).code in {404, 422}
