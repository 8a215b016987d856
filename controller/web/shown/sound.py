"""Loaded sounds as pages show them, and why one was not taken."""

from datetime import timedelta
from typing import assert_never

from audio.errors import (
    AlarmingSoundError,
    SilentSoundError,
    SoundError,
    SoundTooLargeError,
    SoundTooLongError,
    SoundTooShortError,
)
from controller.entries import LoadedSound, SoundKind
from controller.errors import SoundRefusal
from controller.flow.sounds import ListedSound
from controller.web.words import Words
from schedules.vocabulary import Class

from .notice import class_words

TONE, EMERGENCY_TONE, MUSIC = "tone", "emergency-tone", "music"


def uses(words: Words) -> list[tuple[str, str, str]]:
    """Return what a file may be loaded for, as choices of a form."""
    return [
        (
            TONE,
            words.say("Tone before or after broadcasts of every class"),
            words.say("0.1 to 2 seconds. It may not sound like an alarm."),
        ),
        (
            EMERGENCY_TONE,
            words.say("Tone of emergencies alone"),
            words.say("0.1 to 15 seconds, as the approved plan of the zone prescribes. A siren is allowed."),
        ),
        (
            MUSIC,
            words.say("Music under the words"),
            words.say("5 seconds to 10 minutes; it goes round. Never under an emergency."),
        ),
    ]


def line(one: ListedSound, words: Words) -> dict[str, object]:
    sound = one.sound
    return {
        "digest": sound.digest,
        "name": sound.name,
        "kind": kind_words(sound.kind, words),
        "length": seconds(sound.length, words),
        "serves": serves(sound, words),
        "used_by": ", ".join(class_words(class_, words) for class_ in one.used_by),
        "file_name": sound.file_name,
        "loaded": f"{words.moment(sound.loaded_at)}, {sound.loaded_by}",
        "is_removed": sound.is_removed,
    }


def facts(one: ListedSound, words: Words) -> list[tuple[str, object]]:
    shown = line(one, words)
    return [
        (words.say("Kind"), shown["kind"]),
        (words.say("For"), shown["serves"]),
        (words.say("Length"), shown["length"]),
        (words.say("Used by the template of"), shown["used_by"] or words.say("none")),
        (words.say("File"), shown["file_name"]),
        (words.say("Loaded"), shown["loaded"]),
    ]


def kind_words(kind: SoundKind, words: Words) -> str:
    match kind:
        case SoundKind.TONE:
            return words.say("Tone")
        case SoundKind.MUSIC:
            return words.say("Background music")
        case _:
            assert_never(kind)


def serves(sound: LoadedSound, words: Words) -> str:
    """Return for which broadcasts it may be chosen."""
    if sound.kind is SoundKind.MUSIC:
        return words.say("Routine and priority")
    if sound.may_frame(Class.ROUTINE):
        return words.say("Every class")
    if sound.resembles_alarm:
        return words.say("Emergencies only: it sounds like an alarm")
    return words.say("Emergencies only: it is longer than 2 seconds")


def seconds(length: timedelta, words: Words) -> str:
    """Return a short length with a tenth of a second, and a long one as lengths are told."""
    if length >= timedelta(minutes=1):
        return words.length(length)
    return words.say("%(n)s seconds", n=words.number(round(length.total_seconds(), 1)))


def refusal(why: SoundRefusal, words: Words) -> str:
    match why:
        case SoundRefusal.EMPTY:
            return words.say("Enter what this sound is called")
        case SoundRefusal.TOO_LONG:
            return words.say("Shorten the name")
        case SoundRefusal.TAKEN:
            return words.say("Another sound is called so. Choose another name")
        case SoundRefusal.KNOWN:
            return words.say("This sound is in the list already")
        case SoundRefusal.USED:
            return words.say("A template uses this sound. Choose another one there first")
        case _:
            assert_never(why)


def fault(error: SoundError, words: Words) -> str:
    """Return why a file cannot be what it was loaded for, and what would be right."""
    match error:
        case SoundTooLargeError():
            return words.say("This file has more than 30 MB. Save it as MP3 and choose it again")
        case SoundTooLongError():
            return words.say(
                "This sounds for longer than %(limit)s. Cut it and choose it again",
                limit=seconds(error.limit, words),
            )
        case SoundTooShortError():
            return words.say(
                "This sounds for less than %(limit)s. Choose a longer one", limit=seconds(error.limit, words)
            )
        case SilentSoundError():
            return words.say("Nothing is heard in this file. Choose another")
        case AlarmingSoundError():
            return words.say(
                "This sounds like an alarm (a siren, or pulses of half a second). People would take the "
                "broadcast for an emergency. Choose another, or load it for emergencies alone"
            )
        case _:
            return words.say("There is no sound in this file that can be read. Save it as WAV or MP3")
