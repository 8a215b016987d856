"""Finished clips, recordings and sentences on the disk, and what still needs each clip."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from controller.outlook.clips import FileNeed
from schedules.vocabulary import Digest


class Clips(Protocol):
    """What is stored of clips: who needs them."""

    def needs(self) -> Mapping[Digest, Sequence[FileNeed]]:
        """What needs each clip: notices, broadcasts, what is published, what poles always have."""
        ...


class KeptFiles(Protocol):
    """Files under their digests: the shelf of clips, or what people recorded."""

    def digests(self) -> Iterator[Digest]: ...
    def bytes_of(self, digest: Digest) -> int: ...
    def mark_needed(self, digest: Digest, now: datetime) -> None:
        """Note that something needs a file; it need not be there."""
        ...

    def last_needed(self, digest: Digest) -> datetime: ...
    def remains(self, *, since: datetime) -> Iterator[Path]:
        """What whoever died while writing left behind."""
        ...

    def remove(self, digest: Digest) -> None: ...


class KeptSentences(Protocol):
    def idle(self, *, since: datetime) -> Iterator[Path]:
        """The files that nobody used after `since`."""
        ...

    def remains(self, *, since: datetime) -> Iterator[Path]:
        """What whoever died while writing left behind."""
        ...
