"""A notice in several languages: written beside its source, shown side by side, approved singly or all."""

from datetime import timedelta

import pytest

from audio.language import SpokenLanguage
from audio.reading.written import from_json
from controller.entries import NO_VOICE
from controller.flow import intake
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt

from .browser import Browser
from .page import Form
from .rules import is_refusal
from .test_notices import change, notice, notices

ENGLISH = "The one-stop shop closes at 17:00 on 1 July 2025."


@pytest.fixture
def first(belt: Belt) -> NoticeId:
    belt.enrol()
    name = belt.take_in()
    belt.run()
    return name


@pytest.fixture
def english(belt: Belt, first: NoticeId) -> NoticeId:
    written = intake.Manuscript(
        original=ENGLISH.encode(),
        file_name="notice.txt",
        language=SpokenLanguage.ENGLISH,
        version_of=first,
    )
    belt.now += timedelta(minutes=1)
    name = intake.take_in(belt.ledger, written, now=belt.now)
    belt.run()
    return name


def blank(staff: Browser, of: NoticeId) -> Form:
    return staff.get(f"/notices/new?version_of={of}").form("/notices")


def test_a_version_is_written_beside_its_source_and_read_in_its_language(
    staff: Browser, belt: Belt, first: NoticeId
) -> None:
    page = staff.get(f"/notices/new?version_of={first}")
    assert notice(belt, first).text.split("\n")[0] in page.words

    there = staff.arrive(staff.send(page.form("/notices").filled(text=ENGLISH, language="en")))
    belt.run()

    [saved] = [one for one in notices(belt) if one.version_of == first]
    assert saved.language is SpokenLanguage.ENGLISH
    assert saved.reading is not None
    assert "seventeen hundred hours on the first of July" in from_json(saved.reading).spoken
    assert "Tiếng Anh" in there.words


def test_a_first_notice_may_be_in_any_language(staff: Browser, belt: Belt) -> None:
    form = staff.get("/notices/new").form("/notices")

    staff.arrive(staff.send(form.filled(text="공장에 불이 났습니다.", language="ko")))

    [saved] = notices(belt)
    assert (saved.language, saved.version_of) == (SpokenLanguage.KOREAN, None)


def test_a_version_of_a_version_is_offered_as_one_of_the_first(
    staff: Browser, first: NoticeId, english: NoticeId
) -> None:
    form = blank(staff, english)

    assert form.values("version_of") == [first]
    assert {value for name, value in form.offered if name == "language"} == {"", "ko", "zh", "ja"}


@pytest.mark.parametrize(
    ("typed", "but"),
    [({"language": ""}, ()), ({"language": "vi"}, ()), ({"language": "tlh"}, ("language",))],
)
def test_a_language_that_cannot_be_is_said_at_its_field(
    staff: Browser, belt: Belt, first: NoticeId, typed: dict[str, str], but: tuple[str, ...]
) -> None:
    form = blank(staff, first).filled(text=ENGLISH, **typed)

    page = staff.send(form)

    assert is_refusal(page, form, "language", but=but)
    assert [one.id for one in notices(belt)] == [first]


def test_somebody_who_was_slower_with_the_same_language_is_told(
    staff: Browser, another: Browser, belt: Belt, first: NoticeId
) -> None:
    form = blank(another, first).filled(text="Another translation.", language="en")
    staff.send(blank(staff, first).filled(text=ENGLISH, language="en"))

    page = another.send(form)

    assert is_refusal(page, form, "language")
    assert len(notices(belt)) == 2


def test_a_version_sent_twice_is_saved_once(staff: Browser, belt: Belt, first: NoticeId) -> None:
    form = blank(staff, first).filled(text=ENGLISH, language="en")
    staff.send(form)

    page = staff.send(form)

    assert page.code == 303
    assert len(notices(belt)) == 2


def test_a_version_of_nothing_is_not_found(staff: Browser) -> None:
    assert staff.get("/notices/new?version_of=unknown").code == 404


def test_all_languages_stand_side_by_side_on_the_page_of_each(
    staff: Browser, first: NoticeId, english: NoticeId
) -> None:
    for name, other in ((first, english), (english, first)):
        page = staff.get(f"/notices/{name}")

        assert f"version-{first}" in page.ids
        assert f"version-{english}" in page.ids
        assert f"/notices/{other}" in page.links
        assert "The one stop shop closes at seventeen hundred hours" in page.words
        assert page.tags.count("audio") >= 2
        assert 'lang="en"' in page.html


def test_a_notice_in_one_language_shows_none_beside_it(staff: Browser, first: NoticeId) -> None:
    page = staff.get(f"/notices/{first}")

    assert "versions-heading" not in page.ids
    assert f"/notices/new?version_of={first}" in page.links


def test_one_version_is_approved_and_the_other_still_waits(
    staff: Browser, belt: Belt, first: NoticeId, english: NoticeId
) -> None:
    page = staff.get(f"/notices/{first}")

    staff.arrive(staff.send(page.form(f"/notices/{english}/approve")))

    assert notice(belt, english).approved_at
    assert notice(belt, first).approved_at is None


def test_all_versions_are_approved_at_once(
    staff: Browser, belt: Belt, first: NoticeId, english: NoticeId
) -> None:
    page = staff.get(f"/notices/{english}")

    staff.arrive(staff.send(page.form("/approve-versions")))

    assert notice(belt, first).approved_at
    assert notice(belt, english).approved_at


def test_where_one_changed_meanwhile_none_is_approved(
    staff: Browser, belt: Belt, first: NoticeId, english: NoticeId
) -> None:
    form = staff.get(f"/notices/{first}").form("/approve-versions")
    change(belt, english, "The shop is open.")

    page = staff.send(form)

    assert page.code == 409
    assert page.faults
    assert {leads_to for leads_to, _ in page.faults} <= set(page.ids)
    assert notice(belt, first).approved_at is None


def test_while_one_is_not_voiced_nobody_is_asked_to_approve_all(
    staff: Browser, belt: Belt, first: NoticeId
) -> None:
    belt.studio.is_stopped = True
    staff.send(blank(staff, first).filled(text=ENGLISH, language="en"))
    belt.run()

    page = staff.get(f"/notices/{first}")

    assert not [form for form in page.forms if form.action.endswith("/approve-versions")]


def test_where_no_voice_speaks_a_language_staff_are_told_which(
    staff: Browser, belt: Belt, first: NoticeId
) -> None:
    belt.studio.problem = NO_VOICE
    staff.send(blank(staff, first).filled(text="お知らせです。", language="ja"))
    belt.run()

    assert "Chưa có giọng đọc nào nói được Tiếng Nhật" in staff.get(f"/notices/{first}").words


def test_a_broadcast_offers_the_languages_of_a_notice_together_and_in_sequence(
    staff: Browser, belt: Belt, first: NoticeId, english: NoticeId
) -> None:
    belt.now += timedelta(minutes=1)
    later = belt.take_in("Một tin khác.")
    address = next(
        link
        for link in staff.get(f"/notices/{first}").links
        if link.startswith("/broadcasts/new?notice=") and "&" in link
    )

    form = staff.get(address).form("/broadcasts")

    offered = list(dict.fromkeys(value for name, value in form.offered if name == "item" and value))
    assert form.values("item") == [first, english]
    assert offered == [later, first, english]


def test_a_list_names_the_language_of_what_is_not_vietnamese(
    staff: Browser, first: NoticeId, english: NoticeId
) -> None:
    assert staff.get("/notices").words.count("Tiếng Anh") == 1
