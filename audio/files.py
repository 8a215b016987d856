"""Writing a file so that it is whole or not there, whatever happens in between."""

import errno
import os
import tempfile
from pathlib import Path

from audio.errors import ShelfError, ShelfFullError


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
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ShelfFullError(f"no room for {len(content)} bytes in {path.parent}") from error
        raise ShelfError(f"cannot write {path}: {error}") from error


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
