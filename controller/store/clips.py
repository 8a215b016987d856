"""What needs the clips of the shelf."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from controller.outlook.clips import FileNeed, NeededBy
from schedules.vocabulary import Digest

from .tables import BroadcastRow, NoticeRow, PoleRow, PublicationRow, VoicingRow

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_Needed = tuple[str | None, FileNeed]


class SqlClips:
    def __init__(self, session: Session) -> None:
        self._session = session

    def needs(self) -> Mapping[Digest, Sequence[FileNeed]]:
        found: defaultdict[Digest, list[FileNeed]] = defaultdict(list)
        for ask in (self._of_notices, self._of_broadcasts, self._of_publications, self._of_poles):
            for digest, need in ask():
                if digest:
                    found[Digest(digest)].append(need)
        return found

    def _of_notices(self) -> Iterator[_Needed]:
        rows = (
            select(VoicingRow.clip_digest, VoicingRow.part, NoticeRow.id, NoticeRow.title)
            .join(NoticeRow, NoticeRow.id == VoicingRow.notice)
            .order_by(VoicingRow.id)
        )
        for digest, part, name, title in self._session.execute(rows):
            by = NeededBy.NOTICE if part >= 0 else NeededBy.TAKE
            yield digest, FileNeed(by=by, name=name, title=title)

    def _of_broadcasts(self) -> Iterator[_Needed]:
        rows = (
            select(VoicingRow.clip_digest, BroadcastRow.id, BroadcastRow.title)
            .join(BroadcastRow, BroadcastRow.id == VoicingRow.broadcast)
            .order_by(VoicingRow.id)
        )
        for digest, name, title in self._session.execute(rows):
            yield digest, FileNeed(by=NeededBy.BROADCAST, name=name, title=title)

    def _of_publications(self) -> Iterator[_Needed]:
        """Messages are JSON here. Whatever looks like a clip is taken for one, so that none is overlooked."""
        rows = select(PublicationRow.kind, PublicationRow.address, PublicationRow.draft)
        for kind, address, draft in self._session.execute(rows):
            for digest in sorted(set(_DIGEST.findall(draft))):
                yield digest, FileNeed(by=NeededBy.PUBLICATION, name=f"{kind}/{address}")

    def _of_poles(self) -> Iterator[_Needed]:
        for name, called, posting in self._session.execute(select(PoleRow.id, PoleRow.name, PoleRow.posting)):
            for digest in sorted(set(_DIGEST.findall(posting))):
                yield digest, FileNeed(by=NeededBy.POLE, name=name, title=called)
