"""Which voice speaks a language in a class, as the page where staff choose it shows that."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice, VoiceChoiceLine
from controller.flow.voice_choices import Holding, Place, Source, hindrance, speaks_by_site
from controller.outlook.voices import SeenVoice, Standing
from controller.web.words import Words
from schedules.vocabulary import Class

from .language import language_words
from .notice import class_words
from .voice import abroad, called, grade_words, refusal

EVERY = "every"
"""In an address, in place of a class."""
PACES = ("0.9", "1.0", "1.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What holds at a place: who speaks, how fast, known from where. `problem`: it is not as was chosen."""

    place: str
    class_words: str
    speaks: str
    pace: str
    source: str
    is_own: bool
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A voice that may be chosen. `sample` is where it is heard; empty where that needs the internet."""

    value: str
    words: str
    more: str
    warning: str
    sample: str


def table(
    found: Sequence[Holding], voices: Sequence[SeenVoice], words: Words
) -> list[tuple[str, list[Cell]]]:
    """Return each language with its cells: every class, then each."""
    return [
        (language_words(language, words), [cell(one, voices, words) for one in of_language])
        for language, of_language in groupby(found, key=lambda one: one.place.language)
    ]


def cell(found: Holding, voices: Sequence[SeenVoice], words: Words) -> Cell:
    return Cell(
        place=address(found.place),
        class_words=for_class(found.place.class_, words),
        speaks=called(found.speaks, voices) if found.speaks else words.say("No voice yet"),
        pace=pace(found.choice.rate, words) if found.choice.rate != 1 else "",
        source=_source(found, words) if found.speaks else "",
        is_own=found.own is not None,
        problem=_problem(found, voices, words),
    )


def heading(place: Place, words: Words) -> str:
    return words.say(
        "Voice: %(language)s, %(place)s",
        language=language_words(place.language, words),
        place=for_class(place.class_, words).lower(),
    )


def address(place: Place) -> str:
    return f"{place.language}/{place.class_ or EVERY}"


def for_class(class_: Class | None, words: Words) -> str:
    return class_words(class_, words) if class_ else words.say("Every class")


def offered(place: Place, voices: Sequence[SeenVoice], words: Words) -> list[Offered]:
    """Return the order of the site, and then every voice that may speak there, one for each speaker."""
    first = speaks_by_site(place, voices)
    site = Offered(
        value="",
        words=words.say("By the common order") + (f": {called(first, voices)}" if first else ""),
        more=words.say("The first voice that knows the language; the administrator sets the order."),
        warning="",
        sample="",
    )
    named = [
        _offered(name, voice, place.language, words)
        for voice in voices
        if hindrance(voice.name, voices, place) is None
        for name in voice.names
    ]
    return [site, *named]


def paces(chosen: str, words: Words) -> list[tuple[str, str, str]]:
    """Return the paces there are as choices of a form, and the one that holds where it is another."""
    known = (*PACES, chosen) if chosen and chosen not in PACES else PACES
    return [(rate, pace(float(rate), words), "") for rate in known]


def pace(rate: float, words: Words) -> str:
    match f"{rate:.1f}" if abs(rate * 10 - round(rate * 10)) < 1e-6 else "":
        case "0.9":
            return words.say("Slow")
        case "1.0":
            return words.say("Normal pace")
        case "1.1":
            return words.say("Fast")
        case _:
            return words.say("%(times)s times its own pace", times=words.number(rate))


def online_words(place: Place, voices: Sequence[SeenVoice], words: Words) -> str:
    """Return what is to be known of online voices there; nothing where they may be chosen."""
    if place.class_ is Class.EMERGENCY:
        return words.say("Emergencies are never sent to an online voice, so none can be chosen here.")
    return online_off(voices, words)


def online_off(voices: Sequence[SeenVoice], words: Words) -> str:
    if not any(voice.needs_network and voice.standing is Standing.OFF for voice in voices):
        return ""
    return words.say(
        "Online voices are off. Only the administrator allows them, by ZONECAST_ONLINE_VOICES=true in the "
        "settings of the server. Texts are then sent to Google, but never emergencies, nor texts with "
        "something about persons."
    )


def history(
    lines: Sequence[VoiceChoiceLine], voices: Sequence[SeenVoice], words: Words
) -> list[dict[str, str]]:
    return [
        {
            "place": f"{language_words(line.language, words)}, {for_class(line.class_, words).lower()}",
            "choice": choice_words(line.choice, voices, words),
            "at": words.moment(line.at),
            "by": line.by,
        }
        for line in lines
    ]


def choice_words(choice: VoiceChoice | None, voices: Sequence[SeenVoice], words: Words) -> str:
    if choice is None:
        return words.say("No choice of its own")
    named = called(choice.voice, voices) if choice.voice else words.say("By the common order")
    return f"{named}, {pace(choice.rate, words).lower()}"


def _source(found: Holding, words: Words) -> str:
    match found.source:
        case Source.OWN:
            return words.say("chosen")
        case Source.EVERY_CLASS:
            return words.say("as for every class")
        case Source.SITE:
            return words.say("by the common order")


def _problem(found: Holding, voices: Sequence[SeenVoice], words: Words) -> str:
    if found.hindrance is None:
        return ""
    chosen = called(found.choice.voice, voices)
    if not found.speaks:
        return words.say("%(chosen)s was chosen and does not speak here", chosen=chosen)
    return words.say(
        "%(chosen)s was chosen and does not speak here; %(instead)s speaks instead",
        chosen=chosen,
        instead=called(found.speaks, voices),
    )


def why(found: Holding, words: Words) -> str:
    """Return why the voice that was chosen does not speak; empty where it does."""
    return refusal(found.hindrance, words) if found.hindrance else ""


def _offered(name: str, voice: SeenVoice, language: SpokenLanguage, words: Words) -> Offered:
    return Offered(
        value=name,
        words=called(name, [voice]),
        more=grade_words(voice.grade, words),
        warning=abroad(words) if voice.needs_network else "",
        sample="" if voice.needs_network else f"/voices/{name}/sample/{language}",
    )
