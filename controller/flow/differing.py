"""What a change of the dictionary, or of the allowed contacts, would make of notices that are read already.

Nothing is read anew by itself: staff ask for it, one notice at a time, and approved ones stay as they are.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from audio.documents.personal import may_hold
from audio.errors import AudioError, NothingToSayError
from audio.language import SpokenLanguage
from audio.reading.lexicon import Lexicon
from audio.reading.values import Reading
from audio.reading.written import from_json
from controller.entries import DictionaryChange, EntryId, Notice, NoticeState
from controller.ports import Ledger
from schedules.vocabulary import NoticeId

from .editions import edition, refuse_unless_open
from .own_lexicon import OwnLexicon, forms
from .reading import reading_of

_NEWEST = 200
"""Only so many notices are looked at; older ones are hardly ever approved any more."""
_MOST_CHARACTERS = 150_000
"""So much is read at most, in well under a second; the first notice always is."""
_CHANGES = 20
"""So far back the writings of an entry are looked for."""
_SILENCE = Reading(sentences=())
"""What is read of a notice where nothing of it may be spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A notice that would now be read otherwise, and the first sentence in which."""

    notice: NoticeId
    title: str
    is_approved: bool
    edition: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Newest first. Where it is not `is_whole`, older notices were not looked at."""

    differences: tuple[Difference, ...]
    is_whole: bool


def differing(ledger: Ledger, own: OwnLexicon, entry: EntryId) -> Differing:
    """Return which notices that hold a writing of the entry would be read otherwise than they stand."""
    with ledger.reading() as unit:
        changes = unit.dictionary.changes(entry, before=None, most=_CHANGES)
        found = unit.dictionary.read_notices_with(_writings(changes), among=_NEWEST)
    return _differing(ledger, own, found)


def differing_by_contact(ledger: Ledger, own: OwnLexicon, form: str) -> Differing:
    """Return which notices that may hold a contact of this form would be read otherwise than they stand."""
    with ledger.reading() as unit:
        found = [name for name, text in unit.notices.newest_texts(_NEWEST) if may_hold(text, form)]
    return _differing(ledger, own, found)


def read_anew(ledger: Ledger, name: NoticeId, *, seen: str) -> None:
    """Have a notice read by the dictionary as it is now. What was decided about its text stays.

    Raises:
        NotFoundError: there is no such notice.
        AlreadyDoneError: it is approved; what was approved never changes.
        ChangedMeanwhileError: it is no longer the edition `seen`.
    """
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        refuse_unless_open(notice, seen=seen)
        unit.notices.begin_anew(notice)


def _differing(ledger: Ledger, own: OwnLexicon, names: Sequence[NoticeId]) -> Differing:
    with ledger.reading() as unit:
        lexicons = {language: own.lexicon(unit, language) for language in SpokenLanguage}
        allowed = unit.contacts.allowed()
    looked_at = tuple(_within_bounds(ledger, names))
    differences = (_difference(notice, lexicons[notice.language], allowed) for notice in looked_at)
    return Differing(differences=tuple(filter(None, differences)), is_whole=len(looked_at) == len(names))


def _writings(changes: Sequence[DictionaryChange]) -> frozenset[str]:
    """Return all that the entry ever wrote, its letters composed or not, as documents have them."""
    wordings = (one for change in changes for one in (change.before, change.after) if one)
    return frozenset(
        unicodedata.normalize(way, form)
        for wording in wordings
        for form in forms(wording)
        for way in ("NFC", "NFD")
    )


def _within_bounds(ledger: Ledger, names: Sequence[NoticeId]) -> Iterator[Notice]:
    left = _MOST_CHARACTERS
    for name in names:
        with ledger.reading() as unit:
            notice = unit.notices.get(name)
        if left < len(notice.text) and left < _MOST_CHARACTERS:
            return
        left -= len(notice.text)
        yield notice


def _difference(notice: Notice, lexicon: Lexicon, allowed: frozenset[str]) -> Difference | None:
    """Return how it would differ; None where it would not, or waits for its reading anyway."""
    if notice.state is NoticeState.RECEIVED:
        return None
    stood = from_json(notice.reading) if notice.reading else _SILENCE
    try:
        now = reading_of(notice, lexicon, allowed=allowed)
    except NothingToSayError:
        now = _SILENCE
    except AudioError:
        return None
    before, after = _first_apart(stood, now)
    if before == after:
        return None
    return Difference(
        notice=notice.id,
        title=notice.title,
        is_approved=notice.approved_at is not None,
        edition=edition(notice),
        before=before,
        after=after,
    )


def _first_apart(stood: Reading, now: Reading) -> tuple[str, str]:
    """Return the first sentences that are not the same; two empty ones where all are."""
    pairs = zip_longest(
        (one.spoken for one in stood.sentences), (one.spoken for one in now.sentences), fillvalue=""
    )
    return next(((before, after) for before, after in pairs if before != after), ("", ""))
