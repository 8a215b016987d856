"""What the routes need, handed to them by whoever builds the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request

from controller.flow.guesses import RemoteGuesses
from controller.flow.own_lexicon import OwnLexicon
from controller.ports import Clock, Documents, Ledger, Passwords, RecordingRoom, SoundRoom, VoiceRoom, Web
from schedules.vocabulary import Digest

from .fresh import Fresh
from .live import Live
from .pace import Paces
from .render import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """The code that whoever begins must show, and how it is forgotten once somebody is there."""

    is_code: Callable[[str], bool]
    forget: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the routes need."""

    ledger: Ledger
    clock: Clock
    token: str = field(repr=False)
    zone: ZoneInfo
    find_clip: Callable[[Digest], Path | None]
    is_broker_connected: Callable[[], bool]
    passwords: Passwords
    new_token: Callable[[], str]
    first_run: FirstRun
    templates: Templates
    lexicon: OwnLexicon
    documents: Documents | None = None
    """Opens what is more than plain text; without it only that is taken in."""
    web: Web | None = None
    """Fetches web addresses; without it none is."""
    recordings: RecordingRoom | None = None
    """Where recordings of people are kept; without it nothing is recorded."""
    voices: VoiceRoom | None = None
    """The voices of the site; without it none can be seen or got."""
    sounds: SoundRoom | None = None
    """Where tones and music are loaded; without it none can be loaded or heard."""
    live: Live = field(default_factory=Live)
    strip: Fresh = field(default_factory=Fresh)
    paces: Paces = field(default_factory=Paces)
    remote_guesses: RemoteGuesses = field(default_factory=RemoteGuesses)
    site_name: str = ""
    is_encrypted: bool = False
    """Whether people reach the desk by https, so that cookies may insist on it."""
    is_in_development: bool = False
    """Whether developers may see the page of components."""


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]
