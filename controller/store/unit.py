"""The store as a whole: a ledger from which one reads, and into which one writes in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from controller.errors import DatabaseUnreachableError
from controller.ports import Unit

from .address_names import SqlAddressNames
from .broadcast_templates import SqlBroadcastTemplates
from .broadcasts import SqlBroadcasts
from .clips import SqlClips
from .contacts import SqlContacts
from .dictionary import SqlDictionary
from .engines import Engines, open_engines, plain_words, shown
from .lists import SqlLists
from .needs import SqlNeeds
from .notices import SqlNotices
from .outlook import SqlOutlook
from .people import SqlPeople
from .poles import SqlPoles
from .publications import SqlPublications
from .recordings import SqlRecordings
from .reports import SqlProofs
from .sessions import SqlPersonSessions
from .sign_in_links import SqlSignInLinks
from .sounds import SqlSounds
from .voice_choices import SqlVoiceChoices
from .voicings import SqlVoicings


class SqlUnit:
    """One transaction over everything that is stored."""

    def __init__(self, session: Session) -> None:
        self.notices = SqlNotices(session)
        self.voicings = SqlVoicings(session)
        self.broadcasts = SqlBroadcasts(session)
        self.publications = SqlPublications(session)
        self.poles = SqlPoles(session)
        self.proofs = SqlProofs(session)
        self.outlook = SqlOutlook(session)
        self.needs = SqlNeeds(session)
        self.lists = SqlLists(session)
        self.people = SqlPeople(session)
        self.sessions = SqlPersonSessions(session)
        self.sign_in_links = SqlSignInLinks(session)
        self.address_names = SqlAddressNames(session)
        self.dictionary = SqlDictionary(session)
        self.contacts = SqlContacts(session)
        self.clips = SqlClips(session)
        self.voice_choices = SqlVoiceChoices(session)
        self.recordings = SqlRecordings(session)
        self.templates = SqlBroadcastTemplates(session)
        self.sounds = SqlSounds(session)


class SqlLedger:
    """Threads may share it; a unit belongs to one thread. Units of one thread must not nest."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        engine = self._engines.reading
        with plain_words(engine.url), Session(engine) as session:
            yield SqlUnit(session)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        engine = self._engines.writing
        with plain_words(engine.url), Session(engine) as session, session.begin():
            yield SqlUnit(session)

    def close(self) -> None:
        """Let go of all connections."""
        self._engines.close()


def open_ledger(url: str) -> SqlLedger:
    """Open the database at `sqlite:///FILE` or `postgresql://...`, prepared by `schema.migrate` before.

    Raises:
        DatabaseUnreachableError: it does not answer, or has no tables of ours.
    """
    engines = open_engines(url)
    try:
        _check(engines.reading)
    except DatabaseUnreachableError:
        engines.close()
        raise
    return SqlLedger(engines)


def _check(engine: Engine) -> None:
    with plain_words(engine.url), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            raise DatabaseUnreachableError(f"the database {shown(engine.url)} is not set up yet")
