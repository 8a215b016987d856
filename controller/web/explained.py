"""Errors of the flow in the words of people: what is wrong and what would be right."""

from audio.errors import (
    BinaryDocumentError,
    DocumentTooLongError,
    EmptyDocumentError,
    WrongEncodingError,
)
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, NotYetError, WrongInputError
from schedules.errors import (
    ExpiredError,
    NoAddressError,
    NothingToPlayError,
    PastInstantError,
    RecurrenceError,
)

from .words import Words


def explained(error: WrongInputError, words: Words) -> str:  # noqa: C901, PLR0911 - one line a kind
    """Return a sentence for staff; the error's own words where no better ones are known."""
    match error.__cause__:
        case EmptyDocumentError():
            return words.say("Enter the text of the notice, or choose a text file")
        case BinaryDocumentError():
            return words.say(
                "This file is no text. Open it in your word processor and save it as .txt (UTF-8)"
            )
        case WrongEncodingError():
            return words.say("This text is not UTF-8. Save it again with the encoding UTF-8")
        case DocumentTooLongError() as too_long:
            return words.say(
                "Shorten the text to %(limit)s characters; it has %(length)s",
                limit=words.number(too_long.limit),
                length=words.number(too_long.length),
            )
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


def approval_fault(error: NotYetError | ChangedMeanwhileError, words: Words) -> str:
    """Return why something was not approved, and what to do now."""
    match error:
        case NotYetError():
            return words.say("It is not voiced yet: listen first, then approve")
        case ChangedMeanwhileError():
            return words.say("The text was changed meanwhile. Nothing was approved: read and listen anew")


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
