"""What staff chose and brought for the sound of broadcasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from audio.language import SpokenLanguage
from audio.template import LONGEST_TONE, Template
from schedules.vocabulary import (
    Class,
    Digest,
    NoticeId,
)


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
