from datetime import timedelta

import pytest

from controller.entries import Recorded, RecordingLine
from controller.outlook.clips import NeededBy
from controller.store.unit import SqlLedger
from schedules.vocabulary import Digest, NoticeId
from tests.controller.store.samples import MINUTE, N1, N2, NOW, notice

FIRST, SECOND = "Ban quản lý thông báo", "Xin cảm ơn"
LENGTH = timedelta(seconds=2, microseconds=7)


@pytest.fixture(autouse=True)
def _notices(ledger: SqlLedger) -> None:
    with ledger.writing() as unit:
        unit.notices.add(notice(N1))
        unit.notices.add(notice(N2))


def line(words: str, digest: str, *, of: NoticeId = N1, at: int = 0) -> RecordingLine:
    recorded = Recorded(words=words, digest=Digest(digest), length=LENGTH) if digest else None
    return RecordingLine(
        notice=of, words=words, recorded=recorded, speaker="Hoa", at=NOW + at * MINUTE, by="Lan"
    )


def add(ledger: SqlLedger, *lines: RecordingLine) -> None:
    with ledger.writing() as unit:
        for one in lines:
            unit.recordings.add(one)


def standing(ledger: SqlLedger, of: NoticeId = N1) -> dict[str, str]:
    with ledger.reading() as unit:
        return {one.words: one.recorded.digest for one in unit.recordings.standing(of) if one.recorded}


def test_the_newest_recording_of_each_sentence_stands(ledger: SqlLedger) -> None:
    add(ledger, line(FIRST, "a"), line(SECOND, "b"), line(FIRST, "c", at=1))

    assert standing(ledger) == {FIRST: "c", SECOND: "b"}


def test_what_is_taken_back_stands_no_longer_and_its_history_stays(ledger: SqlLedger) -> None:
    add(ledger, line(FIRST, "a"), line(SECOND, "b"), line(FIRST, "", at=1))

    assert standing(ledger) == {SECOND: "b"}
    with ledger.reading() as unit:
        newest, *_, oldest = unit.recordings.lines(N1)
    assert (newest.recorded, oldest.recorded and oldest.recorded.length) == (None, LENGTH)
    assert (oldest.speaker, oldest.by, oldest.at) == ("Hoa", "Lan", NOW)
    assert newest.number > oldest.number > 0


def test_each_notice_has_its_own_recordings(ledger: SqlLedger) -> None:
    add(ledger, line(FIRST, "a"), line(FIRST, "b", of=N2))

    assert (standing(ledger), standing(ledger, N2)) == ({FIRST: "a"}, {FIRST: "b"})


def test_a_recording_is_needed_where_it_stands_and_in_the_history_where_it_stood(ledger: SqlLedger) -> None:
    add(ledger, line(FIRST, "a"), line(SECOND, "b"), line(FIRST, "c", at=1), line(SECOND, "", at=2))
    add(ledger, line(FIRST, "a", of=N2))

    with ledger.reading() as unit:
        needs = unit.recordings.needs()

    assert {digest: [(need.by, need.name) for need in named] for digest, named in needs.items()} == {
        "a": [(NeededBy.HISTORY, N1), (NeededBy.NOTICE, N2)],
        "b": [(NeededBy.HISTORY, N1)],
        "c": [(NeededBy.NOTICE, N1)],
    }
    assert {need.title for named in needs.values() for need in named} == {notice().title}
