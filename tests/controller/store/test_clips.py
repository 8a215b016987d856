"""What needs a clip: notices, takes, broadcasts, what is published, and poles."""

from dataclasses import replace

from controller.entries import Publication, PublicationState, Section
from controller.outlook.clips import FileNeed, NeededBy
from controller.store.unit import SqlLedger
from schedules.vocabulary import Address, Class, Digest, NoticeId
from wire.topics import Kind

from .samples import CLIP, N1, lease, notice, pole, wish

B = Digest("b" * 64)
C = Digest("c" * 64)


def keep_next(ledger: SqlLedger, digest: Digest) -> None:
    """Finish the next clip that is wanted, under this name."""
    with ledger.writing() as unit:
        claimed = unit.voicings.claim_wanted(lease("a"))
        assert claimed is not None
        finished = replace(claimed, clip=replace(CLIP, digest=digest))
        unit.voicings.keep_clip(finished, lease("a"))


def needs(ledger: SqlLedger) -> dict[Digest, list[FileNeed]]:
    with ledger.reading() as unit:
        return {digest: list(needed) for digest, needed in unit.clips.needs().items()}


def test_a_notice_and_a_take_of_it_need_their_clips(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(replace(notice(), title="Cắt điện"))
        unit.voicings.want(N1, 0, 0, 5)
    keep_next(ledger, B)
    with ledger.writing() as unit:
        unit.voicings.want_take(Section(notice=NoticeId(N1), first=0, last=5), "espeak-ng")
    keep_next(ledger, C)

    assert needs(ledger) == {
        B: [FileNeed(by=NeededBy.NOTICE, name=N1, title="Cắt điện")],
        C: [FileNeed(by=NeededBy.TAKE, name=N1, title="Cắt điện")],
    }


def test_what_is_only_wanted_needs_none(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())
        unit.voicings.want(N1, 0, 0, 5)

    assert needs(ledger) == {}


def test_a_broadcast_of_its_own_clip_needs_it(ledger: SqlLedger) -> None:
    asked = wish()
    with ledger.writing() as unit:
        for item, _ in asked.items:
            unit.notices.add(notice(item))
        unit.broadcasts.add(asked)
        unit.voicings.want_own(asked.id, Class.ROUTINE, 5)
    keep_next(ledger, B)

    assert needs(ledger) == {B: [FileNeed(by=NeededBy.BROADCAST, name=asked.id, title=asked.title)]}


def test_whatever_is_published_or_always_with_a_pole_is_needed(ledger: SqlLedger) -> None:
    gate = pole("p-gate-1")
    with ledger.writing() as unit:
        unit.poles.add(replace(gate, posting=f'{{"standing": ["{C}"]}}'))
        unit.publications.put_sealed(
            Publication(
                kind=Kind.ORDERS,
                address=Address("z-demo"),
                state=PublicationState.SEALED,
                draft=f'{{"clips": {{"{B}": 1}}, "length": "{"b" * 65}"}}',
                revision=1,
            )
        )

    assert needs(ledger) == {
        B: [FileNeed(by=NeededBy.PUBLICATION, name="orders/z-demo")],
        C: [FileNeed(by=NeededBy.POLE, name="p-gate-1", title=gate.name)],
    }
