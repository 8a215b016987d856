"""The shelf by hand, for the command line: what is on it and why, whether it is sound, what may go."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from audio.errors import ClipDamagedError, ClipMissingError
from audio.recordings import RecordingFolder
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from controller.flow import sweeping
from controller.outlook.clips import FileNeed
from controller.ports import KeptFiles, Ledger
from controller.settings import Settings
from schedules.vocabulary import Digest

_MEGABYTE = 1_000_000
_Needs = Mapping[Digest, Sequence[FileNeed]]


def listed(settings: Settings, ledger: Ledger | None) -> Iterator[str]:
    """Say of every clip and recording how large it is and what needs it, as far as there is a database."""
    folders = _folders(settings)
    clips, recordings = _needs(ledger) if ledger else (None, None)
    yield from _listed(folders.clips, clips)
    yield from map(_recording, _listed(folders.recordings, recordings))


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
    yield from _taken(sweeping.sweep(ledger, _folders(settings), now=now, age=age), "removed")


def rehearsed(settings: Settings, ledger: Ledger, *, now: datetime, age: timedelta) -> Iterator[str]:
    """Say what `sweep` would take, and leave it."""
    gone = sweeping.superfluous(ledger, _folders(settings), now=now, age=age)
    yield from _taken(gone, "would be removed")


def _folders(settings: Settings) -> sweeping.Folders:
    return sweeping.Folders(
        clips=Shelf(settings.shelf),
        recordings=RecordingFolder(settings.recordings),
        sentences=SentenceFolder(settings.sentences),
    )


def _needs(ledger: Ledger) -> tuple[_Needs, _Needs]:
    with ledger.reading() as unit:
        return unit.clips.needs(), unit.recordings.needs()


def _listed(place: KeptFiles, needs: _Needs | None) -> Iterator[str]:
    there, named = tuple(place.digests()), needs or {}
    for digest in there:
        told = "; ".join(map(_told, named.get(digest, ()))) or ("" if needs is None else "nothing needs it")
        yield f"{digest} {place.bytes_of(digest)} {told}".rstrip()
    for digest in sorted(named.keys() - set(there)):
        yield f"{digest} MISSING {'; '.join(map(_told, named[digest]))}"


def _recording(told: str) -> str:
    return f"recording {told}"


def _told(need: FileNeed) -> str:
    return f"{need.by} {need.name}" + (f" “{need.title}”" if need.title else "")


def _taken(gone: sweeping.Superfluous, what: str) -> Iterator[str]:
    for clip in gone.clips:
        yield f"{clip} {what}"
    for recording in gone.recordings:
        yield _recording(f"{recording} {what}")
    counted = f"{len(gone.clips)} clips, {len(gone.recordings)} recordings, {len(gone.files)} kept sentences"
    yield f"{counted}, {gone.bytes / _MEGABYTE:.1f} MB: {what}"
