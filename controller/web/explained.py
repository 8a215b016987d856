"""Errors of the flow in the words of people: what is wrong and what would be right."""

from audio.errors import (
    BinaryDocumentError,
    DocumentTooLongError,
    EmptyDocumentError,
    WrongEncodingError,
)
from controller.errors import WrongInputError
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
        case _:
            return error.right
