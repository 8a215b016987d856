"""A machine listens to a notice that was voiced, in its own time: no voicing waits for it, nor does approval.

It listens to the sentences as the voice spoke them, so the clip is on the shelf before it begins.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import structlog

from audio.reading.values import Reading
from audio.reading.written import from_json
from controller.entries import Lease, Notice, Voicing
from controller.errors import StudioEndedError, StudioStoppedError
from controller.ports import Ears, Ledger

from .casting import cast

log = structlog.get_logger()

NewLease = Callable[[], Lease]
MOST_ATTEMPTS = 5
"""A clip over which the machine ended so often stays unheard."""


def advance(ledger: Ledger, new_lease: NewLease, ears: Ears) -> bool:
    """Have one clip heard; False where none waits for it."""
    with ledger.writing() as unit:
        voicing = unit.voicings.claim_unheard(new_lease())
        if voicing is None:
            return False
        notice = unit.notices.get(voicing.sections[0].notice)
        spoken_as = replace(cast(unit, notice, voicing), rate=voicing.rate or 1.0, approved=None)

    tell = partial(_renew, ledger, voicing, new_lease)
    try:
        heard = ears.hear(_said(notice, voicing), spoken_as, voicing.voice, tell)
    except StudioEndedError:
        attempt = voicing.attempts + 1
        log.warning("back-check ended", notice=notice.id, attempt=attempt)
        if attempt < MOST_ATTEMPTS:
            return _try_again(ledger, voicing, new_lease)
        heard = _given_up()
    except StudioStoppedError:
        log.info("back-check stopped", notice=notice.id)
        return False
    with ledger.writing() as unit:
        unit.voicings.keep_heard(voicing, new_lease(), heard)
    _log(notice, heard)
    return True


def forgo(ledger: Ledger) -> None:
    """Let no clip wait for a machine, where the site has none any more."""
    with ledger.writing() as unit:
        unit.voicings.forgo_hearing()


def _renew(ledger: Ledger, voicing: Voicing, new_lease: NewLease) -> None:
    """Lengthen the lease; where it is lost, nobody wants the clip heard any more."""
    with ledger.writing() as unit:
        unit.voicings.renew(voicing, new_lease(), voicing.done)


def _said(notice: Notice, voicing: Voicing) -> Reading:
    if notice.reading is None:
        return Reading(sentences=())
    reading, section = from_json(notice.reading), voicing.sections[0]
    return replace(reading, sentences=reading.sentences[section.first : section.last])


def _try_again(ledger: Ledger, voicing: Voicing, new_lease: NewLease) -> bool:
    """Only what the machine ends over counts: a clip that was given up is heard no more until voiced anew."""
    with ledger.writing() as unit:
        unit.voicings.count_attempt(voicing, new_lease())
    return False


def _given_up() -> str:
    from audio.hearing.back_check import BackCheck, Unheard, to_json  # noqa: PLC0415 - most sites have none

    return to_json(BackCheck(recogniser="", failed=Unheard.ENDED))


def _log(notice: Notice, heard: str) -> None:
    from audio.hearing.back_check import from_json  # noqa: PLC0415 - as above

    check = from_json(heard) if heard else None
    if check and check.failed:
        log.warning("back-check failed", notice=notice.id, recogniser=check.recogniser, why=check.failed)
    elif check:
        log.info("back-check", notice=notice.id, recogniser=check.recogniser, misheard=len(check.misheard))
