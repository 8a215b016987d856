"""A recorded notice in a real studio: spoken by people, in parts too, or by another voice, which says why."""

from datetime import timedelta

import pytest

from audio.recordings import RecordingFolder
from controller.entries import Recorded, Voicing
from controller.errors import PartsUnheardError
from controller.flow import approval, intake, parts, recordings, voicing
from controller.flow.editions import edition
from schedules.vocabulary import NoticeId
from tests.audio.reader import hummed
from tests.controller.belt import Belt, manuscript

from .flow.test_parts import LONG
from .test_approved_voices import studio

pytestmark = pytest.mark.doors


@pytest.fixture
def notice(belt: Belt) -> NoticeId:
    return belt.take_in()


def record(belt: Belt, notice: NoticeId, *, but: int = 0) -> None:
    """Have everything of it recorded but for the last few sentences."""
    send(belt, notice, but=but)
    belt.run()


def record_and_voice_the_whole(belt: Belt, notice: NoticeId) -> None:
    """Have everything of it recorded, while its parts wait to be voiced."""
    send(belt, notice)
    voicing.advance(belt.ledger, belt.lease, belt.studio)


def send(belt: Belt, notice: NoticeId, *, but: int = 0) -> None:
    folder = RecordingFolder(belt.folder / "recordings")
    with belt.ledger.reading() as unit:
        asked = [one.words for one in recordings.recordables(unit, unit.notices.get(notice))]
    said = [
        Recorded(words=words, digest=folder.keep(hummed(words)), length=timedelta(seconds=1))
        for words in dict.fromkeys(asked[: len(asked) - but])
    ]
    belt.now += timedelta(minutes=1)
    recordings.record(belt.ledger, notice, said, speaker="Hoa", by="Lan", now=belt.now)


def voicings(belt: Belt, notice: NoticeId) -> list[Voicing]:
    with belt.ledger.reading() as unit:
        return list(unit.voicings.of_notice(notice))


def voices(belt: Belt, notice: NoticeId) -> list[str]:
    return [one.voice.split(" ")[0] or one.problem for one in voicings(belt, notice)]


def test_a_notice_of_which_all_is_recorded_is_spoken_by_people_and_approved_so(
    belt: Belt, notice: NoticeId
) -> None:
    with studio(belt):
        belt.run()
        record(belt, notice)
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    [whole] = voicings(belt, notice)
    assert (voices(belt, notice), whole.grade, whole.falls) == (["human"], "human", "")
    assert [name.split(" ")[0] for name in whole.chain] == ["human", "espeak-ng"]


def test_one_missing_sentence_falls_to_the_next_voice_and_says_why(belt: Belt, notice: NoticeId) -> None:
    with studio(belt):
        belt.run()
        record(belt, notice, but=1)

    [whole] = voicings(belt, notice)
    assert voices(belt, notice) == ["espeak-ng"]
    assert whole.falls == "human: 1 of 3 sentences are not recorded"


def test_what_was_recorded_later_is_spoken_by_people_from_then_on(belt: Belt, notice: NoticeId) -> None:
    with studio(belt):
        belt.run()
        record(belt, notice, but=2)
        record(belt, notice)

    assert voices(belt, notice) == ["human"]


def test_parts_are_spoken_by_people_where_their_cues_are_recorded_too(belt: Belt) -> None:
    with studio(belt):
        long = belt.take_in(LONG)
        belt.run()
        parts.want_parts(belt.ledger, long)
        record(belt, long, but=1)

    assert voices(belt, long) == ["human", "human", "human", "human", "espeak-ng"]


def test_parts_of_an_approved_notice_have_the_approved_recordings_and_a_cue_by_nobody_falls(
    belt: Belt,
) -> None:
    with studio(belt):
        long = belt.take_in(LONG)
        belt.run()
        record(belt, long)
        approval.approve(belt.ledger, long, by="Trưởng ban", now=belt.now)
        parts.want_parts(belt.ledger, long)
        belt.run()

    assert voices(belt, long) == ["human", "human", *["espeak-ng"] * 3]


def test_a_broadcast_of_a_recorded_notice_and_a_plain_one_has_two_voices(
    belt: Belt, notice: NoticeId
) -> None:
    with studio(belt):
        belt.run()
        record(belt, notice)
        plain = belt.approved_notice("Cổng ba mở cửa lúc bảy giờ.")
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
        belt.enrol()
        broadcast = belt.wish_of((notice, 0), (plain, 0))
        belt.run()

    assert belt.preparation(broadcast).clip is not None
    with belt.ledger.reading() as unit:
        [own] = [one for one in unit.voicings.saying(notice) if one.broadcast]
    assert {name.split(" ")[0] for name in own.chain} == {"human", "espeak-ng"}


def test_recordings_that_nobody_heard_are_not_approved_with_the_voice_that_took_over(belt: Belt) -> None:
    notice = belt.take_in(LONG)
    with studio(belt):
        belt.run()
        record(belt, notice, but=54)
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
        parts.want_parts(belt.ledger, notice)
        belt.run()

    assert set(voices(belt, notice)) == {"espeak-ng"}
    assert [name.split(" ")[0] for name in voicings(belt, notice)[0].chain] == ["espeak-ng"]


def test_a_recorded_cue_is_approved_only_once_its_part_can_be_heard(belt: Belt) -> None:
    notice = belt.take_in(LONG)
    with studio(belt):
        belt.run()
        parts.want_parts(belt.ledger, notice)
        record_and_voice_the_whole(belt, notice)

        with pytest.raises(PartsUnheardError):
            approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
        belt.run()
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    assert set(voices(belt, notice)) == {"human"}


def test_a_part_that_was_stopped_before_the_approval_is_not_spoken_with_a_cue_that_nobody_heard(
    belt: Belt,
) -> None:
    notice = belt.take_in(LONG)
    with studio(belt):
        belt.run()
        parts.want_parts(belt.ledger, notice)
        record_and_voice_the_whole(belt, notice)
        voicing.stop(belt.ledger, notice)
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

        voicing.retry(belt.ledger, notice)
        belt.run()

    assert voices(belt, notice) == ["human", "human", *["espeak-ng"] * 3]


def test_a_cue_that_was_recorded_for_an_older_text_is_not_heard_in_a_part_of_the_approved_one(
    belt: Belt,
) -> None:
    notice = belt.take_in(LONG)
    with studio(belt):
        belt.run()
        parts.want_parts(belt.ledger, notice)
        record(belt, notice)
        with belt.ledger.reading() as unit:
            seen = edition(unit.notices.get(notice))
        intake.change(belt.ledger, notice, manuscript(f"{LONG} Xin cảm ơn.".encode()), seen=seen)
        belt.run()
        record(belt, notice)
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

        parts.want_parts(belt.ledger, notice)
        belt.run()

    assert voices(belt, notice) == ["human", "human", *["espeak-ng"] * 3]


def test_a_broadcast_of_its_own_says_a_cue_that_was_heard_in_its_part(belt: Belt) -> None:
    belt.enrol()
    notice = belt.take_in(LONG)
    with studio(belt):
        belt.run()
        parts.want_parts(belt.ledger, notice)
        record(belt, notice)
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
        broadcast = belt.wish_of((notice, 2), (notice, 3))
        belt.run()

    own = belt.preparation(broadcast).own
    assert own is not None
    assert own.voice.startswith("human ")
