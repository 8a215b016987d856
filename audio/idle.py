"""Files that may go when nobody used them for long: marking one as used, finding the others.

A file was used when it was written or marked, whichever is later. The mark is its access time, which a reader
may move too: that only keeps it longer. When it was written stays as it is, since caches go by that.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mark_used(path: Path, now: datetime) -> None:
    """Mark a file as used, where it is there and the disk lets us."""
    with suppress(OSError):
        os.utime(path, ns=(_nanoseconds(now), path.stat().st_mtime_ns))


def last_used(path: Path) -> datetime:
    """Raise FileNotFoundError where it is gone."""
    stat = path.stat()
    return _EPOCH + timedelta(microseconds=max(stat.st_atime_ns, stat.st_mtime_ns) // 1000)


def idle_files(folder: Path, pattern: str, *, since: datetime) -> Iterator[Path]:
    """Give the files that match a pattern and were not used after `since`."""
    for path in sorted(folder.glob(pattern)):
        try:
            if path.is_file() and last_used(path) <= since:
                yield path
        except FileNotFoundError:
            continue


def _nanoseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000
