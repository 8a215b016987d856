"""Errors of the flow in the words of people: what is wrong and what would be right."""

from audio.errors import (
    AudioError,
    BrokenDocumentError,
    DocumentError,
    DocumentTooCostlyError,
    DocumentTooLargeError,
    DocumentTooLongError,
    EmptyDocumentError,
    EncryptedDocumentError,
    RecogniserMissingError,
    ShelfFullError,
    SoundTooLargeError,
    SoundTooLongError,
    TooFewPausesError,
    WrongLengthError,
)
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    ContactRefusal,
    ContactRefusedError,
    EntryRefusal,
    EntryRefusedError,
    FetchRefusal,
    NotYetError,
    PartsUnheardError,
    UndecidedError,
    VersionRefusal,
    VersionRefusedError,
    WrongInputError,
)
from schedules.errors import (
    ExpiredError,
    NoAddressError,
    NothingToPlayError,
    PastInstantError,
    RecurrenceError,
)

from .words import Words


def explained(error: WrongInputError, words: Words) -> str:  # noqa: PLR0911 - one line a kind
    """Return a sentence for staff; the error's own words where no better ones are known."""
    if isinstance(error, VersionRefusedError):
        return _of_version(error, words)
    match error.__cause__:
        case DocumentError() as fault:
            return _of_document(fault, words)
        case PastInstantError():
            return words.say("This time has gone by. Choose a later one")
        case RecurrenceError():
            return words.say("The broadcast would not sound on any day. Check days and end")
        case ExpiredError():
            return words.say("The broadcast would end after its last valid instant")
        case NoAddressError():
            return words.say("Choose where it shall sound")
        case NothingToPlayError():
            return words.say("Choose at least one notice")
        case AlreadyDoneError():
            return words.say("Somebody signs in with this name already. Choose another")
        case _:
            return _of_field(error, words)


def _of_version(error: VersionRefusedError, words: Words) -> str:
    match error.why:
        case VersionRefusal.TAKEN:
            return words.say("The notice is there in this language already. Choose another language")
        case VersionRefusal.OF_A_VERSION:
            return words.say("This is a version itself. Add the language to the notice that was there first")


def _of_document(fault: DocumentError, words: Words) -> str:  # noqa: PLR0911 - one line a kind
    match fault:
        case EmptyDocumentError():
            return words.say("Enter the text of the notice, or choose a file")
        case EncryptedDocumentError():
            return words.say("A password protects this file. Take it off and choose the file again")
        case BrokenDocumentError():
            return words.say("This file is damaged. Save or fetch it anew")
        case DocumentTooLargeError():
            return words.say("There is too much in this file. Choose the part that is to be heard")
        case DocumentTooCostlyError():
            return words.say("Opening this file takes too long. Save it in another format")
        case RecogniserMissingError():
            return words.say(
                "This is a picture of text. An administrator installs %(package)s to have it read",
                package=fault.package,
            )
        case DocumentTooLongError():
            return words.say(
                "Shorten the text to %(limit)s characters; it has %(length)s",
                limit=words.number(fault.limit),
                length=words.number(fault.length),
            )
        case _:
            return words.say("This file cannot be opened. Save it as .docx, .odt, .pdf or .txt (UTF-8)")


def refusal(why: FetchRefusal, words: Words) -> str:
    """Return why nothing was taken from a web address, and what to do now."""
    match why:
        case FetchRefusal.NO_ADDRESS | FetchRefusal.PORT:
            return words.say("Enter an address like https://example.gov.vn/page")
        case FetchRefusal.UNKNOWN_HOST | FetchRefusal.NOT_THERE:
            return words.say("There is no such page. Check the address")
        case FetchRefusal.NOT_PUBLIC:
            return words.say("Only public pages are fetched, and this address is none")
        case FetchRefusal.KIND | FetchRefusal.TOO_LARGE:
            return words.say("This is no page or document that can be read. Save it and choose the file")
        case FetchRefusal.TOO_MANY_REDIRECTS | FetchRefusal.TOO_SLOW | FetchRefusal.NO_ANSWER:
            return words.say("The page did not come. Save it and choose the file")


def approval_fault(error: NotYetError | ChangedMeanwhileError, words: Words) -> str:
    """Return why something was not approved, and what to do now."""
    match error:
        case UndecidedError():
            return words.counted(
                "%(n)s place may be read in two ways. Decide it first, then approve",
                "%(n)s places may be read in two ways. Decide them first, then approve",
                error.count,
            )
        case PartsUnheardError():
            return words.say(
                "The recorded announcements of the parts cannot be heard yet. "
                "Wait until the parts are voiced, listen, then approve. Or stop the voicing, or discard the "
                "recorded announcements: then another voice speaks the parts"
            )
        case NotYetError():
            return words.say("It is not voiced yet: listen first, then approve")
        case ChangedMeanwhileError():
            return words.say("The text was changed meanwhile. Nothing was approved: read and listen anew")


def recording_fault(error: AudioError, words: Words) -> str:
    """Return why nothing of a recording was taken, and what would be right."""
    match error:
        case TooFewPausesError():
            return words.say(
                "There are %(found)s pauses in it, and %(needed)s are needed: rest a second after each "
                "sentence, or record by the sentence",
                found=error.found,
                needed=error.needed,
            )
        case WrongLengthError():
            return words.say(
                "It sounds for %(sounds)s s, and these words take about %(usual)s s. "
                "Is it the right recording?",
                sounds=words.number(round(error.sounds.total_seconds())),
                usual=words.number(round(error.usual.total_seconds())),
            )
        case SoundTooLargeError():
            return words.say("The file is over 30 MB. Save it as MP3 or M4A, or send it in pieces")
        case SoundTooLongError():
            return words.say(
                "It sounds for more than %(minutes)s minutes. Send it in pieces",
                minutes=round(error.limit.total_seconds() / 60),
            )
        case ShelfFullError():
            return words.say("The disk is full. An administrator makes room; then send it again")
        case _:
            return words.say("There is no sound in this file that can be read. Save it as WAV, MP3 or M4A")


def entry_fault(error: EntryRefusedError, words: Words) -> str:
    """Return why an entry of the dictionary was not taken, and what would be right."""
    match error.why:
        case EntryRefusal.EMPTY:
            return words.say("Enter something that can be seen")
        case EntryRefusal.TOO_LONG:
            return words.say("Shorten this: it is too long for an entry")
        case EntryRefusal.UNSPEAKABLE:
            return words.say("Nothing of this can be spoken. Enter it in words")
        case EntryRefusal.NEVER_MET:
            return words.say(
                "No text would be read by it. Begin with a letter; numbers, dates and addresses have rules"
            )
        case EntryRefusal.KNOWN:
            return words.say("There is an entry for this already. Change that one")


def contact_fault(error: ContactRefusedError, words: Words) -> str:  # noqa: PLR0911 - one line a kind
    """Return why a contact was not allowed, and what would be right."""
    match error.why:
        case ContactRefusal.EMPTY:
            return words.say("Enter something that can be seen")
        case ContactRefusal.TOO_LONG:
            return words.say("Shorten this: enter one number or address and nothing else")
        case ContactRefusal.NO_PHONE:
            return words.say("Enter one telephone number of Vietnam and nothing else, like 0912 345 678")
        case ContactRefusal.NO_MAIL:
            return words.say("Enter one e-mail address and nothing else, like banquanly@gmail.com")
        case ContactRefusal.NO_ACCOUNT:
            return words.say("Enter one account number of 6 to 20 digits and nothing else")
        case ContactRefusal.NEVER_HELD:
            return words.say("Notices speak this already: it is a public line or an office's address")
        case ContactRefusal.IDENTITY:
            return words.say("This looks like an identity number. Those are allowed in single notices only")
        case ContactRefusal.KNOWN:
            return words.say("This is always spoken already. You find it in the list")


def _of_field(error: WrongInputError, words: Words) -> str:
    match error.field:
        case "name" | "display_name":
            return words.say("Enter 1 to 64 letters, digits or signs that can be seen")
        case "password":
            return words.say("Choose 10 to 256 characters that nobody guesses: no name, no common password")
        case "status":
            return words.say("This notice is only an exercise or a test. Choose another")
        case "addresses":
            return words.say("Choose where it shall sound")
        case _:
            return error.right
