"""Somebody stops the voicing of a notice, and goes on with it."""

import pytest

from controller.entries import Voicing, VoicingState
from controller.errors import LeaseLostError, NotFoundError
from controller.flow import reading, voicing
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt


def read_notice(belt: Belt) -> NoticeId:
    notice = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)
    return notice


def whole(belt: Belt, notice: NoticeId) -> Voicing:
    with belt.ledger.reading() as unit:
        return unit.voicings.of_notice(notice)[0]


def test_what_is_stopped_waits_until_somebody_goes_on(belt: Belt) -> None:
    notice = read_notice(belt)

    voicing.stop(belt.ledger, notice)
    belt.run()
    stopped = whole(belt, notice)
    voicing.retry(belt.ledger, notice)
    belt.run()

    assert stopped.state is VoicingState.STOPPED
    assert whole(belt, notice).state is VoicingState.READY


def test_whoever_voices_it_hears_of_the_stop_with_the_next_sentence(belt: Belt) -> None:
    notice = read_notice(belt)
    told: list[int] = []

    def stop_after_one(done: int) -> None:
        told.append(done)
        if done == 1:
            voicing.stop(belt.ledger, notice)

    belt.studio.before_telling = stop_after_one
    with pytest.raises(LeaseLostError):
        voicing.advance(belt.ledger, belt.lease, belt.studio)

    assert told == [0, 1]
    assert whole(belt, notice).state is VoicingState.STOPPED


def test_what_is_voiced_already_is_not_stopped(belt: Belt) -> None:
    notice = belt.take_in()
    belt.run()

    voicing.stop(belt.ledger, notice)

    assert whole(belt, notice).state is VoicingState.READY


def test_a_notice_that_nobody_knows_is_not_stopped(belt: Belt) -> None:
    with pytest.raises(NotFoundError):
        voicing.stop(belt.ledger, NoticeId("nowhere"))
