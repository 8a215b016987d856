from dataclasses import replace

import pytest

from controller.entries import Beside, DictionaryChange, DictionaryEntry, EntryId, EntryKind, Lease, Wording
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, NotFoundError
from controller.store.unit import SqlLedger
from tests.controller.store.samples import MINUTE, NOW, notice

BQL = Wording(written="BQL", spoken="ban quản lý")


def entry(name: str = "e-1", wording: Wording = BQL) -> DictionaryEntry:
    return DictionaryEntry(
        id=EntryId(name),
        wording=wording,
        created_at=NOW,
        created_by="Lan",
        changed_at=NOW,
        changed_by="Lan",
    )


def change(name: str = "e-1", before: Wording | None = None, after: Wording | None = BQL) -> DictionaryChange:
    return DictionaryChange(number=0, entry=EntryId(name), at=NOW, by="Lan", before=before, after=after)


def store(ledger: SqlLedger, *entries: DictionaryEntry) -> None:
    with ledger.writing() as unit:
        unit.dictionary.lock()
        for one in entries:
            unit.dictionary.add(one)


def test_an_entry_comes_back_as_it_was_stored(ledger: SqlLedger) -> None:
    wording = Wording(
        written="Samsung",
        spoken="xam xung",
        kind=EntryKind.NAME,
        beside=Beside.AFTER,
        context="công ty",
        is_case_sensitive=False,
    )
    store(ledger, entry(wording=wording))

    with ledger.reading() as unit:
        assert unit.dictionary.get(EntryId("e-1")) == entry(wording=wording)
        assert list(unit.dictionary.standing()) == [entry(wording=wording)]


def test_an_entry_is_taken_in_once(ledger: SqlLedger) -> None:
    store(ledger, entry())

    with pytest.raises(AlreadyDoneError):
        store(ledger, entry(wording=replace(BQL, written="KCN")))


def test_one_writing_has_one_entry_in_one_context(ledger: SqlLedger) -> None:
    store(ledger, entry(), entry("e-2", replace(BQL, beside=Beside.AFTER, context="tại")))

    with pytest.raises(AlreadyDoneError):
        store(ledger, entry("e-3", replace(BQL, spoken="ban")))
    with ledger.reading() as unit:
        assert unit.dictionary.like(replace(BQL, spoken="khác")) == "e-1"
        assert unit.dictionary.like(replace(BQL, written="KCN")) is None


def test_a_removed_entry_makes_room_for_another(ledger: SqlLedger) -> None:
    store(ledger, entry())
    with ledger.writing() as unit:
        unit.dictionary.keep(replace(entry(), is_removed=True))

    store(ledger, entry("e-2"))

    with ledger.reading() as unit:
        assert [one.id for one in unit.dictionary.standing()] == ["e-2"]
        assert unit.dictionary.get(EntryId("e-1")).is_removed


def test_a_version_that_no_longer_stands_is_not_overwritten(ledger: SqlLedger) -> None:
    store(ledger, entry())
    with ledger.writing() as unit:
        unit.dictionary.keep(entry(wording=replace(BQL, spoken="ban")))

    with pytest.raises(ChangedMeanwhileError), ledger.writing() as unit:
        unit.dictionary.keep(entry(wording=replace(BQL, spoken="khác")))


def test_history_is_told_newest_first_of_one_or_of_all(ledger: SqlLedger) -> None:
    store(ledger, entry(), entry("e-2", replace(BQL, written="KCN")))
    with ledger.writing() as unit:
        for one in (change(), change("e-2"), change(before=BQL, after=None)):
            unit.dictionary.note(one)

    with ledger.reading() as unit:
        everything = unit.dictionary.changes(None, before=None, most=10)
        assert [one.entry for one in everything] == ["e-1", "e-2", "e-1"]
        assert [one.after for one in unit.dictionary.changes(EntryId("e-1"), before=None, most=9)] == [
            None,
            BQL,
        ]
        older = unit.dictionary.changes(None, before=everything[0].number, most=1)
        assert older == [everything[1]]
        assert unit.dictionary.change(everything[0].number) == everything[0]
        assert unit.dictionary.last_change() == everything[0].number


def test_a_dictionary_that_nobody_changed_has_no_last_change(ledger: SqlLedger) -> None:
    with ledger.reading() as unit:
        assert unit.dictionary.last_change() == 0
        with pytest.raises(NotFoundError):
            unit.dictionary.change(1)
        with pytest.raises(NotFoundError):
            unit.dictionary.get(EntryId("e-1"))


def test_only_the_newest_read_notices_with_the_writing_are_named(ledger: SqlLedger) -> None:
    texts = ["BQL một", "BQL hai", "KCN", "BQL ba", "BQL chưa đọc"]
    for number, text in enumerate(texts):
        with ledger.writing() as unit:
            unit.notices.add(replace(notice(f"n-{number}", at=NOW + number * MINUTE), text=text))
        if number < 4:
            read(ledger)

    with ledger.reading() as unit:
        assert unit.dictionary.read_notices_with(["BQL", "Bql"], among=3) == ["n-3", "n-1"]
        assert unit.dictionary.read_notices_with(["100%_"], among=3) == []
        assert unit.dictionary.read_notices_with([], among=3) == []


def read(ledger: SqlLedger) -> None:
    lease = Lease(holder="worker", now=NOW, until=NOW + MINUTE)
    with ledger.writing() as unit:
        claimed = unit.notices.claim_unread(lease)
        assert claimed
    with ledger.writing() as unit:
        unit.notices.keep_reading(claimed, lease, "{}")
