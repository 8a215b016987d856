"""What staff chose and brought for the sound of broadcasts."""

from datetime import datetime, timedelta

from sqlalchemy import (
    ForeignKey,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from controller.entries import (
    SoundKind,
)
from schedules.vocabulary import Class

from .base import Line, Row


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
