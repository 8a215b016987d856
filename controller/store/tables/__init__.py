"""What is stored: one class a table. Rows never leave the store; the flow gets values."""

from .base import Leased, Line, Row, Titled
from .broadcasts import BroadcastAddressRow, BroadcastItemRow, BroadcastRow, PlayAddressRow, PlayRow
from .notices import NoticeRow, VoicingRow
from .people import PersonRow, PersonSessionRow, SignInLinkRow
from .poles import PoleAddressRow, PoleRow, ProofRow, ReportRow
from .publications import PublicationRow, RevisionRow
from .sound import RecordingRow, SoundRow, TemplateRow, VoiceChoiceRow
from .wordings import AddressNameRow, ContactChangeRow, DictionaryChangeRow, DictionaryEntryRow

__all__ = [
    "AddressNameRow",
    "BroadcastAddressRow",
    "BroadcastItemRow",
    "BroadcastRow",
    "ContactChangeRow",
    "DictionaryChangeRow",
    "DictionaryEntryRow",
    "Leased",
    "Line",
    "NoticeRow",
    "PersonRow",
    "PersonSessionRow",
    "PlayAddressRow",
    "PlayRow",
    "PoleAddressRow",
    "PoleRow",
    "ProofRow",
    "PublicationRow",
    "RecordingRow",
    "ReportRow",
    "RevisionRow",
    "Row",
    "SignInLinkRow",
    "SoundRow",
    "TemplateRow",
    "Titled",
    "VoiceChoiceRow",
    "VoicingRow",
]
