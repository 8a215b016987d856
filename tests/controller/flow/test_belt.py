"""From a text to a signed playlist, one stage after the other."""

from datetime import timedelta

import pytest

from controller.entries import NoticeState, VoicingState
from controller.errors import AlreadyDoneError, NotFoundError, NotYetError, WrongInputError
from controller.flow import approval, intake, planning, voicing, wishes
from schedules.vocabulary import Address, NoticeId, Status
from tests.controller.belt import HORIZON, ZONE, Belt, manuscript
from wire.messages import PostingMessage
from wire.topics import Kind


def test_a_notice_that_is_taken_in_gets_a_reading_and_a_clip(belt: Belt) -> None:
    notice = belt.take_in()

    belt.run()

    with belt.ledger.reading() as unit:
        assert unit.notices.get(notice).state is NoticeState.READ
        (whole,) = unit.voicings.of_notice(notice)
    assert whole.state is VoicingState.READY
    assert whole.clip is not None
    assert whole.done == whole.sentences == 3


def test_the_original_is_kept_byte_for_byte(belt: Belt) -> None:
    original = b"\xef\xbb\xbfTh\xc3\xb4ng b\xc3\xa1o.\r\n"

    notice = intake.take_in(belt.ledger, manuscript(original), now=belt.now)

    with belt.ledger.reading() as unit:
        assert unit.notices.get(notice).original == original


@pytest.mark.parametrize(
    "original",
    [
        b"",
        b"   \n\t ",
        b"MZ\x00\x01\x02",
        b"\xff\xfa\xf8\xfd k\xd7\xf7 x\xf0\xfe",
        "chữ ".encode() * 75_000,
    ],
    ids=["empty", "blank", "binary", "no encoding", "300,000 characters"],
)
def test_what_is_no_text_is_refused_and_changes_nothing(belt: Belt, original: bytes) -> None:
    with pytest.raises(WrongInputError, match="text"):
        intake.take_in(belt.ledger, manuscript(original), now=belt.now)

    with belt.ledger.reading() as unit:
        assert unit.notices.all() == []


def test_a_notice_of_debris_alone_fails_in_words(belt: Belt) -> None:
    notice = belt.take_in("Tin tức khác\nTổng lượt truy cập: 12345\n")

    belt.run()

    with belt.ledger.reading() as unit:
        stored = unit.notices.get(notice)
    assert stored.state is NoticeState.FAILED
    assert stored.problem


def test_what_nobody_could_hear_is_not_approved(belt: Belt) -> None:
    notice = belt.take_in()

    with pytest.raises(NotYetError):
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)


def test_no_voice_available_fails_in_words_and_can_be_tried_again(belt: Belt) -> None:
    notice = belt.take_in()
    belt.studio.problem = "espeak-ng: the library is missing"
    belt.run()
    with belt.ledger.writing() as unit:
        (failed,) = unit.voicings.of_notice(notice)
        unit.voicings.retry(failed.id)

    belt.studio.problem = ""
    belt.run()

    assert failed.state is VoicingState.FAILED
    assert "library is missing" in failed.problem
    with belt.ledger.reading() as unit:
        assert unit.voicings.of_notice(notice)[0].state is VoicingState.READY


def test_an_approved_notice_in_a_broadcast_is_in_the_playlist_of_its_address(belt: Belt) -> None:
    belt.enrol()
    notice = belt.approved_notice()

    belt.wish(notice)
    belt.run()

    playlist = belt.playlist()
    assert playlist.address == ZONE
    assert [play.notice for play in playlist.plays] == [notice]
    assert playlist.plays[0].starts == belt.now + timedelta(hours=1)
    assert playlist.clips[0].digest == playlist.plays[0].clip
    assert playlist.expires_at == belt.now + HORIZON


def test_a_broadcast_waits_for_approval(belt: Belt) -> None:
    belt.enrol()
    notice = belt.take_in()
    belt.run()
    belt.wish(notice)
    belt.run()
    before = belt.playlist()
    belt.acknowledge_all()

    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)
    belt.run()

    assert before.plays == ()
    assert len(belt.playlist().plays) == 1


def test_a_part_is_voiced_and_planned_by_itself(belt: Belt) -> None:
    belt.enrol()
    notice = belt.approved_notice()

    part = voicing.want_opening(belt.ledger, notice, timedelta(seconds=3))
    again = voicing.want_opening(belt.ledger, notice, timedelta(seconds=3))
    belt.wish(notice, part=part)
    belt.run()

    assert part == again == 1
    (play,) = belt.playlist().plays
    assert play.part == 1
    assert belt.playlist().clips[0].length_us < 3_000_000


def test_what_is_withdrawn_is_absent_from_the_next_playlist(belt: Belt) -> None:
    belt.enrol()
    broadcast = belt.wish(belt.approved_notice())
    belt.run()
    first = belt.playlist()

    wishes.withdraw(belt.ledger, broadcast, because="sai ngày", now=belt.now)
    belt.run()

    assert belt.playlist().plays == ()
    assert belt.playlist().revision > first.revision
    with pytest.raises(AlreadyDoneError):
        wishes.withdraw(belt.ledger, broadcast, because="sai ngày", now=belt.now)


def test_planning_again_with_nothing_new_says_nothing(belt: Belt) -> None:
    belt.enrol()
    belt.wish(belt.approved_notice(), rule="FREQ=WEEKLY", hours=100)
    belt.run()
    belt.acknowledge_all()

    belt.now += timedelta(minutes=10)
    planning.replan_all(belt.ledger)
    belt.run()

    assert belt.unsent() == []


def test_the_horizon_rolls_and_a_play_keeps_its_id(belt: Belt) -> None:
    belt.enrol()
    belt.wish(belt.approved_notice(), rule="FREQ=DAILY")
    belt.run()
    before = {play.id: play.starts for play in belt.playlist().plays}
    belt.acknowledge_all()

    belt.now += timedelta(days=3)
    planning.replan_all(belt.ledger)
    belt.run()

    after = {play.id: play.starts for play in belt.playlist().plays}
    assert len(before) == len(after) == 14
    assert len(before.items() & after.items()) == 11


def test_a_posting_tells_a_pole_what_it_listens_to_and_whom_it_trusts(belt: Belt) -> None:
    belt.enrol("p-gate-1", "z-demo", "g-north")

    belt.run()

    (posting,) = belt.opened(Kind.POSTING)
    assert isinstance(posting, PostingMessage)
    assert posting.addresses == ("p-gate-1", "z-demo", "g-north")
    assert {key.purpose for key in posting.keys} == {"plan", "order", "posting"}


def test_a_pole_is_enrolled_once(belt: Belt) -> None:
    belt.enrol()

    with pytest.raises(AlreadyDoneError):
        belt.enrol()


def test_a_broadcast_in_the_past_is_refused(belt: Belt) -> None:
    belt.enrol()
    notice = belt.approved_notice()

    with pytest.raises(WrongInputError):
        belt.wish(notice, hours=-1)


def test_a_broadcast_to_nobody_is_refused(belt: Belt) -> None:
    notice = belt.approved_notice()

    with pytest.raises(WrongInputError, match="no pole listens"):
        belt.wish(notice)


def test_a_broadcast_of_an_unknown_notice_is_refused(belt: Belt) -> None:
    belt.enrol()

    with pytest.raises(NotFoundError):
        belt.wish(NoticeId("nothing"))

    with belt.ledger.reading() as unit:
        assert unit.broadcasts.addresses() == frozenset[Address]()


def test_too_many_plays_shorten_the_horizon_visibly(belt: Belt, capsys: pytest.CaptureFixture[str]) -> None:
    belt.enrol()
    notice = belt.approved_notice()
    for minute in range(5):
        belt.wish(notice, rule="FREQ=MINUTELY;INTERVAL=5", hours=1 + minute / 60)

    belt.run()

    playlist = belt.playlist()
    assert 1_000 < len(playlist.plays) < 14 * 24 * 60
    assert playlist.expires_at < belt.now + HORIZON
    assert max(play.starts for play in playlist.plays) < playlist.expires_at
    assert "horizon shortened" in capsys.readouterr().out


def test_one_broadcast_does_not_fill_a_playlist_alone(belt: Belt) -> None:
    belt.enrol()

    with pytest.raises(WrongInputError, match="repeat"):
        belt.wish(belt.approved_notice(), rule="FREQ=MINUTELY")


def test_a_part_that_was_never_asked_for_is_refused(belt: Belt) -> None:
    belt.enrol()

    with pytest.raises(WrongInputError, match="no such part"):
        belt.wish(belt.approved_notice(), part=7)


def test_a_notice_that_is_only_an_exercise_is_not_broadcast_as_actual(belt: Belt) -> None:
    belt.enrol()
    exercise = manuscript("Diễn tập.".encode(), status=Status.EXERCISE)
    notice = intake.take_in(belt.ledger, exercise, now=belt.now)

    with pytest.raises(WrongInputError, match="status"):
        belt.wish(notice)


def test_a_broadcast_says_what_it_waits_for(belt: Belt) -> None:
    belt.enrol()
    notice = belt.take_in()
    broadcast = belt.wish(notice)

    with belt.ledger.reading() as unit:
        before = wishes.waits_for(unit, unit.broadcasts.get(broadcast))
    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    with belt.ledger.reading() as unit:
        assert wishes.waits_for(unit, unit.broadcasts.get(broadcast)) == ()
    assert before == (f"notice {notice} is not approved", f"notice {notice}, part 0: not voiced yet")


def test_a_studio_that_is_stopped_leaves_the_wish_standing(belt: Belt) -> None:
    notice = belt.take_in()
    belt.studio.is_stopped = True
    belt.run()

    belt.studio.is_stopped = False
    belt.run()

    with belt.ledger.reading() as unit:
        assert unit.voicings.of_notice(notice)[0].state is VoicingState.READY


def test_a_studio_that_ends_over_a_notice_again_and_again_gives_up_until_asked(belt: Belt) -> None:
    notice = belt.take_in()
    belt.studio.is_stopped = True
    for _ in range(voicing.MOST_ATTEMPTS):
        belt.run()
    with belt.ledger.reading() as unit:
        (failed,) = unit.voicings.of_notice(notice)

    belt.studio.is_stopped = False
    voicing.retry(belt.ledger, notice)
    belt.run()

    assert failed.state is VoicingState.FAILED
    assert "5 times" in failed.problem
    with belt.ledger.reading() as unit:
        assert unit.voicings.of_notice(notice)[0].state is VoicingState.READY
