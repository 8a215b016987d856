"""The organisation's dictionary: entries are added, changed, removed and put back, with their history.

What is read from now on is read by it. Readings that stand, approved ones above all, stay as they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from audio.errors import LexiconError
from audio.reading.lexicon import Lexicon
from audio.reading.read import read
from audio.reading.values import Reading
from audio.span import SourceSpan
from controller.entries import Beside, DictionaryChange, DictionaryEntry, EntryId, Wording
from controller.errors import ChangedMeanwhileError, EntryRefusal, EntryRefusedError
from controller.ports import Ledger, Unit

from .own_lexicon import OwnLexicon, normal, with_wordings

LONGEST_WRITTEN = 64
LONGEST_SPOKEN = 200
LONGEST_CONTEXT = 20
"""Readings look at 24 characters around a writing, spaces among them."""


def add(ledger: Ledger, own: OwnLexicon, wording: Wording, *, name: EntryId, by: str, now: datetime) -> None:
    """Take a wording into the dictionary. One `name` is taken in once.

    Raises:
        EntryRefusedError: it cannot be an entry; says why and at which field.
        AlreadyDoneError: an entry of that name is there.
    """
    fit = checked(ledger, own, wording)
    entry = DictionaryEntry(
        id=name, wording=fit, created_at=now, created_by=by, changed_at=now, changed_by=by
    )
    with ledger.writing() as unit:
        unit.dictionary.lock()
        _refuse_known(unit, fit, name)
        unit.dictionary.add(entry)
        unit.dictionary.note(DictionaryChange(number=0, entry=name, at=now, by=by, before=None, after=fit))


def change(
    ledger: Ledger,
    own: OwnLexicon,
    name: EntryId,
    wording: Wording,
    *,
    seen: int,
    by: str,
    now: datetime,
) -> None:
    """Put another wording in the place of the version `seen`. The same one again changes nothing.

    Raises:
        EntryRefusedError: it cannot be an entry; says why and at which field.
        ChangedMeanwhileError: it is no longer the version `seen`, or was removed.
        NotFoundError: there is no such entry.
    """
    fit = checked(ledger, own, wording, entry=name)
    with ledger.writing() as unit:
        unit.dictionary.lock()
        standing = unit.dictionary.get(name)
        if _said(standing) == fit:
            return
        if standing.is_removed or standing.version != seen:
            raise ChangedMeanwhileError(f"{name} was changed meanwhile")
        _put(unit, standing, fit, by=by, now=now)


def remove(ledger: Ledger, name: EntryId, *, seen: int, by: str, now: datetime) -> None:
    """Leave a writing to the official lexicon and the rules again. Raises as `change`."""
    with ledger.writing() as unit:
        unit.dictionary.lock()
        standing = unit.dictionary.get(name)
        if standing.is_removed:
            return
        if standing.version != seen:
            raise ChangedMeanwhileError(f"{name} was changed meanwhile")
        _put(unit, standing, None, by=by, now=now)


def put_back(ledger: Ledger, number: int, *, by: str, now: datetime) -> EntryId:
    """Make an entry again what it was before a change; return which. That is a change of its own.

    Raises:
        EntryRefusedError: another entry has its writing and context meanwhile.
        NotFoundError: there is no such change.
    """
    with ledger.writing() as unit:
        unit.dictionary.lock()
        undone = unit.dictionary.change(number)
        standing = unit.dictionary.get(undone.entry)
        if _said(standing) != undone.before:
            _put(unit, standing, undone.before, by=by, now=now)
    return undone.entry


def history(
    ledger: Ledger, entry: EntryId | None = None, *, before: int | None = None, most: int
) -> Sequence[DictionaryChange]:
    """Return what was changed about one entry, or about all, newest first."""
    with ledger.reading() as unit:
        return unit.dictionary.changes(entry, before=before, most=most)


def try_on(
    ledger: Ledger, own: OwnLexicon, sentence: str, wording: Wording, *, entry: EntryId | None = None
) -> tuple[Reading, Reading]:
    """Read a sentence as it would be read today, and with the wording; nothing is stored.

    Raises:
        EntryRefusedError: it cannot be an entry; says why and at which field.
    """
    fit = checked(ledger, own, wording, entry=entry)
    with ledger.reading() as unit:
        today, then = own.lexicon(unit, fit.language), own.trying(unit, fit, entry)
    return read(sentence, lexicon=today), read(sentence, lexicon=then)


def checked(ledger: Ledger, own: OwnLexicon, wording: Wording, *, entry: EntryId | None = None) -> Wording:
    """Return a wording as it is kept: what is spoken is itself read, so that only letters are left.

    Raises:
        EntryRefusedError: it cannot be an entry; says why and at which field.
    """
    with ledger.reading() as unit:
        others = own.without(unit, entry, wording.language)
    is_anywhere = wording.beside is Beside.ANYWHERE
    fit = replace(
        wording,
        written=_fit("written", wording.written, LONGEST_WRITTEN),
        spoken=_speakable(_fit("spoken", wording.spoken, LONGEST_SPOKEN), others),
        context="" if is_anywhere else _fit("context", wording.context, LONGEST_CONTEXT),
    )
    _refuse_never_met(fit, others)
    return fit


def _put(unit: Unit, standing: DictionaryEntry, wording: Wording | None, *, by: str, now: datetime) -> None:
    """Change an entry, or remove it where there is no wording, and write that into the history."""
    if wording:
        _refuse_known(unit, wording, standing.id)
    put = replace(
        standing,
        wording=wording or standing.wording,
        is_removed=wording is None,
        changed_at=now,
        changed_by=by,
    )
    unit.dictionary.keep(put)
    unit.dictionary.note(
        DictionaryChange(number=0, entry=standing.id, at=now, by=by, before=_said(standing), after=wording)
    )


def _said(entry: DictionaryEntry) -> Wording | None:
    return None if entry.is_removed else entry.wording


def _fit(field: str, text: str, most: int) -> str:
    fit = normal(text)
    if not fit:
        raise EntryRefusedError(field, EntryRefusal.EMPTY)
    if len(fit) > most:
        raise EntryRefusedError(field, EntryRefusal.TOO_LONG)
    return fit


def _speakable(text: str, lexicon: Lexicon) -> str:
    sentences = read(text, lexicon=lexicon).sentences
    said = " ".join(word.text for sentence in sentences for word in sentence.words)
    if not said:
        raise EntryRefusedError("spoken", EntryRefusal.UNSPEAKABLE)
    return said


def _refuse_known(unit: Unit, wording: Wording, name: EntryId) -> None:
    if unit.dictionary.like(wording) not in {None, name}:
        raise EntryRefusedError("written", EntryRefusal.KNOWN)


def _refuse_never_met(wording: Wording, lexicon: Lexicon) -> None:
    """Read a sentence in which it stands: dates, numbers and the like go before every lexicon."""
    before = f"tại {wording.context} " if wording.beside is Beside.AFTER else "tại "
    after = f" {wording.context} có" if wording.beside is Beside.BEFORE else " có"
    place = SourceSpan(start=len(before), end=len(before) + len(wording.written))
    try:
        tried = read(before + wording.written + after, lexicon=with_wordings(lexicon, [wording]))
    except LexiconError as error:
        raise EntryRefusedError("written", EntryRefusal.NEVER_MET) from error
    words = (word for sentence in tried.sentences for word in sentence.words)
    if not any(word.span == place and word.text == wording.spoken for word in words):
        raise EntryRefusedError("written", EntryRefusal.NEVER_MET)
