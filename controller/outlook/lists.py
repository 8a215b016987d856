"""Long lists as pages show them: without texts, newest first, one page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from audio.language import SpokenLanguage
from controller.entries import NoticeState, VoicingState, Wish
from schedules.vocabulary import Class, NoticeId, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A place in a list that is newest first: just after the line of this instant and id."""

    at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some lines of a list, and where the next ones begin; None at its end."""

    lines: Sequence[T]
    next: Cursor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice without its texts. `voicing` and `length` are those of the whole notice."""

    id: NoticeId
    title: str
    class_: Class
    language: SpokenLanguage
    version_of: NoticeId | None
    status: Status
    state: NoticeState
    created_at: datetime
    approved_at: datetime | None
    approved_by: str | None
    voicing: VoicingState | None
    length: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastLine:
    """A broadcast, and whether it waits: something is not approved or not voiced yet."""

    wish: Wish
    waits: bool
