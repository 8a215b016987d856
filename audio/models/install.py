"""Makes a voice out of an offer of the catalogue, or of an archive or a folder that somebody brings.

It is made beside the others under a name that no voice has, looked at, tried, and then takes its place in
one step. So what stands in the folder of voices is whole, whatever happened on the way.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from audio.errors import AudioError
from audio.language import SpokenLanguage
from audio.models.catalogue import Offer
from audio.models.digests import digest_of, files_of, sha256_of
from audio.models.downloading import Progress, download
from audio.models.errors import (
    NotAnArchiveError,
    UnknownModelError,
    UnsafeArchiveError,
    WrongDigestError,
)
from audio.models.installed import InstalledVoice, write_card
from audio.models.recognise import recognise
from audio.models.unpacking import is_archive, unpack
from audio.models.workshop import MAKING, make_last, make_named, refuse_want_of_room, workshop

Trial = Callable[[InstalledVoice, Path], None]
"""Told of a voice and the folder it was made in, before it takes its place; raises where it cannot speak."""
_MOST_UNPACKED = 3_000_000_000
_SLACK = 2.0
"""An archive of known size may unpack to so many times what was said."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")
_PINS = ".pins.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What somebody says of an archive or folder; `offer` where it is one of the catalogue."""

    name: str
    called: str = ""
    """Its file or folder as somebody brought it."""
    languages: Collection[SpokenLanguage] = ()
    offer: Offer | None = None


def install_offer(
    offer: Offer,
    folder: Path,
    *,
    trial: Trial,
    progress: Progress = lambda _got, _total: None,
    fetch: Callable[..., None] = download,
) -> InstalledVoice:
    """Fetch and install a voice of the catalogue.

    Raises:
        ModelError: as each kind of it says; what was downloaded is kept where it may still serve.
    """
    with workshop(folder, offer.name):
        refuse_want_of_room(folder, sum(offer.room))
        archive = folder / f".{offer.name}.archive"
        if not archive.exists():
            fetch(offer.address, archive, most_bytes=offer.most_bytes, progress=progress)
        if not is_archive(archive):
            archive.unlink()
            raise NotAnArchiveError(f"{offer.address}: what came is no archive")
        brought = Brought(name=offer.name, languages=offer.languages, offer=offer)
        try:
            voice = _from_archive(archive, folder, brought, trial=trial)
        except AudioError:  # a full disk is another matter: then it serves again
            archive.unlink()
            raise
        archive.unlink()
        return voice


def install_path(path: Path, folder: Path, *, brought: Brought, trial: Trial) -> InstalledVoice:
    """Install an archive or a folder, such as one on a stick. It stays as it is.

    Raises:
        ModelError: as each kind of it says.
    """
    if not _NAME.fullmatch(brought.name):
        raise UnknownModelError(path, f"{brought.name!r} is no name; small letters and figures are")
    if not path.exists():
        raise UnknownModelError(path, "there is no such archive or folder")
    with workshop(folder, brought.name):
        if path.is_dir():
            return _made(folder, brought, None, lambda place: _copy(path, place), trial=trial)
        if not is_archive(path):
            raise NotAnArchiveError(f"{path}: it is no archive")
        return _from_archive(path, folder, brought, trial=trial)


def pinned(folder: Path, name: str) -> str | None:
    """Return the digest of the archive that was the first of this name here."""
    try:
        pins: dict[str, str] = json.loads((folder / _PINS).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return pins.get(name)


def _from_archive(archive: Path, folder: Path, brought: Brought, *, trial: Trial) -> InstalledVoice:
    digest = sha256_of(archive)
    expected = brought.offer and (brought.offer.sha256 or pinned(folder, brought.name))
    if expected and digest != expected:
        raise WrongDigestError(brought.name, expected=expected, got=digest)
    size = brought.offer and brought.offer.unpacked_bytes
    most = round(size * _SLACK) if size else _MOST_UNPACKED
    voice = _made(folder, brought, digest, lambda place: unpack(archive, place, most_bytes=most), trial=trial)
    if brought.offer:
        _pin(folder, brought.name, digest)
    return voice


def _made(
    folder: Path, brought: Brought, archive: str | None, fill: Callable[[Path], None], *, trial: Trial
) -> InstalledVoice:
    making = Path(tempfile.mkdtemp(prefix=MAKING, dir=folder))
    try:
        fill(making)
        root = _root(making)
        called = brought.called if root == making else root.name
        voice = _described(root, replace(brought, called=called), archive)
        trial(voice, root)
        write_card(voice, root)
        make_last(root)
        root.rename(folder / voice.name)
        make_named(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return voice


def _described(root: Path, brought: Brought, archive: str | None) -> InstalledVoice:
    offer = brought.offer
    model = recognise(root, called=brought.called, languages=brought.languages)
    return InstalledVoice(
        name=brought.name,
        title=offer.title if offer else brought.called,
        model=model,
        speakers=_speakers(offer.speakers if offer else (), model.speakers),
        digest=digest_of(root),
        archive_sha256=archive,
        source=offer.address if offer and archive else "brought by hand",
        licence=(offer.licence or offer.licence_address) if offer else "",
        bytes=sum(file.stat().st_size for file in files_of(root)),
    )


def _speakers(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    return names if len(names) == count else tuple(str(number) for number in range(count))


def _root(making: Path) -> Path:
    """Return the folder that an archive has its files in, which may be one of its own."""
    inside = list(making.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else making


def _copy(source: Path, target: Path) -> None:
    left = _MOST_UNPACKED
    for file in sorted(source.rglob("*")):
        if file.is_symlink() or not (file.is_file() or file.is_dir()):
            raise UnsafeArchiveError(f"{file}: it is no plain file")
        if file.is_file():
            left -= file.stat().st_size
            if left < 0:
                raise UnsafeArchiveError(f"{source}: it is more than any voice needs")
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def _pin(folder: Path, name: str, digest: str) -> None:
    pins = folder / _PINS
    known = json.loads(pins.read_bytes()) if pins.exists() else {}
    part = pins.with_suffix(".part")
    part.write_text(json.dumps(known | {name: digest}, indent=1), encoding="utf-8")
    part.replace(pins)
