"""Which voice staff want for a language, in every class or in one; lines of a history, the newest stands.

A choice changes what is voiced from then on. What is voiced or approved stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice, VoiceChoiceLine
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, VoiceRefusal, VoiceRefusedError
from controller.outlook.voices import SeenVoice, Standing, voice_named
from controller.ports import Ledger, Unit
from schedules.vocabulary import Class

SLOWEST, FASTEST = 0.7, 1.3
"""Times a voice's own pace; beyond, words run together or fall apart for those who pass by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """For what one chooses: a language in a class, or (None) in every class that has no choice of its own."""

    language: SpokenLanguage
    class_: Class | None


class Source(StrEnum):
    """Where from it is known who speaks."""

    OWN = "own"
    EVERY_CLASS = "every_class"
    SITE = "site"
    """Nobody chose; the administrator's order holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What holds at a place: `choice`, known from `source`."""

    place: Place
    newest: int
    """The number of the newest line of just this place; 0 where there never was one."""
    own: VoiceChoice | None
    source: Source
    choice: VoiceChoice
    hindrance: VoiceRefusal | None
    """Why the voice that was chosen does not speak; None where it does, or none was named."""
    speaks: str
    """The name of the voice that is asked first and can speak; empty where none knows the language."""


def choose(
    ledger: Ledger,
    place: Place,
    choice: VoiceChoice,
    *,
    voices: Sequence[SeenVoice],
    seen: int,
    by: str,
    now: datetime,
) -> None:
    """Have a voice asked first at a place, of the `voices` that there are. The same again is no new line.

    Raises:
        VoiceRefusedError: it cannot be chosen there; says why and at which field.
        ChangedMeanwhileError: `seen` is no longer the newest line of the place.
    """
    if not SLOWEST <= choice.rate <= FASTEST:
        raise VoiceRefusedError("rate", VoiceRefusal.RATE)
    why = hindrance(choice.voice, voices, place) if choice.voice else None
    if why:
        raise VoiceRefusedError("voice", why)
    _write(ledger, place, choice, seen=seen, by=by, now=now)


def choose_no_longer(ledger: Ledger, place: Place, *, seen: int, by: str, now: datetime) -> None:
    """Leave a place to what holds without a choice of its own. Raises `ChangedMeanwhileError` as `choose`."""
    _write(ledger, place, None, seen=seen, by=by, now=now)


def undo(ledger: Ledger, place: Place, *, seen: int, by: str, now: datetime) -> None:
    """Put back what stood before the newest line of a place, as another line.

    Raises:
        AlreadyDoneError: nobody ever chose anything there.
        ChangedMeanwhileError: `seen` is no longer the newest line of the place.
    """
    with ledger.reading() as unit:
        lines = _lines(unit, place)
    if not lines:
        raise AlreadyDoneError("there is nothing to put back")
    before = lines[1].choice if len(lines) > 1 else None
    _write(ledger, place, before, seen=seen, by=by, now=now)


def holdings(ledger: Ledger, voices: Sequence[SeenVoice]) -> Sequence[Holding]:
    """Return what holds at every place: language by language, every class first."""
    with ledger.reading() as unit:
        lines = unit.voice_choices.lines()
    places = (
        Place(language=language, class_=class_) for language in SpokenLanguage for class_ in (None, *Class)
    )
    return [_holding(place, lines, voices) for place in places]


def holding(ledger: Ledger, place: Place, voices: Sequence[SeenVoice]) -> Holding:
    """Return what holds at one place."""
    with ledger.reading() as unit:
        lines = unit.voice_choices.lines()
    return _holding(place, lines, voices)


def speaks_by_site(place: Place, voices: Sequence[SeenVoice]) -> str:
    """Return the name of the voice that the site's own order gives a place; empty where none can speak."""
    return next(_asked([], voices, place), "")


def history(ledger: Ledger, place: Place | None = None) -> Sequence[VoiceChoiceLine]:
    """Return what was ever chosen, at one place or at all, newest first."""
    with ledger.reading() as unit:
        return _lines(unit, place) if place else unit.voice_choices.lines()


def hindrance(name: str, voices: Sequence[SeenVoice], place: Place) -> VoiceRefusal | None:
    """Return why a voice does not speak at a place; None where it does."""
    voice = voice_named(name, voices)
    if voice is None:
        return VoiceRefusal.UNKNOWN
    if place.language not in voice.languages:
        return VoiceRefusal.LANGUAGE
    if voice.needs_network and place.class_ is Class.EMERGENCY:
        return VoiceRefusal.EMERGENCY
    if voice.standing is Standing.OFF:
        return VoiceRefusal.NOT_ALLOWED
    return None if voice.is_here else VoiceRefusal.UNKNOWN


def _write(
    ledger: Ledger, place: Place, choice: VoiceChoice | None, *, seen: int, by: str, now: datetime
) -> None:
    with ledger.writing() as unit:
        lines = _lines(unit, place)
        stands = lines[0].choice if lines else None
        if stands == choice:
            return
        if (lines[0].number if lines else 0) != seen:
            raise ChangedMeanwhileError("somebody else chose meanwhile")
        line = VoiceChoiceLine(language=place.language, class_=place.class_, choice=choice, at=now, by=by)
        unit.voice_choices.add(line)


def _lines(unit: Unit, place: Place) -> Sequence[VoiceChoiceLine]:
    return _of(place, unit.voice_choices.lines())


def _of(place: Place, lines: Sequence[VoiceChoiceLine]) -> Sequence[VoiceChoiceLine]:
    return [line for line in lines if (line.language, line.class_) == (place.language, place.class_)]


def _holding(place: Place, lines: Sequence[VoiceChoiceLine], voices: Sequence[SeenVoice]) -> Holding:
    of_place = _of(place, lines)
    own = of_place[0].choice if of_place else None
    every = next(iter(_of(Place(language=place.language, class_=None), lines)), None)
    chosen = [one for one in (own, every.choice if every and place.class_ else None) if one]
    choice = chosen[0] if chosen else VoiceChoice()
    return Holding(
        place=place,
        newest=of_place[0].number if of_place else 0,
        own=own,
        source=Source.OWN if own else Source.EVERY_CLASS if chosen else Source.SITE,
        choice=choice,
        hindrance=hindrance(choice.voice, voices, place) if choice.voice else None,
        speaks=next(_asked(chosen, voices, place), ""),
    )


def _asked(chosen: Sequence[VoiceChoice], voices: Sequence[SeenVoice], place: Place) -> Iterator[str]:
    """Give the names of those that can speak there, in the order in which they are asked."""
    for choice in chosen:
        if not choice.voice:
            break
        if hindrance(choice.voice, voices, place) is None:
            yield choice.voice
    by_turn = sorted((voice for voice in voices if voice.turn), key=lambda voice: voice.turn)
    for voice in by_turn:
        if hindrance(voice.name, voices, place) is None:
            yield voice.name
