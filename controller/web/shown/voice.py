"""A voice as a page shows it."""

from collections.abc import Sequence
from typing import assert_never

from audio.speech import Grade
from controller.errors import VoiceRefusal
from controller.outlook.voices import SeenVoice, Standing, voice_named
from controller.web.shown.language import language_words
from controller.web.shown.state import State, Tone
from controller.web.words import Words

_MEGABYTE = 1_000_000


def line(one: SeenVoice, words: Words) -> dict[str, object]:
    """Return what is known of a voice, and what can be done with it."""
    can_be_heard = one.is_here and not one.needs_network
    languages = [(language.value, language_words(language, words)) for language in one.languages]
    return {
        "name": one.name,
        "title": one.title,
        "state": state(one, words),
        "grade": grade_words(one.grade, words),
        "languages": ", ".join(spoken for _, spoken in languages),
        "size": _size(one, words),
        "licence": one.licence,
        "licence_address": one.licence_address,
        "digest": one.digest,
        "warning": abroad(words) if one.needs_network else "",
        "problem": one.problem,
        "is_here": one.standing not in {Standing.OFFERED, Standing.COMING},
        "is_coming": one.standing is Standing.COMING,
        "can_be_installed": one.standing is Standing.OFFERED,
        "can_be_removed": one.can_be_removed,
        "samples": languages if can_be_heard else [],
    }


def called(name: str, voices: Sequence[SeenVoice]) -> str:
    """Return what staff call a voice of a name: "Supertonic 3, F2"; the name itself where it is gone."""
    voice = voice_named(name, voices)
    speaker = name.partition(":")[2]
    if voice is None or not speaker:
        return voice.title if voice else name
    return f"{voice.title} #{speaker}" if speaker.isdecimal() else f"{voice.title}, {speaker}"


def abroad(words: Words) -> str:
    return words.say("This text will be sent to Google")


def refusal(why: VoiceRefusal, words: Words) -> str:  # noqa: PLR0911 - one line a kind
    """Return why a voice is not taken, and what would be right."""
    match why:
        case VoiceRefusal.UNKNOWN:
            return words.say("This voice is not here. Choose another")
        case VoiceRefusal.LANGUAGE:
            return words.say("This voice does not speak the language. Choose another")
        case VoiceRefusal.RATE:
            return words.say("Choose one of the paces")
        case VoiceRefusal.NOT_ALLOWED:
            return words.say("An administrator has not allowed this voice. Choose another")
        case VoiceRefusal.EMERGENCY:
            return words.say("An online voice never gets emergencies. Choose another")
        case VoiceRefusal.PERSONS:
            return words.say("An online voice never gets a text with something about persons. Choose another")
        case VoiceRefusal.ENOUGH:
            return words.say("As many voices as can be compared are here. Remove one first")
        case _:
            assert_never(why)


def state(one: SeenVoice, words: Words) -> State:
    match one.standing:
        case Standing.SPEAKS:
            return State(tone=Tone.GOOD, words=words.say("Asked as number %(n)s", n=one.turn))
        case Standing.UNNAMED:
            return State(tone=Tone.OFF, words=words.say("Installed, not in the order"))
        case Standing.OFF:
            return State(tone=Tone.OFF, words=words.say("Off until an administrator allows it"))
        case Standing.BROKEN:
            return State(tone=Tone.BAD, words=words.say("Damaged: remove it and install it again"))
        case Standing.COMING:
            return State(tone=Tone.BUSY, words=_progress(one, words))
        case Standing.OFFERED:
            return _offered(one, words)
        case _:
            assert_never(one.standing)


def grade_words(grade: Grade, words: Words) -> str:
    match grade:
        case Grade.FALLBACK:
            return words.say("Understood with effort")
        case Grade.GOOD:
            return words.say("Understood well")
        case Grade.HUMAN:
            return words.say("A person")
        case _:
            assert_never(grade)


def _offered(one: SeenVoice, words: Words) -> State:
    if one.problem:
        return State(tone=Tone.BAD, words=words.say("Not installed: it failed"))
    return State(tone=Tone.OFF, words=words.say("Not installed"))


def _progress(one: SeenVoice, words: Words) -> str:
    got = (one.got or 0) // _MEGABYTE
    if one.size is None:
        return words.say("Coming: %(got)s MB", got=got)
    if one.got and one.got >= one.size - _MEGABYTE:
        return words.say("It has come and is being tried")
    return words.say("Coming: %(got)s of %(size)s MB", got=got, size=round(one.size / _MEGABYTE))


def _size(one: SeenVoice, words: Words) -> str:
    return words.say("%(size)s MB", size=max(1, round(one.size / _MEGABYTE))) if one.size else ""
