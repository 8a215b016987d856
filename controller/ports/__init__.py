"""What the flow needs from the machines around it, as small protocols.

The store, the bus and the studio implement these; the flow knows nothing else of them.
"""

from .broadcasts import Broadcasts, Publications
from .machines import Clock, Documents, Ears, Studio, VoiceRoom, Web
from .notices import Notices, Voicings
from .outlook import Lists, Needs, Outlook
from .people import Passwords, People, PersonSessions, SignInLinks
from .poles import Poles, Proofs
from .shelf import Clips, KeptFiles, KeptSentences
from .sound import BroadcastTemplates, RecordingRoom, Recordings, SoundRoom, Sounds, VoiceChoices
from .unit import Ledger, Unit
from .wordings import AddressNames, Contacts, Dictionary

__all__ = [
    "AddressNames",
    "BroadcastTemplates",
    "Broadcasts",
    "Clips",
    "Clock",
    "Contacts",
    "Dictionary",
    "Documents",
    "Ears",
    "KeptFiles",
    "KeptSentences",
    "Ledger",
    "Lists",
    "Needs",
    "Notices",
    "Outlook",
    "Passwords",
    "People",
    "PersonSessions",
    "Poles",
    "Proofs",
    "Publications",
    "RecordingRoom",
    "Recordings",
    "SignInLinks",
    "SoundRoom",
    "Sounds",
    "Studio",
    "Unit",
    "VoiceChoices",
    "VoiceRoom",
    "Voicings",
    "Web",
]
