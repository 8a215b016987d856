from dataclasses import replace
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import select
from sqlalchemy.orm import Session

from controller.entries import NoticeState, VoicingState
from controller.outlook.lists import Cursor
from controller.store.schema import migrate, migrations
from controller.store.tables import NoticeRow
from controller.store.unit import SqlLedger, open_ledger
from tests.controller.store.samples import CLIP, N1, NOW, notice, store_voiced_notice, wish

SECOND = timedelta(seconds=1)


def _store(ledger: SqlLedger, *titles: str) -> None:
    """Store notices one second after the other, the last one newest."""
    with ledger.writing() as unit:
        for number, title in enumerate(titles):
            unit.notices.add(replace(notice(f"n-{number}", at=NOW + number * SECOND), title=title))


def _found(ledger: SqlLedger, search: str) -> list[str]:
    with ledger.reading() as unit:
        return [line.title for line in unit.lists.notices(before=None, most=10, search=search).lines]


def test_notices_come_newest_first_a_page_at_a_time(ledger: SqlLedger) -> None:
    _store(ledger, "a", "b", "c", "d", "e")
    pages: list[list[str]] = []
    cursor: Cursor | None = None

    with ledger.reading() as unit:
        while not pages or cursor:
            page = unit.lists.notices(before=cursor, most=2, search="")
            pages.append([line.title for line in page.lines])
            cursor = page.next

    assert pages == [["e", "d"], ["c", "b"], ["a"]]


def test_notices_of_one_instant_are_neither_lost_nor_told_twice(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        for number in range(4):
            unit.notices.add(notice(f"n-{number}", at=NOW))

    with ledger.reading() as unit:
        first = unit.lists.notices(before=None, most=3, search="")
        second = unit.lists.notices(before=first.next, most=3, search="")

    assert [line.id for line in (*first.lines, *second.lines)] == ["n-3", "n-2", "n-1", "n-0"]
    assert second.next is None


def test_a_page_that_is_just_full_has_none_after_it(ledger: SqlLedger) -> None:
    _store(ledger, "a", "b")

    with ledger.reading() as unit:
        assert unit.lists.notices(before=None, most=2, search="").next is None


def test_a_line_tells_how_far_the_notice_has_come(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    with ledger.writing() as unit:
        unit.notices.add(notice("n-2", at=NOW + SECOND))

    with ledger.reading() as unit:
        unvoiced, voiced = unit.lists.notices(before=None, most=10, search="").lines

    assert (unvoiced.id, unvoiced.state, unvoiced.voicing, unvoiced.length, unvoiced.approved_at) == (
        "n-2",
        NoticeState.RECEIVED,
        None,
        None,
        None,
    )
    assert (voiced.id, voiced.voicing, voiced.length) == (N1, VoicingState.READY, CLIP.length)
    assert (voiced.approved_at, voiced.approved_by) == (NOW, "Bà Hoa")


@pytest.mark.parametrize("search", ["cấp NƯỚC", "cap nuoc", "CÁP  nước", "nuoc lich"])
def test_a_title_is_found_by_its_words_whatever_their_marks(ledger: SqlLedger, search: str) -> None:
    _store(ledger, "Lịch cấp nước", "Lịch cấp điện")

    assert _found(ledger, search) == ["Lịch cấp nước"]


def test_signs_that_databases_read_as_wildcards_are_signs(ledger: SqlLedger) -> None:
    _store(ledger, "Giảm 50% tiền nước", "Giảm 500 đồng", "a_b", "a b")

    assert _found(ledger, "50%") == ["Giảm 50% tiền nước"]
    assert _found(ledger, "a_b") == ["a_b"]


def test_a_title_that_was_changed_is_found_by_its_new_words(ledger: SqlLedger) -> None:
    _store(ledger, "Lịch cấp nước")
    with Session(ledger._engines.writing) as session:
        session.scalars(select(NoticeRow)).one().title = "Lịch cấp điện"
        session.commit()

    assert _found(ledger, "nước") == []
    assert _found(ledger, "điện") == ["Lịch cấp điện"]


def test_a_title_stored_before_titles_were_folded_is_found(fresh_url: str) -> None:
    ledger = open_ledger(fresh_url)
    _store(ledger, "Lịch cấp nước", "Đêm hội")
    ledger.close()
    with migrations(fresh_url) as config:
        command.downgrade(config, "0003")

    migrate(fresh_url)

    ledger = open_ledger(fresh_url)
    assert _found(ledger, "dem") == ["Đêm hội"]
    ledger.close()


def test_broadcasts_are_listed_with_where_and_when(ledger: SqlLedger) -> None:
    store_voiced_notice(ledger)
    older, newer = wish(), replace(wish("b-2"), title="Đêm hội", created_at=NOW + SECOND)
    with ledger.writing() as unit:
        unit.broadcasts.add(older)
        unit.broadcasts.add(newer)

    with ledger.reading() as unit:
        first = unit.lists.broadcasts(before=None, most=1, search="")
        second = unit.lists.broadcasts(before=first.next, most=1, search="")
        sought = unit.lists.broadcasts(before=None, most=9, search="dem")

    assert [*first.lines, *second.lines] == [newer, older]
    assert second.next is None
    assert sought.lines == [newer]
