"""Machines beside the store: studio, documents, the web, the clock."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from audio.documents.values import OpenedDocument
from audio.language import SpokenLanguage
from audio.reading.values import Reading
from audio.template import OURS, Template
from controller.entries import (
    Cast,
    Fetched,
    Voiced,
)
from controller.outlook.voices import SeenVoice
from schedules.vocabulary import Class


class Studio(Protocol):
    def voice(
        self,
        sections: Sequence[tuple[Reading, Cast]],
        class_: Class,
        tell: Callable[[int], None],
        *,
        template: Template = OURS,
    ) -> Voiced:
        """Voice sections, each by its cast, into one clip of a class, put together as a template says.

        `tell` hears how many sentences of all are done and may raise to stop.

        Raises:
            VoicingFailedError: no clip came of it; says why.
            StudioStoppedError: it ended meanwhile; nothing is wrong with the reading.
        """
        ...


class Ears(Protocol):
    def hear(self, reading: Reading, cast: Cast, voice: str, tell: Callable[[], None]) -> str:
        """Have a machine hear the sentences of a clip that a voice of this identity spoke as `cast` asks.

        Returns what it misheard, or why it did not listen, as `audio.hearing.back_check` writes it; empty
        where it knows none of its language. It may take an hour: `tell` is called meanwhile and may raise
        to stop.

        Raises:
            StudioStoppedError: it was stopped meanwhile.
            StudioEndedError: it ended by itself meanwhile.
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


class VoiceRoom(Protocol):
    """The voices of the site, and getting another."""

    def voices(self) -> Sequence[SeenVoice]:
        """Return those that speak, best first, and then the others."""

    def install(self, name: str) -> None:
        """Begin to fetch a voice of the catalogue; it goes on when this returns.

        Raises:
            NotFoundError: the catalogue has none of that name, or it is installed.
            AlreadyDoneError: one is being fetched.
        """

    def remove(self, name: str) -> None:
        """Raise NotFoundError where it is not installed."""

    def sample(self, name: str, language: SpokenLanguage) -> bytes:
        """Return a sentence by a voice that speaks here and needs no network, as Ogg Opus.

        Raises:
            NotFoundError: there is none that speaks the language.
            VoicingFailedError: it did not speak.
        """
