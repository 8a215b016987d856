"""Notices, and the clips that they and broadcasts need."""

from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from audio.documents.values import Note
from controller.entries import (
    NoticeState,
    VoicingState,
)
from controller.store.columns import Notes
from schedules.vocabulary import Class, Status

from .base import Leased, Row, Titled


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
        Index(
            "ix_voicings_unheard",
            "id",
            sqlite_where=text("awaits_hearing = 1"),
            postgresql_where=text("awaits_hearing"),
        ),
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
    rate: Mapped[float | None]
    heard: Mapped[str] = mapped_column(default="", server_default="")
    awaits_hearing: Mapped[bool] = mapped_column(default=False, server_default=false())
    problem: Mapped[str] = mapped_column(default="")
