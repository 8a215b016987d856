"""The pages of templates: what stands in words, a form with units, a sample first, history and undo."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audio.template import OURS, Bed, Plain, Template
from controller.flow import broadcast_templates
from controller.web.desk import Desk
from schedules.vocabulary import Class, Digest
from tests.controller.belt import Belt
from tests.fakes.sounds import FakeSoundRoom

from .browser import Browser
from .hostile import HOSTILE, is_safe
from .page import Form, Page


@pytest.fixture
def room(desk: Desk) -> FakeSoundRoom:
    assert isinstance(desk.sounds, FakeSoundRoom)
    return desk.sounds


def form(staff: Browser, class_: str = "routine") -> Form:
    return staff.get(f"/templates/{class_}").form(f"/templates/{class_}")


def tried(staff: Browser, filled: Form) -> Page:
    return staff.send(replace(filled, action=f"{filled.action}/try"))


def stands(belt: Belt, class_: Class = Class.ROUTINE) -> Template:
    return broadcast_templates.standing_of(belt.ledger, class_).template


def loaded(staff: Browser, name: str = "Chuông", use: str = "tone", content: bytes = b"bell") -> Digest:
    """Load a sound by its page; return its digest."""
    blank = staff.get("/sounds/new").form("/sounds")
    answer = staff.send(blank.filled(use=use, name=name).with_file("file", "chuong.wav", content))
    page = staff.arrive(answer)
    return Digest(next(link for link in page.links if link.startswith("/sounds/") and len(link) > 60)[8:72])


def test_each_class_is_told_in_words(staff: Browser) -> None:
    page = staff.get("/templates")

    assert page.html.count("govuk-summary-card__title-wrapper") == 3
    assert "Nhạc hiệu của hệ thống" in page.words
    assert "0,4 giây sau nhạc hiệu mở đầu" in page.words
    assert page.words.count("Nhạc nền") >= 2


def test_what_is_chosen_is_saved_and_told(staff: Browser, belt: Belt) -> None:
    chosen = form(staff).filled(
        closing="none", tone_above_lu="3", after_opening="1.5", sentence_rests="1.2", times="2"
    )

    page = staff.arrive(staff.send(chosen))

    assert "Đã lưu mẫu phát thanh" in page.words
    assert stands(belt) == Template(
        closing=Plain.NONE,
        tone_above_lu=3,
        after_opening=timedelta(seconds=1.5),
        sentence_rests=1.2,
        times=2,
    )
    assert "Không có nhạc hiệu" in page.words
    assert "Nguyễn Thị Lan" in page.words


def test_the_form_shows_what_stands(staff: Browser) -> None:
    music = loaded(staff, "Nhạc êm", "music")
    staff.send(form(staff).filled(music=music, below_speech_lu="24", below_in_rests_lu="12"))

    shown = form(staff)

    assert (shown.value("music"), shown.value("below_speech_lu"), shown.value("below_in_rests_lu")) == (
        music,
        "24",
        "12",
    )
    assert (shown.value("after_opening"), shown.value("sentence_rests")) == ("0.4", "1")


def test_a_figure_that_is_none_of_the_usual_stays_chosen(staff: Browser, belt: Belt) -> None:
    broadcast_templates.change(
        belt.ledger, Class.ROUTINE, Template(tone_above_lu=1.5), seen=0, by="Lan", now=belt.now
    )

    assert form(staff).value("tone_above_lu") == "1.5"


def test_a_loaded_tone_opens_what_it_may_open(staff: Browser, belt: Belt) -> None:
    siren = loaded(staff, "Còi", "emergency-tone", b"siren")

    routine, emergency = form(staff), form(staff, "emergency")

    assert ("opening", siren) not in routine.offered
    page = staff.arrive(staff.send(emergency.filled(opening=siren)))
    assert stands(belt, Class.EMERGENCY).opening == siren
    assert "Còi" in page.words


def test_a_forged_siren_is_refused_in_words(staff: Browser, belt: Belt) -> None:
    siren = loaded(staff, "Còi", "emergency-tone", b"siren")

    page = staff.send(form(staff).forged(opening=siren))

    assert page.code == 422
    assert [field for field, _ in page.faults] == ["opening"]
    assert stands(belt) == OURS


def test_an_emergency_offers_neither_silence_nor_music(staff: Browser) -> None:
    shown = form(staff, "emergency")

    assert ("opening", "none") not in shown.offered
    assert "music" not in shown.names()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("after_opening", "-1"),
        ("after_opening", "nan"),
        ("between_sections", "1e9"),
        ("tone_above_lu", "12"),
        ("sentence_rests", ""),
        ("opening", "../../etc"),
        ("music", "x"),
        ("below_in_rests_lu", "30"),
    ],
)
def test_what_no_form_offers_is_refused_at_its_field(
    staff: Browser, belt: Belt, field: str, value: str
) -> None:
    music = loaded(staff, "Nhạc", "music")

    page = staff.send(form(staff).forged(**({"music": music} | {field: value})))

    assert page.code == 422
    assert [where for where, _ in page.faults] == [field]
    assert stands(belt) == OURS


@pytest.mark.parametrize("forged", [{"opening": "none"}, {"music": "a" * 64}])
def test_a_forged_emergency_is_never_without_tone_or_with_music(
    staff: Browser, belt: Belt, forged: dict[str, str]
) -> None:
    page = staff.send(form(staff, "emergency").forged(below_speech_lu="18", below_in_rests_lu="9", **forged))

    assert page.code == 422
    assert stands(belt, Class.EMERGENCY) == OURS


def test_a_sample_is_heard_before_anything_is_saved(staff: Browser, belt: Belt, room: FakeSoundRoom) -> None:
    page = tried(staff, form(staff).filled(times="2"))

    assert page.code == 200
    [name] = room.samples
    assert f"/templates/samples/{name}" in page.html
    assert staff.get(f"/templates/samples/{name}").html == "OggS"
    assert page.form("/templates/routine").value("times") == "2"
    assert stands(belt) == OURS
    assert room.samples[name][0] == Template(times=2)


def test_no_sample_is_told_and_what_was_typed_stays(staff: Browser, room: FakeSoundRoom) -> None:
    room.is_mute = True

    page = tried(staff, form(staff).filled(times="2"))

    assert page.code == 503
    assert [where for where, _ in page.faults] == ["try"]
    assert page.form("/templates/routine").value("times") == "2"


def test_a_forgotten_sample_is_not_there(staff: Browser) -> None:
    assert staff.get(f"/templates/samples/{'a' * 64}").code == 404


def test_a_change_is_told_and_put_back_by_one_button(staff: Browser, belt: Belt) -> None:
    staff.send(form(staff).filled(times="2"))
    staff.send(form(staff).filled(sentence_rests="1.5"))
    page = staff.get("/templates/routine")
    assert "Hai lần liền nhau" in page.words

    page = staff.arrive(staff.send(page.form("/put-back")))
    assert stands(belt) == Template(times=2)
    page = staff.arrive(staff.send(page.form("/templates/routine/ours")))

    assert stands(belt) == OURS
    assert "Như mặc định của hệ thống" in staff.get("/templates/routine").words


def test_who_was_slower_sees_what_the_other_saved(staff: Browser, another: Browser, belt: Belt) -> None:
    mine, theirs = form(staff), form(another)
    another.send(theirs.filled(times="2"))

    page = staff.arrive(staff.send(mine.filled(sentence_rests="1.5")))

    assert "Người khác vừa đổi mẫu này" in page.words
    assert stands(belt) == Template(times=2)


def test_names_of_sounds_are_shown_safely(staff: Browser) -> None:
    tone = loaded(staff, HOSTILE["attribute"])
    staff.send(form(staff).filled(opening=tone))

    for path in ("/templates", "/templates/routine", "/sounds", f"/sounds/{tone}"):
        assert is_safe(staff.get(path).html), path


def test_a_bed_is_kept_with_its_levels(staff: Browser, belt: Belt) -> None:
    music = loaded(staff, "Nhạc êm", "music")

    staff.send(form(staff).filled(music=music))

    assert stands(belt).bed == Bed(music=music)
    assert "Nhạc êm" in staff.get("/templates").words
