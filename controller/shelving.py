"""The shelf by hand, for the command line: what is on it and why, whether it is sound, what may go."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from audio.errors import ClipDamagedError, ClipMissingError
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from controller.flow import sweeping
from controller.outlook.clips import ClipNeed
from controller.ports import Ledger
from controller.settings import Settings
from schedules.vocabulary import Digest

_MEGABYTE = 1_000_000


def listed(settings: Settings, ledger: Ledger | None) -> Iterator[str]:
    """Say of every clip how large it is and what needs it, as far as there is a database."""
    shelf = Shelf(settings.shelf)
    needs = _needs(ledger) if ledger else {}
    for digest in shelf.digests():
        told = "; ".join(map(_told, needs.get(digest, ()))) or ("nothing needs it" if ledger else "")
        yield f"{digest} {shelf.bytes_of(digest)} {told}".rstrip()
    for digest in sorted(needs.keys() - set(shelf.digests())):
        yield f"{digest} MISSING {'; '.join(map(_told, needs[digest]))}"


def verified(settings: Settings) -> Iterator[tuple[str, bool]]:
    """Read every clip and say whether it is sound."""
    shelf = Shelf(settings.shelf)
    for digest in shelf.digests():
        try:
            yield f"{digest} {len(shelf.read(digest))} sound", True
        except ClipMissingError:  # a sweep took it meanwhile
            continue
        except ClipDamagedError as error:
            yield f"{digest} {shelf.bytes_of(digest)} {error}", False


def sweep(settings: Settings, ledger: Ledger, *, now: datetime, age: timedelta) -> Iterator[str]:
    """Take what nothing needs, and say what that was."""
    shelf, sentences = Shelf(settings.shelf), SentenceFolder(settings.sentences)
    yield from _taken(sweeping.sweep(ledger, shelf, sentences, now=now, age=age), "removed")


def rehearsed(settings: Settings, ledger: Ledger, *, now: datetime, age: timedelta) -> Iterator[str]:
    """Say what `sweep` would take, and leave it."""
    shelf, sentences = Shelf(settings.shelf), SentenceFolder(settings.sentences)
    yield from _taken(sweeping.superfluous(ledger, shelf, sentences, now=now, age=age), "would be removed")


def _needs(ledger: Ledger) -> Mapping[Digest, Sequence[ClipNeed]]:
    with ledger.reading() as unit:
        return unit.clips.needs()


def _told(need: ClipNeed) -> str:
    return f"{need.by} {need.name}" + (f" “{need.title}”" if need.title else "")


def _taken(gone: sweeping.Superfluous, what: str) -> Iterator[str]:
    for clip in gone.clips:
        yield f"{clip} {what}"
    size = f"{gone.bytes / _MEGABYTE:.1f} MB"
    yield f"{len(gone.clips)} clips and {len(gone.files)} kept sentences, {size}: {what}"
