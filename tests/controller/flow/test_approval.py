"""A leader approves the text they saw and heard, and no other."""

import pytest

from controller.entries import Notice
from controller.errors import ChangedMeanwhileError, NotFoundError, NotYetError
from controller.flow import approval, intake
from controller.flow.editions import edition
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt, manuscript


def notice(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def voiced(belt: Belt, text: str = "Ban quản lý thông báo.") -> NoticeId:
    name = belt.take_in(text)
    belt.run()
    return name


def change(belt: Belt, name: NoticeId, text: str = "Một văn bản khác.") -> None:
    intake.change(belt.ledger, name, manuscript(text.encode()), seen=edition(notice(belt, name)))


def test_the_edition_that_was_seen_is_approved(belt: Belt) -> None:
    name = voiced(belt)

    approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=edition(notice(belt, name)))

    assert notice(belt, name).approved_by == "Lan"


def test_another_text_than_the_one_seen_is_not_approved(belt: Belt) -> None:
    name = voiced(belt)
    seen = edition(notice(belt, name))
    change(belt, name)
    belt.run()

    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=seen)

    assert notice(belt, name).approved_at is None


def test_a_change_is_told_also_while_the_new_text_is_still_being_voiced(belt: Belt) -> None:
    name = voiced(belt)
    seen = edition(notice(belt, name))
    change(belt, name)

    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=seen)


def test_what_was_not_there_to_be_heard_is_not_approved_when_it_comes(belt: Belt) -> None:
    name = belt.take_in()

    with pytest.raises(NotYetError):
        approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=approval.NOTHING_SEEN)
    belt.run()
    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=approval.NOTHING_SEEN)


def test_who_saw_another_text_learns_so_also_after_it_was_approved(belt: Belt) -> None:
    name = voiced(belt)
    seen = edition(notice(belt, name))
    change(belt, name)
    belt.run()
    approval.approve(belt.ledger, name, by="Nam", now=belt.now)

    with pytest.raises(ChangedMeanwhileError):
        approval.approve(belt.ledger, name, by="Lan", now=belt.now, seen=seen)


def test_the_second_who_approves_the_same_text_changes_nothing(belt: Belt) -> None:
    name = voiced(belt)
    seen = edition(notice(belt, name))

    for who in ("Lan", "Nam"):
        approval.approve(belt.ledger, name, by=who, now=belt.now, seen=seen)

    assert notice(belt, name).approved_by == "Lan"


def test_several_are_approved_together_or_none_is(belt: Belt) -> None:
    names = [voiced(belt, f"Bản tin {number}.") for number in range(3)]
    seen = {name: edition(notice(belt, name)) for name in names}
    change(belt, max(names))
    belt.run()

    with pytest.raises(ChangedMeanwhileError):
        approval.approve_all(belt.ledger, seen, by="Lan", now=belt.now)
    none_yet = [notice(belt, name).approved_at for name in names]
    seen[max(names)] = edition(notice(belt, max(names)))
    approval.approve_all(belt.ledger, seen, by="Lan", now=belt.now)

    assert none_yet == [None, None, None]
    assert all(notice(belt, name).approved_at for name in names)


def test_what_is_not_there_is_not_approved(belt: Belt) -> None:
    with pytest.raises(NotFoundError):
        approval.approve(belt.ledger, NoticeId("nothing"), by="Lan", now=belt.now)
