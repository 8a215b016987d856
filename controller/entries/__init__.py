"""What stands in the ledger, as values that pass between the flow and its machines."""

from .broadcasts import Publication, PublicationState, Wish
from .leases import Lease
from .notices import Fetched, Notice, NoticeState
from .people import Language, Opened, Person, PersonId, PersonSession, SignedIn, SignInLink
from .poles import Pole, Proof
from .sound import (
    LoadedSound,
    Recorded,
    RecordingLine,
    SoundKind,
    Taken,
    TemplateLine,
    TidySound,
    VoiceChoice,
    VoiceChoiceLine,
)
from .voicings import NO_APPROVED_VOICE, NO_VOICE, Cast, Section, Voiced, Voicing, VoicingId, VoicingState
from .wordings import (
    Beside,
    Contact,
    ContactChange,
    ContactKind,
    DictionaryChange,
    DictionaryEntry,
    EntryId,
    EntryKind,
    Wording,
)

__all__ = [
    "NO_APPROVED_VOICE",
    "NO_VOICE",
    "Beside",
    "Cast",
    "Contact",
    "ContactChange",
    "ContactKind",
    "DictionaryChange",
    "DictionaryEntry",
    "EntryId",
    "EntryKind",
    "Fetched",
    "Language",
    "Lease",
    "LoadedSound",
    "Notice",
    "NoticeState",
    "Opened",
    "Person",
    "PersonId",
    "PersonSession",
    "Pole",
    "Proof",
    "Publication",
    "PublicationState",
    "Recorded",
    "RecordingLine",
    "Section",
    "SignInLink",
    "SignedIn",
    "SoundKind",
    "Taken",
    "TemplateLine",
    "TidySound",
    "VoiceChoice",
    "VoiceChoiceLine",
    "Voiced",
    "Voicing",
    "VoicingId",
    "VoicingState",
    "Wish",
    "Wording",
]
