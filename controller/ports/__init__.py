"""What the flow needs from the machines around it, as small protocols.

The store, the bus and the studio implement these; the flow knows nothing else of them.
"""

from .broadcasts import Broadcasts, Publications
from .machines import Clock, Documents, Studio, VoiceRoom, Web
from .notices import Notices, Voicings
from .outlook import Lists, Needs, Outlook
from .people import Passwords, People, PersonSessions, SignInLinks
from .poles import Poles, Proofs
from .sound import VoiceChoices
from .unit import Ledger, Unit
from .wordings import AddressNames, Contacts, Dictionary

__all__ = [
    "AddressNames",
    "Broadcasts",
    "Clock",
    "Contacts",
    "Dictionary",
    "Documents",
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
    "SignInLinks",
    "Studio",
    "Unit",
    "VoiceChoices",
    "VoiceRoom",
    "Voicings",
    "Web",
]
