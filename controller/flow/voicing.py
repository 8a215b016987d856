"""A reading becomes a clip: the whole notice first, then the parts that broadcasts ask for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog

from audio.reading.parts import opening
from audio.reading.values import Reading
from audio.reading.written import from_json
from controller.entries import Lease, Notice, Voiced, Voicing, VoicingState
from controller.errors import NotYetError, StudioStoppedError, VoicingFailedError
from controller.ports import Ledger, Studio
from schedules.vocabulary import NoticeId
from wire.topics import Kind

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
        return unit.voicings.want_part(notice, 0, last)


def advance(ledger: Ledger, new_lease: NewLease, studio: Studio) -> bool:
    """Voice one wanted clip; False where none is wanted."""
    with ledger.writing() as unit:
        voicing = unit.voicings.claim_wanted(new_lease())
        notice = unit.notices.get(voicing.notice) if voicing else None
    if voicing is None or notice is None:
        return False
    log.info("voicing", notice=notice.id, part=voicing.part)

    try:
        voiced = studio.voice(_part(notice, voicing), notice.class_, _teller(ledger, voicing, new_lease))
    except StudioStoppedError as error:
        return _stopped(ledger, voicing, new_lease, str(error))
    except VoicingFailedError as error:
        _fail(ledger, voicing, new_lease, str(error))
    else:
        _keep(ledger, voicing, new_lease, voiced)
    return True


def retry(ledger: Ledger, notice: NoticeId) -> None:
    """Want again every clip of a notice that failed.

    Raises:
        NotFoundError: there is no such notice.
    """
    with ledger.writing() as unit:
        unit.notices.get(notice)
        for voicing in unit.voicings.of_notice(notice):
            unit.voicings.retry(voicing.id)


def _teller(ledger: Ledger, voicing: Voicing, new_lease: NewLease) -> Callable[[int], None]:
    """Note the progress and lengthen the lease; where that is lost, the studio stops."""

    def tell(done: int) -> None:
        with ledger.writing() as unit:
            unit.voicings.renew(voicing, new_lease(), done)

    return tell


def _keep(ledger: Ledger, voicing: Voicing, new_lease: NewLease, voiced: Voiced) -> None:
    finished = replace(
        voicing,
        state=VoicingState.READY,
        clip=voiced.clip,
        bytes=voiced.bytes,
        voice=voiced.voice,
        grade=voiced.grade,
        falls=voiced.falls,
    )
    with ledger.writing() as unit:
        unit.voicings.keep_clip(finished, new_lease())
        unit.publications.want(Kind.PLAYLIST, unit.broadcasts.addresses_of(voicing.notice))
    log.info("voiced", notice=voicing.notice, part=voicing.part, clip=voiced.clip.digest, voice=voiced.voice)
    if voiced.falls:
        log.warning("voice fell back", notice=voicing.notice, voice=voiced.voice, falls=voiced.falls)


def _fail(ledger: Ledger, voicing: Voicing, new_lease: NewLease, why: str) -> None:
    log.warning("voicing failed", notice=voicing.notice, part=voicing.part, why=why)
    with ledger.writing() as unit:
        unit.voicings.fail(voicing, new_lease(), why)


def _stopped(ledger: Ledger, voicing: Voicing, new_lease: NewLease, why: str) -> bool:
    """Leave the wish standing for the next start, unless the studio ends over it again and again."""
    log.warning("studio stopped", notice=voicing.notice, part=voicing.part, attempt=voicing.attempts)
    if voicing.attempts >= MOST_ATTEMPTS:
        _fail(ledger, voicing, new_lease, f"{why}, {voicing.attempts} times")
    return False


def _part(notice: Notice, voicing: Voicing) -> Reading:
    sentences = from_json(notice.reading).sentences if notice.reading else ()
    return Reading(sentences=sentences[voicing.first_sentence : voicing.last_sentence])
