"""Takes: a notice voiced by one named voice, to be compared by ear. They are never part of a broadcast.

A take that is liked makes its voice the notice's own: another edition, heard and approved as what it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from controller.entries import Notice, Voicing, VoicingState
from controller.errors import NotFoundError, NotYetError, VoiceRefusal, VoiceRefusedError
from controller.outlook.voices import SeenVoice, name_of, voice_named
from controller.ports import Ledger, Unit
from schedules.vocabulary import NoticeId

from .casting import stays_here
from .editions import refuse_unless_open
from .recasting import recast
from .voice_choices import Place, hindrance

MOST = 3
"""Takes of one notice; ears compare few."""
_WHOLE = 0


def want(ledger: Ledger, name: NoticeId, voice: str, *, voices: Sequence[SeenVoice]) -> None:
    """Ask for a notice by one of the `voices` that there are, approved or not. Asking again changes nothing.

    Raises:
        NotFoundError: there is no such notice.
        NotYetError: it is not voiced yet, so that there is nothing to compare with.
        VoiceRefusedError: this voice may not speak it, or there are as many takes as are compared at once.
    """
    with ledger.reading() as unit:
        why = refusal(voice, unit.notices.get(name), voices, allowed=_allowed(unit, name))
    if why:
        raise VoiceRefusedError("voice", why)
    with ledger.writing() as unit:
        unit.notices.get_to_change(name)
        known = {take.take_by for take in unit.voicings.takes_of(name)}
        if voice not in known and len(known) >= MOST:
            raise VoiceRefusedError("voice", VoiceRefusal.ENOUGH)
        unit.voicings.want_take(_whole(unit, name).sections[0], voice)


def drop(ledger: Ledger, name: NoticeId, part: int) -> None:
    """Forget a take; who still voices it stops. Raises `NotFoundError` where there is no such notice."""
    with ledger.writing() as unit:
        unit.notices.get(name)
        unit.voicings.drop_take(name, part)


def use(ledger: Ledger, name: NoticeId, part: int, *, voices: Sequence[SeenVoice], seen: str) -> None:
    """Make the voice of a take the notice's own: it is voiced by it from now on.

    Raises:
        NotFoundError: there is no such notice or take.
        NotYetError: the take cannot be heard yet.
        AlreadyDoneError, ChangedMeanwhileError: as in `editions.refuse_unless_open`.
        VoiceRefusedError: the voice did not speak it, or may not any more.
    """
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        refuse_unless_open(notice, seen=seen)
        take = _take(unit, name, part)
        why = refusal(take.take_by, notice, voices, allowed=_allowed(unit, name))
        if why or not spoken_by_its_own(take):
            raise VoiceRefusedError("voice", why or VoiceRefusal.UNKNOWN)
        unit.voicings.drop_take(name, part)
        recast(unit, replace(notice, voice=take.take_by))


def leave_to_site(ledger: Ledger, name: NoticeId, *, seen: str) -> None:
    """Take its own voice from a notice: who else speaks its language and class speaks it from now on.

    Raises:
        NotFoundError: there is no such notice.
        AlreadyDoneError, ChangedMeanwhileError: as in `editions.refuse_unless_open`.
    """
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        refuse_unless_open(notice, seen=seen)
        if notice.voice:
            recast(unit, replace(notice, voice=""))


def refusal(
    voice: str, notice: Notice, voices: Sequence[SeenVoice], *, allowed: frozenset[str]
) -> VoiceRefusal | None:
    """Return why a voice may not speak a notice; None where it may. `allowed` are the contacts it knew."""
    why = hindrance(voice, voices, Place(language=notice.language, class_=notice.class_))
    known = voice_named(voice, voices)
    if why is None and known and known.needs_network and stays_here(notice, allowed):
        return VoiceRefusal.PERSONS
    return why


def spoken_by_its_own(take: Voicing) -> bool:
    """Whether the voice that was named spoke a take, and no other that it fell to."""
    return name_of(take.voice) == take.take_by


def _take(unit: Unit, name: NoticeId, part: int) -> Voicing:
    take = next((one for one in unit.voicings.takes_of(name) if one.part == part), None)
    if take is None:
        raise NotFoundError(f"notice {name} has no take {part}")
    if take.state is not VoicingState.READY:
        raise NotYetError("it is not voiced yet; listen first")
    return take


def _whole(unit: Unit, name: NoticeId) -> Voicing:
    whole = next((one for one in unit.voicings.of_notice(name) if one.part == _WHOLE), None)
    if whole is None:
        raise NotYetError("the notice is not voiced yet, so there is nothing to compare with")
    return whole


def _allowed(unit: Unit, name: NoticeId) -> frozenset[str]:
    return unit.contacts.allowed(as_of=unit.notices.get(name).allowed_as_of)
