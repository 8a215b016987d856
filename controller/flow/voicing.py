"""A reading becomes a clip: the whole notice first, then the parts that broadcasts ask for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog

from audio.reading.parts import opening
from audio.reading.values import Reading
from audio.reading.written import from_json
from controller.entries import Lease, Notice, Voicing, VoicingState
from controller.errors import NotYetError, VoicingFailedError
from controller.ports import Ledger, Studio
from schedules.vocabulary import NoticeId
from wire.topics import Kind

log = structlog.get_logger()


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


def advance(ledger: Ledger, new_lease: Callable[[], Lease], studio: Studio) -> bool:
    """Voice one wanted clip; False where none is wanted."""
    with ledger.writing() as unit:
        voicing = unit.voicings.claim_wanted(new_lease())
        notice = unit.notices.get(voicing.notice) if voicing else None
    if voicing is None or notice is None:
        return False
    log.info("voicing", notice=notice.id, part=voicing.part)

    def tell(done: int) -> None:
        with ledger.writing() as unit:
            unit.voicings.renew(voicing, new_lease(), done)

    try:
        voiced = studio.voice(_part(notice, voicing), notice.class_, tell)
    except VoicingFailedError as error:
        log.warning("voicing failed", notice=notice.id, part=voicing.part, why=str(error))
        with ledger.writing() as unit:
            unit.voicings.fail(voicing, new_lease(), str(error))
        return True
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
    log.info("voiced", notice=notice.id, part=voicing.part, clip=voiced.clip.digest, voice=voiced.voice)
    if voiced.falls:
        log.warning("voice fell back", notice=notice.id, voice=voiced.voice, falls=voiced.falls)
    return True


def _part(notice: Notice, voicing: Voicing) -> Reading:
    sentences = from_json(notice.reading).sentences if notice.reading else ()
    return Reading(sentences=sentences[voicing.first_sentence : voicing.last_sentence])
