from dataclasses import replace
from threading import Barrier, Thread

import pytest

from audio.documents.values import Note, NoteKind
from controller.entries import Contact, ContactChange, ContactKind, Notice
from controller.errors import NotFoundError
from controller.store.unit import SqlLedger
from schedules.vocabulary import NoticeId
from tests.controller.store.samples import MINUTE, N1, NOW, lease, notice

HOTLINE = Contact(
    kind=ContactKind.PHONE, form="0912000111", written="0912 000 111", note="Hotline Ban quản lý"
)
MAIL = Contact(kind=ContactKind.MAIL, form="bql@gmail.com", written="BQL@gmail.com")


def change(contact: Contact = HOTLINE, *, is_allowed: bool = True) -> ContactChange:
    return ContactChange(number=0, contact=contact, is_allowed=is_allowed, at=NOW, by="Lan")


def store(ledger: SqlLedger, *changes: ContactChange) -> list[int]:
    with ledger.writing() as unit:
        unit.contacts.lock()
        return [unit.contacts.note(one) for one in changes]


def add(ledger: SqlLedger, *notices: Notice) -> None:
    with ledger.writing() as unit:
        for one in notices:
            unit.notices.add(one)


def test_a_change_comes_back_as_it_was_stored(ledger: SqlLedger) -> None:
    [number] = store(ledger, change())

    with ledger.reading() as unit:
        assert unit.contacts.change(number) == replace(change(), number=number)
        assert list(unit.contacts.changes()) == [replace(change(), number=number)]


def test_nothing_is_allowed_where_nothing_was_changed(ledger: SqlLedger) -> None:
    with ledger.reading() as unit:
        assert unit.contacts.allowed() == frozenset()
        assert unit.contacts.last_change() == 0
        with pytest.raises(NotFoundError):
            unit.contacts.change(1)


def test_what_stands_is_the_newest_change_of_each_form(ledger: SqlLedger) -> None:
    first, _, _, last = store(
        ledger, change(), change(MAIL), change(is_allowed=False), change(replace(MAIL, note="văn thư"))
    )

    with ledger.reading() as unit:
        assert unit.contacts.allowed() == {MAIL.form}
        assert unit.contacts.allowed(as_of=first) == {HOTLINE.form}
        assert unit.contacts.allowed(as_of=0) == frozenset()
        assert unit.contacts.last_change() == last
        assert [one.is_allowed for one in unit.contacts.changes(HOTLINE.form)] == [True, False]


def test_two_writers_at_once_see_each_other_once_they_hold_the_lock(ledger: SqlLedger) -> None:
    at_once = Barrier(2)

    def allow_unless_known() -> None:
        at_once.wait()
        with ledger.writing() as unit:
            unit.contacts.lock()
            if not unit.contacts.changes(HOTLINE.form):
                unit.contacts.note(change())

    writers = [Thread(target=allow_unless_known) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with ledger.reading() as unit:
        assert len(unit.contacts.changes()) == 1


def test_texts_come_newest_first_without_those_that_wait_for_a_reading(ledger: SqlLedger) -> None:
    add(ledger, *(replace(notice(f"n-{at}", at=NOW + at * MINUTE), text=f"số {at}") for at in range(4)))
    for _ in range(3):
        with ledger.writing() as unit:
            claimed = unit.notices.claim_unread(lease("a"))
            assert claimed
        with ledger.writing() as unit:
            unit.notices.keep_reading(claimed, lease("a"), "{}")

    with ledger.reading() as unit:
        assert list(unit.notices.newest_texts(2)) == [("n-2", "số 2"), ("n-1", "số 1")]


@pytest.mark.parametrize("is_read", [True, False])
def test_a_notice_remembers_which_contacts_its_reading_knew(ledger: SqlLedger, *, is_read: bool) -> None:
    add(ledger, notice())
    with ledger.writing() as unit:
        claimed = unit.notices.claim_unread(lease("a"))
        assert claimed

    with ledger.writing() as unit:
        known = replace(claimed, allowed_as_of=7)
        if is_read:
            unit.notices.keep_reading(known, lease("a"), "{}")
        else:
            unit.notices.fail(known, lease("a"), "nothing is left to say")

    with ledger.reading() as unit:
        assert unit.notices.get(N1).allowed_as_of == 7


def test_notes_of_a_document_stay_with_its_notice_until_it_is_another(ledger: SqlLedger) -> None:
    told = (Note(kind=NoteKind.RECOGNISED, count=3), Note(kind=NoteKind.FROM_TCVN3))
    add(ledger, replace(notice(), notes=told), notice(NoticeId("n-2")))

    with ledger.reading() as unit:
        kept, without = unit.notices.get(N1), unit.notices.get(NoticeId("n-2"))
    with ledger.writing() as unit:
        unit.notices.begin_anew(replace(kept, notes=()))

    assert (kept.notes, without.notes) == (told, ())
    with ledger.reading() as unit:
        assert unit.notices.get(N1).notes == ()
