"""Parts of notices: numbered once, found again, and counted with the cue that says which they are."""

from dataclasses import replace
from datetime import timedelta

from controller.entries import Section, VoicingState
from controller.store.unit import SqlLedger
from tests.controller.store.samples import CLIP, N1, N2, lease, store_voiced_notice

SECOND = Section(notice=N1, first=2, last=5, nth=2, of=2)


def want(ledger: SqlLedger, *sections: Section) -> list[int]:
    with ledger.writing() as unit:
        return [unit.voicings.want_part(section) for section in sections]


def test_a_part_keeps_which_of_how_many_it_is(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    [part] = want(ledger, SECOND)

    with ledger.reading() as unit:
        [kept] = unit.voicings.parts_of([N1])

    assert (kept.part, kept.sections) == (part, (SECOND,))
    assert kept.sentences == 4


def test_a_part_is_found_again_by_its_sentences_and_its_cue(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    without_cue = replace(SECOND, nth=0, of=0)

    numbers = want(ledger, SECOND, without_cue, SECOND, without_cue, replace(SECOND, of=3))

    assert numbers == [1, 2, 1, 2, 3]


def test_the_parts_of_several_notices_come_without_the_whole(ledger: SqlLedger) -> None:
    for name in (N1, N2):
        store_voiced_notice(ledger, name)
    other = replace(SECOND, notice=N2)
    want(ledger, SECOND, other)

    with ledger.reading() as unit:
        assert [one.sections for one in unit.voicings.parts_of([N2, N1])] == [(SECOND,), (other,)]
        assert unit.voicings.parts_of([]) == []


def test_a_finished_part_is_done_with_its_cue(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    want(ledger, SECOND)
    with ledger.writing() as unit:
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed
        unit.voicings.keep_clip(replace(claimed, clip=replace(CLIP, length=timedelta(seconds=9))), lease("a"))

    with ledger.reading() as unit:
        [kept] = unit.voicings.parts_of([N1])
    assert (kept.state, kept.done) == (VoicingState.READY, 4)
