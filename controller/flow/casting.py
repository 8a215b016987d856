"""Who may speak what a clip says: the one place where a cast is made.

Before the site's own chain come the people who recorded it, the notice's own voice, then what staff chose
for its language and the class of the clip. What is said of an approved notice is spoken by voices that
were approved with it, at the pace that was heard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audio.documents.spoken import spoken_places
from audio.language import SpokenLanguage
from controller.entries import Cast, Notice, VoiceChoice, Voicing
from controller.ports import Unit
from schedules.vocabulary import Class, Digest

from .cues import cue_words, is_by_people

_WHOLE = 0


def cast(unit: Unit, notice: Notice, voicing: Voicing) -> Cast:
    """Return who may speak what a clip says of a notice, online voices among them."""
    choices = unit.voice_choices.standing(notice.language, voicing.class_)
    approved = None if voicing.take_by else _approved(unit, notice)
    own = voicing.take_by or notice.voice
    return Cast(
        first=tuple(dict.fromkeys(filter(None, (own, *_named(choices))))),
        rate=approved.rate if approved and approved.rate else _pace(choices),
        approved=frozenset(approved.chain) or None if approved else None,
        recorded={} if voicing.take_by else _recorded(unit, notice, voicing),
    )


def cast_of_class(unit: Unit, language: SpokenLanguage, class_: Class) -> Cast:
    """Return who speaks what belongs to no notice."""
    choices = unit.voice_choices.standing(language, class_)
    return Cast(first=tuple(dict.fromkeys(_named(choices))), rate=_pace(choices), stays_here=True)


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


def _pace(choices: Sequence[VoiceChoice]) -> float:
    return choices[0].rate if choices else 1.0


def _recorded(unit: Unit, notice: Notice, voicing: Voicing) -> dict[str, Digest]:
    """Return what people may say: nothing of an approved notice with a cue that nobody could hear before."""
    lines = unit.recordings.standing(notice.id)
    recorded = {line.words: line.recorded.digest for line in lines if line.recorded}
    if notice.approved_at and recorded.keys() & _unheard_cues(unit, notice, voicing):
        return {}
    return recorded


def _unheard_cues(unit: Unit, notice: Notice, voicing: Voicing) -> set[str]:
    parts = filter(is_by_people, unit.voicings.of_notice(notice.id))
    heard = {cue_words(section, notice.language) for part in parts for section in part.sections}
    own = (section for section in voicing.sections if section.notice == notice.id)
    return {cue_words(section, notice.language) for section in own} - heard


def _approved(unit: Unit, notice: Notice) -> Voicing | None:
    """Return the whole as it was heard; None where nobody approved it. Old ones have no chain or no pace."""
    if not notice.approved_at:
        return None
    return next((one for one in unit.voicings.of_notice(notice.id) if one.part == _WHOLE), None)
