"""How broadcasts of each class are put together: edited, undone, ours again; every change is a further line.

It holds for what is voiced from then on. Approved clips stay byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from audio.language import SpokenLanguage
from audio.template import OURS, Plain, Template, check_for
from controller.entries import LoadedSound, SoundKind, TemplateLine
from controller.errors import ChangedMeanwhileError, TemplateRefusal, TemplateRefusedError
from controller.ports import Ledger, SoundRoom, Unit
from schedules.vocabulary import Class, Digest

from .casting import cast_of_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a class stands. `newest` is the number of its newest line, 0 where there is none."""

    class_: Class
    template: Template
    is_ours: bool
    newest: int
    line: TemplateLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a template of a class may name, those it names already among them."""

    tones: tuple[LoadedSound, ...]
    music: tuple[LoadedSound, ...]


def standing(ledger: Ledger) -> Sequence[Standing]:
    """Return how each class stands, routine first."""
    with ledger.reading() as unit:
        return [_standing(unit, class_) for class_ in Class]


def standing_of(ledger: Ledger, class_: Class) -> Standing:
    with ledger.reading() as unit:
        return _standing(unit, class_)


def choices(ledger: Ledger, class_: Class) -> Choices:
    """Return the sounds that may be chosen for a class."""
    with ledger.reading() as unit:
        named = _named(unit, unit.templates.standing(class_))
        sounds = [*unit.sounds.all(), *(sound for sound in named if sound.is_removed)]
    return Choices(
        tones=tuple(sound for sound in sounds if sound.may_frame(class_)),
        music=tuple(sound for sound in sounds if sound.kind is SoundKind.MUSIC),
    )


def change(ledger: Ledger, class_: Class, template: Template, *, seen: int, by: str, now: datetime) -> None:
    """Put broadcasts of a class together so from now on. The same again changes nothing.

    Raises:
        TemplateRefusedError: a sound cannot be there; says which field.
        TemplateError: it is none for the class.
        ChangedMeanwhileError: `seen` is no longer the newest line of the class.
    """
    check_for(template, class_)
    with ledger.writing() as unit:
        unit.templates.lock()
        stands = _standing(unit, class_)
        if stands.template == template:
            return
        if stands.newest != seen:
            raise ChangedMeanwhileError(f"the template of {class_} was changed meanwhile")
        _refuse_misfits(unit, class_, template, stands.template)
        _write(unit, class_, None if template == OURS else template, by=by, now=now)


def put_back(ledger: Ledger, number: int, *, by: str, now: datetime) -> Class:
    """Make a class again what it was before a line of its history; return which. That is a line of its own.

    Raises:
        NotFoundError: there is no such line.
    """
    with ledger.writing() as unit:
        unit.templates.lock()
        class_ = unit.templates.line(number).class_
        before = next((line for line in unit.templates.lines(class_) if line.number < number), None)
        template = before.template if before else None
        if unit.templates.standing(class_) != (template or OURS):
            _write(unit, class_, template, by=by, now=now)
    return class_


def ours_again(ledger: Ledger, class_: Class, *, by: str, now: datetime) -> None:
    """Put broadcasts of a class together as without any change; that too is a line."""
    with ledger.writing() as unit:
        unit.templates.lock()
        if unit.templates.standing(class_) != OURS:
            _write(unit, class_, None, by=by, now=now)


def history(ledger: Ledger, class_: Class) -> Sequence[TemplateLine]:
    """Return the lines of a class, newest first."""
    with ledger.reading() as unit:
        return unit.templates.lines(class_)


def names(ledger: Ledger, templates: Sequence[Template]) -> dict[Digest, str]:
    """Return what staff call the sounds that templates name, removed ones too."""
    with ledger.reading() as unit:
        return {sound.digest: sound.name for template in templates for sound in _named(unit, template)}


def sample(ledger: Ledger, room: SoundRoom, class_: Class, template: Template) -> Digest:
    """Have a template heard before it is saved; return under which name. It takes some seconds.

    Raises:
        TemplateRefusedError, TemplateError: as in `change`.
        VoicingFailedError: no clip came of it; says why.
    """
    check_for(template, class_)
    with ledger.reading() as unit:
        _refuse_misfits(unit, class_, template, unit.templates.standing(class_))
        cast = cast_of_class(unit, SpokenLanguage.VIETNAMESE, class_)
    return room.sample(template, class_, cast)


def _standing(unit: Unit, class_: Class) -> Standing:
    line = next(iter(unit.templates.lines(class_)), None)
    template = (line.template if line else None) or OURS
    return Standing(
        class_=class_,
        template=template,
        is_ours=template == OURS,
        newest=line.number if line else 0,
        line=line,
    )


def _named(unit: Unit, template: Template) -> list[LoadedSound]:
    found = (unit.sounds.find(digest) for digest in sorted(template.sounds))
    return [sound for sound in found if sound is not None]


def _refuse_misfits(unit: Unit, class_: Class, template: Template, stands: Template) -> None:
    """What is removed from the list may stay where it is, and come nowhere else."""
    for field, tone in (("opening", template.opening), ("closing", template.closing)):
        if not isinstance(tone, Plain):
            sound = _known(unit, field, tone, stands)
            if not sound.may_frame(class_):
                raise TemplateRefusedError(field, TemplateRefusal.NOT_FOR_THE_CLASS)
    if template.bed and _known(unit, "music", template.bed.music, stands).kind is not SoundKind.MUSIC:
        raise TemplateRefusedError("music", TemplateRefusal.NOT_FOR_THE_CLASS)


def _known(unit: Unit, field: str, digest: Digest, stands: Template) -> LoadedSound:
    sound = unit.sounds.find(digest)
    if sound is None or (sound.is_removed and digest not in stands.sounds):
        raise TemplateRefusedError(field, TemplateRefusal.GONE)
    return sound


def _write(unit: Unit, class_: Class, template: Template | None, *, by: str, now: datetime) -> None:
    unit.templates.add(TemplateLine(class_=class_, template=template, at=now, by=by))
