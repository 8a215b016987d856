"""Sign-in links, by the digest of the token in their address."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from controller.entries import PersonId, SignInLink

from .tables import SignInLinkRow


class SqlSignInLinks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, link: SignInLink) -> None:
        self._session.add(SignInLinkRow(**asdict(link)))
        self._session.flush()

    def find(self, digest: str) -> SignInLink | None:
        row = self._session.scalars(select(SignInLinkRow).where(SignInLinkRow.digest == digest)).one_or_none()
        return None if row is None else _link(row)

    def use(self, digest: str, now: datetime) -> bool:
        fresh = update(SignInLinkRow).where(
            SignInLinkRow.digest == digest, SignInLinkRow.used_at.is_(None), SignInLinkRow.ends_at > now
        )
        spent = fresh.values(used_at=now).returning(SignInLinkRow.digest)
        return self._session.scalars(spent).one_or_none() is not None

    def end_all_of(self, person: PersonId) -> None:
        self._session.execute(delete(SignInLinkRow).where(SignInLinkRow.person == person))

    def sweep(self, now: datetime) -> int:
        old = delete(SignInLinkRow).where(SignInLinkRow.ends_at <= now).returning(SignInLinkRow.digest)
        return len(self._session.scalars(old).all())


def _link(row: SignInLinkRow) -> SignInLink:
    return SignInLink(
        digest=row.digest,
        person=PersonId(row.person),
        created_at=row.created_at,
        ends_at=row.ends_at,
        used_at=row.used_at,
    )
