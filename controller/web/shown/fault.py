"""What was wrong with the sound of a notice, in words for staff: in which sentence, and what to do now."""

import re

from controller.entries import NO_APPROVED_VOICE
from controller.web.words import Words

_SENTENCE = re.compile("“(.+)”", re.DOTALL)


def fault(problem: str, words: Words) -> str:  # noqa: C901, PLR0911 - one line a kind
    """Return a sentence for a problem of the studio; its own words where no better ones are known."""
    if problem == NO_APPROVED_VOICE:
        return words.say(
            "The voices that were approved with the notice are not here any more. An administrator installs "
            "one of them again and you voice it again, or you write the notice anew and have it approved"
        )
    kind, _, told = problem.partition(": ")
    found = _SENTENCE.search(told)
    sentence = found[1] if found else ""
    match kind:
        case "SilentSpeechError":
            return words.say(
                "The voice gave no sound for “%(sentence)s”. Write it otherwise", sentence=sentence
            )
        case "ClippedSpeechError":
            return words.say("The voice rattles in “%(sentence)s”: it is too loud", sentence=sentence)
        case "CutSpeechError":
            return words.say("The end of “%(sentence)s” is missing. Voice it again", sentence=sentence)
        case "TooShortSpeechError":
            return words.say("The voice left out words of “%(sentence)s”. Voice it again", sentence=sentence)
        case "TooLongSpeechError":
            return words.say(
                "The voice takes far too long for “%(sentence)s”. Write it otherwise",
                sentence=sentence,
            )
        case "WrongLoudnessError":
            return words.say(
                "It would be too loud or too soft on the air, so it was stopped. Tell an administrator"
            )
        case "SoundMissingError":
            return words.say(
                "A tone or music of the broadcast template is gone from the server. Choose another in the "
                "template, then voice it again"
            )
        case "AlarmingSoundError" | "SoundTooLongError" | "TemplateError":
            return words.say(
                "The broadcast template may not be used for this class. Change the template, then voice it "
                "again"
            )
        case "ShelfFullError":
            return words.say("The disk is full. An administrator makes room; then voice it again")
        case _:
            return problem
