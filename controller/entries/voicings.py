"""The clips that notices and broadcasts need or have, and who may speak them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from schedules.vocabulary import (
    BroadcastId,
    Class,
    Clip,
    Digest,
    NoticeId,
)

VoicingId = NewType("VoicingId", int)


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
    """How often a worker has taken it up since it was last asked for; of one that waits to be heard, how
    often the machine that listens ended over it."""
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
    rate: float | None = None
    """At how many times their own pace they were asked to speak its first section, which approving it
    approves too; None where nobody noted it."""
    heard: str = field(default="", repr=False)
    """What a machine misheard, as `audio.hearing.back_check` writes it; empty where none listened."""
    awaits_hearing: bool = False
    """A machine will listen to it, or does. Nothing waits for that."""
    problem: str = ""
    version: int = 1

    @property
    def sentences(self) -> int:
        return sum(section.sentences for section in self.sections)


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
    """Times the voice's own pace; of an approved notice the one that was heard."""
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
