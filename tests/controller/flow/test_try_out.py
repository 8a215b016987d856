"""A notice is tried out: once, at one pole, softly, before anybody approved it."""

from datetime import timedelta

import pytest

from controller.errors import AlreadyDoneError, NotFoundError, NotYetError, WrongInputError
from controller.flow import approval, wishes
from schedules.vocabulary import Address, BroadcastId, NoticeId, Status
from tests.controller.belt import ZONE_TIME, Belt
from wire.messages import PlayLine, Playlist
from wire.topics import Kind

GATE = "p-gate-1"


@pytest.fixture
def notice(belt: Belt) -> NoticeId:
    """One that can be heard and is not approved, and a pole."""
    belt.enrol(GATE, "z-demo")
    taken = belt.take_in()
    belt.run()
    return taken


def try_out(belt: Belt, notice: NoticeId, pole: str = GATE, name: str | None = None) -> BroadcastId:
    named = BroadcastId(name) if name else None
    return wishes.try_out(belt.ledger, notice, pole, belt.now, zone=ZONE_TIME, name=named)


def plays(belt: Belt) -> dict[str, tuple[PlayLine, ...]]:
    """What each address is to sound."""
    belt.run()
    return {one.address: one.plays for one in belt.opened(Kind.PLAYLIST) if isinstance(one, Playlist)}


def test_what_nobody_approved_sounds_once_at_one_pole_as_a_test(belt: Belt, notice: NoticeId) -> None:
    broadcast = try_out(belt, notice)

    [play] = plays(belt)[GATE]
    assert (play.notice, play.status) == (notice, Status.TEST)
    assert timedelta() < play.starts - belt.now <= timedelta(seconds=5)
    assert play.latest_start - play.starts == timedelta(seconds=10)
    with belt.ledger.reading() as unit:
        asked = unit.broadcasts.get(broadcast)
        assert asked.title == unit.notices.get(notice).title
        assert wishes.waits_for(unit, asked) == ()
    assert (asked.addresses, asked.recurrence.rule) == (frozenset({Address(GATE)}), "")


def test_what_is_tried_out_still_waits_for_approval_everywhere_else(belt: Belt, notice: NoticeId) -> None:
    belt.wish(notice)
    try_out(belt, notice)

    found = plays(belt)

    assert (len(found[GATE]), len(found["z-demo"])) == (1, 0)


def test_what_is_approved_can_be_tried_out_too(belt: Belt, notice: NoticeId) -> None:
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    try_out(belt, notice)

    assert len(plays(belt)[GATE]) == 1


def test_what_cannot_be_heard_yet_is_not_tried_out(belt: Belt, notice: NoticeId) -> None:
    unread = belt.take_in("Thông báo khác.")

    with pytest.raises(NotYetError):
        try_out(belt, unread)

    with belt.ledger.reading() as unit:
        assert unit.broadcasts.all() == []


@pytest.mark.parametrize("pole", ["z-demo", "gate", "", "p-"])
def test_what_is_not_one_pole_is_refused(belt: Belt, notice: NoticeId, pole: str) -> None:
    with pytest.raises(WrongInputError, match="pole"):
        try_out(belt, notice, pole)


def test_a_pole_or_a_notice_that_nobody_knows_is_not_found(belt: Belt, notice: NoticeId) -> None:
    with pytest.raises(NotFoundError):
        try_out(belt, notice, "p-nowhere")
    with pytest.raises(NotFoundError):
        try_out(belt, NoticeId("nothing"))


def test_one_request_sent_twice_sounds_once(belt: Belt, notice: NoticeId) -> None:
    try_out(belt, notice, name="asked-once")

    with pytest.raises(AlreadyDoneError):
        try_out(belt, notice, name="asked-once")

    assert len(plays(belt)[GATE]) == 1


def test_a_notice_is_tried_out_as_often_as_one_likes(belt: Belt, notice: NoticeId) -> None:
    try_out(belt, notice)
    try_out(belt, notice)

    assert len(plays(belt)[GATE]) == 2
