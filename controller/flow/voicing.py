"""Readings become clips: the whole notice first, then parts, and what a broadcast says as one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import structlog

from audio.language import SpokenLanguage
from audio.reading.parts import cue, opening
from audio.reading.values import Reading
from audio.reading.written import from_json
from audio.template import OURS
from controller.entries import Cast, Lease, Notice, Section, Voiced, Voicing, VoicingState
from controller.errors import NotYetError, StudioStoppedError, VoicingFailedError
from controller.ports import Ledger, Studio, Unit
from schedules.vocabulary import Address, NoticeId
from wire.topics import Kind

from .casting import cast, kept_here

log = structlog.get_logger()

NewLease = Callable[[], Lease]
MOST_ATTEMPTS = 5
"""A wish over which the studio ended so often is given up until someone asks again."""


def want_opening(ledger: Ledger, notice: NoticeId, seconds: timedelta) -> int:
    """Ask for the sentences of about the first `seconds` as a part of their own; return its number.

    Raises:
        NotFoundError: there is no such notice.
        NotYetError: it has no reading yet.
    """
    with ledger.writing() as unit:
        reading = unit.notices.get(notice).reading
        if reading is None:
            raise NotYetError("the notice has no reading yet, so it cannot be divided")
        last = len(opening(from_json(reading), seconds).sentences)
        return unit.voicings.want_part(Section(notice=notice, first=0, last=last))


def advance(
    ledger: Ledger,
    new_lease: NewLease,
    studio: Studio,
    *,
    hears: Callable[[SpokenLanguage], bool] = lambda _language: False,
) -> bool:
    """Voice one wanted clip; False where none is wanted.

    A machine that `hears` its language will listen to each whole notice (`flow.back_check`). What parts and
    broadcasts say is the same.
    """
    with ledger.writing() as unit:
        voicing = unit.voicings.claim_wanted(new_lease())
        said = [unit.notices.get(section.notice) for section in voicing.sections] if voicing else []
        allowed = [unit.contacts.allowed(as_of=notice.allowed_as_of) for notice in said]
        casts = [cast(unit, notice, voicing) for notice in said] if voicing else []
        template = unit.templates.standing(voicing.class_) if voicing else OURS
    if voicing is None:
        return False
    log.info("voicing", **_named(voicing))
    kept = kept_here(casts, voicing.class_, said, allowed)

    try:
        voiced = studio.voice(
            list(zip(map(_words, said, voicing.sections), kept, strict=True)),
            voicing.class_,
            _teller(ledger, voicing, new_lease),
            template=template,
        )
    except StudioStoppedError as error:
        return _stopped(ledger, voicing, new_lease, str(error))
    except VoicingFailedError as error:
        _fail(ledger, voicing, new_lease, str(error))
    else:
        awaits = voicing.part == 0 and voicing.broadcast is None and hears(said[0].language)
        _keep(ledger, replace(voicing, rate=_pace(casts), awaits_hearing=awaits), new_lease, voiced)
    return True


def stop(ledger: Ledger, notice: NoticeId) -> None:
    """Stop what is being voiced of a notice, or waits for it; what broadcasts have of their own goes on.

    Whoever voices it hears of that when the next sentence is done. Sentences that were spoken are kept.

    Raises:
        NotFoundError: there is no such notice.
    """
    with ledger.writing() as unit:
        unit.notices.get(notice)
        for voicing in unit.voicings.of_notice(notice):
            unit.voicings.stop(voicing.id)


def retry(ledger: Ledger, notice: NoticeId) -> None:
    """Want again every clip that failed, or was stopped, and says something of a notice.

    Raises:
        NotFoundError: there is no such notice.
    """
    with ledger.writing() as unit:
        unit.notices.get(notice)
        for voicing in unit.voicings.saying(notice):
            unit.voicings.retry(voicing.id)


def _teller(ledger: Ledger, voicing: Voicing, new_lease: NewLease) -> Callable[[int], None]:
    """Note the progress and lengthen the lease; where that is lost, the studio stops."""

    def tell(done: int) -> None:
        with ledger.writing() as unit:
            unit.voicings.renew(voicing, new_lease(), done)

    return tell


def _pace(casts: Sequence[Cast]) -> float | None:
    """Return the one of the first section: a notice's own clip has no other."""
    return next((one.rate for one in casts), None)


def _keep(ledger: Ledger, voicing: Voicing, new_lease: NewLease, voiced: Voiced) -> None:
    finished = replace(
        voicing,
        state=VoicingState.READY,
        clip=voiced.clip,
        bytes=voiced.bytes,
        voice=voiced.voice,
        grade=voiced.grade,
        falls=voiced.falls,
        waveform=voiced.waveform,
        chain=voiced.chain,
    )
    with ledger.writing() as unit:
        unit.voicings.keep_clip(finished, new_lease())
        unit.publications.want(Kind.PLAYLIST, _addresses(unit, voicing))
    log.info("voiced", **_named(voicing), clip=voiced.clip.digest, voice=voiced.voice)
    if voiced.falls:
        log.warning("voice fell back", **_named(voicing), voice=voiced.voice, falls=voiced.falls)


def _addresses(unit: Unit, voicing: Voicing) -> frozenset[Address]:
    """Where its clip may be waited for."""
    if voicing.broadcast:
        return unit.broadcasts.get(voicing.broadcast).addresses
    return unit.broadcasts.addresses_of(voicing.sections[0].notice)


def _fail(ledger: Ledger, voicing: Voicing, new_lease: NewLease, why: str) -> None:
    log.warning("voicing failed", **_named(voicing), why=why)
    with ledger.writing() as unit:
        unit.voicings.fail(voicing, new_lease(), why)


def _stopped(ledger: Ledger, voicing: Voicing, new_lease: NewLease, why: str) -> bool:
    """Leave the wish standing for the next start, unless the studio ends over it again and again."""
    log.warning("studio stopped", **_named(voicing), attempt=voicing.attempts)
    if voicing.attempts >= MOST_ATTEMPTS:
        _fail(ledger, voicing, new_lease, f"{why}, {voicing.attempts} times")
    return False


def _words(notice: Notice, section: Section) -> Reading:
    if notice.reading is None:
        return Reading(sentences=())
    reading = from_json(notice.reading)
    said = reading.sentences[section.first : section.last]
    if section.of and said:
        part = cue(section.nth, section.of, at=said[0].span.start, language=reading.language)
        said = (part, *said)
    return replace(reading, sentences=said)


def _named(voicing: Voicing) -> dict[str, object]:
    """Name it in the log."""
    if voicing.broadcast:
        return {"broadcast": voicing.broadcast}
    return {"notice": voicing.sections[0].notice, "part": voicing.part}
