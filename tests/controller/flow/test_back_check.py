"""A machine listens to a notice that was voiced: it is kept with the clip, and nothing waits for it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from audio.hearing.back_check import BackCheck, Unheard, from_json, to_json
from audio.hearing.comparing import Misheard
from audio.hearing.places import Kind
from audio.language import SpokenLanguage
from audio.span import SourceSpan
from controller.entries import VoiceChoice, Voicing, VoicingState
from controller.errors import DatabaseUnreachableError, LeaseLostError, StudioEndedError, StudioStoppedError
from controller.flow import approval, back_check, reading, takes, voice_choices, voicing
from controller.flow.back_check import MOST_ATTEMPTS
from controller.flow.voice_choices import Place
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import Belt
from tests.fakes.ears import FakeEars

from .voices_seen import HERE, VIETNAMESE

MISHEARD = Misheard(
    sentence=1, span=SourceSpan(start=45, end=55), kind=Kind.NUMBER, spoken="một", heard="hai"
)
TOLD = to_json(BackCheck(recogniser="some-vi", misheard=(MISHEARD,)))


@pytest.fixture
def ears(belt: Belt) -> FakeEars:
    """The one of the belt."""
    belt.ears = FakeEars(TOLD)
    return belt.ears


def whole(belt: Belt, notice: NoticeId) -> Voicing:
    with belt.ledger.reading() as unit:
        return unit.voicings.of_notice(notice)[0]


def voice(belt: Belt) -> None:
    """Advance the belt up to the clip, and no further."""
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)
    voicing.advance(belt.ledger, belt.lease, belt.studio, hears=lambda _: True)


def hear(belt: Belt, ears: FakeEars) -> bool:
    return back_check.advance(belt.ledger, belt.lease, ears)


def test_it_is_kept_with_the_clip_and_does_not_hinder_approval(belt: Belt, ears: FakeEars) -> None:
    notice = belt.take_in()

    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    with belt.ledger.reading() as unit:
        assert unit.notices.get(notice).approved_at
    assert whole(belt, notice).heard == ears.heard
    assert not whole(belt, notice).awaits_hearing


def test_a_clip_is_ready_and_may_be_approved_before_anybody_listened(belt: Belt) -> None:
    notice = belt.take_in()
    voice(belt)

    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    assert whole(belt, notice).state is VoicingState.READY
    assert whole(belt, notice).awaits_hearing


def test_a_machine_that_hangs_keeps_no_voicing_waiting(belt: Belt) -> None:
    first, begun, may_go_on = belt.take_in(), threading.Event(), threading.Event()
    voice(belt)
    ears = FakeEars(TOLD)

    def hang() -> None:
        begun.set()
        assert may_go_on.wait(30)

    ears.meanwhile = hang
    with ThreadPoolExecutor(1) as thread:
        hearing = thread.submit(hear, belt, ears)
        assert begun.wait(30)
        other = belt.take_in("Sơ tán khỏi xưởng 3 ngay.")
        voice(belt)
        state = whole(belt, other).state
        may_go_on.set()

        assert hearing.result(30)
    assert state is VoicingState.READY
    assert whole(belt, first).heard == TOLD


def test_it_hears_the_clip_as_it_was_spoken_whatever_was_chosen_since(belt: Belt) -> None:
    belt.take_in()
    voice(belt)
    place, slower = Place(language=VIETNAMESE, class_=Class.ROUTINE), VoiceChoice(voice="piper", rate=0.8)
    voice_choices.choose(belt.ledger, place, slower, voices=HERE, seen=0, by="Lan", now=belt.now)
    ears = FakeEars()

    hear(belt, ears)

    [(words, cast, voice_of_it)] = ears.asked
    assert words.startswith("Ban quản lý thông báo")
    assert (cast.rate, cast.approved, voice_of_it) == (1.0, None, "fake 1")


def test_a_notice_that_is_voiced_anew_meanwhile_is_heard_anew(belt: Belt) -> None:
    notice, ears = belt.take_in(), FakeEars(TOLD)
    voice(belt)

    def voice_anew() -> None:
        with belt.ledger.writing() as unit:
            unit.voicings.voice_anew(notice)

    ears.meanwhile = voice_anew
    with pytest.raises(LeaseLostError):
        hear(belt, ears)

    assert whole(belt, notice).heard == ""
    ears.meanwhile = lambda: None
    voice(belt)
    assert hear(belt, ears)
    assert whole(belt, notice).heard == TOLD


def test_a_notice_that_is_voiced_anew_loses_what_was_heard_in_its_last_clip(belt: Belt) -> None:
    notice = belt.take_in()
    voice(belt)
    hear(belt, FakeEars(TOLD))

    with belt.ledger.writing() as unit:
        unit.voicings.voice_anew(notice)

    assert whole(belt, notice).heard == ""


def test_who_listens_and_ended_goes_on_with_the_next_start_but_not_for_ever(belt: Belt) -> None:
    notice, ears = belt.take_in(), FakeEars()
    voice(belt)
    ears.error = StudioEndedError("it ended")

    went_on = [hear(belt, ears) for _ in range(MOST_ATTEMPTS)]

    assert went_on == [False] * (MOST_ATTEMPTS - 1) + [True]
    assert not whole(belt, notice).awaits_hearing
    assert from_json(whole(belt, notice).heard).failed == Unheard.ENDED


@pytest.mark.parametrize("error", [StudioStoppedError("it was stopped"), DatabaseUnreachableError("away")])
def test_neither_a_restart_nor_a_database_that_is_away_counts_against_who_listens(
    belt: Belt, error: Exception
) -> None:
    notice, ears = belt.take_in(), FakeEars(TOLD)
    voice(belt)
    ears.error = error
    for _ in range(2 * MOST_ATTEMPTS):
        with suppress(DatabaseUnreachableError):
            hear(belt, ears)

    ears.error = StudioEndedError("it ended")
    went_on = hear(belt, ears)

    assert not went_on
    assert whole(belt, notice).awaits_hearing
    assert whole(belt, notice).attempts == 1


def test_a_notice_in_a_language_that_the_machine_does_not_know_waits_for_none(belt: Belt) -> None:
    notice = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)

    voicing.advance(
        belt.ledger, belt.lease, belt.studio, hears=lambda language: language is SpokenLanguage.ENGLISH
    )

    assert whole(belt, notice).state is VoicingState.READY
    assert not whole(belt, notice).awaits_hearing


def test_where_the_site_has_no_machine_any_more_no_clip_waits_for_one(belt: Belt) -> None:
    notice = belt.take_in()
    voice(belt)

    back_check.forgo(belt.ledger)

    assert not whole(belt, notice).awaits_hearing
    assert not hear(belt, FakeEars(TOLD))


def test_whole_notices_are_heard_and_neither_takes_nor_parts_of_them(belt: Belt, ears: FakeEars) -> None:
    notice = belt.take_in()
    belt.run()
    belt.studio.voices = ("piper",)

    takes.want(belt.ledger, notice, "piper", voices=HERE)
    voicing.want_opening(belt.ledger, notice, timedelta(seconds=1))
    belt.run()

    assert len(ears.asked) == 1


def test_where_no_machine_listens_nothing_is_kept_for_one(belt: Belt) -> None:
    notice = belt.take_in()

    belt.run()

    assert not whole(belt, notice).awaits_hearing


@pytest.mark.parametrize(
    ("check", "logged"),
    [
        (BackCheck(recogniser="some-vi", misheard=(MISHEARD,)), {"event": "back-check", "misheard": 1}),
        (
            BackCheck(recogniser="some-vi", failed="it ended"),
            {"event": "back-check failed", "why": "it ended"},
        ),
    ],
)
def test_what_came_of_it_is_logged_without_words_of_the_notice(
    belt: Belt, ears: FakeEars, check: BackCheck, logged: dict[str, object]
) -> None:
    ears.heard = to_json(check)
    belt.take_in()

    with capture_logs() as lines:
        belt.run()

    (line,) = [line for line in lines if line["event"].startswith("back-check")]
    assert logged.items() <= line.items()
    assert "hai" not in line.values()
