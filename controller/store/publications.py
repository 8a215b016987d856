"""What is retained on each topic: wanted, worked out, sealed, confirmed by the broker.

A row's state is no column: it follows from its counters, so it can never contradict them.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, select, update
from sqlalchemy.orm import Session

from controller.entries import Lease, Publication, PublicationState
from schedules.vocabulary import Address, PoleId
from wire.topics import Kind

from .leases import claim, held
from .rows import insert
from .tables import PublicationRow, RevisionRow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_IS_DUE = PublicationRow.wanted > PublicationRow.served
_IS_SEALED = PublicationRow.revision > 0
_IS_UNCONFIRMED = PublicationRow.revision > PublicationRow.confirmed_revision
_PLANNED = (Kind.PLAYLIST, Kind.POSTING)
"""What the belt works out from a wish; the others are sealed where they come about."""
_FAIRLY = (case((PublicationRow.kind == Kind.ORDERS, 0), else_=1), PublicationRow.version)
"""Orders first; then what was worked on least, so that no topic waits for ever behind a busy one."""


class SqlPublications:
    def __init__(self, session: Session) -> None:
        self._session = session

    def want(self, kind: Kind, addresses: Iterable[Address | PoleId]) -> None:
        # In the same order for all, else two wishes for the same addresses could deadlock.
        wishes = [{"kind": kind, "address": address, "wanted": 1} for address in sorted(set(addresses))]
        if wishes:
            once_more = insert(self._session, PublicationRow).on_conflict_do_update(
                index_elements=[PublicationRow.kind, PublicationRow.address],
                set_={"wanted": PublicationRow.wanted + 1},
            )
            self._session.execute(once_more, wishes)

    def claim_due(self, lease: Lease) -> Publication | None:
        due = select(PublicationRow).where(_IS_DUE).order_by(*_FAIRLY)
        row = claim(self._session, PublicationRow, due, lease)
        if row is None:
            return None
        row.claimed = row.wanted
        return _publication(row)

    def keep_draft(self, publication: Publication, lease: Lease, draft: str, digest: str) -> None:
        """Store the draft. It is sealed once no newer wish waits; until then the row stays due."""
        row = self._held(publication, lease)
        row.served = row.claimed
        row.draft, row.content_digest, row.is_draft_unsealed = draft, digest, True
        row.release()

    def leave(self, publication: Publication, lease: Lease) -> None:
        """Nothing new to say. A draft of before that was never sealed goes on to be sealed."""
        row = self._held(publication, lease)
        row.served = row.claimed
        row.release()

    def claim_drafted(self, lease: Lease) -> Publication | None:
        drafted = select(PublicationRow).where(~_IS_DUE, PublicationRow.is_draft_unsealed)
        if self._session.scalars(drafted.limit(1)).first() is None:
            return None
        # Whoever seals takes the revision first and the row second, in every transaction alike. Else
        # a worker that holds the row and an alarm that holds the revision could wait for each other.
        self._session.execute(select(RevisionRow).with_for_update())
        row = claim(self._session, PublicationRow, drafted.order_by(*_FAIRLY), lease)
        return None if row is None else _publication(row)

    def keep_sealed(self, publication: Publication, lease: Lease) -> None:
        row = self._held(publication, lease)
        _seal(row, publication)
        row.release()

    def put_sealed(self, publication: Publication) -> None:
        """Whoever works on the row loses it, and begins anew from what is true now.

        Otherwise a worker that began before an alarm could publish the orders without it.
        """
        row = self._locked(publication.kind, publication.address)
        if publication.revision <= row.revision:
            return
        if row.is_draft_unsealed:
            row.wanted += 1
        row.draft, row.content_digest = publication.draft, publication.content_digest
        _seal(row, publication)
        row.release()

    def unsent(self) -> Sequence[Publication]:
        """All that the broker has not confirmed, by revision, also where something newer is wanted."""
        return self._read(select(PublicationRow).where(_IS_UNCONFIRMED))

    def standing(self, now: datetime) -> Sequence[Publication]:
        """All sealed and not expired, by revision."""
        return self._read(select(PublicationRow).where(_IS_SEALED, PublicationRow.expires_at > now))

    def sealed(self, kind: Kind, address: Address, now: datetime) -> Publication | None:
        found = self._read(
            select(PublicationRow).where(_is(kind, address), _IS_SEALED, PublicationRow.expires_at > now)
        )
        return found[0] if found else None

    def acknowledge(self, kind: Kind, address: Address, revision: int) -> None:
        """Note that the broker has it; where a newer revision stands by now, nothing changes."""
        is_current = and_(_is(kind, address), PublicationRow.revision == revision)
        self._session.execute(update(PublicationRow).where(is_current).values(confirmed_revision=revision))

    def highest_acknowledged(self) -> int:
        return self._session.scalar(select(func.max(PublicationRow.confirmed_revision))) or 0

    def highest_given(self) -> int:
        return self._session.scalars(select(RevisionRow.last)).one()

    def want_all_anew(self, revision: int) -> int:
        """Lift the revisions first and the rows second, as whoever seals does."""
        self._session.execute(update(RevisionRow).where(RevisionRow.last < revision).values(last=revision))
        anew = update(PublicationRow).where(PublicationRow.kind.in_(_PLANNED))
        due = self._session.execute(
            anew.values(content_digest="", wanted=PublicationRow.wanted + 1).returning(PublicationRow.address)
        )
        return len(due.all())

    def next_revision(self, now: datetime) -> int:
        moment = (now - _EPOCH) // _MILLISECOND
        following = RevisionRow.last + 1
        risen = case((following > moment, following), else_=moment)
        rise = update(RevisionRow).values(last=risen).returning(RevisionRow.last)
        return self._session.execute(rise).scalar_one()

    def _held(self, publication: Publication, lease: Lease) -> PublicationRow:
        row = select(PublicationRow).where(_is(publication.kind, publication.address))
        return held(self._session, row, lease, publication.version)

    def _locked(self, kind: Kind, address: Address) -> PublicationRow:
        make = insert(self._session, PublicationRow).on_conflict_do_nothing()
        self._session.execute(make, [{"kind": kind, "address": address}])
        return self._session.get_one(
            PublicationRow, (kind, address), populate_existing=True, with_for_update=True
        )

    def _read(self, rows: Select[PublicationRow]) -> Sequence[Publication]:
        return [_publication(row) for row in self._session.scalars(rows.order_by(PublicationRow.revision))]


def _is(kind: Kind, address: Address) -> ColumnElement[bool]:
    return and_(PublicationRow.kind == kind, PublicationRow.address == address)


def _seal(row: PublicationRow, publication: Publication) -> None:
    row.revision, row.sealed = publication.revision, publication.sealed
    row.expires_at = publication.expires_at
    row.is_draft_unsealed = False


def _state(row: PublicationRow) -> PublicationState:
    if row.wanted > row.served:
        return PublicationState.DUE
    if row.is_draft_unsealed:
        return PublicationState.DRAFTED
    if row.revision > row.confirmed_revision:
        return PublicationState.SEALED
    return PublicationState.ACKNOWLEDGED


def _publication(row: PublicationRow) -> Publication:
    return Publication(
        kind=row.kind,
        address=Address(row.address),
        state=_state(row),
        draft=row.draft,
        content_digest=row.content_digest,
        revision=row.revision,
        sealed=row.sealed,
        expires_at=row.expires_at,
        version=row.version,
    )
