"""Who may speak what a clip says: the one place where a cast is made.

Before the site's own chain come the notice's own voice, then what staff chose for its language and the
class of the clip. What is said of an approved notice is spoken by voices that were approved with it.
"""

from collections.abc import Sequence
from dataclasses import replace

from audio.documents.spoken import spoken_places
from controller.entries import Cast, Notice, Voicing
from controller.ports import Unit
from schedules.vocabulary import Class

_WHOLE = 0


def cast(unit: Unit, notice: Notice, voicing: Voicing) -> Cast:
    """Return who may speak what a clip says of a notice, online voices among them."""
    choice = unit.voice_choices.standing(notice.language, voicing.class_)
    own = voicing.take_by or notice.voice
    return Cast(
        first=tuple(filter(None, (own, choice.voice))),
        rate=choice.rate,
        approved=None if voicing.take_by else _approved(unit, notice),
    )


def kept_here(casts: Sequence[Cast], said: Sequence[Notice], allowed: Sequence[frozenset[str]]) -> list[Cast]:
    """Leave online voices out where one of the notices must stay here; `allowed` are the contacts of each.

    What must stay here in one section stays here in all, so that one voice can speak them.
    """
    stays_here = any(map(_stays_here, said, allowed))
    return [replace(one, stays_here=stays_here) for one in casts]


def _approved(unit: Unit, notice: Notice) -> frozenset[str] | None:
    """Return what voices its approval covers; None where there is none, or it is older than chains."""
    if not notice.approved_at:
        return None
    chains = [one.chain for one in unit.voicings.of_notice(notice.id) if one.part == _WHOLE]
    return frozenset(*chains) or None


def _stays_here(notice: Notice, allowed: frozenset[str]) -> bool:
    """Whether no online voice may get a notice: an emergency, or one that has anything about persons.

    What is held back is not spoken; what somebody let through in this one notice is, and stays here too.
    """
    return notice.class_ is Class.EMERGENCY or bool(spoken_places(notice.text, allowed=allowed).held)
