"""The dictionary as pages list it: the organisation's entries among the official ones, found by any word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.reading.lexicon import Entry
from controller.entries import DictionaryEntry
from controller.folding import folded
from controller.ports import Ledger

from .own_lexicon import OwnLexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some entries in the order of what is written, and whether more come after them."""

    entries: Sequence[DictionaryEntry | Entry]
    has_more: bool


def look_up(ledger: Ledger, own: OwnLexicon, *, search: str, skip: int, most: int) -> Found:
    """Return entries that hold every word of `search`; case, accents and tone marks do not count."""
    with ledger.reading() as unit:
        ours = own.entries(unit)
    sought = folded(search).split()
    known: list[DictionaryEntry | Entry] = [*ours, *_official(own)]
    found = sorted(
        (one for one in known if _holds(one, sought)),
        key=lambda one: (folded(_written(one)), isinstance(one, Entry)),
    )
    return Found(entries=found[skip : skip + most], has_more=len(found) > skip + most)


def _official(own: OwnLexicon) -> Iterator[Entry]:
    return (entry for entries in own.official.by_head.values() for entry in entries)


def _holds(entry: DictionaryEntry | Entry, sought: Sequence[str]) -> bool:
    text = folded(f"{_written(entry)} {_spoken(entry)}") if sought else ""
    return all(word in text for word in sought)


def _written(entry: DictionaryEntry | Entry) -> str:
    return entry.abbreviation if isinstance(entry, Entry) else entry.wording.written


def _spoken(entry: DictionaryEntry | Entry) -> str:
    return entry.spoken if isinstance(entry, Entry) else entry.wording.spoken
