"""Writing a file so that it is whole or not there, whatever happens in between."""

import errno
import os
import tempfile
from pathlib import Path

from audio.errors import ShelfError, ShelfFullError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""No room at all, none for this user, none for one file of this size."""


HALF_WRITTEN = ".*.part"
"""The pattern of what a process that was killed while it wrote leaves behind."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, make it last, and give it its name in one step.

    Raises:
        ShelfFullError: the disk is full; nothing is left behind.
        ShelfError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except OSError as error:
        raise shelf_error(error, path.parent) from error


def shelf_error(error: OSError, folder: Path) -> ShelfError:
    """Return what it means that the disk refused."""
    if error.errno in _FULL:
        return ShelfFullError(f"no room in {folder}")
    return ShelfError(f"cannot write in {folder}: {error}")


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _make_name_last(path.parent)


def _make_name_last(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
