"""A broadcast of several notices is voiced as one clip and sounds as one play."""

from datetime import timedelta

import pytest

from controller.entries import VoicingState
from controller.errors import WrongInputError
from controller.flow import approval, intake, voicing, wishes
from schedules.vocabulary import Address, BroadcastId, Class, NoticeId, PoleId, Status
from tests.controller.belt import Belt, manuscript
from wire.messages import ArmedPlay, Heartbeat

GATE = "p-gate-1"
TEXTS = ("Thông báo một. Xin cảm ơn.", "Thông báo hai.", "Thông báo ba. Từ hằng tháng. Xin cảm ơn.")
SENTENCES = 6


@pytest.fixture
def notices(belt: Belt) -> list[NoticeId]:
    """Three that can be heard and are not approved."""
    belt.enrol(GATE, "z-demo", GATE)
    taken = [belt.take_in(text) for text in TEXTS]
    belt.run()
    return taken


def approve(belt: Belt, *notices: NoticeId) -> None:
    for notice in notices:
        approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)


def whole(*notices: NoticeId) -> list[tuple[NoticeId, int]]:
    return [(notice, 0) for notice in notices]


def waits_for(belt: Belt, broadcast: BroadcastId) -> tuple[str, ...]:
    with belt.ledger.reading() as unit:
        return wishes.waits_for(unit, unit.broadcasts.get(broadcast))


def test_three_notices_are_one_play_of_one_clip(belt: Belt, notices: list[NoticeId]) -> None:
    approve(belt, *notices)
    broadcast = belt.wish_of(*whole(*notices))

    belt.run()

    [play] = belt.playlist().plays
    [clip] = belt.playlist().clips
    own = belt.preparation(broadcast).own
    assert own
    assert own.clip
    assert (play.notice, play.part) == (broadcast, 0)
    assert play.clip == clip.digest == own.clip.digest
    assert len(clip.marks_ms) == own.done == own.sentences == SENTENCES
    assert [section.notice for section in own.sections] == notices


def test_the_proof_of_one_play_is_the_proof_of_each_notice(belt: Belt, notices: list[NoticeId]) -> None:
    approve(belt, *notices)
    belt.wish_of(*whole(*notices))
    belt.run()
    [play] = belt.playlist().plays
    heard = Heartbeat(
        issuer=GATE,
        address=GATE,
        revision=1,
        issued_at=belt.now,
        expires_at=belt.now + timedelta(minutes=1),
        version="1",
        plays=(ArmedPlay(play=play.id, stage="armed", since=belt.now),),
    )

    with belt.ledger.writing() as unit:
        unit.proofs.note_stages(PoleId(GATE), heard)

    with belt.ledger.reading() as unit:
        assert [len(unit.proofs.of_notice(notice)) for notice in notices] == [1, 1, 1]


def test_the_last_approval_asks_for_the_clip(belt: Belt, notices: list[NoticeId]) -> None:
    broadcast = belt.wish_of(*whole(*notices))
    approve(belt, *notices[:2])
    before = belt.preparation(broadcast)

    approve(belt, notices[2])

    after = belt.preparation(broadcast)
    assert before.own is None
    assert after.own
    assert after.own.state is VoicingState.WANTED
    assert not after.lacks_own_clip


def test_where_all_is_approved_the_broadcast_itself_asks_for_the_clip(
    belt: Belt, notices: list[NoticeId]
) -> None:
    approve(belt, *notices)

    broadcast = belt.wish_of(*whole(*notices))

    assert belt.preparation(broadcast).own


def test_one_notice_of_the_same_class_sounds_its_own_clip(belt: Belt, notices: list[NoticeId]) -> None:
    approve(belt, notices[0])
    broadcast = belt.wish_of(*whole(notices[0]))

    belt.run()

    [play] = belt.playlist().plays
    assert (play.notice, play.part) == (notices[0], 0)
    assert belt.preparation(broadcast).own is None


def test_one_notice_in_another_class_gets_a_clip_with_that_ones_tone(
    belt: Belt, notices: list[NoticeId]
) -> None:
    approve(belt, notices[0])
    broadcast = belt.wish_of(*whole(notices[0]), class_=Class.PRIORITY)

    belt.run()

    prepared = belt.preparation(broadcast)
    [play] = belt.playlist().plays
    assert (play.notice, play.part) == (notices[0], 0)
    assert prepared.own
    assert prepared.own.class_ is Class.PRIORITY
    assert prepared.parts[0]
    assert prepared.own.clip != prepared.parts[0].clip


def test_parts_and_wholes_stand_in_one_clip(belt: Belt, notices: list[NoticeId]) -> None:
    approve(belt, *notices)
    part = voicing.want_opening(belt.ledger, notices[2], timedelta(seconds=1))
    broadcast = belt.wish_of((notices[2], part), (notices[0], 0), (notices[2], part))

    belt.run()

    own = belt.preparation(broadcast).own
    assert own
    assert [section.notice for section in own.sections] == [notices[2], notices[0], notices[2]]
    assert own.done == own.sentences == 1 + 2 + 1


def test_a_broadcast_says_that_its_own_clip_is_missing_and_why(belt: Belt, notices: list[NoticeId]) -> None:
    broadcast = belt.wish_of(*whole(*notices))
    unapproved = waits_for(belt, broadcast)
    approve(belt, *notices)
    wanted = waits_for(belt, broadcast)
    belt.studio.problem = "the disk is full"
    belt.run()
    failed = waits_for(belt, broadcast)

    belt.studio.problem = ""
    voicing.retry(belt.ledger, notices[1])
    belt.run()

    assert unapproved == (
        *(f"notice {notice} is not approved" for notice in notices),
        "the broadcast: not voiced yet",
    )
    assert wanted == ("the broadcast: not voiced yet",)
    assert failed == ("the broadcast: the disk is full",)
    assert waits_for(belt, broadcast) == ()


def test_a_withdrawn_broadcast_asks_for_no_clip(belt: Belt, notices: list[NoticeId]) -> None:
    broadcast = belt.wish_of(*whole(*notices))
    wishes.withdraw(belt.ledger, broadcast, because="sai ngày", now=belt.now)

    approve(belt, *notices)

    assert belt.preparation(broadcast).own is None
    assert waits_for(belt, broadcast) == ()


def test_a_test_at_one_pole_asks_for_its_clip_as_soon_as_all_is_read(
    belt: Belt, notices: list[NoticeId]
) -> None:
    late = belt.take_in("Thông báo bốn.")
    items = whole(notices[0], late)
    broadcast = belt.wish_of(*items, status=Status.TEST, address=Address(GATE))
    unread = waits_for(belt, broadcast)

    belt.run()

    assert unread == (f"notice {late}, part 0: not voiced yet", "the broadcast: not voiced yet")
    assert belt.preparation(broadcast).clip
    assert waits_for(belt, broadcast) == ()


def test_what_is_written_anew_is_tried_out_in_its_new_words(belt: Belt, notices: list[NoticeId]) -> None:
    broadcast = belt.wish_of(*whole(*notices[:2]), status=Status.TEST, address=Address(GATE))
    belt.run()
    before = belt.preparation(broadcast).clip
    with belt.ledger.reading() as unit:
        seen = intake.edition(unit.notices.get(notices[0]))

    intake.change(belt.ledger, notices[0], manuscript("Thông báo sửa lại.".encode()), seen=seen)
    written = belt.preparation(broadcast)
    belt.run()

    assert before
    assert (written.own, written.clip) == (None, None)
    assert belt.preparation(broadcast).clip not in {None, before}


def test_a_test_in_a_zone_waits_for_approval(belt: Belt, notices: list[NoticeId]) -> None:
    broadcast = belt.wish_of(*whole(*notices), status=Status.TEST)

    belt.run()

    assert belt.preparation(broadcast).own is None
    assert waits_for(belt, broadcast)[0] == f"notice {notices[0]} is not approved"


def test_no_word_of_an_emergency_is_given_to_an_online_voice(belt: Belt) -> None:
    belt.enrol()
    words = intake.Manuscript(original=TEXTS[0].encode(), file_name="n.txt", class_=Class.EMERGENCY)
    urgent, routine = intake.take_in(belt.ledger, words, now=belt.now), belt.take_in(TEXTS[1])
    belt.run()
    approve(belt, urgent, routine)
    belt.wish_of(*whole(routine, urgent))

    belt.run()

    assert [cast[0].stays_here for cast in belt.studio.casts] == [True, False, True]


def test_no_word_of_a_notice_with_something_about_persons_is_given_to_an_online_voice(belt: Belt) -> None:
    belt.enrol()
    belt.take_in("Thông báo cắt điện. Mời ông An, số căn cước công dân 024083001234, đến nhận tiền.")
    belt.run()
    belt.take_in("Thông báo cắt điện từ mười ba giờ.")

    belt.run()

    assert [cast[0].stays_here for cast in belt.studio.casts] == [True, False]


def test_a_broadcast_counts_its_occurrences_and_not_its_notices(belt: Belt, notices: list[NoticeId]) -> None:
    approve(belt, *notices)
    a_play_every_five_minutes = "FREQ=MINUTELY;INTERVAL=5"

    belt.wish_of(*whole(*notices), rule=a_play_every_five_minutes)

    with pytest.raises(WrongInputError, match="repeat"):
        belt.wish_of(*whole(*notices), rule="FREQ=MINUTELY;INTERVAL=3", hours=2)


def test_a_broadcast_of_nothing_is_refused(belt: Belt, notices: list[NoticeId]) -> None:
    with pytest.raises(WrongInputError, match="items"):
        belt.wish_of()
