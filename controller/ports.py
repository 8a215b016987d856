"""What the flow needs from the machines around it, as small protocols.

The store, the bus and the studio implement these; the flow knows nothing else of them.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from audio.documents.values import OpenedDocument
from audio.reading.values import Reading
from controller.entries import (
    ContactChange,
    DictionaryChange,
    DictionaryEntry,
    EntryId,
    Fetched,
    Lease,
    Notice,
    Person,
    PersonId,
    PersonSession,
    Pole,
    Proof,
    Publication,
    Section,
    SignedIn,
    SignInLink,
    Voiced,
    Voicing,
    VoicingId,
    Wish,
    Wording,
)
from controller.outlook.airings import KnownPlay
from controller.outlook.lists import Cursor, NoticeLine, Page
from controller.outlook.needs import Worst
from controller.outlook.poles import Held, Listener
from controller.preparation import Preparation
from schedules.broadcast import Broadcast, PlannedPlay
from schedules.vocabulary import Address, BroadcastId, Class, Digest, NoticeId, PlayId, PoleId
from wire.messages import Heartbeat, JournalId, Report
from wire.topics import Kind


class Notices(Protocol):
    def add(self, notice: Notice) -> None: ...
    def get(self, notice: NoticeId) -> Notice:
        """Raise `NotFoundError` where there is none."""
        ...

    def all(self) -> Sequence[Notice]:
        """Newest first."""
        ...

    def versions(self, notice: NoticeId) -> Sequence[Notice]:
        """The notice with all that say it in other languages: the first one, then as they came."""
        ...

    def newest_texts(self, most: int) -> Iterable[tuple[NoticeId, str]]:
        """The texts of the newest that wait for no reading, newest first; take them within the unit."""
        ...

    def claim_unread(self, lease: Lease) -> Notice | None:
        """Lease the oldest notice that waits for its reading."""
        ...

    def keep_reading(self, notice: Notice, lease: Lease, reading: str) -> None:
        """Store it with `notice.allowed_as_of`.

        Raise `LeaseLostError` where the lease or the version is no longer ours.
        """
        ...

    def fail(self, notice: Notice, lease: Lease, problem: str) -> None: ...
    def approve(self, notice: NoticeId, by: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was approved before."""
        ...

    def get_to_change(self, notice: NoticeId) -> Notice:
        """Return it as it is now, and let nobody else change it until this unit ends."""
        ...

    def keep_decisions(self, notice: Notice) -> None:
        """Store what was decided, where the reading stays as it is."""
        ...

    def begin_anew(self, notice: Notice) -> None:
        """Store another text: it waits for its reading again, and clips of the old one are forgotten."""
        ...


class Voicings(Protocol):
    def want(self, notice: NoticeId, part: int, first_sentence: int, last_sentence: int) -> None:
        """Ask for the clip of a part; asking again changes nothing."""
        ...

    def want_part(self, section: Section) -> int:
        """Ask for the clip of some sentences as a part of their own; return its number, new or known."""
        ...

    def want_own(self, broadcast: BroadcastId, class_: Class, sentences: int) -> None:
        """Ask for a clip of all that a broadcast says; asking again changes nothing."""
        ...

    def of_notice(self, notice: NoticeId) -> Sequence[Voicing]:
        """Its own voicings, not those of broadcasts; by part, ascending."""
        ...

    def parts_of(self, notices: Iterable[NoticeId]) -> Sequence[Voicing]:
        """The parts that were asked for of each; by notice and part, ascending."""
        ...

    def saying(self, notice: NoticeId) -> Sequence[Voicing]:
        """All that say something of it, broadcasts' own among them."""
        ...

    def claim_wanted(self, lease: Lease) -> Voicing | None: ...
    def renew(self, voicing: Voicing, lease: Lease, done: int) -> None:
        """Lengthen the lease and note the progress; raise `LeaseLostError` where it is gone."""
        ...

    def keep_clip(self, voicing: Voicing, lease: Lease) -> None:
        """Store the finished `voicing` (its clip, voice, grade, falls) as ready."""
        ...

    def fail(self, voicing: Voicing, lease: Lease, problem: str) -> None: ...
    def retry(self, voicing: VoicingId) -> None:
        """Want a failed one again; any other stays as it is."""
        ...

    def sizes(self, digests: Iterable[Digest]) -> dict[Digest, int]:
        """Bytes of each finished clip."""
        ...


class Broadcasts(Protocol):
    def add(self, wish: Wish) -> None: ...
    def get(self, broadcast: BroadcastId) -> Wish: ...
    def all(self) -> Sequence[Wish]:
        """Newest first."""
        ...

    def withdraw(self, broadcast: BroadcastId, because: str, now: datetime) -> None:
        """Raise `AlreadyDoneError` where it was withdrawn before."""
        ...

    def standing_at(self, address: Address, since: datetime) -> Sequence[Broadcast]:
        """What the planner may plan there: not withdrawn, permitted, its clip ready (`Preparation`).

        One-off broadcasts that were over before `since` are left out.
        """
        ...

    def may_sound(self, since: datetime) -> Sequence[Wish]:
        """All not withdrawn, but for one-off broadcasts that were over before `since`; oldest first."""
        ...

    def prepared(self, wishes: Sequence[Wish]) -> Sequence[Preparation]:
        """How far each has come, in the same order."""
        ...

    def saying(self, notice: NoticeId) -> Sequence[Wish]:
        """All that say something of it and are not withdrawn, locked until this unit ends."""
        ...

    def with_notice(self, notice: NoticeId, most: int = 20) -> Sequence[Wish]:
        """Which broadcasts name it, newest first."""
        ...

    def addresses_of(self, notice: NoticeId) -> frozenset[Address]:
        """Where standing broadcasts would sound it."""
        ...

    def addresses(self) -> frozenset[Address]:
        """Every address that some broadcast not withdrawn names."""
        ...

    def keep_plays(self, address: Address, plays: Sequence[PlannedPlay]) -> None:
        """Remember which play is of which broadcast; known ones stay."""
        ...


class Publications(Protocol):
    def want(self, kind: Kind, addresses: Iterable[Address | PoleId]) -> None:
        """Mark due, making the row where there is none. A change while one is worked on is not lost."""
        ...

    def claim_due(self, lease: Lease) -> Publication | None: ...
    def keep_draft(self, publication: Publication, lease: Lease, draft: str, digest: str) -> None:
        """Store the draft as drafted, unless it became due again meanwhile (then it stays due)."""
        ...

    def leave(self, publication: Publication, lease: Lease) -> None:
        """Nothing new to say: back to acknowledged, or sealed where that was never confirmed."""
        ...

    def claim_drafted(self, lease: Lease) -> Publication | None: ...
    def keep_sealed(self, publication: Publication, lease: Lease) -> None:
        """Store revision, sealed bytes and expiry of `publication`."""
        ...

    def put_sealed(self, publication: Publication) -> None:
        """Store a message sealed at once, without the belt (filed, emergency)."""
        ...

    def unsent(self) -> Sequence[Publication]:
        """All that is sealed and not acknowledged, by revision; also where it is due again."""
        ...

    def standing(self, now: datetime) -> Sequence[Publication]:
        """All that should be retained: sealed once and not expired."""
        ...

    def sealed(self, kind: Kind, address: Address, now: datetime) -> Publication | None:
        """What stands there now; None where nothing is sealed or it has expired."""
        ...

    def acknowledge(self, kind: Kind, address: Address, revision: int) -> None: ...
    def highest_acknowledged(self) -> int:
        """The highest revision that a broker acknowledged; 0 where none was."""
        ...

    def highest_given(self) -> int:
        """The highest revision that was ever given here; 0 where none was."""
        ...

    def want_all_anew(self, revision: int) -> int:
        """Where poles hold up to `revision`, more than we ever gave: plan all anew, above it.

        Marks every playlist and posting due and forgets what they said, so that equal words
        are sealed once more. Returns how many. A filed follows with the pole's next reports.
        """
        ...

    def next_revision(self, now: datetime) -> int:
        """max(last + 1, Unix ms of `now`), one sequence for all; survives a restored backup."""
        ...


class Poles(Protocol):
    def add(self, pole: Pole) -> None:
        """Raise `AlreadyDoneError` where the pole is known."""
        ...

    def get(self, pole: PoleId) -> Pole: ...
    def all(self) -> Sequence[Pole]:
        """By id."""
        ...

    def addresses(self) -> frozenset[Address]:
        """Every address at which some pole listens."""
        ...

    def note_presence(self, pole: PoleId, *, is_online: bool, version: str, revision: int) -> None:
        """An older revision than the last changes nothing."""
        ...

    def note_heartbeat(self, pole: PoleId, heartbeat: Heartbeat, now: datetime) -> None: ...
    def owns_clips_token(self, digest: str) -> bool:
        """Whether some pole's clip token has this SHA-256."""
        ...


class Proofs(Protocol):
    def note_stages(self, pole: PoleId, heartbeat: Heartbeat) -> None:
        """Keep the first instant of each stage that the pole tells of."""
        ...

    def filed_up_to(self, pole: PoleId, journal: JournalId) -> tuple[int, str]:
        """The last number stored of the journal and its link; 0 and `FIRST_LINK` where none is."""
        ...

    def file(self, pole: PoleId, journal: JournalId, report: Report, link: str, *, is_chained: bool) -> None:
        """Store one report, once, and let it move the proof of its play; a first ending stays."""
        ...

    def of_broadcast(self, broadcast: BroadcastId) -> Sequence[Proof]: ...
    def of_notice(self, notice: NoticeId) -> Sequence[Proof]: ...


class Outlook(Protocol):
    """Plays with what poles told of them, counted; cheap enough for pages that ask every second."""

    def count_poles(self, heard_since: datetime) -> tuple[int, int]:
        """How many poles there are, and how many of them are offline or were not heard since."""
        ...

    def count_failed_notices(self, since: datetime) -> int:
        """Of how many notices that came since then the reading or a voicing failed."""
        ...

    def listeners(self) -> Sequence[Listener]:
        """All poles by id, without what they said."""
        ...

    def listening(self, plays: Iterable[PlayId]) -> dict[PlayId, int]:
        """How many poles listen to each play, by whichever of their addresses."""
        ...

    def begun(self, since: datetime) -> Sequence[KnownPlay]:
        """Plays due since then that some pole began and told no end of; without addresses."""
        ...

    def next_play(self, after: datetime, broadcast: BroadcastId | None = None) -> KnownPlay | None:
        """The next play of a broadcast, or of any, that is not withdrawn."""
        ...

    def last_plays(self, broadcast: BroadcastId, until: datetime, most: int) -> Sequence[KnownPlay]:
        """The last plays of a broadcast that were due by then, newest first."""
        ...

    def plays_between(self, begins: datetime, ends: datetime) -> Sequence[KnownPlay]:
        """What is due from `begins` up to but not including `ends`, ascending."""
        ...

    def proofs(self, play: PlayId) -> Sequence[Proof]:
        """What each pole told of a play, by pole."""
        ...

    def held(self, broadcast: BroadcastId, since: datetime) -> Sequence[Held]:
        """Which poles accepted a play due since then and told no end of it, by pole."""
        ...


class Needs(Protocol):
    """What needs a person; each of them newest first, `most` of them, and how many in all."""

    def failed_readings(self, since: datetime, most: int) -> Worst: ...
    def failed_voicings(self, since: datetime, most: int) -> Worst: ...
    def unapproved(self, most: int) -> Worst:
        """Notices that can be heard and that nobody approved."""
        ...

    def plays_ended_badly(self, since: datetime, most: int) -> Worst:
        """Broadcasts whose plays due since then were missed or failed, unless people decided so."""
        ...


class Lists(Protocol):
    """Pages of long lists, newest first, without texts; `search` is looked for in titles."""

    def notices(self, *, before: Cursor | None, most: int, search: str) -> Page[NoticeLine]: ...
    def broadcasts(self, *, before: Cursor | None, most: int, search: str) -> Page[Wish]: ...


class People(Protocol):
    def lock(self) -> None:
        """Let nobody else add or change people until this unit ends; call it first in the unit."""
        ...

    def is_empty(self) -> bool: ...
    def add(self, person: Person) -> None:
        """Raise `AlreadyDoneError` where the sign-in name is taken."""
        ...

    def get(self, person: PersonId) -> Person:
        """Raise `NotFoundError` where there is none."""
        ...

    def named(self, name: str) -> Person | None:
        """Who signs in with this name, written as `credentials.sign_in_name` writes it."""
        ...

    def all(self) -> Sequence[Person]:
        """By sign-in name; also those who are no longer active."""
        ...

    def get_to_change(self, person: PersonId) -> Person:
        """Return them as they are now, and let nobody else change them until this unit ends."""
        ...

    def keep(self, person: Person) -> None:
        """Store what changed; raise `AlreadyDoneError` where it is not the version that stands there."""
        ...


class PersonSessions(Protocol):
    def add(self, session: PersonSession) -> None: ...
    def signed_in(self, digest: str) -> SignedIn | None:
        """The session and its person, also where it has ended or they are no longer active."""
        ...

    def note_seen(self, digest: str, now: datetime) -> None: ...
    def end(self, digest: str) -> None:
        """One that is not there changes nothing."""
        ...

    def end_all_of(self, person: PersonId, *, but: str = "") -> int:
        """End every session of a person, all but the one of this digest; return how many."""
        ...

    def sweep(self, *, now: datetime, idle_since: datetime) -> int:
        """Forget what has ended, or was not seen since; return how many."""
        ...


class SignInLinks(Protocol):
    def add(self, link: SignInLink) -> None: ...
    def find(self, digest: str) -> SignInLink | None: ...
    def use(self, digest: str, now: datetime) -> bool:
        """Spend it; False where it was spent or has ended. True once, even of two that ask at once."""
        ...

    def end_all_of(self, person: PersonId) -> None: ...
    def sweep(self, now: datetime) -> int:
        """Forget those that have ended; return how many."""
        ...


class AddressNames(Protocol):
    def put(self, address: Address, name: str) -> None: ...
    def all(self) -> dict[Address, str]: ...


class Dictionary(Protocol):
    """The organisation's entries, and the history of all that was changed about them."""

    def lock(self) -> None:
        """Let nobody else change it until this unit ends; call it first in the unit."""
        ...

    def last_change(self) -> int:
        """The number of the newest change; 0 where nothing was ever changed."""
        ...

    def standing(self) -> Sequence[DictionaryEntry]:
        """All that are not removed, by what is written."""
        ...

    def get(self, entry: EntryId) -> DictionaryEntry:
        """Raise `NotFoundError` where there is none."""
        ...

    def add(self, entry: DictionaryEntry) -> None:
        """Raise `AlreadyDoneError` where one of this id is there."""
        ...

    def keep(self, entry: DictionaryEntry) -> None:
        """Store what changed; raise `ChangedMeanwhileError` where another version stands there."""
        ...

    def like(self, wording: Wording) -> EntryId | None:
        """Which standing entry has the same writing, context and language."""
        ...

    def note(self, change: DictionaryChange) -> None:
        """Write a line of the history; the store gives its number."""
        ...

    def change(self, number: int) -> DictionaryChange:
        """Raise `NotFoundError` where there is none."""
        ...

    def changes(self, entry: EntryId | None, *, before: int | None, most: int) -> Sequence[DictionaryChange]:
        """The history of one entry or of all, newest first."""
        ...

    def read_notices_with(self, forms: Iterable[str], *, among: int) -> Sequence[NoticeId]:
        """Which of the newest `among` notices have a reading and one of `forms` in their text, newest first.

        It may name too many: databases compare letters each in their own way.
        """
        ...


class Contacts(Protocol):
    """Which telephones, mails and accounts were ever let through in every notice. Nothing is deleted."""

    def lock(self) -> None:
        """Let nobody else change them until this unit ends; call it first in the unit."""
        ...

    def last_change(self) -> int:
        """The number of the newest change; 0 where nothing was ever changed."""
        ...

    def note(self, change: ContactChange) -> int:
        """Write a line of the history; return the number that the store gives it."""
        ...

    def change(self, number: int) -> ContactChange:
        """Raise `NotFoundError` where there is none."""
        ...

    def changes(self, form: str | None = None) -> Sequence[ContactChange]:
        """The history of one contact or of all, oldest first."""
        ...

    def allowed(self, *, as_of: int | None = None) -> frozenset[str]:
        """The normal forms that are allowed, or were right after the change `as_of`."""
        ...


class Passwords(Protocol):
    """A slow hash with its salt and cost inside. Never call it inside a unit: it takes tens of ms."""

    def hash(self, password: str) -> str: ...
    def verify(self, kept: str | None, password: str) -> bool:
        """Whether `kept` is of this password. None is of no password, and takes as long to say so."""
        ...

    def needs_rehash(self, kept: str) -> bool:
        """Whether `kept` was made at another cost than we would take today."""
        ...


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


class Studio(Protocol):
    def voice(
        self,
        sections: Sequence[Reading],
        class_: Class,
        tell: Callable[[int], None],
        *,
        stays_here: bool,
    ) -> Voiced:
        """Voice sections into one clip with the opening tone of `class_`.

        `tell` hears how many sentences of all are done and may raise to stop. What `stays_here`
        is given to no online voice.

        Raises:
            VoicingFailedError: no clip came of it; says why.
            StudioStoppedError: it ended meanwhile; nothing is wrong with the reading.
        """
        ...


class Documents(Protocol):
    def open(self, content: bytes, name: str) -> OpenedDocument:
        """Return the text of a document of any kind. It may take a while: never call it inside a unit.

        Raises:
            DocumentError: it cannot be opened; its kind says why.
        """
        ...


class Web(Protocol):
    def fetch(self, url: str) -> Fetched:
        """Return what stands at a public web address. It may take a while: never call it inside a unit.

        Raises:
            FetchRefusedError: it may not be fetched, or did not come; says why.
        """
        ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The present, UTC."""
        ...
