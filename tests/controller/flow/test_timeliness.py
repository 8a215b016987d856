"""A broadcast that would sound what no longer holds is saved only where somebody accepts just that."""

from datetime import timedelta

import pytest

from controller.entries import Wish
from controller.errors import UntimelyError
from controller.flow import wishes
from schedules.broadcast import Recurrence
from schedules.vocabulary import Address, BroadcastId
from tests.controller.belt import ZONE_TIME, Belt

DAILY = "FREQ=DAILY"


def asked(belt: Belt, text: str, *, rule: str = "", days: int = 0) -> Wish:
    belt.enrol()
    notice = belt.take_in(text)
    belt.run()
    first = (belt.now + timedelta(days=days, minutes=5)).astimezone(ZONE_TIME).replace(tzinfo=None)
    return Wish(
        id=BroadcastId("b1"),
        title="Thông báo",
        items=((notice, 0),),
        addresses=frozenset({Address("z-demo")}),
        recurrence=Recurrence(first=first, zone=ZONE_TIME, rule=rule),
        created_at=belt.now,
    )


def deadline(belt: Belt, days: int) -> str:
    day = belt.now.astimezone(ZONE_TIME).date() + timedelta(days=days)
    return f"Nộp hồ sơ trước ngày {day:%d/%m/%Y}."


def test_a_day_counted_from_today_is_not_repeated(belt: Belt) -> None:
    wish = asked(belt, "Ngày mai mất điện.", rule=DAILY)

    with pytest.raises(UntimelyError, match="Ngày mai"):
        wishes.wish(belt.ledger, wish, belt.now)

    with belt.ledger.reading() as unit:
        assert list(unit.broadcasts.all()) == []


@pytest.mark.parametrize("rule", ["", "FREQ=DAILY;COUNT=1"])
def test_it_may_sound_once(belt: Belt, rule: str) -> None:
    wishes.wish(belt.ledger, asked(belt, "Ngày mai mất điện.", rule=rule), belt.now)


def test_it_may_sound_several_times_on_its_day(belt: Belt) -> None:
    wish = asked(belt, "Ngày mai mất điện.", rule="FREQ=MINUTELY;COUNT=3")

    wishes.wish(belt.ledger, wish, belt.now)


@pytest.mark.parametrize(("rule", "days"), [("", 4), (DAILY, 0), ("FREQ=DAILY;COUNT=5", 0)])
def test_nothing_sounds_after_the_deadline_it_names(belt: Belt, rule: str, days: int) -> None:
    wish = asked(belt, deadline(belt, 3), rule=rule, days=days)

    with pytest.raises(UntimelyError, match="trước ngày"):
        wishes.wish(belt.ledger, wish, belt.now)


@pytest.mark.parametrize(("rule", "days"), [("", 3), ("FREQ=DAILY;COUNT=4", 0)])
def test_up_to_its_deadline_it_may(belt: Belt, rule: str, days: int) -> None:
    wishes.wish(belt.ledger, asked(belt, deadline(belt, 3), rule=rule, days=days), belt.now)


def test_what_somebody_accepted_sounds(belt: Belt) -> None:
    wish = asked(belt, "Ngày mai mất điện.", rule=DAILY)
    with pytest.raises(UntimelyError) as refused:
        wishes.wish(belt.ledger, wish, belt.now)
    [(key, _, _)] = refused.value.found

    wishes.wish(belt.ledger, wish, belt.now, accepted={key})


def test_words_that_are_not_spoken_are_not_asked_about(belt: Belt) -> None:
    wish = asked(belt, "Điện đã có lại.\nTổng lượt truy cập hôm nay: 12345\n", rule=DAILY)

    wishes.wish(belt.ledger, wish, belt.now)
