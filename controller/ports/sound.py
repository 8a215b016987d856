"""What staff chose and brought for the sound of broadcasts."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import IO, Protocol

from audio.flaws import Flaw
from audio.language import SpokenLanguage
from audio.template import Template
from controller.entries import (
    Cast,
    LoadedSound,
    RecordingLine,
    SoundKind,
    Taken,
    TemplateLine,
    TidySound,
    VoiceChoice,
    VoiceChoiceLine,
)
from controller.outlook.clips import FileNeed
from schedules.vocabulary import Class, Digest, NoticeId


class VoiceChoices(Protocol):
    """Which voice is asked first, as lines of a history."""

    def add(self, line: VoiceChoiceLine) -> None: ...

    def standing(self, language: SpokenLanguage, class_: Class) -> Sequence[VoiceChoice]:
        """Return what holds in a class, best first: what was chosen for it, then for every class."""
        ...

    def lines(self) -> Sequence[VoiceChoiceLine]:
        """Return the history, newest first."""
        ...


class Recordings(Protocol):
    """Which sentences of notices people recorded, as lines of a history."""

    def add(self, line: RecordingLine) -> None: ...

    def standing(self, notice: NoticeId) -> Sequence[RecordingLine]:
        """Return the newest line of each sentence that has a recording."""
        ...

    def lines(self, notice: NoticeId) -> Sequence[RecordingLine]:
        """Return the history of a notice, newest first."""
        ...

    def needs(self) -> Mapping[Digest, Sequence[FileNeed]]:
        """What needs each recording: the notices for which it stands, or in whose history it is."""
        ...


class RecordingRoom(Protocol):
    """Where recordings are opened, divided, kept and heard. It may take a while: never call it in a unit."""

    def take(
        self,
        file: IO[bytes],
        sentences: Sequence[str],
        *,
        language: SpokenLanguage,
        pressed: Sequence[timedelta] | None = None,
    ) -> Sequence[Taken]:
        """Divide a recording into its sentences and keep them; return what came of each, in order.

        `pressed` are the instants at which the reader went on to the next; without them the pauses are
        found by the lengths of the sentences. What was said for an empty sentence is left out.

        Raises:
            SoundError: there is no sound in it, or too much.
            DividingError: it does not go with the sentences.
            ShelfError: it could not be kept.
        """
        ...

    def content(self, digest: Digest) -> bytes:
        """Return a recording as FLAC; raise `NotFoundError` where it is gone or damaged."""
        ...

    def flaws(self, digest: Digest) -> frozenset[Flaw]:
        """Return what somebody should hear for themselves."""
        ...


class BroadcastTemplates(Protocol):
    """How broadcasts of each class are put together, as lines of a history."""

    def lock(self) -> None:
        """Let nobody else change them until this unit ends; call it first in the unit."""
        ...

    def add(self, line: TemplateLine) -> None: ...

    def standing(self, class_: Class) -> Template:
        """Return what holds for a class; ours where nobody changed it."""
        ...

    def lines(self, class_: Class | None = None) -> Sequence[TemplateLine]:
        """Return the history of one class or of all, newest first."""
        ...

    def line(self, number: int) -> TemplateLine:
        """Raise `NotFoundError` where there is none."""
        ...


class Sounds(Protocol):
    """The tones and music that staff loaded."""

    def add(self, sound: LoadedSound) -> None:
        """Raise `AlreadyDoneError` where one of this digest is there."""
        ...

    def keep(self, sound: LoadedSound) -> None:
        """Store what changed; raise `NotFoundError` where there is none."""
        ...

    def get(self, digest: Digest) -> LoadedSound:
        """Raise `NotFoundError` where there is none; a removed one is there."""
        ...

    def find(self, digest: Digest) -> LoadedSound | None: ...

    def all(self) -> Sequence[LoadedSound]:
        """Return all that are in the list, by name."""
        ...


class SoundRoom(Protocol):
    """Where loaded sounds are opened, kept and heard.

    But for `path` and `forget` it may take a while: never call it in a unit.
    """

    def load(self, content: bytes, kind: SoundKind, *, for_emergencies: bool) -> TidySound:
        """Open a file of a stranger's and keep what sounds in it.

        Raises:
            SoundError: it cannot be what it is to be; its kind says why.
            ShelfError: it could not be kept.
        """
        ...

    def path(self, digest: Digest) -> Path | None:
        """Return the file of a sound, FLAC; None where it is gone."""
        ...

    def forget(self, digest: Digest) -> None:
        """Delete a file that nothing names any more; it need not be there."""
        ...

    def sample(self, template: Template, class_: Class, cast: Cast) -> Digest:
        """Have a few fixed sentences put together so; return under which name they are heard for a while.

        Raises:
            VoicingFailedError: no clip came of it; says why.
        """
        ...

    def heard(self, name: Digest) -> bytes | None:
        """Return a sample, Ogg Opus; None where it is forgotten."""
        ...
