"""What is stored: one class a table. Rows never leave this package; the flow gets values."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, validates

from audio.documents.values import Note
from controller.entries import (
    Beside,
    ContactKind,
    EntryKind,
    Language,
    Lease,
    NoticeState,
    SoundKind,
    VoicingState,
)
from controller.folding import folded
from schedules.vocabulary import Class, Ending, OnInterrupt, Rule, Status
from wire.signature import Purpose
from wire.topics import Kind

from .columns import CLOSED_SET, Local, Microseconds, Notes, Prose, Utc, Zone


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - as SQLAlchemy declares it
        str: Prose,
        bytes: LargeBinary,
        int: BigInteger,
        float: Double,
        datetime: Utc,
        timedelta: Microseconds,
        ZoneInfo: Zone,
        StrEnum: CLOSED_SET,
        list[int]: JSON,
        list[str]: JSON,
    }


def _index_of_few(name: str, *, on_sqlite: str, on_postgresql: str | None = None) -> Index:
    """Return an index over those publications only for which the condition holds."""
    return Index(
        f"ix_publications_{name}",
        "version",
        sqlite_where=text(on_sqlite),
        postgresql_where=text(on_postgresql or on_sqlite),
    )


class Leased:
    """Work that one worker at a time may hold. `version` rises with every claim and result."""

    lease_holder: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    def take(self, lease: Lease) -> None:
        self.lease_holder, self.lease_until = lease.holder, lease.until
        self.version += 1

    def release(self) -> None:
        self.lease_holder = self.lease_until = None
        self.version += 1


class Titled:
    """Something that lists show and people look for by its title."""

    title: Mapped[str]
    folded_title: Mapped[str]
    """The title as it is searched. Kept, since `lower()` of SQLite knows no letter of Vietnamese."""

    @validates("title")
    def _fold(self, _: str, title: str) -> str:
        self.folded_title = folded(title)
        return title


class NoticeRow(Titled, Leased, Row):
    __tablename__ = "notices"
    __table_args__ = (
        Index(None, "state", "created_at"),
        # A list is read in this order, and the search looks at nothing else of a row.
        Index("ix_notices_listed", "created_at", "id", "folded_title"),
        Index(
            "ix_notices_unapproved",
            "created_at",
            sqlite_where=text("approved_at IS NULL"),
            postgresql_where=text("approved_at IS NULL"),
        ),
        # One version in each language; what is no version of another may have any.
        Index("uq_notices_version_of_language", "version_of", "language", unique=True),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    original: Mapped[bytes]
    text: Mapped[str]
    category: Mapped[str]
    class_: Mapped[Class] = mapped_column("class")
    status: Mapped[Status]
    language: Mapped[str]
    version_of: Mapped[str | None] = mapped_column(ForeignKey("notices.id"))
    source_document: Mapped[str]
    decisions: Mapped[str] = mapped_column(default="", server_default="")
    begun_anew: Mapped[int] = mapped_column(default=0, server_default="0")
    notes: Mapped[tuple[Note, ...]] = mapped_column(Notes, default=(), server_default="")
    allowed_as_of: Mapped[int] = mapped_column(default=0, server_default="0")
    voice: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime]
    state: Mapped[NoticeState]
    problem: Mapped[str]
    reading: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]


class VoicingRow(Leased, Row):
    """The clip of a notice or a part of it, or a broadcast's own, which says what its items name.

    A broadcast's own counts its sentences over all it says: from 0 up to their number.
    """

    __tablename__ = "voicings"
    __table_args__ = (
        UniqueConstraint("notice", "part"),
        UniqueConstraint("broadcast"),
        CheckConstraint("(notice IS NULL) <> (broadcast IS NULL)", name="of_one"),
        Index(None, "state"),
        Index(None, "clip_digest"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    notice: Mapped[str | None] = mapped_column(ForeignKey("notices.id"))
    broadcast: Mapped[str | None] = mapped_column(ForeignKey("broadcasts.id"))
    class_: Mapped[Class] = mapped_column("class")
    """Whose opening tone it has, and how urgent it is."""
    part: Mapped[int] = mapped_column(default=0)
    take_by: Mapped[str] = mapped_column(default="", server_default="")
    first_sentence: Mapped[int] = mapped_column(default=0)
    last_sentence: Mapped[int]
    nth: Mapped[int] = mapped_column(default=0, server_default="0")
    nth_of: Mapped[int] = mapped_column(default=0, server_default="0")
    """Which of how many parts its cue says it is; 0 of 0 has no cue."""
    state: Mapped[VoicingState] = mapped_column(default=VoicingState.WANTED)
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    clip_digest: Mapped[str | None]
    clip_length: Mapped[timedelta | None]
    clip_marks_us: Mapped[list[int]] = mapped_column(default=list)
    clip_waveform: Mapped[str] = mapped_column(default="", server_default="")
    bytes: Mapped[int] = mapped_column(default=0)
    voice: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    falls: Mapped[str] = mapped_column(default="")
    chain: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    heard: Mapped[str] = mapped_column(default="", server_default="")
    problem: Mapped[str] = mapped_column(default="")


class BroadcastRow(Titled, Row):
    __tablename__ = "broadcasts"
    __table_args__ = (Index("ix_broadcasts_listed", "created_at", "id", "folded_title"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[datetime] = mapped_column(Local)
    zone: Mapped[ZoneInfo]
    rule: Mapped[str]
    exceptions: Mapped[list[str]]
    """Local times, ISO 8601, ascending."""
    created_at: Mapped[datetime]
    class_: Mapped[Class] = mapped_column("class")
    status: Mapped[Status]
    rank: Mapped[int]
    grace: Mapped[timedelta]
    valid_until: Mapped[datetime | None]
    on_interrupt: Mapped[OnInterrupt]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str]
    items: Mapped[list["BroadcastItemRow"]] = relationship(
        order_by="BroadcastItemRow.position", lazy="selectin"
    )
    addresses: Mapped[list["BroadcastAddressRow"]] = relationship(lazy="selectin")


class BroadcastItemRow(Row):
    __tablename__ = "broadcast_items"

    broadcast: Mapped[str] = mapped_column(ForeignKey("broadcasts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    notice: Mapped[str] = mapped_column(ForeignKey("notices.id"), index=True)
    part: Mapped[int]


class BroadcastAddressRow(Row):
    __tablename__ = "broadcast_addresses"

    broadcast: Mapped[str] = mapped_column(ForeignKey("broadcasts.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, index=True)


class PlayRow(Row):
    """Which broadcast a play came from. One play may sound at several addresses."""

    __tablename__ = "plays"
    __table_args__ = (Index(None, "broadcast", "starts"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    broadcast: Mapped[str] = mapped_column(ForeignKey("broadcasts.id"))
    starts: Mapped[datetime] = mapped_column(index=True)
    length: Mapped[timedelta]
    """Of its clip when it was first planned."""


class PlayAddressRow(Row):
    __tablename__ = "play_addresses"

    play: Mapped[str] = mapped_column(ForeignKey("plays.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, index=True)


class PublicationRow(Leased, Row):
    """What is retained on one topic, and what is wanted there.

    Wishes are counted, so that one that comes during work is not lost: `claimed` is the
    wish the worker began with, `served` the last one that is answered.
    """

    __tablename__ = "publications"
    __table_args__ = (
        # The belt asks several times a second; of many thousand rows hardly any has work waiting.
        _index_of_few("due", on_sqlite="wanted > served"),
        _index_of_few("unsealed", on_sqlite="is_draft_unsealed = 1", on_postgresql="is_draft_unsealed"),
        _index_of_few("unconfirmed", on_sqlite="revision > confirmed_revision"),
    )

    kind: Mapped[Kind] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    wanted: Mapped[int] = mapped_column(default=0)
    claimed: Mapped[int] = mapped_column(default=0)
    served: Mapped[int] = mapped_column(default=0)
    is_draft_unsealed: Mapped[bool] = mapped_column(default=False)
    draft: Mapped[str] = mapped_column(default="")
    content_digest: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    confirmed_revision: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(default=b"")
    expires_at: Mapped[datetime | None]


class RevisionRow(Row):
    """The one row that holds the last revision given. The first migration puts it there."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class PoleRow(Row):
    __tablename__ = "poles"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    posting: Mapped[str]
    key_id: Mapped[str]
    key_purpose: Mapped[Purpose]
    key_x: Mapped[str]
    key_ends: Mapped[datetime]
    clips_token_digest: Mapped[str] = mapped_column(unique=True)
    is_online: Mapped[bool]
    presence_revision: Mapped[int] = mapped_column(default=0)
    heard_at: Mapped[datetime | None]
    program_version: Mapped[str]
    heartbeat: Mapped[str]
    heartbeat_revision: Mapped[int] = mapped_column(default=0)
    addresses: Mapped[list["PoleAddressRow"]] = relationship(
        order_by="PoleAddressRow.position", lazy="selectin"
    )


class PoleAddressRow(Row):
    __tablename__ = "pole_addresses"

    pole: Mapped[str] = mapped_column(ForeignKey("poles.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, index=True)
    position: Mapped[int]


class ProofRow(Row):
    """How far a play came at a pole. `play` may be an order, so it points at no table."""

    __tablename__ = "proofs"
    __table_args__ = (
        # Every page asks each second what sounds; of all proofs hardly any does.
        Index(
            "ix_proofs_sounding",
            "play",
            sqlite_where=text("started IS NOT NULL AND ended IS NULL"),
            postgresql_where=text("started IS NOT NULL AND ended IS NULL"),
        ),
    )

    pole: Mapped[str] = mapped_column(ForeignKey("poles.id"), primary_key=True)
    play: Mapped[str] = mapped_column(primary_key=True, index=True)
    received: Mapped[datetime | None]
    clip_ready: Mapped[datetime | None]
    armed: Mapped[datetime | None]
    started: Mapped[datetime | None]
    start_error_ms: Mapped[float | None]
    ended: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    rule: Mapped[Rule | None]
    by: Mapped[str | None]


class ReportRow(Row):
    """A report as it came, `body` its JSON and `link` what the next one holds on to."""

    __tablename__ = "reports"

    pole: Mapped[str] = mapped_column(ForeignKey("poles.id"), primary_key=True)
    journal: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    play: Mapped[str]
    body: Mapped[str]
    link: Mapped[str]
    is_chained: Mapped[bool]


class PersonRow(Row):
    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str | None]
    language: Mapped[Language]
    created_at: Mapped[datetime]
    failures: Mapped[int]
    shut_until: Mapped[datetime | None]
    is_active: Mapped[bool]
    version: Mapped[int]


class PersonSessionRow(Row):
    """A person signed in with one browser. Tokens are kept nowhere, only what SHA-256 makes of them."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_by_link: Mapped[bool]
    user_agent: Mapped[str]


class SignInLinkRow(Row):
    __tablename__ = "sign_in_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AddressNameRow(Row):
    """What staff call an address. It may name one where no pole listens yet."""

    __tablename__ = "address_names"

    address: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class DictionaryEntryRow(Row):
    __tablename__ = "dictionary_entries"
    __table_args__ = (
        Index(
            "uq_dictionary_entries_standing",
            "written",
            "beside",
            "context",
            "language",
            unique=True,
            sqlite_where=text("is_removed = 0"),
            postgresql_where=text("NOT is_removed"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    written: Mapped[str]
    spoken: Mapped[str]
    kind: Mapped[EntryKind]
    beside: Mapped[Beside]
    context: Mapped[str]
    language: Mapped[str]
    is_case_sensitive: Mapped[bool]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    is_removed: Mapped[bool]
    version: Mapped[int]


class DictionaryChangeRow(Row):
    """What an entry said before and after a change, as JSON; nothing where it was not there."""

    __tablename__ = "dictionary_changes"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    entry: Mapped[str] = mapped_column(ForeignKey("dictionary_entries.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


class ContactChangeRow(Row):
    """What holds of a contact in every notice since then. The newest of each form is what stands."""

    __tablename__ = "contact_changes"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    form: Mapped[str] = mapped_column(index=True)
    written: Mapped[str]
    kind: Mapped[ContactKind]
    note: Mapped[str]
    is_allowed: Mapped[bool]
    at: Mapped[datetime]
    by: Mapped[str]


class Line:
    """A line of a history. The newest of what it is about stands."""

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]


class VoiceChoiceRow(Line, Row):
    """Which voice is asked first for a language and class, or for every class where it names none."""

    __tablename__ = "voice_choices"
    __table_args__ = (Index(None, "language", "class"),)

    language: Mapped[str]
    class_: Mapped[Class | None] = mapped_column("class")
    voice: Mapped[str | None]
    """None: what was chosen before holds no longer."""
    rate: Mapped[float]


class TemplateRow(Line, Row):
    """How a broadcast of a class is put together, as `audio.template` writes it; empty for ours."""

    __tablename__ = "templates"

    class_: Mapped[Class] = mapped_column("class", index=True)
    template: Mapped[str]


class SoundRow(Row):
    """A tone or music that staff loaded, by its digest."""

    __tablename__ = "sounds"

    digest: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[SoundKind]
    name: Mapped[str]
    file_name: Mapped[str]
    length: Mapped[timedelta]
    resembles_alarm: Mapped[bool]
    """Then it may open an emergency and nothing below."""
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[str]
    is_removed: Mapped[bool]


class RecordingRow(Line, Row):
    """A sentence of a notice as a person said it; an empty digest takes back what was recorded."""

    __tablename__ = "recordings"
    __table_args__ = (Index(None, "notice", "number"),)

    notice: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    words: Mapped[str]
    """The sentence as it is spoken."""
    digest: Mapped[str]
    length: Mapped[timedelta]
    speaker: Mapped[str]
    """Who spoke, as staff name them."""
