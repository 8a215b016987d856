"""What a change of the dictionary would make of notices that are read already.

Nothing is read anew by itself: staff ask for it, one notice at a time, and approved ones stay as they are.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from audio.errors import AudioError
from audio.reading.lexicon import Lexicon
from audio.reading.values import Reading
from audio.reading.written import from_json
from controller.entries import DictionaryChange, EntryId, Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError
from controller.ports import Ledger
from schedules.vocabulary import NoticeId

from .editions import edition
from .own_lexicon import OwnLexicon, forms
from .reading import reading_of

_NEWEST = 200
"""Only so many notices are looked at; older ones are hardly ever approved any more."""
_MOST_CHARACTERS = 150_000
"""So much is read at most, in well under a second; the first notice always is."""
_CHANGES = 20
"""So far back the writings of an entry are looked for."""


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
        lexicon = own.lexicon(unit)
        found = unit.dictionary.read_notices_with(_writings(changes), among=_NEWEST)
    looked_at = tuple(_within_bounds(ledger, found))
    differences = (_difference(notice, lexicon) for notice in looked_at)
    return Differing(differences=tuple(filter(None, differences)), is_whole=len(looked_at) == len(found))


def read_anew(ledger: Ledger, name: NoticeId, *, seen: str) -> None:
    """Have a notice read by the dictionary as it is now. What was decided about its text stays.

    Raises:
        NotFoundError: there is no such notice.
        AlreadyDoneError: it is approved; what was approved never changes.
        ChangedMeanwhileError: it is no longer the edition `seen`.
    """
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        if notice.approved_at:
            raise AlreadyDoneError(f"{name} is approved; its reading stays")
        if edition(notice) != seen:
            raise ChangedMeanwhileError(f"{name} was changed meanwhile")
        unit.notices.begin_anew(notice)


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


def _difference(notice: Notice, lexicon: Lexicon) -> Difference | None:
    """Return how it would differ; None where it would not, or waits for its reading anyway."""
    if notice.reading is None:
        return None
    try:
        now = reading_of(notice, lexicon)
    except AudioError:
        return None
    before, after = _first_apart(from_json(notice.reading), now)
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
