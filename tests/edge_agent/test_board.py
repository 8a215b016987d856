"""What is on disk outlives the program, and a damaged disk is set aside in sight."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from edge_agent.board import Board, Held, open_file
from edge_agent.journal import KEEP_FILED_FOR, Journal
from schedules.vocabulary import Begun, Digest, PlayId
from wire.codec import FIRST_LINK, link
from wire.messages import Report

NOW = datetime(2026, 11, 23, 7, 0, 0, 123_456, tzinfo=UTC)
PLAY = PlayId("play")


def a_report(play: str = "play", event: str = "started") -> Report:
    return Report.model_validate(
        {"number": 1, "play": play, "event": event, "at": NOW, "previous": FIRST_LINK}
    )


def a_journal(path: Path) -> Journal:
    return Journal(open_file(path)[0], lambda: "journal-1")


def test_the_board_survives_a_kill(tmp_path: Path) -> None:
    killed, _ = open_file(tmp_path / "board")
    board = Board(killed)
    held = Held(kind="playlist", address="z-a", revision=7, digest="d", content=b"content")
    board.hold(held)
    board.keep_clip(Digest("c"), NOW)
    board.begin(PLAY, Begun(since=NOW, offset=timedelta(seconds=3)))
    board.progress(PLAY, NOW + timedelta(seconds=5))
    board.reach(PLAY, "armed", NOW)
    board.keep_revision(9)

    again = Board(open_file(tmp_path / "board")[0])

    assert again.held() == (held,)
    assert again.clips() == {"c": NOW}
    until = NOW + timedelta(seconds=5)
    assert again.begun() == {PLAY: Begun(since=NOW, offset=timedelta(seconds=3), until=until)}
    assert again.stages() == {PLAY: {"armed": NOW}}
    assert again.revision() == 9


def test_all_of_a_change_or_nothing_is_on_the_board(tmp_path: Path) -> None:
    board = Board(open_file(tmp_path / "board")[0])

    def break_off() -> None:
        with board.together():
            board.keep_revision(7)
            board.hold(Held(kind="k", address="a", revision=None, digest="d", content=None))  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError):
        break_off()

    assert board.revision() == 0


def test_a_damaged_file_is_set_aside_and_a_new_journal_begins(tmp_path: Path) -> None:
    path = tmp_path / "board"
    path.write_bytes(b"not a database, and long enough to see that it is none" * 100)

    sql, aside = open_file(path)

    assert aside is not None
    assert aside.read_bytes().startswith(b"not a database")
    assert Journal(sql, lambda: "journal-2").id == "journal-2"


def test_a_file_damaged_in_its_middle_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "board"
    journal = a_journal(path)
    for _ in range(200):
        journal.append(a_report())
    journal._sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal._sql.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(content)

    _, aside = open_file(path)

    assert aside is not None


def test_a_locked_file_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "board"
    Board(open_file(path)[0])

    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _, aside = open_file(path)

    assert aside is None


def test_reports_are_numbered_and_hold_on_to_each_other(tmp_path: Path) -> None:
    journal = a_journal(tmp_path / "board")

    first, second = journal.append(a_report()), journal.append(a_report(event="finished"))

    assert (first.number, first.previous) == (1, FIRST_LINK)
    assert (second.number, second.previous) == (2, link(first))


def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    first = a_journal(tmp_path / "board").append(a_report())

    journal = a_journal(tmp_path / "board")

    assert journal.append(a_report(event="finished")).previous == link(first)
    assert journal.ended() == {"play"}


def test_what_comes_off_the_disk_is_what_was_linked(tmp_path: Path) -> None:
    journal = a_journal(tmp_path / "board")
    written = [journal.append(a_report()) for _ in range(3)]

    assert list(journal.unfiled(after=0, at_most=10)) == written


def test_a_filed_report_is_kept_for_thirty_days_and_sent_again_if_filed_goes_back(tmp_path: Path) -> None:
    journal = a_journal(tmp_path / "board")
    for _ in range(4):
        journal.append(a_report())

    journal.file(4, NOW)
    journal.file(2, NOW)
    assert [report.number for report in journal.unfiled(after=0, at_most=10)] == [3, 4]

    journal.file(4, NOW + timedelta(days=10))
    journal.forget(NOW + KEEP_FILED_FOR + timedelta(seconds=1))
    journal.file(0, NOW + KEEP_FILED_FOR)
    assert [report.number for report in journal.unfiled(after=0, at_most=10)] == [3, 4]
