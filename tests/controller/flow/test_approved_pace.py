"""What is said of a notice after its approval has the pace that was heard, whatever staff choose since."""

from datetime import timedelta

from sqlalchemy import text

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice, VoiceChoiceLine, Voicing
from controller.flow import approval
from controller.flow.voicing import want_opening
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import Belt

HEARD, LATER, OF_CLASS = 0.9, 1.1, 1.2


def choose(belt: Belt, rate: float, class_: Class | None = None) -> None:
    line = VoiceChoiceLine(
        language=SpokenLanguage.VIETNAMESE,
        class_=class_,
        choice=VoiceChoice(rate=rate),
        at=belt.now,
        by="Lan",
    )
    with belt.ledger.writing() as unit:
        unit.voice_choices.add(line)


def part_asked_for(belt: Belt, notice: NoticeId) -> None:
    want_opening(belt.ledger, notice, timedelta(seconds=1))
    belt.run()


def last_paces(belt: Belt) -> list[float]:
    return [cast.rate for cast in belt.studio.casts[-1]]


def voicings(belt: Belt, notice: NoticeId) -> list[Voicing]:
    with belt.ledger.reading() as unit:
        return list(unit.voicings.of_notice(notice))


def test_a_part_asked_for_after_the_approval_has_the_pace_that_was_heard(belt: Belt) -> None:
    choose(belt, HEARD)
    notice = belt.approved_notice()
    choose(belt, LATER)

    part_asked_for(belt, notice)

    assert last_paces(belt) == [HEARD]


def test_a_clip_of_a_broadcast_has_the_pace_in_which_each_notice_was_heard(belt: Belt) -> None:
    belt.enrol()
    choose(belt, HEARD)
    first = belt.approved_notice("Câu một.")
    choose(belt, LATER)
    second = belt.approved_notice("Câu hai.")
    choose(belt, OF_CLASS, Class.PRIORITY)

    belt.wish_of((first, 0), (second, 0), class_=Class.PRIORITY)
    belt.run()

    assert last_paces(belt) == [HEARD, LATER]


def test_a_part_that_was_voiced_at_another_pace_before_the_approval_is_voiced_anew(belt: Belt) -> None:
    choose(belt, HEARD)
    notice = belt.take_in()
    belt.run()
    choose(belt, LATER)
    part_asked_for(belt, notice)
    before = last_paces(belt)

    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
    belt.run()

    assert (before, last_paces(belt)) == ([LATER], [HEARD])
    assert [one.rate for one in voicings(belt, notice)] == [HEARD, HEARD]


def test_a_part_of_the_pace_that_was_heard_stays_with_the_approval(belt: Belt) -> None:
    choose(belt, HEARD)
    notice = belt.take_in()
    belt.run()
    part_asked_for(belt, notice)
    before = voicings(belt, notice)

    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
    belt.run()

    assert voicings(belt, notice) == before


def test_what_nobody_approved_yet_and_a_take_have_the_pace_that_is_chosen_now(belt: Belt) -> None:
    choose(belt, HEARD)
    notice = belt.approved_notice()
    open_notice = belt.take_in("Câu khác.")
    belt.run()
    choose(belt, LATER)
    with belt.ledger.writing() as unit:
        unit.voicings.want_take(unit.voicings.of_notice(notice)[0].sections[0], "piper")

    belt.run()
    of_take = last_paces(belt)
    part_asked_for(belt, open_notice)

    assert (of_take, last_paces(belt)) == ([LATER], [LATER])


def test_an_approval_from_before_paces_were_noted_leaves_it_to_what_is_chosen(belt: Belt) -> None:
    choose(belt, HEARD)
    old, unapproved = belt.approved_notice(), belt.take_in("Câu khác.")
    belt.run()
    part_asked_for(belt, unapproved)
    with belt.ledger._engines.writing.begin() as connection:
        connection.execute(text("UPDATE voicings SET rate = NULL"))
    before = voicings(belt, unapproved)
    choose(belt, LATER)

    approval.approve(belt.ledger, unapproved, by="Trưởng ban", now=belt.now)
    part_asked_for(belt, old)

    assert last_paces(belt) == [LATER]
    assert voicings(belt, unapproved) == before
