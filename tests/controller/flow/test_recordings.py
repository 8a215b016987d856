"""Recordings of a notice: known by their words, changed until it is approved, and every change undone."""

from datetime import timedelta

import pytest

from controller.entries import Recorded, VoicingState
from controller.errors import AlreadyDoneError, NotFoundError
from controller.flow import approval, intake, parts, recordings
from controller.flow.editions import edition
from controller.flow.intake import Manuscript
from schedules.vocabulary import Digest, NoticeId
from tests.controller.belt import TEXT, Belt

from .test_parts import LONG

FIRST = "Ban quản lý thông báo"
LAST = "Xin cảm ơn"


@pytest.fixture
def notice(belt: Belt) -> NoticeId:
    name = belt.take_in()
    belt.run()
    return name


def said(words: str, digest: str = "") -> Recorded:
    return Recorded(words=words, digest=Digest(digest or f"of {words}"), length=timedelta(seconds=2))


def record(belt: Belt, notice: NoticeId, *recorded: Recorded) -> int:
    belt.now += timedelta(minutes=1)
    return recordings.record(
        belt.ledger,
        notice,
        recorded or [said(one) for one in asked(belt, notice)],
        speaker="Hoa",
        by="Lan",
        now=belt.now,
    )


def asked(belt: Belt, notice: NoticeId) -> list[str]:
    with belt.ledger.reading() as unit:
        return [one.words for one in recordings.recordables(unit, unit.notices.get(notice))]


def standing(belt: Belt, notice: NoticeId) -> dict[str, str]:
    with belt.ledger.reading() as unit:
        lines = recordings.recordables(unit, unit.notices.get(notice))
    return {
        one.words: one.standing.recorded.digest for one in lines if one.standing and one.standing.recorded
    }


def take_back(belt: Belt, notice: NoticeId, words: str | None = None) -> None:
    belt.now += timedelta(minutes=1)
    recordings.take_back(belt.ledger, notice, words, by="Lan", now=belt.now)


def undo(belt: Belt, notice: NoticeId) -> None:
    belt.now += timedelta(minutes=1)
    recordings.undo(belt.ledger, notice, by="Lan", now=belt.now)


def last_recorded(belt: Belt) -> dict[str, Digest]:
    return dict(belt.studio.casts[-1][0].recorded)


def test_what_is_recorded_is_asked_before_any_voice(belt: Belt, notice: NoticeId) -> None:
    record(belt, notice)

    belt.run()

    assert last_recorded(belt) == {words: f"of {words}" for words in asked(belt, notice)}


def test_a_recording_makes_it_another_edition_that_is_voiced_anew(belt: Belt, notice: NoticeId) -> None:
    with belt.ledger.reading() as unit:
        seen = edition(unit.notices.get(notice))

    record(belt, notice, said(FIRST))

    with belt.ledger.reading() as unit:
        [whole] = unit.voicings.of_notice(notice)
        assert whole.state is VoicingState.WANTED
        assert edition(unit.notices.get(notice)) != seen


def test_words_that_the_notice_does_not_say_are_left_out(belt: Belt, notice: NoticeId) -> None:
    assert record(belt, notice, said(FIRST), said("câu đã sửa")) == 1
    assert standing(belt, notice) == {FIRST: f"of {FIRST}"}


def test_where_nothing_of_it_is_said_nothing_is_voiced_anew(belt: Belt, notice: NoticeId) -> None:
    assert record(belt, notice, said("câu đã sửa")) == 0

    with belt.ledger.reading() as unit:
        [whole] = unit.voicings.of_notice(notice)
        assert whole.state is VoicingState.READY


def test_a_changed_sentence_keeps_the_recordings_of_all_others(belt: Belt, notice: NoticeId) -> None:
    record(belt, notice)
    with belt.ledger.reading() as unit:
        seen = edition(unit.notices.get(notice))
    changed = Manuscript(original=TEXT.replace("01/12", "02/12").encode(), file_name="notice.txt")

    intake.change(belt.ledger, notice, changed, seen=seen)
    belt.run()

    assert list(standing(belt, notice)) == [FIRST, LAST]
    assert len(asked(belt, notice)) == 3


def test_a_sentence_that_is_said_twice_needs_one_recording(belt: Belt) -> None:
    notice = belt.take_in("Xin chú ý. Cổng ba mở cửa. Xin chú ý.")
    belt.run()

    assert record(belt, notice, said("Xin chú ý"), said("Xin chú ý", "later")) == 1

    assert standing(belt, notice) == {"Xin chú ý": "later"}


def test_the_last_change_is_undone_and_so_is_that(belt: Belt, notice: NoticeId) -> None:
    record(belt, notice, said(FIRST, "a"), said(LAST, "b"))
    record(belt, notice, said(FIRST, "c"))

    undo(belt, notice)
    assert standing(belt, notice) == {FIRST: "a", LAST: "b"}
    undo(belt, notice)
    assert standing(belt, notice) == {FIRST: "c", LAST: "b"}


def test_one_or_all_are_taken_back_and_that_is_undone(belt: Belt, notice: NoticeId) -> None:
    record(belt, notice, said(FIRST, "a"), said(LAST, "b"))

    take_back(belt, notice, FIRST)
    assert standing(belt, notice) == {LAST: "b"}
    take_back(belt, notice)
    assert standing(belt, notice) == {}
    undo(belt, notice)
    assert standing(belt, notice) == {LAST: "b"}
    with pytest.raises(NotFoundError):
        take_back(belt, notice, FIRST)


def test_without_any_recording_there_is_nothing_to_undo(belt: Belt, notice: NoticeId) -> None:
    with pytest.raises(NotFoundError):
        undo(belt, notice)


def test_what_is_approved_keeps_its_recordings(belt: Belt, notice: NoticeId) -> None:
    record(belt, notice)
    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    for change in (record, take_back, undo):
        with pytest.raises(AlreadyDoneError):
            change(belt, notice)


def test_parts_are_recorded_with_their_cues_once_they_are_wanted(belt: Belt) -> None:
    notice = belt.take_in(LONG)
    belt.run()
    before = asked(belt, notice)

    parts.want_parts(belt.ledger, notice)

    cues = ["Phần một trên ba", "Phần hai trên ba", "Phần ba trên ba"]
    assert asked(belt, notice) == [*before, *cues]
    assert record(belt, notice, *map(said, cues)) == 3


def test_what_is_not_read_has_nothing_to_record(belt: Belt) -> None:
    assert asked(belt, belt.take_in()) == []


def test_a_voice_that_is_compared_is_heard_and_not_the_recordings(belt: Belt, notice: NoticeId) -> None:
    record(belt, notice)
    belt.run()
    with belt.ledger.writing() as unit:
        [whole] = unit.voicings.of_notice(notice)
        unit.voicings.want_take(whole.sections[0], "espeak-ng")

    belt.run()

    assert last_recorded(belt) == {}
