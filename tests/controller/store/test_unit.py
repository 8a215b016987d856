from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import StatementError

from controller.errors import AlreadyDoneError, DatabaseUnreachableError, NotFoundError, WrongInputError
from controller.store.unit import SqlLedger, open_ledger
from schedules.vocabulary import NoticeId
from tests.controller.store.samples import N1, NOW, notice, pole


def test_a_unit_that_leaves_by_an_exception_changes_nothing(ledger: SqlLedger) -> None:
    def fail_after_writing() -> None:
        with ledger.writing() as unit:
            unit.notices.add(notice())
            unit.poles.add(pole())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()

    with ledger.reading() as unit:
        assert unit.notices.all() == []
        assert unit.poles.all() == []


def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(ledger: SqlLedger) -> None:
    with ledger.writing() as writer:
        writer.notices.add(notice())
        with ledger.reading() as reader:
            seen_meanwhile = reader.notices.all()

    with ledger.reading() as reader:
        seen_afterwards = reader.notices.all()

    assert seen_meanwhile == []
    assert [stored.id for stored in seen_afterwards] == [N1]


def test_a_reader_keeps_its_snapshot_while_others_write(ledger: SqlLedger) -> None:
    with ledger.reading() as reader:
        before = reader.notices.all()
        with ledger.writing() as writer:
            writer.notices.add(notice())
        after = reader.notices.all()

    assert before == after == []


def test_a_reader_cannot_write(ledger: SqlLedger) -> None:
    with pytest.raises((DatabaseUnreachableError, StatementError)), ledger.reading() as unit:
        unit.notices.add(notice())


def test_what_was_written_is_there_after_opening_again(ledger: SqlLedger, url: str) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())

    again = open_ledger(url)
    with again.reading() as unit:
        stored = unit.notices.get(N1)
    again.close()

    assert stored == notice()


def test_long_vietnamese_text_comes_back_letter_by_letter(ledger: SqlLedger) -> None:
    spoken = "Thông báo về việc ngừng cấp nước 📢 tại Khu công nghiệp Sông Công II. " * 3000
    assert len(spoken) > 200_000
    original = spoken.encode("utf-16") + b"\x00\xff"

    with ledger.writing() as unit:
        unit.notices.add(replace(notice(), text=spoken, original=original))

    with ledger.reading() as unit:
        stored = unit.notices.get(N1)
    assert (stored.text, stored.original) == (spoken, original)


@pytest.mark.parametrize("unstorable", ["có\x00không", "nửa \ud83d chữ"])
def test_text_that_no_database_can_hold_is_refused_in_clear_words(ledger: SqlLedger, unstorable: str) -> None:
    with pytest.raises(WrongInputError, match=r"text: .*: it holds"), ledger.writing() as unit:
        unit.notices.add(replace(notice(), text=unstorable))

    with ledger.reading() as unit:
        assert unit.notices.all() == []


def test_an_instant_without_a_time_zone_is_refused(ledger: SqlLedger) -> None:
    naive = datetime(2026, 11, 21, 13, 45)  # noqa: DTZ001 - that is the point

    with pytest.raises(StatementError, match="without a time zone"), ledger.writing() as unit:
        unit.notices.add(replace(notice(), created_at=naive))


def test_an_instant_comes_back_in_utc_to_the_microsecond(ledger: SqlLedger) -> None:
    in_vietnam = datetime.fromisoformat("2026-11-21T13:45:00.123456+07:00")
    with ledger.writing() as unit:
        unit.notices.add(replace(notice(), created_at=in_vietnam))

    with ledger.reading() as unit:
        created_at = unit.notices.get(N1).created_at

    assert created_at == NOW
    assert created_at.tzinfo is UTC


def test_what_is_not_there_is_not_found(ledger: SqlLedger) -> None:
    with pytest.raises(NotFoundError, match="n-unknown"), ledger.reading() as unit:
        unit.notices.get(NoticeId("n-unknown"))


def test_nothing_is_added_twice(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice())

    with pytest.raises(AlreadyDoneError), ledger.writing() as unit:
        unit.notices.add(notice())
