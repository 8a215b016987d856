"""Sessions of people, by the digest of the token that their browser keeps."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Delete, delete, or_, select, update
from sqlalchemy.orm import Session

from controller.entries import PersonId, PersonSession, SignedIn

from .people import as_person
from .tables import PersonRow, PersonSessionRow


class SqlPersonSessions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: PersonSession) -> None:
        self._session.add(PersonSessionRow(**asdict(session)))
        self._session.flush()

    def signed_in(self, digest: str) -> SignedIn | None:
        one = (
            select(PersonSessionRow, PersonRow)
            .join(PersonRow, PersonRow.id == PersonSessionRow.person)
            .where(PersonSessionRow.digest == digest)
        )
        found = self._session.execute(one).one_or_none()
        return None if found is None else SignedIn(session=_session(found[0]), person=as_person(found[1]))

    def note_seen(self, digest: str, now: datetime) -> None:
        this = update(PersonSessionRow).where(PersonSessionRow.digest == digest)
        self._session.execute(this.values(seen_at=now))

    def end(self, digest: str) -> None:
        self._count(delete(PersonSessionRow).where(PersonSessionRow.digest == digest))

    def end_all_of(self, person: PersonId, *, but: str = "") -> int:
        theirs = delete(PersonSessionRow).where(PersonSessionRow.person == person)
        return self._count(theirs.where(PersonSessionRow.digest != but))

    def sweep(self, *, now: datetime, idle_since: datetime) -> int:
        has_ended = or_(PersonSessionRow.ends_at <= now, PersonSessionRow.seen_at <= idle_since)
        return self._count(delete(PersonSessionRow).where(has_ended))

    def _count(self, which: Delete) -> int:
        return len(self._session.scalars(which.returning(PersonSessionRow.digest)).all())


def _session(row: PersonSessionRow) -> PersonSession:
    return PersonSession(
        digest=row.digest,
        person=PersonId(row.person),
        csrf=row.csrf,
        created_at=row.created_at,
        seen_at=row.seen_at,
        ends_at=row.ends_at,
        is_by_link=row.is_by_link,
        user_agent=row.user_agent,
    )
