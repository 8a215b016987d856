"""A long notice on its page: how it is divided, its parts heard, and each of them in a broadcast."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from controller.entries import Language, Voicing
from controller.flow import parts
from controller.web.desk import Desk
from controller.web.shown import broadcast as shown
from schedules.vocabulary import BroadcastId, NoticeId
from tests.controller.belt import Belt
from tests.controller.flow.test_parts import LONG

from .browser import Browser
from .page import Form
from .rules import is_refusal
from .test_broadcasts import broadcasts
from .test_notices import change, notice


@pytest.fixture
def long(belt: Belt) -> NoticeId:
    """A long notice that is read, and that nobody has voiced yet; a pole listens to the zone."""
    belt.enrol()
    belt.studio.is_stopped = True
    name = belt.take_in(LONG)
    belt.run()
    return name


def voicings(belt: Belt, name: NoticeId) -> Sequence[Voicing]:
    with belt.ledger.reading() as unit:
        return unit.voicings.parts_of([name])


def voice(belt: Belt) -> None:
    belt.studio.is_stopped = False
    belt.run()


def filled(staff: Browser, address: str) -> Form:
    return staff.get(address).form("/broadcasts").filled(where="z-demo")


def test_the_division_is_shown_with_reading_times_before_any_voice_has_run(
    staff: Browser, desk: Desk, belt: Belt, long: NoticeId
) -> None:
    page = staff.get(f"/notices/{long}")

    division = parts.divided(notice(belt, long))
    words = desk.templates.words(Language.VIETNAMESE)
    told = [words.length(length) for length in (division.length, *(one.length for one in division.pieces))]
    assert all(length in page.words for length in told)
    assert page.html.count("/parts/") == 4
    assert "THÔNG BÁO Ban quản lý thông báo tạm ngừng cấp điện." in page.words
    assert voicings(belt, long) == []


def test_a_short_notice_shows_no_division(staff: Browser, belt: Belt) -> None:
    name = belt.take_in("Xin cảm ơn.")
    belt.run()

    assert "/parts" not in staff.get(f"/notices/{name}").html


def test_the_parts_are_voiced_when_somebody_asks_and_followed(
    staff: Browser, belt: Belt, long: NoticeId
) -> None:
    there = f"/notices/{long}"

    staff.send(staff.get(there).form(f"{there}/parts"))

    assert len(voicings(belt, long)) == 4
    assert "/live/notices" in staff.get(there).html
    voice(belt)
    page = staff.get(there)
    assert all(one.clip and one.clip.digest in page.html for one in voicings(belt, long))
    assert f"{there}/parts" not in page.html
    assert "/live/notices" not in page.html


def test_a_part_that_failed_is_voiced_again(staff: Browser, belt: Belt, long: NoticeId) -> None:
    voice(belt)
    there = f"/notices/{long}"
    belt.studio.problem = "no voice"
    staff.send(staff.get(there).form(f"{there}/parts"))
    belt.run()

    failed = staff.get(there)
    belt.studio.problem = ""
    staff.send(failed.form(f"{there}/retry"))
    belt.run()

    assert failed.words.count("no voice") == 4
    assert all(one.clip for one in voicings(belt, long))


def test_what_was_divided_otherwise_meanwhile_is_not_asked_for(
    staff: Browser, belt: Belt, long: NoticeId
) -> None:
    there = f"/notices/{long}"
    page = staff.get(there)
    change(belt, long, LONG + "Hết.")
    belt.run()

    answers = [staff.send(page.form(f"{there}/parts")), staff.send(page.form(f"{there}/parts/1"))]

    assert [answer.location for answer in answers] == [there, there]
    assert voicings(belt, long) == []


def test_one_part_leads_to_a_broadcast_of_it_and_is_voiced(
    staff: Browser, belt: Belt, long: NoticeId
) -> None:
    form = staff.get(f"/notices/{long}").form(f"/notices/{long}/parts/2")

    there = staff.send(form).location

    [asked] = voicings(belt, long)
    assert there == f"/broadcasts/new?notice={long}&part={asked.part}"
    broadcast = filled(staff, there)
    assert broadcast.values("item") == [f"{long}:{asked.part}"]
    page = staff.arrive(staff.send(broadcast))
    [saved] = broadcasts(belt)
    assert saved.items == ((long, asked.part),)
    assert saved.title.startswith("Thông báo")
    assert saved.title in page.words


def test_a_part_that_is_known_is_a_link_to_a_broadcast_of_it(
    staff: Browser, belt: Belt, long: NoticeId
) -> None:
    numbers = parts.want_parts(belt.ledger, long)

    links = staff.get(f"/notices/{long}").links

    assert all(f"/broadcasts/new?notice={long}&part={number}" in links for number in numbers)


def test_parts_of_one_notice_sound_in_the_order_chosen_and_are_approved_once(
    staff: Browser, belt: Belt, long: NoticeId
) -> None:
    _, first, second, _ = parts.want_parts(belt.ledger, long)
    voice(belt)
    form = filled(staff, f"/broadcasts/new?notice={long}")

    there = staff.send(form.filled(item=[f"{long}:{second}", f"{long}:{first}"])).location

    [saved] = broadcasts(belt)
    assert saved.items == ((long, second), (long, first))
    approval = staff.get(there).form("/approve")
    assert len(approval.values(f"seen-{long}")) == 1
    assert staff.send(approval).code == 303


@pytest.mark.parametrize("part", ["99", "0x1", "", "1:1", "99999", "٣", "9" * 40])
def test_a_part_that_is_not_there_is_refused_at_its_field(
    staff: Browser, belt: Belt, long: NoticeId, part: str
) -> None:
    form = filled(staff, f"/broadcasts/new?notice={long}")

    wrong = form.filled(item=f"{long}:{part}")

    assert is_refusal(staff.send(wrong), wrong, "item", but=("item",))
    assert broadcasts(belt) == []


@pytest.mark.parametrize("part", ["x", "-1", "9" * 40])
def test_an_address_of_no_part_is_answered_in_words(staff: Browser, long: NoticeId, part: str) -> None:
    assert staff.get(f"/broadcasts/new?notice={long}&part={part}").code == 422
    form = staff.get(f"/notices/{long}").form(f"/notices/{long}/parts/2")
    astray = replace(form, action=f"/notices/{long}/parts/{part}")
    assert staff.send(astray).code == 422


def test_a_broadcast_whose_part_is_gone_says_so(
    staff: Browser, desk: Desk, belt: Belt, long: NoticeId
) -> None:
    form = staff.get(f"/notices/{long}").form(f"/notices/{long}/parts/2")
    there = staff.send(filled(staff, staff.send(form).location)).location

    change(belt, long, "Một văn bản khác.")
    voice(belt)

    prepared = belt.preparation(BroadcastId(there.rpartition("/")[2]))
    [why] = shown.missing(prepared, desk.templates.words(Language.VIETNAMESE))
    assert prepared.has_lost_a_part
    assert why in staff.get(there).words
