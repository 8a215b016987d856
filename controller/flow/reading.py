"""A stored notice becomes words to be spoken, and asks for its clip."""

from dataclasses import replace

import structlog

from audio.documents.spoken import spoken_places
from audio.errors import AudioError, NothingToSayError
from audio.reading import decisions
from audio.reading.lexicon import Lexicon
from audio.reading.read import read
from audio.reading.values import Reading
from audio.reading.written import to_json
from controller.entries import Lease, Notice
from controller.ports import Ledger

from .own_clips import want_own_clips
from .own_lexicon import OwnLexicon

log = structlog.get_logger()

_WHOLE = 0


def advance(ledger: Ledger, lease: Lease, own: OwnLexicon) -> bool:
    """Clean and read one notice by the dictionary and contacts of this hour; False where none waits."""
    with ledger.writing() as unit:
        notice = unit.notices.claim_unread(lease)
    if notice is None:
        return False
    log.info("reading", notice=notice.id)
    with ledger.reading() as unit:
        lexicon = own.lexicon(unit, notice.language)
        notice = replace(notice, allowed_as_of=unit.contacts.last_change())
        allowed = unit.contacts.allowed(as_of=notice.allowed_as_of)
    try:
        reading = reading_of(notice, lexicon, allowed=allowed)
    except AudioError as error:
        log.warning("reading failed", notice=notice.id, reason=type(error).__name__)
        with ledger.writing() as unit:
            unit.notices.fail(notice, lease, str(error))
        return True
    with ledger.writing() as unit:
        unit.notices.keep_reading(notice, lease, to_json(reading))
        if not reading.sentences:
            return True
        unit.voicings.want(notice.id, _WHOLE, 0, len(reading.sentences))
        want_own_clips(unit, unit.broadcasts.saying(notice.id))
    log.info("read", notice=notice.id, sentences=len(reading.sentences))
    return True


def reading_of(notice: Notice, lexicon: Lexicon, *, allowed: frozenset[str]) -> Reading:
    """Read what is left once debris is set aside and persons are left out, as people decided.

    `allowed` are the contacts that the organisation lets through, in their normal forms.

    Raises:
        NothingToSayError: nothing is left.
    """
    decided = decisions.from_json(notice.decisions)
    kept = spoken_places(
        notice.text, allowed=allowed, released=decided.taken_back, chosen=decided.chosen
    ).kept
    reading = read(notice.text, lexicon=lexicon, kept=kept, corrections=decided.corrections)
    if not reading.sentences and decided.chosen != ():
        raise NothingToSayError("nothing is left to say once page debris and personal data are left out")
    return reading
