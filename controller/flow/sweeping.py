"""Takes from the disk what nothing needs any more: clips, and sentences that nobody spoke for long.

A clip that was needed lately stays: a pole that was away may still fetch it. So each sweep marks what is
needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from controller.ports import ClipShelf, KeptSentences, Ledger
from schedules.vocabulary import Digest

SAFE_AGE = timedelta(days=30)
"""Beyond the horizon of every playlist and the life of every posting."""
_HALF_WRITTEN_AGE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Superfluous:
    """What a sweep takes: clips by name, sentences and what was left half-written as files."""

    clips: tuple[Digest, ...]
    files: tuple[Path, ...]
    bytes: int


def superfluous(
    ledger: Ledger, shelf: ClipShelf, sentences: KeptSentences, *, now: datetime, age: timedelta = SAFE_AGE
) -> Superfluous:
    """Return what nothing needs and nobody needed for `age`; nothing is taken yet."""
    there = tuple(shelf.digests())  # before the needs: one that is put here meanwhile is not among them
    with ledger.reading() as unit:
        needs = unit.clips.needs()
    clips = tuple(one for one in there if one not in needs and shelf.last_needed(one) <= now - age)
    remains = [one for place in (shelf, sentences) for one in place.remains(since=now - _HALF_WRITTEN_AGE)]
    files = (*sentences.idle(since=now - age), *remains)
    size = sum(map(shelf.bytes_of, clips)) + sum(file.stat().st_size for file in files if file.exists())
    return Superfluous(clips=clips, files=files, bytes=size)


def sweep(
    ledger: Ledger, shelf: ClipShelf, sentences: KeptSentences, *, now: datetime, age: timedelta = SAFE_AGE
) -> Superfluous:
    """Take what is superfluous and return it; mark the rest as needed today."""
    gone = superfluous(ledger, shelf, sentences, now=now, age=age)
    for clip in gone.clips:
        if shelf.last_needed(clip) <= now - age:  # nobody made it anew meanwhile
            shelf.remove(clip)
    for file in gone.files:
        file.unlink(missing_ok=True)
    with ledger.reading() as unit:
        _mark(unit.clips.needs(), shelf, now)
    return gone


def _mark(needed: Iterable[Digest], shelf: ClipShelf, now: datetime) -> None:
    for clip in needed:
        shelf.mark_needed(clip, now)
