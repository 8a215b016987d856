"""The history of which sentences people recorded; what stands is the newest line of each sentence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from controller.entries import Recorded, RecordingLine
from controller.outlook.clips import FileNeed, NeededBy
from schedules.vocabulary import Digest, NoticeId

from .tables import NoticeRow, RecordingRow

_NONE = ""


class SqlRecordings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, line: RecordingLine) -> None:
        recorded = line.recorded
        self._session.add(
            RecordingRow(
                notice=line.notice,
                words=line.words,
                digest=recorded.digest if recorded else _NONE,
                length=recorded.length if recorded else timedelta(0),
                speaker=line.speaker,
                at=line.at,
                by=line.by,
            )
        )

    def standing(self, notice: NoticeId) -> Sequence[RecordingLine]:
        newest: dict[str, RecordingLine] = {}
        for line in self.lines(notice):
            newest.setdefault(line.words, line)
        return [line for line in newest.values() if line.recorded]

    def lines(self, notice: NoticeId) -> Sequence[RecordingLine]:
        newest_first = (
            select(RecordingRow).where(RecordingRow.notice == notice).order_by(RecordingRow.number.desc())
        )
        return [_line(row) for row in self._session.scalars(newest_first)]

    def needs(self) -> Mapping[Digest, Sequence[FileNeed]]:
        oldest_first = (
            select(RecordingRow.notice, RecordingRow.words, RecordingRow.digest, NoticeRow.title)
            .join(NoticeRow, NoticeRow.id == RecordingRow.notice)
            .order_by(RecordingRow.number)
        )
        rows = self._session.execute(oldest_first).all()
        newest = {(notice, words): digest for notice, words, digest, _ in rows}
        standing = {(notice, digest) for (notice, _), digest in newest.items()}
        needs: defaultdict[Digest, list[FileNeed]] = defaultdict(list)
        for notice, digest, title in dict.fromkeys((row[0], row[2], row[3]) for row in rows):
            if digest != _NONE:
                by = NeededBy.NOTICE if (notice, digest) in standing else NeededBy.HISTORY
                needs[Digest(digest)].append(FileNeed(by=by, name=notice, title=title))
        return needs


def _line(row: RecordingRow) -> RecordingLine:
    recorded = Recorded(words=row.words, digest=Digest(row.digest), length=row.length)
    return RecordingLine(
        number=row.number,
        notice=NoticeId(row.notice),
        words=row.words,
        recorded=recorded if row.digest != _NONE else None,
        speaker=row.speaker,
        at=row.at,
        by=row.by,
    )
