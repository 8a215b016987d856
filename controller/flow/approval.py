"""A leader approves what was heard; from then on the planner may use it."""

from collections.abc import Mapping
from datetime import datetime

from controller.entries import Notice, Voicing, VoicingState
from controller.errors import ChangedMeanwhileError, NotYetError, PartsUnheardError, UndecidedError
from controller.ports import Ledger, Unit
from schedules.vocabulary import NoticeId
from wire.topics import Kind

from .cues import cue_words, is_by_people
from .doubts import open_doubts
from .editions import edition
from .own_clips import want_own_clips

NOTHING_SEEN = ""
"""In place of the edition, where somebody was shown that there is nothing to hear yet."""
_WHOLE = 0


def approve(ledger: Ledger, notice: NoticeId, *, by: str, now: datetime, seen: str | None = None) -> None:
    """Approve a notice whose whole clip can be heard. Approving again changes nothing.

    `seen` is the edition that was seen and heard; None asks for whichever stands there.

    Raises:
        NotFoundError: there is no such notice.
        NotYetError: there is nothing to hear yet.
        ChangedMeanwhileError: it is no longer the edition `seen`.
        UndecidedError: money, a date or a telephone number in it is in doubt.
        PartsUnheardError: a part waits to be voiced with a cue that somebody recorded.
    """
    with ledger.writing() as unit:
        _approve(unit, notice, seen=seen, by=by, now=now)


def approve_all(ledger: Ledger, seen: Mapping[NoticeId, str], *, by: str, now: datetime) -> None:
    """Approve several notices, each as the edition that was seen: all or none. Raises as `approve`."""
    with ledger.writing() as unit:
        for notice in sorted(seen):
            _approve(unit, notice, seen=seen[notice], by=by, now=now)


def _approve(unit: Unit, name: NoticeId, *, seen: str | None, by: str, now: datetime) -> None:
    notice = unit.notices.get_to_change(name)
    _check_seen(unit, notice, seen)
    if notice.approved_at:
        return
    _check_decided(notice)
    _check_cues(unit, notice)
    _voice_unheard_parts_anew(unit, name)
    unit.notices.approve(name, by, now)
    want_own_clips(unit, unit.broadcasts.saying(name))
    unit.publications.want(Kind.PLAYLIST, unit.broadcasts.addresses_of(name))


def _check_seen(unit: Unit, notice: Notice, seen: str | None) -> None:
    if seen not in {None, NOTHING_SEEN, edition(notice)}:
        raise ChangedMeanwhileError(f"{notice.id} was changed since it was seen")
    if not notice.approved_at and not _can_be_heard(unit, notice.id):
        raise NotYetError("the notice is not voiced yet; it is approved by those who heard it")
    if seen == NOTHING_SEEN:
        raise ChangedMeanwhileError(f"{notice.id} could not be heard yet when it was seen")


def _check_decided(notice: Notice) -> None:
    grave = [doubt.span.of(notice.text) for doubt in open_doubts(notice) if doubt.is_grave]
    if grave:
        raise UndecidedError(grave)


def _check_cues(unit: Unit, notice: Notice) -> None:
    """What is recorded may say anything, and the whole says no cue: it is heard in its part alone."""
    whole, *parts = unit.voicings.of_notice(notice.id)
    if not is_by_people(whole):
        return
    recorded = {line.words for line in unit.recordings.standing(notice.id)}
    waiting = [section for one in parts if one.state is VoicingState.WANTED for section in one.sections]
    if any(cue_words(section, notice.language) in recorded for section in waiting):
        raise PartsUnheardError("parts with a recorded cue are being voiced; listen to them first")


def _voice_unheard_parts_anew(unit: Unit, name: NoticeId) -> None:
    """Want again what is, or may just be, spoken by a voice or at a pace that is not approved with the whole.

    Such is one that staff chose, or an administrator installed, since the whole was voiced.
    """
    whole, *parts = unit.voicings.of_notice(name)
    for part in parts if whole.chain else ():
        is_unheard = part.state is VoicingState.READY and not _sounds_like(whole, part)
        if is_unheard or part.state is VoicingState.WANTED:
            unit.voicings.want_anew(part.id)


def _sounds_like(whole: Voicing, part: Voicing) -> bool:
    """Whether an approved voice spoke a part, at the pace of the whole. People have one pace."""
    is_paced = whole.rate in {None, part.rate} or is_by_people(part)
    return part.voice in whole.chain and is_paced


def _can_be_heard(unit: Unit, notice: NoticeId) -> bool:
    return any(
        voicing.part == _WHOLE and voicing.state is VoicingState.READY
        for voicing in unit.voicings.of_notice(notice)
    )
