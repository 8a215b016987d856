"""Unpacks an archive that a stranger made: nothing outside its folder, no links, and no more than allowed."""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO

from audio.models.errors import BrokenModelError, UnsafeArchiveError

_MOST_FILES = 20_000
_BLOCK = 1 << 20
_ZIP = b"PK\x03\x04"
_STARTS = (b"BZh", b"\x1f\x8b", b"\xfd7zXZ\x00", _ZIP)
_PLAIN_TAR_AT, _PLAIN_TAR = 257, b"ustar"


def is_archive(file: Path) -> bool:
    """Tell by its first bytes: bzip2, gzip, xz, zip, or a plain tar."""
    with file.open("rb") as stream:
        head = stream.read(_PLAIN_TAR_AT + len(_PLAIN_TAR))
    return head.startswith(_STARTS) or head[_PLAIN_TAR_AT:] == _PLAIN_TAR


def unpack(archive: Path, folder: Path, *, most_bytes: int) -> None:
    """Unpack into `folder`, which is empty.

    Raises:
        UnsafeArchiveError: a name leads elsewhere, it is no plain file, or there is too much of it.
        BrokenModelError: the archive is damaged.
        OSError: the disk refused.
    """
    left = most_bytes
    try:
        for count, (name, content) in enumerate(_members(archive)):
            if count == _MOST_FILES:
                raise UnsafeArchiveError(f"{archive.name}: more than {_MOST_FILES} files")
            place = _place(folder, name)
            if content is not None:
                left -= _copy(content, place, most_bytes=left)
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, LZMAError) as error:
        raise BrokenModelError(archive.name, str(error)) from error


def _members(archive: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    """Yield the names, and the content of files; folders have none, and come of the names of files."""
    with archive.open("rb") as stream:
        is_zip = stream.read(len(_ZIP)) == _ZIP
    if is_zip:
        yield from _zip_members(archive)
        return
    try:
        with tarfile.open(archive, "r:*") as opened:
            for member in opened:
                content = opened.extractfile(member) if member.isreg() else None
                if content is None and not member.isdir():
                    raise UnsafeArchiveError(f"{archive.name}: {member.name} is no plain file")
                yield member.name, content
            while opened.fileobj and opened.fileobj.read(_BLOCK):
                pass  # to the end, where gzip has its check sum
    except OSError as error:
        if error.errno is None:  # what a decompressor says of damaged content; a disk has a number
            raise BrokenModelError(archive.name, str(error)) from error
        raise


def _zip_members(archive: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            if entry.flag_bits & 1:
                raise UnsafeArchiveError(f"{archive.name}: a password protects it")
            with opened.open(entry) as content:
                yield entry.filename, None if entry.is_dir() else content


def _place(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise UnsafeArchiveError(f"{name!r} leads out of the folder")
    return folder / path


def _copy(content: IO[bytes], target: Path, *, most_bytes: int) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    try:
        with target.open("xb") as file:
            while block := content.read(_BLOCK):
                written += len(block)
                if written > most_bytes:
                    raise UnsafeArchiveError(f"{target.name}: it unpacks to more than any voice needs")
                file.write(block)
    except FileExistsError as error:
        raise UnsafeArchiveError(f"{target.name} is in it twice") from error
    return written
