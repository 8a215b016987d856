"""The pages tell how long a voicing takes yet, once they saw enough of it, and what is done at its end."""

from datetime import timedelta

import pytest

from controller.entries import Voicing
from controller.flow import reading, takes
from controller.web.desk import Desk
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt
from tests.fakes.voices import FakeVoiceRoom

from .browser import Browser
from .page import Page

SENTENCES = 60
TEXT = " ".join(f"Cổng {number} mở cửa." for number in range(1, SENTENCES + 1))


@pytest.fixture
def notice(belt: Belt) -> NoticeId:
    """One that is read and not voiced yet."""
    name = belt.take_in(TEXT)
    assert reading.advance(belt.ledger, belt.lease(), belt.lexicon)
    return name


def claimed(belt: Belt) -> Voicing:
    with belt.ledger.writing() as unit:
        voicing = unit.voicings.claim_wanted(belt.lease())
    assert voicing
    assert voicing.sentences == SENTENCES
    return voicing


def followed(staff: Browser, belt: Belt, notice: NoticeId, voicing: Voicing, *, until: int) -> Page:
    """Look at the page after each sentence, of which every one takes two seconds; return the last."""
    for done in range(until + 1):
        belt.now += timedelta(seconds=2)
        with belt.ledger.writing() as unit:
            unit.voicings.renew(voicing, belt.lease(), done)
        page = staff.get(f"/notices/{notice}")
    return page


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (3, "3/60 câu"),
        (12, "12/60 câu, còn khoảng 2 phút"),
        (45, "45/60 câu, còn dưới một phút"),
        (60, "Đã đọc xong 60 câu, đang ghép và chỉnh âm lượng, còn dưới một phút"),
    ],
)
def test_a_notice_tells_how_long_it_takes_yet(
    staff: Browser, belt: Belt, notice: NoticeId, done: int, told: str
) -> None:
    page = followed(staff, belt, notice, claimed(belt), until=done)

    assert f'role="status">{told}</p>' in page.html


def test_a_take_tells_how_long_it_takes_yet(staff: Browser, belt: Belt, desk: Desk, notice: NoticeId) -> None:
    assert isinstance(desk.voices, FakeVoiceRoom)
    belt.run()
    takes.want(belt.ledger, notice, "espeak-ng", voices=desk.voices.voices())

    page = followed(staff, belt, notice, claimed(belt), until=12)

    assert "12/60 câu, còn khoảng 2 phút" in page.html
