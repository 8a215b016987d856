"""Takes from the disk what nothing needs any more: clips, recordings, and sentences unused for long.

A clip that was needed lately stays: a pole that was away may still fetch it. So each sweep marks what is
needed. A recording stays as long as any line of the history names it: it cannot be made again, and may be
brought back. Only those go that came to nothing, such as one whose sentence was changed while it was sent.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from audio.errors import ShelfError
from controller.ports import KeptFiles, KeptSentences, Ledger
from schedules.vocabulary import Digest

SAFE_AGE = timedelta(days=30)
"""Beyond the horizon of every playlist and the life of every posting."""
_HALF_WRITTEN_AGE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where the files lie that are swept."""

    clips: KeptFiles
    recordings: KeptFiles
    sentences: KeptSentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Superfluous:
    """What a sweep takes: clips and recordings by name, sentences and what was left half-written as files."""

    clips: tuple[Digest, ...]
    recordings: tuple[Digest, ...]
    files: tuple[Path, ...]
    bytes: int


def superfluous(ledger: Ledger, folders: Folders, *, now: datetime, age: timedelta = SAFE_AGE) -> Superfluous:
    """Return what nothing needs and nobody needed for `age`; nothing is taken yet."""
    unneeded = _unneeded(ledger, folders)
    clips, recordings = (_idle(place, names, now - age) for place, names in unneeded)
    places = (folders.clips, folders.recordings, folders.sentences)
    remains = [one for place in places for one in place.remains(since=now - _HALF_WRITTEN_AGE)]
    files = (*folders.sentences.idle(since=now - age), *remains)
    named = _bytes_of(folders.clips, clips) + _bytes_of(folders.recordings, recordings)
    size = named + sum(file.stat().st_size for file in files if file.exists())
    return Superfluous(clips=clips, recordings=recordings, files=files, bytes=size)


def sweep(ledger: Ledger, folders: Folders, *, now: datetime, age: timedelta = SAFE_AGE) -> Superfluous:
    """Mark what is needed as needed today, take what is superfluous, and return it.

    Raises:
        OSError: the first of those that could not be taken; all others are.
    """
    gone = superfluous(ledger, folders, now=now, age=age)
    with ledger.reading() as unit:
        _mark(unit.clips.needs(), folders.clips, now)
        _mark(unit.recordings.needs(), folders.recordings, now)
    failed = [error for take in _takings(folders, gone, since=now - age) if (error := _failure(take))]
    if failed:
        raise failed[0]
    return gone


def _takings(folders: Folders, gone: Superfluous, *, since: datetime) -> Iterator[Callable[[], None]]:
    for place, names in ((folders.clips, gone.clips), (folders.recordings, gone.recordings)):
        for name in _idle(place, names, since):  # nobody made it anew meanwhile
            yield partial(place.remove, name)
    for file in gone.files:
        yield partial(file.unlink, missing_ok=True)


def _failure(take: Callable[[], None]) -> OSError | None:
    try:
        take()
    except OSError as error:
        return error
    return None


def _unneeded(ledger: Ledger, folders: Folders) -> Sequence[tuple[KeptFiles, Sequence[Digest]]]:
    """Return the clips and the recordings that nothing needs, each with its place."""
    # Looked at before the needs are: what is put there meanwhile is not among them.
    clips, recordings = tuple(folders.clips.digests()), tuple(folders.recordings.digests())
    with ledger.reading() as unit:
        needs, named = unit.clips.needs(), unit.recordings.needs()
    return (
        (folders.clips, [one for one in clips if one not in needs]),
        (folders.recordings, [one for one in recordings if one not in named]),
    )


def _idle(place: KeptFiles, names: Iterable[Digest], since: datetime) -> tuple[Digest, ...]:
    return tuple(name for name in names if _is_idle(place, name, since))


def _is_idle(place: KeptFiles, name: Digest, since: datetime) -> bool:
    try:
        return place.last_needed(name) <= since
    except (ShelfError, FileNotFoundError):  # another sweep took it meanwhile
        return False


def _bytes_of(place: KeptFiles, names: Iterable[Digest]) -> int:
    size = 0
    for name in names:
        with suppress(ShelfError, FileNotFoundError):  # as above
            size += place.bytes_of(name)
    return size


def _mark(needed: Iterable[Digest], place: KeptFiles, now: datetime) -> None:
    for name in needed:
        place.mark_needed(name, now)
