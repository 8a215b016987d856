"""The page on which staff choose a voice per language and class, with its history and its refusals."""

from dataclasses import replace

import pytest

from controller.outlook.voices import Standing
from controller.web.desk import Desk
from tests.controller.belt import Belt
from tests.controller.flow.voices_seen import GOOGLE, HERE
from tests.fakes.voices import FakeVoiceRoom

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Page
from .rules import is_refusal

TABLE = "/voices/choices"
ROUTINE = "/voices/choices/vi/routine"


@pytest.fixture
def room(desk: Desk) -> FakeVoiceRoom:
    assert isinstance(desk.voices, FakeVoiceRoom)
    desk.voices.seen = {voice.name: voice for voice in HERE}
    return desk.voices


@pytest.fixture(autouse=True)
def _voices_are_here(room: FakeVoiceRoom) -> None:
    """Every test here begins with them."""


def choose(
    staff: Browser, place: str = ROUTINE, *, voice: str = "supertonic-3:F2", rate: str = "0.9"
) -> Page:
    return staff.arrive(staff.send(staff.get(place).form(place).filled(voice=voice, rate=rate)))


def test_a_voice_and_a_pace_are_chosen_for_a_language_and_a_class(staff: Browser, belt: Belt) -> None:
    page = choose(staff)

    assert "Supertonic 3, F2, chậm" in page.words
    belt.take_in()
    belt.run()
    [cast] = belt.studio.casts[-1]
    assert (cast.first, cast.rate) == (("supertonic-3:F2",), 0.9)


def test_what_holds_is_told_with_where_it_comes_from(staff: Browser) -> None:
    assert "theo thứ tự chung" in staff.get(TABLE).words

    page = choose(staff, "/voices/choices/vi/every")

    assert "theo mọi cấp" in page.words


def test_each_speaker_can_be_chosen_and_heard_with_its_grade_in_words(staff: Browser) -> None:
    page = staff.get(ROUTINE)

    voices = [value for name, value in page.form(ROUTINE).offered if name == "voice"]
    assert voices == ["", "supertonic-3:M1", "supertonic-3:F2", "piper", "espeak-ng"]
    assert "/voices/supertonic-3:F2/sample/vi" in page.html
    assert "Nghe rõ" in page.words
    assert "Phải chú ý mới nghe rõ" in page.words
    assert "giữ nguyên" in page.words


def test_a_voice_that_does_not_speak_the_language_is_not_offered(staff: Browser) -> None:
    place = "/voices/choices/ko/every"

    offered = [value for name, value in staff.get(place).form(place).offered if name == "voice"]

    assert "piper" not in offered


def test_an_online_voice_is_offered_with_its_warning_once_it_is_allowed_and_never_for_emergencies(
    staff: Browser, room: FakeVoiceRoom
) -> None:
    warning = "Văn bản này sẽ gửi tới Google"
    assert warning not in staff.get(ROUTINE).words
    assert "ZONECAST_ONLINE_VOICES" in staff.get(ROUTINE).words
    room.seen["gtts"] = GOOGLE

    assert warning in staff.get(ROUTINE).words
    assert "ZONECAST_ONLINE_VOICES" not in staff.get(ROUTINE).words
    emergency = staff.get("/voices/choices/vi/emergency")
    assert warning not in emergency.words
    assert "khẩn cấp không bao giờ" in emergency.words


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [
        (ROUTINE, "voice", "gone"),
        (ROUTINE, "voice", "gtts"),
        ("/voices/choices/ko/routine", "voice", "piper"),
        ("/voices/choices/vi/emergency", "voice", "gtts"),
        (ROUTINE, "rate", "3"),
        (ROUTINE, "rate", "nan"),
        (ROUTINE, "rate", "quick"),
        (ROUTINE, "rate", ""),
        *((ROUTINE, "voice", hostile) for hostile in HOSTILE.values()),
    ],
)
def test_what_cannot_speak_is_refused_in_words_at_its_field(
    staff: Browser, place: str, field: str, value: str
) -> None:
    form = staff.get(place).form(place).forged(**{field: value})

    page = staff.send(form)

    assert is_refusal(page, form, field, but=("voice", "rate", "seen"))
    assert is_safe(page.html)


def test_a_chosen_voice_that_was_removed_is_told_and_what_speaks_instead(
    staff: Browser, room: FakeVoiceRoom
) -> None:
    choose(staff)
    room.become("supertonic-3", standing=Standing.OFFERED, turn=0)

    page = staff.get(TABLE)

    assert "đã được chọn nhưng không đọc được ở đây; espeak-ng đọc thay" in page.words
    assert "đã được chọn" in staff.get(ROUTINE).words


def test_undo_puts_back_what_stood_before_and_the_history_says_who(staff: Browser) -> None:
    choose(staff)
    choose(staff, voice="piper", rate="1.1")

    page = staff.arrive(staff.send(staff.get(ROUTINE).form("/undo")))

    assert "Supertonic 3, F2, chậm" in page.words
    history = staff.get(ROUTINE)
    assert history.words.count(", Nguyễn Thị Lan") == 3
    assert "Piper, nhanh" in history.words


def test_nothing_of_its_own_is_chosen_any_more_by_one_button(staff: Browser) -> None:
    choose(staff)

    page = staff.arrive(staff.send(staff.get(ROUTINE).form("/remove")))

    assert "Supertonic 3, F2, chậm" not in page.words.partition("Lịch sử")[0]
    assert "/remove" not in [form.action for form in staff.get(ROUTINE).forms]


def test_whoever_was_slower_decides_again(staff: Browser, another: Browser) -> None:
    form = another.get(ROUTINE).form(ROUTINE).filled(voice="piper", rate="1.0")
    choose(staff)

    page = another.arrive(another.send(form))

    assert "Người khác vừa chọn" in page.words
    assert "Supertonic 3, F2" in page.words


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "²"])
def test_a_form_that_was_tampered_with_changes_nothing(staff: Browser, seen: str) -> None:
    form = staff.get(ROUTINE).form(ROUTINE).filled(voice="piper").forged(seen=seen)

    staff.arrive(staff.send(form))

    assert "Piper" not in staff.get(TABLE).words


@pytest.mark.parametrize("place", ["/voices/choices/xx/routine", "/voices/choices/vi/urgent"])
def test_there_is_no_place_for_what_is_no_language_or_class(staff: Browser, place: str) -> None:
    form = replace(staff.get(ROUTINE).form(ROUTINE), action=place)

    assert staff.get(place).code in {404, 422}
    assert staff.send(form).code in {404, 422}
