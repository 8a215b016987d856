"""What stands in the ledger, as values that pass between the flow and its machines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from audio.documents.values import Note
from audio.language import SpokenLanguage
from audio.template import LONGEST_TONE, Template
from schedules.broadcast import Recurrence
from schedules.vocabulary import (
    Address,
    BroadcastId,
    Class,
    Clip,
    Digest,
    Ending,
    NoticeId,
    OnInterrupt,
    PlayId,
    PoleId,
    Rule,
    Status,
)
from wire.signature import TrustedKey
from wire.topics import Kind

VoicingId = NewType("VoicingId", int)
PersonId = NewType("PersonId", str)
EntryId = NewType("EntryId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A claim on a row for a while. Whoever comes after `until` may take the row over."""

    holder: str
    now: datetime
    until: datetime


class NoticeState(StrEnum):
    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A text to be made known. `original` is what came, byte for byte."""

    id: NoticeId
    title: str
    file_name: str
    original: bytes = field(repr=False)
    text: str = field(repr=False)
    category: str
    class_: Class
    status: Status
    language: SpokenLanguage
    source_document: str
    created_at: datetime
    version_of: NoticeId | None = None
    """The notice that this one says in another language; it is a notice of its own."""
    decisions: str = field(default="", repr=False)
    """What people decided about the text, as `audio.reading.decisions` writes it."""
    begun_anew: int = 0
    """How often it was to be read anew: each reading may sound otherwise, and is approved by itself."""
    notes: tuple[Note, ...] = ()
    """What was done to get the text from its document."""
    allowed_as_of: int = 0
    """The newest change of the allowed contacts that its reading knew; 0 where it knew of none."""
    voice: str = ""
    """Its own voice, by the name under which voices are asked; empty where it has that of the site."""
    state: NoticeState = NoticeState.RECEIVED
    problem: str = ""
    reading: str | None = field(default=None, repr=False)
    """The reading as `audio.reading.written` writes it, once there is one."""
    approved_at: datetime | None = None
    approved_by: str | None = None
    version: int = 1


class VoicingState(StrEnum):
    WANTED = "wanted"
    READY = "ready"
    FAILED = "failed"
    STOPPED = "stopped"
    """Somebody stopped it; it goes on where it was when somebody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The sentences of a notice from `first` up to but not including `last`.

    Where it is the `nth` of several parts, a cue says so before them; 0 of 0 has none.
    """

    notice: NoticeId
    first: int
    last: int
    nth: int = 0
    of: int = 0

    @property
    def sentences(self) -> int:
        """How many are said, the cue among them."""
        return self.last - self.first + (1 if self.of else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """The clip that a notice, a part of it, or a broadcast of its own needs or has.

    Its sections sound in order between one opening tone, that of `class_`, and one closing.
    """

    id: VoicingId
    class_: Class
    sections: tuple[Section, ...]
    broadcast: BroadcastId | None = None
    """Whose own it is; None where it belongs to the notice of its only section."""
    part: int = 0
    """Its number where it belongs to a notice; 0 is the whole notice, below 0 are takes of it."""
    take_by: str = ""
    """The voice that was named for it, to be compared by ear; empty for what may go on the air."""
    state: VoicingState = VoicingState.WANTED
    attempts: int = 0
    """How often a worker has taken it up since it was last asked for."""
    done: int = 0
    """How many of its sentences are voiced: progress for the page."""
    clip: Clip | None = None
    bytes: int = 0
    voice: str = ""
    grade: str = ""
    falls: str = ""
    """Which voices failed before, and why; empty where the first one spoke."""
    waveform: str = ""
    """What the clip looks like, as `audio.waveform` writes it; empty where nobody looked."""
    chain: tuple[str, ...] = ()
    """The identities of all voices that might have spoken it, best first; what approving it approves."""
    heard: str = field(default="", repr=False)
    """What a machine misheard, as `audio.hearing.back_check` writes it; empty where none listened."""
    problem: str = ""
    version: int = 1

    @property
    def sentences(self) -> int:
        return sum(section.sentences for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A broadcast as staff asked for it: notices and parts by name, not yet clips."""

    id: BroadcastId
    title: str
    items: tuple[tuple[NoticeId, int], ...]
    addresses: frozenset[Address]
    recurrence: Recurrence
    created_at: datetime
    class_: Class = Class.ROUTINE
    status: Status = Status.ACTUAL
    rank: int = 100
    grace: timedelta = timedelta()
    valid_until: datetime | None = None
    on_interrupt: OnInterrupt = OnInterrupt.RESUME
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""


class PublicationState(StrEnum):
    DUE = "due"
    """What it says has to be worked out anew."""
    DRAFTED = "drafted"
    """Worked out; to be given a revision and signed."""
    SEALED = "sealed"
    """Signed and stored; to be sent. Repeating that is harmless."""
    ACKNOWLEDGED = "acknowledged"
    """The broker has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is, or is about to be, retained on one topic."""

    kind: Kind
    address: Address
    state: PublicationState
    draft: str = field(default="", repr=False)
    """The message as JSON; its revision and times are stamped at dispatch."""
    content_digest: str = ""
    revision: int = 0
    sealed: bytes = field(default=b"", repr=False)
    expires_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """A pole as the centre knows it. `posting` is the posting's own fields as JSON."""

    id: PoleId
    name: str
    addresses: tuple[Address, ...]
    posting: str = field(repr=False)
    key: TrustedKey
    clips_token_digest: str = field(repr=False)
    is_online: bool = False
    heard_at: datetime | None = None
    program_version: str = ""
    heartbeat: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How far one play came at one pole. Each instant is None until it is known."""

    pole: PoleId
    play: PlayId
    received: datetime | None = None
    clip_ready: datetime | None = None
    armed: datetime | None = None
    started: datetime | None = None
    start_error_ms: float | None = None
    ended: datetime | None = None
    ending: Ending | None = None
    rule: Rule | None = None
    by: str | None = None


NO_VOICE = "no voice here speaks its language"
"""The problem of a voicing that every voice passes on; pages say it in their own words."""
NO_APPROVED_VOICE = "none of the voices that were approved is here any more"
"""The problem of a voicing asked for after its notice was approved; pages say it in their own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who may speak a section. Voices are named as in ``ZONECAST_VOICES``: ``supertonic-3:F2``."""

    first: tuple[str, ...] = ()
    """Asked before the site's chain, best first."""
    rate: float = 1.0
    stays_here: bool = False
    """No online voice may get its words."""
    approved: frozenset[str] | None = None
    """The identities of the voices that were approved with it; None where nobody approved it yet."""
    recorded: Mapping[str, Digest] = field(default_factory=dict)
    """Sentences that people recorded, by their words; those are asked before any other voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """What the studio gives back."""

    clip: Clip
    bytes: int
    voice: str
    grade: str
    falls: str
    waveform: str = ""
    """What the clip looks like, as `audio.waveform` writes it; empty where nobody looked."""
    chain: tuple[str, ...] = ()
    """The identities of all voices that might have spoken it, best first."""
    heard: str = field(default="", repr=False)
    """What a machine misheard, as `audio.hearing.back_check` writes it; empty where none listened."""


class Language(StrEnum):
    """What pages speak to a person. The first is for those who never chose."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may sign in. `name` is what they sign in with, as `credentials.sign_in_name` writes it."""

    id: PersonId
    name: str
    display_name: str
    created_at: datetime
    password_hash: str | None = field(default=None, repr=False)
    """None until they chose a password; till then only a sign-in link lets them in."""
    language: Language = Language.VIETNAMESE
    failures: int = 0
    """Guesses at the password since the last one that was right."""
    shut_until: datetime | None = None
    """No guess is looked at before."""
    is_active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSession:
    """A person signed in with one browser. `digest` is the SHA-256 of the token in its cookie."""

    digest: str = field(repr=False)
    person: PersonId
    csrf: str = field(repr=False)
    """What every form of this session carries, so that no other site can send one."""
    created_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_by_link: bool
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who asks, and through which session."""

    person: Person
    session: PersonSession

    @property
    def csrf(self) -> str:
        return self.session.csrf


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLink:
    """Lets one person in once. `digest` is the SHA-256 of the token in the address."""

    digest: str = field(repr=False)
    person: PersonId
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session that has just begun. `token` goes into the browser's cookie and is kept nowhere else."""

    token: str = field(repr=False)
    person: Person
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stood at a web address."""

    url: str
    """Where it came from in the end, after all redirects."""
    content: bytes = field(repr=False)
    content_type: str
    """Without parameters, in small letters: "text/html"."""


class EntryKind(StrEnum):
    ABBREVIATION = "abbreviation"
    NAME = "name"
    WORD = "word"


class Beside(StrEnum):
    """Where the context of an entry must stand."""

    ANYWHERE = "anywhere"
    """It holds everywhere and has no context."""
    AFTER = "after"
    """Only right after its context."""
    BEFORE = "before"
    """Only right before its context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is written, how it is spoken, and where that holds."""

    written: str
    spoken: str
    kind: EntryKind = EntryKind.ABBREVIATION
    beside: Beside = Beside.ANYWHERE
    context: str = ""
    """Words that must stand beside it; empty where it holds everywhere."""
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE
    """Of the texts in which it holds."""
    is_case_sensitive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryEntry:
    """One wording of the organisation's own dictionary. Removed ones stay, for their history."""

    id: EntryId
    wording: Wording
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    is_removed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryChange:
    """One line of the history: what an entry said before and after; None where it was not there."""

    number: int
    """In the order of all changes; 0 until it is stored."""
    entry: EntryId
    at: datetime
    by: str
    before: Wording | None
    after: Wording | None


class ContactKind(StrEnum):
    """What of persons may be let through in every notice, where everybody may know it."""

    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A telephone number, mail or account. `form` is what it is known by, however it is written."""

    kind: ContactKind
    form: str = field(repr=False)
    written: str = field(repr=False)
    note: str = ""
    """What it is: "Hotline Ban quản lý"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChange:
    """One line of the history: what holds of a contact since then, in every notice."""

    number: int
    """In the order of all changes; 0 until it is stored."""
    contact: Contact
    is_allowed: bool
    at: datetime
    by: str


class SoundKind(StrEnum):
    """What a loaded sound is for."""

    TONE = "tone"
    MUSIC = "music"


@dataclass(frozen=True, slots=True, kw_only=True)
class TidySound:
    """A sound as it was opened and kept."""

    digest: Digest
    length: timedelta
    resembles_alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSound:
    """A tone or music that staff loaded. One that is removed from the list may still be in templates."""

    digest: Digest
    kind: SoundKind
    name: str
    file_name: str
    length: timedelta
    resembles_alarm: bool
    loaded_at: datetime
    loaded_by: str
    is_removed: bool = False

    def may_frame(self, class_: Class) -> bool:
        """Whether it may open or close broadcasts of a class."""
        if self.kind is not SoundKind.TONE:
            return False
        return class_ is Class.EMERGENCY or not (self.resembles_alarm or self.length > LONGEST_TONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    """One line of the history: how broadcasts of a class are put together since then."""

    number: int = 0
    """In the order of all lines; 0 until it is stored."""
    class_: Class
    template: Template | None
    """None: ours."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A sentence as a person said it."""

    words: str
    """As it is spoken."""
    digest: Digest
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of one sentence of a recording."""

    words: str
    recorded: Recorded | None = None
    problem: str = ""
    """Why it cannot be used: the name of the error, empty where nothing was said or all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingLine:
    """One line of the history: which recording holds for a sentence of a notice since then."""

    number: int = 0
    """In the order of all lines; 0 until it is stored."""
    notice: NoticeId
    words: str
    recorded: Recorded | None
    """None: none holds any longer."""
    speaker: str
    """Who spoke, as staff name them."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChoice:
    """Who speaks. `voice` is a name under which voices are asked, empty for the site's chain alone."""

    voice: str = ""
    rate: float = 1.0
    """Times the voice's own pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChoiceLine:
    """One line of the history: what holds for a language since then."""

    number: int = 0
    """In the order of all lines; 0 until it is stored."""
    language: SpokenLanguage
    class_: Class | None
    """None: in every class that has no choice of its own."""
    choice: VoiceChoice | None
    """None: it holds no longer; what was chosen for every class does, or the site's chain."""
    at: datetime
    by: str
