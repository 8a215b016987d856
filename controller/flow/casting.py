"""Who may speak what a clip says: the one place where a cast is made.

Before the site's own chain come the people who recorded it, the notice's own voice, then what staff chose
for its language and the class of the clip. What is said of an approved notice is spoken by voices that
were approved with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audio.documents.spoken import spoken_places
from audio.language import SpokenLanguage
from controller.entries import Cast, Notice, VoiceChoice, Voicing
from controller.ports import Unit
from schedules.vocabulary import Class, Digest

_WHOLE = 0


def cast(unit: Unit, notice: Notice, voicing: Voicing) -> Cast:
    """Return who may speak what a clip says of a notice, online voices among them."""
    choices = unit.voice_choices.standing(notice.language, voicing.class_)
    own = voicing.take_by or notice.voice
    return Cast(
        first=tuple(dict.fromkeys(filter(None, (own, *_named(choices))))),
        rate=choices[0].rate if choices else 1.0,
        approved=None if voicing.take_by else _approved(unit, notice),
        recorded={} if voicing.take_by else _recorded(unit, notice),
    )


def cast_of_class(unit: Unit, language: SpokenLanguage, class_: Class) -> Cast:
    """Return who speaks what belongs to no notice."""
    choices = unit.voice_choices.standing(language, class_)
    return Cast(
        first=tuple(dict.fromkeys(_named(choices))), rate=choices[0].rate if choices else 1.0, stays_here=True
    )


def kept_here(
    casts: Sequence[Cast], class_: Class, said: Sequence[Notice], allowed: Sequence[frozenset[str]]
) -> list[Cast]:
    """Leave online voices out where a clip of this class must stay here; `allowed` are the contacts of each.

    What must stay here in one section stays here in all, so that one voice can speak them.
    """
    keeps = class_ is Class.EMERGENCY or any(map(stays_here, said, allowed))
    return [replace(one, stays_here=keeps) for one in casts]


def stays_here(notice: Notice, allowed: frozenset[str]) -> bool:
    """Whether no online voice may get a notice: an emergency, or one that has anything about persons.

    What is held back is not spoken; what somebody let through in this one notice is, and stays here too.
    """
    return notice.class_ is Class.EMERGENCY or bool(spoken_places(notice.text, allowed=allowed).held)


def _named(choices: Sequence[VoiceChoice]) -> Iterator[str]:
    """Give the voices that were chosen, up to a choice of the site's own order."""
    for choice in choices:
        if not choice.voice:
            return
        yield choice.voice


def _recorded(unit: Unit, notice: Notice) -> dict[str, Digest]:
    lines = unit.recordings.standing(notice.id)
    return {line.words: line.recorded.digest for line in lines if line.recorded}


def _approved(unit: Unit, notice: Notice) -> frozenset[str] | None:
    """Return what voices its approval covers; None where there is none, or it is older than chains."""
    if not notice.approved_at:
        return None
    chains = [one.chain for one in unit.voicings.of_notice(notice.id) if one.part == _WHOLE]
    return frozenset(*chains) or None
