"""One unit of work over all that is stored."""

from contextlib import AbstractContextManager
from typing import Protocol

from .broadcasts import Broadcasts, Publications
from .notices import Notices, Voicings
from .outlook import Lists, Needs, Outlook
from .people import People, PersonSessions, SignInLinks
from .poles import Poles, Proofs
from .sound import VoiceChoices
from .wordings import AddressNames, Contacts, Dictionary


class Unit(Protocol):
    """One transaction over everything that is stored."""

    @property
    def notices(self) -> Notices: ...
    @property
    def voicings(self) -> Voicings: ...
    @property
    def broadcasts(self) -> Broadcasts: ...
    @property
    def publications(self) -> Publications: ...
    @property
    def poles(self) -> Poles: ...
    @property
    def proofs(self) -> Proofs: ...
    @property
    def outlook(self) -> Outlook: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def lists(self) -> Lists: ...
    @property
    def people(self) -> People: ...
    @property
    def sessions(self) -> PersonSessions: ...
    @property
    def sign_in_links(self) -> SignInLinks: ...
    @property
    def address_names(self) -> AddressNames: ...
    @property
    def dictionary(self) -> Dictionary: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def voice_choices(self) -> VoiceChoices: ...


class Ledger(Protocol):
    """The store. A block that leaves by an exception changes nothing."""

    def reading(self) -> AbstractContextManager[Unit]:
        """A snapshot; does not wait for writers."""
        ...

    def writing(self) -> AbstractContextManager[Unit]:
        """A short transaction; never voice or publish inside it, and never open another in it."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
