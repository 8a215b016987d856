from dataclasses import replace

import pytest

from controller.entries import NoticeState, VoicingId, VoicingState
from controller.errors import AlreadyDoneError, NotFoundError
from controller.store.unit import SqlLedger
from schedules.vocabulary import Class, Digest, NoticeId
from tests.controller.store.samples import CLIP, MINUTE, N1, NOW, lease, notice


def test_notices_are_listed_newest_first(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        for number in (2, 3, 1):
            unit.notices.add(notice(f"n-{number}", at=NOW + number * MINUTE))

    with ledger.reading() as unit:
        assert [stored.id for stored in unit.notices.all()] == ["n-3", "n-2", "n-1"]


def test_a_notice_that_cannot_be_read_says_why_and_waits_no_more(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        claimed = unit.notices.claim_unread(lease("a"))
        assert claimed is not None
        unit.notices.fail(claimed, lease("a"), "chỉ có số trang")

    with ledger.writing() as unit:
        stored = unit.notices.get(N1)
        assert (stored.state, stored.problem) == (NoticeState.FAILED, "chỉ có số trang")
        assert unit.notices.claim_unread(lease("b")) is None


def test_a_notice_is_approved_once_by_one_person(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.notices.approve(N1, "Bà Hoa", NOW)

    with pytest.raises(AlreadyDoneError, match="Bà Hoa"), ledger.writing() as unit:
        unit.notices.approve(N1, "Ông Nam", NOW + MINUTE)

    with ledger.reading() as unit:
        stored = unit.notices.get(N1)
    assert (stored.approved_by, stored.approved_at) == ("Bà Hoa", NOW)


def test_an_unknown_notice_cannot_be_approved(ledger: SqlLedger) -> None:
    with pytest.raises(NotFoundError), ledger.writing() as unit:
        unit.notices.approve(NoticeId("n-unknown"), "Bà Hoa", NOW)


def test_wanting_a_part_again_changes_nothing(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.voicings.want(N1, 1, 0, 5)
        unit.voicings.want(N1, 0, 0, 9)
        unit.voicings.want(N1, 1, 0, 7)

    with ledger.reading() as unit:
        parts = [(voicing.part, voicing.sentences) for voicing in unit.voicings.of_notice(N1)]
    assert parts == [(0, 9), (1, 5)]


def test_a_finished_clip_comes_back_whole(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.voicings.want(N1, 0, 0, 5)
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None
        finished = replace(
            claimed,
            clip=CLIP,
            bytes=480_000,
            voice="espeak",
            grade="plain",
            falls="gtts: no network",
            waveform="Az_",
            chain=("espeak 1", "gtts 2"),
            rate=0.9,
        )
        unit.voicings.keep_clip(finished, lease("a"))

    with ledger.writing() as unit:
        (stored,) = unit.voicings.of_notice(N1)
        assert unit.voicings.sizes([CLIP.digest, Digest("b" * 64)]) == {CLIP.digest: 480_000}
        assert unit.voicings.claim_wanted(lease("b")) is None
    assert stored == replace(finished, state=VoicingState.READY, done=5, attempts=0, version=stored.version)


def test_the_text_of_an_emergency_is_voiced_before_all_others(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        for name, class_ in (("n-1", Class.ROUTINE), ("n-2", Class.PRIORITY), ("n-3", Class.EMERGENCY)):
            unit.notices.add(notice(name, class_=class_))
            unit.voicings.want(NoticeId(name), 0, 0, 5)

    with ledger.writing() as unit:
        claims = [unit.voicings.claim_wanted(lease(holder)) for holder in "abc"]

    assert [claim.sections[0].notice for claim in claims if claim] == ["n-3", "n-2", "n-1"]


def test_a_failed_voicing_waits_until_someone_tries_again(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.voicings.want(N1, 0, 0, 5)
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None
        unit.voicings.fail(claimed, lease("a"), "hết chỗ trên đĩa")

    with ledger.writing() as unit:
        assert unit.voicings.claim_wanted(lease("b")) is None
        assert [voicing.problem for voicing in unit.voicings.of_notice(N1)] == ["hết chỗ trên đĩa"]
        unit.voicings.retry(claimed.id)
        again = unit.voicings.claim_wanted(lease("b"))

    assert again is not None
    assert (again.state, again.problem) == (VoicingState.WANTED, "")


def test_trying_again_leaves_what_did_not_fail_as_it_is(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.voicings.want(N1, 0, 0, 5)
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None

    with ledger.writing() as unit:
        unit.voicings.retry(claimed.id)
        unit.voicings.keep_clip(replace(claimed, clip=CLIP), lease("a"))

    with pytest.raises(NotFoundError), ledger.writing() as unit:
        unit.voicings.retry(VoicingId(claimed.id + 1))
