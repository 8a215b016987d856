"""What can go wrong at the centre, in words for those who asked."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum


class ControllerError(Exception):
    """The root. What was asked for was not done, and nothing was changed."""


class WrongInputError(ControllerError):
    """A field holds what it cannot hold. Names the field, the value, and what would be right."""

    def __init__(self, field: str, value: object, right: str) -> None:
        shown = repr(value)
        super().__init__(f"{field}: {shown if len(shown) <= 80 else shown[:77] + '...'}: {right}")
        self.field = field
        self.right = right


class VersionRefusal(StrEnum):
    """Why a notice is not taken in as a version of another."""

    TAKEN = "taken"
    """There is one in this language; that may be the notice itself."""
    OF_A_VERSION = "of_a_version"
    """Versions are of the notice that was there first, never of one another."""


class VersionRefusedError(WrongInputError):
    """A notice was not taken in as a version of another. Staff see at which field, and why."""

    def __init__(self, field: str, value: object, why: VersionRefusal) -> None:
        super().__init__(field, value, _RIGHT_VERSION[why])
        self.why = why


_RIGHT_VERSION = {
    VersionRefusal.TAKEN: "expected a language in which the notice is not there yet",
    VersionRefusal.OF_A_VERSION: "expected the notice that was there first",
}


class NotFoundError(ControllerError):
    """There is nothing of that name; it may have been mistyped or belong to another site."""


class NotYetError(ControllerError):
    """It cannot be done yet; says what has to happen first."""


class UndecidedError(NotYetError):
    """Places of a notice can be read in two ways, and it matters: a person decides before it is approved."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(f"decide first how these are read: {', '.join(map(repr, places[:5]))}")
        self.count = len(places)


class PartsUnheardError(NotYetError):
    """Parts wait to be voiced with cues that somebody recorded: who approves can hear them first."""


class UntimelyError(ControllerError):
    """Words that a broadcast says do not hold whenever it sounds. Staff change it, or accept them."""

    def __init__(self, found: Sequence[tuple[str, str, date | None]]) -> None:
        told = (f"{words!r}{f' (until {day})' if day else ''} accepted by {key}" for key, words, day in found)
        super().__init__(f"would sound when it no longer holds: {'; '.join(told)}")
        self.found = tuple(found)
        """By which key it is accepted, its words, and the deadline that they name."""


class AlreadyDoneError(ControllerError):
    """It was done before, by this request or another; nothing was done twice."""


class ChangedMeanwhileError(ControllerError):
    """Somebody else changed it since it was read; nothing was overwritten."""


class WrongPasswordError(ControllerError):
    """Name and password do not go together. It never says which of the two is wrong."""


class ShutOutError(ControllerError):
    """Too many wrong guesses: nothing is looked at before `until`, not even the right password."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many wrong passwords; try again after {until.isoformat(timespec='seconds')}")
        self.until = until


class LinkSpentError(ControllerError):
    """The sign-in link was used, is too old, or was never given; whoever made it can make another."""


class FetchRefusal(StrEnum):
    """Why nothing was taken from a web address."""

    NO_ADDRESS = "no_address"
    """It is no plain http or https address."""
    PORT = "port"
    UNKNOWN_HOST = "unknown_host"
    NOT_PUBLIC = "not_public"
    """It leads inside a house, to this machine, or nowhere."""
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_THERE = "not_there"
    """The server says that there is nothing, or not for everybody."""
    KIND = "kind"
    """It is neither a page nor a document."""
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_ANSWER = "no_answer"
    """Nobody answers, or not in a way that can be trusted or understood."""


class FetchRefusedError(ControllerError):
    """Nothing was taken from a web address. Staff see why; they can save the page and send it as a file."""

    def __init__(self, url: str, why: FetchRefusal, *, told: str = "") -> None:
        super().__init__(f"{url[:200]!r}: {why.replace('_', ' ')}{f' ({told})' if told else ''}")
        self.url = url
        self.why = why
        self.told = told


class EntryRefusal(StrEnum):
    """Why an entry is not taken into the dictionary."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNSPEAKABLE = "unspeakable"
    """Nothing of it can be spoken."""
    NEVER_MET = "never_met"
    """No text would be read by it: it begins with no letter, or other rules read such writing before."""
    KNOWN = "known"
    """The same writing has an entry for the same context."""


class EntryRefusedError(ControllerError):
    """An entry of the dictionary was not taken. Staff see at which field, and why; nothing was changed."""

    def __init__(self, field: str, why: EntryRefusal) -> None:
        super().__init__(f"{field}: {why.replace('_', ' ')}")
        self.field = field
        self.why = why


class ContactRefusal(StrEnum):
    """Why a number or address is not let through in every notice."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_PHONE = "no_phone"
    NO_MAIL = "no_mail"
    NO_ACCOUNT = "no_account"
    NEVER_HELD = "never_held"
    """It is an office's or a public line, and spoken in every notice anyway."""
    IDENTITY = "identity"
    """It looks like an identity number; those are let through in single notices only."""
    KNOWN = "known"


class ContactRefusedError(ControllerError):
    """Nothing was allowed. Staff see at which field, and why; the number itself is never repeated here."""

    def __init__(self, field: str, why: ContactRefusal) -> None:
        super().__init__(f"{field}: {why.replace('_', ' ')}")
        self.field = field
        self.why = why


class VoiceRefusal(StrEnum):
    """Why a voice is not chosen for a language, nor asked for a notice."""

    UNKNOWN = "unknown"
    """It is not here, or not any more."""
    LANGUAGE = "language"
    """It does not speak the language."""
    RATE = "rate"
    """So slow or so fast is no pace to be understood at."""
    NOT_ALLOWED = "not_allowed"
    """An administrator has not allowed it."""
    EMERGENCY = "emergency"
    """It needs the network, and emergencies never leave the house."""
    PERSONS = "persons"
    """It needs the network, and the text has something about persons."""
    ENOUGH = "enough"
    """There are as many takes of the notice as are compared at once."""


class VoiceRefusedError(ControllerError):
    """A voice was not taken. Staff see at which field, and why; nothing was changed."""

    def __init__(self, field: str, why: VoiceRefusal) -> None:
        super().__init__(f"{field}: {why.replace('_', ' ')}")
        self.field = field
        self.why = why


class SoundRefusal(StrEnum):
    """Why a loaded sound is not taken into the list, or not out of it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TAKEN = "taken"
    """Another sound has the name."""
    KNOWN = "known"
    """Just this sound is in the list."""
    USED = "used"
    """A template has it."""


class SoundRefusedError(ControllerError):
    """The list of sounds stays as it is. Staff see at which field, and why."""

    def __init__(self, field: str, why: SoundRefusal) -> None:
        super().__init__(f"{field}: {why.replace('_', ' ')}")
        self.field = field
        self.why = why


class TemplateRefusal(StrEnum):
    """Why a template may not name a sound."""

    GONE = "gone"
    """Somebody took it out of the list."""
    NOT_FOR_THE_CLASS = "not_for_the_class"
    """It sounds like an alarm or for too long, or is of the other kind."""


class TemplateRefusedError(ControllerError):
    """A template stays as it is. Staff see at which field, and why."""

    def __init__(self, field: str, why: TemplateRefusal) -> None:
        super().__init__(f"{field}: {why.replace('_', ' ')}")
        self.field = field
        self.why = why


class VoicingFailedError(ControllerError):
    """No clip came of it; says which voice failed and why. Staff can try again."""


class StudioStoppedError(ControllerError):
    """The studio was stopped while it worked. The wish stands and is taken up again."""


class StudioEndedError(StudioStoppedError):
    """The studio ended by itself over what it was at, which is taken up again, but not for ever."""


class LeaseLostError(ControllerError):
    """Another worker took the work over meanwhile; this result is dropped and nothing is lost."""


class DatabaseUnreachableError(ControllerError):
    """The database does not answer or is not set up; the poles play on from what they have."""


class BrokerUnreachableError(ControllerError):
    """The broker does not answer. Messages stay stored and go out when it does."""
