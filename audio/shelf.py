"""The shelf of finished clips: a folder in which a file's name is the digest of what is in it."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from audio.errors import ClipDamagedError, ClipMissingError, ShelfError
from audio.files import HALF_WRITTEN, write_whole
from audio.idle import idle_files, last_used, mark_used
from schedules.vocabulary import Digest

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".opus"


def digest_of(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest())


class Shelf:
    """Several processes may use one folder at once: a clip appears whole, and always the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> Digest:
        """Keep a clip and return its name. A clip that is there already and sound is left alone.

        Raises:
            ShelfFullError, ShelfError: it is not on the shelf, and nothing half-written is.
        """
        digest = digest_of(content)
        self.mark_needed(digest, datetime.now(UTC))  # else a sweep might take one that is there already
        if not self.holds(digest) or digest_of(self.path(digest).read_bytes()) != digest:
            write_whole(self._place(digest), content)
        return digest

    def holds(self, digest: Digest) -> bool:
        return self._place(digest).is_file()

    def path(self, digest: Digest) -> Path:
        """Return where the clip is, unverified.

        Raises:
            ClipMissingError: it is not on the shelf.
        """
        if not self.holds(digest):
            raise ClipMissingError(digest)
        return self._place(digest)

    def read(self, digest: Digest) -> bytes:
        """Return the bytes of a clip, verified.

        Raises:
            ClipMissingError, ClipDamagedError, ShelfError: it cannot be had.
        """
        try:
            content = self.path(digest).read_bytes()
        except OSError as error:
            raise ShelfError(f"cannot read {digest}: {error}") from error
        if digest_of(content) != digest:
            raise ClipDamagedError(digest)
        return content

    def bytes_of(self, digest: Digest) -> int:
        """Raise ClipMissingError where it is not on the shelf."""
        return self.path(digest).stat().st_size

    def mark_needed(self, digest: Digest, now: datetime) -> None:
        """Note that something needs a clip; it need not be there."""
        mark_used(self._place(digest), now)

    def last_needed(self, digest: Digest) -> datetime:
        """Return when something last needed a clip, as far as somebody noted it, or it was put here.

        Raises:
            ClipMissingError: it is not on the shelf.
        """
        return last_used(self.path(digest))

    def remains(self, *, since: datetime) -> Iterator[Path]:
        """Give what whoever died while writing left behind before `since`. It is no clip."""
        return idle_files(self._folder, f"??/??/{HALF_WRITTEN}", since=since)

    def remove(self, digest: Digest) -> None:
        """Take a clip off the shelf; it need not be there."""
        self._place(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[Digest]:
        """Give the names of all clips, in order, unverified."""
        for path in sorted(self._folder.glob(f"??/??/*{_SUFFIX}")):
            if _DIGEST.fullmatch(path.stem):
                yield Digest(path.stem)

    def _place(self, digest: Digest) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ClipMissingError(digest)
        return self._folder / digest[:2] / digest[2:4] / f"{digest}{_SUFFIX}"
