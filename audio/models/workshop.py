"""The folder of voices while one is made in it: one at a time, nothing left of one that was killed."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audio.models.errors import AlreadyInstalledError, BusyError, ModelError, NoRoomError, UnwritableError

MAKING = ".making-"
"""With what the name of a folder begins in which a voice is made."""
_SPARE_BYTES = 200_000_000
"""What is left free for clips, beside a voice."""


@contextmanager
def workshop(folder: Path, name: str) -> Iterator[None]:
    """Let one installation work at a time, and clear away what one that was killed has left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            _lock(lock.fileno())
            for left in folder.glob(f"{MAKING}*"):
                shutil.rmtree(left, ignore_errors=True)
            if (folder / name).exists():
                raise AlreadyInstalledError(name)
            yield
    except OSError as error:
        raise _disk_error(error, folder) from error


def refuse_want_of_room(folder: Path, needed: int) -> None:
    """Pass where so many bytes, and some to spare, are free.

    Raises:
        NoRoomError
    """
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE_BYTES:
        raise NoRoomError(needed=needed + _SPARE_BYTES, free=free)


def make_last(folder: Path) -> None:
    """Have a folder and all in it survive a power cut."""
    for place in (*folder.rglob("*"), folder):
        make_named(place)


def make_named(place: Path) -> None:
    """Have one file, or the names in one folder, survive a power cut."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BusyError from error


def _disk_error(error: OSError, folder: Path) -> ModelError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NoRoomError(needed=_SPARE_BYTES, free=shutil.disk_usage(folder).free)
    return UnwritableError(f"{folder}: {error}")
