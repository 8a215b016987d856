"""Tones and music that staff bring: loaded, named, taken out of the list.

A sound lives as long as a template or the history of one names it, since what was may be put back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from controller.entries import LoadedSound, SoundKind
from controller.errors import SoundRefusal, SoundRefusedError
from controller.ports import Ledger, SoundRoom, Unit
from schedules.vocabulary import Class, Digest

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What somebody handed in to be a sound."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSound:
    """A sound of the list, and for which classes templates use it just now."""

    sound: LoadedSound
    used_by: tuple[Class, ...]


def listed(ledger: Ledger) -> Sequence[ListedSound]:
    """Return all that are in the list: tones, then music, each by name."""
    with ledger.reading() as unit:
        return [_listed(unit, sound) for sound in unit.sounds.all()]


def sound(ledger: Ledger, digest: Digest) -> ListedSound:
    """Raise `NotFoundError` where none of the list has this digest."""
    with ledger.reading() as unit:
        return _listed(unit, unit.sounds.get(digest))


def load(
    ledger: Ledger,
    room: SoundRoom,
    file: File,
    *,
    name: str,
    kind: SoundKind,
    for_emergencies: bool,
    by: str,
    now: datetime,
) -> Digest:
    """Take a sound into the list. The same file again is the same sound.

    Raises:
        SoundRefusedError: its name is missing or taken, or it is in the list already.
        SoundError: it cannot be what it is to be; says why.
        ShelfError: it could not be kept.
    """
    with ledger.reading() as unit:
        fit = _fit(unit, name, None)
    while True:
        tidy = room.load(file.content, kind, for_emergencies=for_emergencies)
        loaded = LoadedSound(
            digest=tidy.digest,
            kind=kind,
            name=fit,
            file_name=file.name[:200],
            length=tidy.length,
            resembles_alarm=tidy.resembles_alarm,
            loaded_at=now,
            loaded_by=by,
        )
        if _is_taken_in(ledger, room, loaded):
            return tidy.digest


def rename(ledger: Ledger, digest: Digest, name: str) -> None:
    """Call a sound otherwise.

    Raises:
        SoundRefusedError: the name is missing, too long or taken.
        NotFoundError: there is no such sound.
    """
    with ledger.writing() as unit:
        standing = unit.sounds.get(digest)
        unit.sounds.keep(replace(standing, name=_fit(unit, name, digest)))


def remove(ledger: Ledger, room: SoundRoom, digest: Digest) -> None:
    """Take a sound out of the list, and off the disk where nothing names it.

    Raises:
        SoundRefusedError: a template uses it.
        NotFoundError: there is no such sound.
    """
    with ledger.writing() as unit:
        unit.templates.lock()
        standing = unit.sounds.get(digest)
        if _users(unit, digest):
            raise SoundRefusedError("sound", SoundRefusal.USED)
        unit.sounds.keep(replace(standing, is_removed=True))
    _forget_unlisted(ledger, room, digest)


def _listed(unit: Unit, sound: LoadedSound) -> ListedSound:
    return ListedSound(sound=sound, used_by=tuple(_users(unit, sound.digest)))


def _users(unit: Unit, digest: Digest) -> list[Class]:
    return [class_ for class_ in Class if digest in unit.templates.standing(class_).sounds]


def _is_taken_in(ledger: Ledger, room: SoundRoom, loaded: LoadedSound) -> bool:
    """Take a sound into the list; false where somebody's removal took its file meanwhile."""
    try:
        with ledger.writing() as unit:
            unit.templates.lock()
            _fit(unit, loaded.name, None)
            is_there = room.path(loaded.digest) is not None
            if is_there:
                _take_in(unit, loaded)
    except SoundRefusedError:
        _forget_unlisted(ledger, room, loaded.digest)
        raise
    return is_there


def _forget_unlisted(ledger: Ledger, room: SoundRoom, digest: Digest) -> None:
    """Take a file off the disk where neither the list nor a template of today or of the past names it.

    In a unit of its own: what took it out of the list is committed before, and nobody loads it meanwhile.
    """
    with ledger.writing() as unit:
        unit.templates.lock()
        known = unit.sounds.find(digest)
        is_listed = known is not None and not known.is_removed
        if not is_listed and not any(digest in sounds for sounds in _named(unit)):
            room.forget(digest)


def _named(unit: Unit) -> Iterator[frozenset[Digest]]:
    return (line.template.sounds for line in unit.templates.lines() if line.template)


def _take_in(unit: Unit, loaded: LoadedSound) -> None:
    """One that was removed comes back under its new name."""
    known = unit.sounds.find(loaded.digest)
    if known is None:
        unit.sounds.add(loaded)
    elif known.is_removed:
        unit.sounds.keep(loaded)
    else:
        raise SoundRefusedError("file", SoundRefusal.KNOWN)


def _fit(unit: Unit, name: str, own: Digest | None) -> str:
    fit = " ".join(name.split())
    if not fit:
        raise SoundRefusedError("name", SoundRefusal.EMPTY)
    if len(fit) > LONGEST_NAME:
        raise SoundRefusedError("name", SoundRefusal.TOO_LONG)
    if fit.casefold() in _taken(unit, own):
        raise SoundRefusedError("name", SoundRefusal.TAKEN)
    return fit


def _taken(unit: Unit, own: Digest | None) -> Iterator[str]:
    return (sound.name.casefold() for sound in unit.sounds.all() if sound.digest != own)
