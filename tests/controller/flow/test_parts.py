"""A long notice is divided by its reading, and its parts are heard as what was approved and a cue."""

import pytest

from audio.reading.values import Reading
from controller.entries import Cast, Notice, VoicingState
from controller.errors import ChangedMeanwhileError, NotFoundError, NotYetError
from controller.flow import approval, intake, parts, voicing
from controller.flow.editions import edition
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import TEXT, Belt, manuscript

SENTENCE = "Đề nghị các doanh nghiệp kiểm tra hệ thống điện trước khi nghỉ. "
LONG = "THÔNG BÁO\nBan quản lý thông báo tạm ngừng cấp điện.\n" + (SENTENCE * 9 + "\n") * 6


def stored(belt: Belt, name: NoticeId) -> Notice:
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def read(belt: Belt, text: str = LONG) -> Notice:
    name = belt.take_in(text)
    belt.run()
    return stored(belt, name)


@pytest.fixture
def spoken(belt: Belt, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the studio is given to say, section by section."""
    said: list[str] = []
    voice = belt.studio.voice

    def listen(sections: list[tuple[Reading, Cast]], class_: Class, *rest: object, **more: object) -> object:
        said.extend(reading.spoken for reading, _ in sections)
        return voice(sections, class_, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(belt.studio, "voice", listen)
    return said


def test_a_long_notice_is_divided_before_any_voice_has_run(belt: Belt) -> None:
    belt.studio.is_stopped = True
    notice = read(belt)

    division = parts.divided(notice)

    headline, *rest = division.pieces
    assert (headline.section.nth, headline.section.of) == (0, 0)
    assert [(one.section.nth, one.section.of) for one in rest] == [(nth, 3) for nth in (1, 2, 3)]
    assert headline.span.of(notice.text).startswith("THÔNG BÁO")
    assert all(60 <= one.length.total_seconds() <= 90 for one in rest)


def test_what_is_not_read_has_no_pieces(belt: Belt) -> None:
    name = belt.take_in(LONG)

    assert parts.divided(stored(belt, name)).pieces == ()
    with pytest.raises(NotYetError):
        parts.want_parts(belt.ledger, name)


def test_nothing_of_a_division_is_voiced_until_somebody_asks(belt: Belt) -> None:
    notice = read(belt)

    with belt.ledger.reading() as unit:
        assert [one.part for one in unit.voicings.of_notice(notice.id)] == [0]


def test_asking_twice_gives_the_same_numbers(belt: Belt) -> None:
    notice = read(belt)

    one = parts.want_piece(belt.ledger, notice.id, 2)
    numbers = parts.want_parts(belt.ledger, notice.id)

    assert len(set(numbers)) == 4
    assert numbers[2] == one
    assert parts.want_parts(belt.ledger, notice.id) == numbers


def test_a_part_begins_with_its_cue_and_the_headline_and_the_whole_do_not(
    belt: Belt, spoken: list[str]
) -> None:
    notice = read(belt)
    parts.want_parts(belt.ledger, notice.id)

    belt.run()

    firsts = [said.partition("\n")[0] for said in spoken]
    assert firsts == ["thông báo"] * 2 + [f"Phần {nth} trên ba" for nth in ("một", "hai", "ba")]


def test_the_marks_and_the_progress_of_a_part_count_its_cue(belt: Belt) -> None:
    notice = read(belt)
    number = parts.want_piece(belt.ledger, notice.id, 1)

    belt.run()

    with belt.ledger.reading() as unit:
        [voiced] = unit.voicings.parts_of([notice.id])
    [section] = voiced.sections
    assert voiced.clip
    assert (voiced.part, voiced.state) == (number, VoicingState.READY)
    assert len(voiced.clip.marks) == voiced.done == voiced.sentences == section.last - section.first + 1


def test_the_approval_of_a_notice_is_that_of_its_parts(belt: Belt) -> None:
    belt.enrol()
    notice = read(belt)
    number = parts.want_piece(belt.ledger, notice.id, 3)
    broadcast = belt.wish(notice.id, part=number)
    belt.run()
    assert belt.preparation(broadcast).broadcast() is None

    approval.approve(belt.ledger, notice.id, by="Trưởng ban", now=belt.now)
    belt.run()

    assert [(play.notice, play.part) for play in belt.playlist().plays] == [(notice.id, number)]


def test_parts_in_one_broadcast_are_each_said_with_their_cue(belt: Belt, spoken: list[str]) -> None:
    belt.enrol()
    notice = read(belt)
    approval.approve(belt.ledger, notice.id, by="Trưởng ban", now=belt.now)
    _, first, second, _ = parts.want_parts(belt.ledger, notice.id)
    broadcast = belt.wish_of((notice.id, first), (notice.id, second))

    belt.run()

    own = belt.preparation(broadcast).own
    assert own
    assert own.clip
    assert len(own.clip.marks) == own.done == own.sentences
    assert [said.partition("\n")[0] for said in spoken[-2:]] == ["Phần một trên ba", "Phần hai trên ba"]


def test_an_opening_of_the_same_sentences_is_another_part_than_one_with_a_cue(belt: Belt) -> None:
    notice = read(belt)
    division = parts.divided(notice)

    opening = voicing.want_opening(belt.ledger, notice.id, division.pieces[0].length)
    numbers = parts.want_parts(belt.ledger, notice.id)

    assert opening == numbers[0]
    assert opening not in numbers[1:]


def test_a_short_notice_has_no_parts(belt: Belt) -> None:
    assert parts.divided(read(belt, "Xin cảm ơn.")).pieces == ()
    assert all(not piece.section.of for piece in parts.divided(read(belt, TEXT)).pieces)


def test_the_division_of_another_edition_is_not_asked_for(belt: Belt) -> None:
    notice = read(belt)
    seen = edition(notice)
    intake.change(belt.ledger, notice.id, manuscript((LONG + SENTENCE).encode()), seen=seen)
    belt.run()

    with pytest.raises(ChangedMeanwhileError):
        parts.want_parts(belt.ledger, notice.id, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        parts.want_piece(belt.ledger, notice.id, 1, seen=seen)


def test_a_piece_that_is_not_there_is_not_found(belt: Belt) -> None:
    notice = read(belt)

    with pytest.raises(NotFoundError):
        parts.want_piece(belt.ledger, notice.id, 4)
    with pytest.raises(NotFoundError):
        parts.want_parts(belt.ledger, NoticeId("nobody"))


def test_a_broadcast_says_that_its_part_is_gone_once_the_notice_was_changed(belt: Belt) -> None:
    belt.enrol()
    notice = read(belt)
    broadcast = belt.wish(notice.id, part=parts.want_piece(belt.ledger, notice.id, 1))

    intake.change(belt.ledger, notice.id, manuscript(TEXT.encode()), seen=edition(notice))
    belt.run()

    prepared = belt.preparation(broadcast)
    assert prepared.has_lost_a_part
    assert any("gone since the notice was changed" in why for why in prepared.waits_for())
