"""What people said stays while a notice, or its history, names it; what came to nothing goes."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from audio.recordings import RecordingFolder
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from controller.entries import Recorded
from controller.flow import approval, recordings, sweeping
from controller.flow.sweeping import Folders
from controller.outlook.clips import FileNeed, NeededBy
from schedules.vocabulary import Digest, NoticeId
from tests.audio.reader import hummed
from tests.controller.belt import Belt

LONG = timedelta(days=40)
FIRST = "Ban quản lý thông báo"


@pytest.fixture
def room(tmp_path: Path) -> RecordingFolder:
    return RecordingFolder(tmp_path / "recordings")


@pytest.fixture
def folders(room: RecordingFolder, tmp_path: Path) -> Folders:
    return Folders(
        clips=Shelf(tmp_path / "shelf"), recordings=room, sentences=SentenceFolder(tmp_path / "sentences")
    )


@pytest.fixture
def notice(belt: Belt) -> NoticeId:
    name = belt.take_in()
    belt.run()
    return name


def kept(room: RecordingFolder, words: str, since: datetime) -> Digest:
    """Keep the sound of these words, as if it had come and was last used at an instant."""
    digest = room.keep(hummed(words))
    age(room, digest, since)
    return digest


def age(room: RecordingFolder, digest: Digest, since: datetime) -> None:
    os.utime(room._place(digest), (since.timestamp(), since.timestamp()))


def record(belt: Belt, notice: NoticeId, digest: Digest) -> None:
    belt.now += timedelta(minutes=1)
    said = Recorded(words=FIRST, digest=digest, length=timedelta(seconds=1))
    assert recordings.record(belt.ledger, notice, [said], speaker="Hoa", by="Lan", now=belt.now) == 1


def needs(belt: Belt) -> dict[Digest, Sequence[FileNeed]]:
    with belt.ledger.reading() as unit:
        return dict(unit.recordings.needs())


def test_a_recording_that_came_to_nothing_goes_when_it_is_old_enough(
    belt: Belt, room: RecordingFolder, folders: Folders
) -> None:
    old = kept(room, "câu đã sửa", belt.now - LONG)
    young = kept(room, "câu khác", belt.now - timedelta(days=29))
    size = room.bytes_of(old)

    told = sweeping.superfluous(belt.ledger, folders, now=belt.now)
    there = list(room.digests())
    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert (told, there) == (gone, sorted([old, young]))
    assert (gone.recordings, gone.bytes) == ((old,), size)
    assert list(room.digests()) == [young]


def test_what_stands_of_an_approved_notice_stays_however_old(
    belt: Belt, room: RecordingFolder, folders: Folders, notice: NoticeId
) -> None:
    said = kept(room, FIRST, belt.now - 10 * LONG)
    record(belt, notice, said)
    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert gone.recordings == ()
    assert room.content(said)
    assert [need.by for need in needs(belt)[said]] == [NeededBy.NOTICE]


def test_what_was_replaced_or_taken_back_stays_for_an_undo(
    belt: Belt, room: RecordingFolder, folders: Folders, notice: NoticeId
) -> None:
    first, second = (kept(room, words, belt.now - LONG) for words in ("một hai ba", "bốn năm sáu"))
    record(belt, notice, first)
    record(belt, notice, second)
    recordings.take_back(belt.ledger, notice, by="Lan", now=belt.now + timedelta(minutes=1))

    gone = sweeping.sweep(belt.ledger, folders, now=belt.now)
    recordings.undo(belt.ledger, notice, by="Lan", now=belt.now + timedelta(minutes=2))

    assert gone.recordings == ()
    assert room.content(first)
    assert room.content(second)
    by = {digest: [need.by for need in named] for digest, named in needs(belt).items()}
    assert by == {first: [NeededBy.HISTORY], second: [NeededBy.NOTICE]}


def test_one_that_two_notices_name_is_needed_by_both(
    belt: Belt, room: RecordingFolder, notice: NoticeId
) -> None:
    other = belt.take_in()
    belt.run()
    said = kept(room, FIRST, belt.now)
    record(belt, notice, said)
    record(belt, other, said)

    assert [(need.by, need.name) for need in needs(belt)[said]] == [
        (NeededBy.NOTICE, notice),
        (NeededBy.NOTICE, other),
    ]


def test_one_that_comes_again_is_young_again(belt: Belt, room: RecordingFolder, folders: Folders) -> None:
    again = kept(room, FIRST, belt.now - LONG)

    room.keep(hummed(FIRST))

    assert sweeping.superfluous(belt.ledger, folders, now=belt.now).recordings == ()
    assert room.content(again)


def test_one_that_is_needed_is_marked_so_that_a_lost_database_leaves_time(
    belt: Belt, room: RecordingFolder, folders: Folders, notice: NoticeId
) -> None:
    said = kept(room, FIRST, belt.now - LONG)
    record(belt, notice, said)

    sweeping.sweep(belt.ledger, folders, now=belt.now)

    assert room.last_needed(said) == belt.now


class Stuck(RecordingFolder):
    """A folder from which nothing can be taken, as one that an administrator put back as somebody else."""

    def remove(self, digest: Digest) -> None:
        raise PermissionError(13, "not yours", digest)


def test_what_cannot_be_taken_keeps_nothing_else_and_what_is_needed_is_marked_all_the_same(
    belt: Belt, folders: Folders, notice: NoticeId, tmp_path: Path
) -> None:
    room = Stuck(tmp_path / "recordings")
    kept(room, "Không ai cần", belt.now - LONG)
    needed = kept(room, FIRST, belt.now - LONG)
    record(belt, notice, needed)
    clips = Shelf(tmp_path / "shelf")
    orphan = clips.put(b"nothing says this any more")
    os.utime(clips.path(orphan), ((belt.now - LONG).timestamp(),) * 2)

    with pytest.raises(PermissionError):
        sweeping.sweep(belt.ledger, replace(folders, recordings=room), now=belt.now)

    assert not clips.holds(orphan)
    assert room.last_needed(needed) == belt.now
