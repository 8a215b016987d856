"""Sentences that people recorded: lossless, each under its digest. The only sound that cannot be made again.

What was found amiss when it came stands in the file itself, so that no page listens to it again.
"""

import hashlib
import io
import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from audio.errors import RecordingLostError, UnfitRecordingError
from audio.files import HALF_WRITTEN, write_whole
from audio.flaws import Flaw
from audio.idle import idle_files, last_used, mark_used
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Digest

LONGEST = timedelta(minutes=5)
"""Of one sentence."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".flac"
_FADE = SAMPLE_RATE // 100
"""A recording begins and ends in the noise of its room; cut straight it would click."""


class RecordingFolder:
    """Several processes may use one folder at once: a recording appears whole, and always the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, samples: Samples, *, flaws: Collection[Flaw] = ()) -> Digest:
        """Keep one sentence of 48 kHz samples and return its name.

        Raises:
            UnfitRecordingError: it is empty, or longer than any sentence.
            ShelfFullError, ShelfError: it could not be written; nothing half-written is left.
        """
        if not 0 < len(samples) <= LONGEST.total_seconds() * SAMPLE_RATE:
            raise UnfitRecordingError("no sentence is so short or so long")
        content = _packed(samples, ",".join(sorted(flaws)))
        digest = Digest(hashlib.sha256(content).hexdigest())
        self.mark_needed(digest, datetime.now(UTC))  # else a sweep might take one that is there already
        if not self._is_whole(digest):
            write_whole(self._place(digest), content)
        return digest

    def content(self, digest: Digest) -> bytes:
        """Return a recording as FLAC, verified.

        Raises:
            RecordingLostError: it is gone or damaged.
        """
        try:
            content = self._place(digest).read_bytes()
        except OSError as error:
            raise RecordingLostError(f"no recording {digest}: {error}") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise RecordingLostError(f"the recording {digest} is damaged")
        return content

    def fetch(self, digest: Digest) -> Speech:
        """Return what was said.

        Raises:
            RecordingLostError: it is gone or damaged.
        """
        import soundfile  # noqa: PLC0415 - only who hears it pays

        samples, sample_rate = soundfile.read(io.BytesIO(self.content(digest)), dtype="float32")
        return Speech(samples=np.asarray(samples, dtype=np.float32), sample_rate=sample_rate)

    def flaws(self, digest: Digest) -> frozenset[Flaw]:
        """Return what was found amiss when it came; nothing where it is gone."""
        import soundfile  # noqa: PLC0415 - as above

        try:
            with soundfile.SoundFile(self._place(digest)) as file:
                return frozenset(Flaw) & frozenset(file.comment.split(","))
        except (OSError, RecordingLostError, soundfile.LibsndfileError):
            return frozenset()

    def digests(self) -> Iterator[Digest]:
        """Give the names of all recordings, in order, unverified."""
        for path in sorted(self._folder.glob(f"??/*{_SUFFIX}")):
            if _DIGEST.fullmatch(path.stem):
                yield Digest(path.stem)

    def bytes_of(self, digest: Digest) -> int:
        """Raise `RecordingLostError` where it is gone."""
        return self._path(digest).stat().st_size

    def mark_needed(self, digest: Digest, now: datetime) -> None:
        """Note that something needs a recording; it need not be there."""
        mark_used(self._place(digest), now)

    def last_needed(self, digest: Digest) -> datetime:
        """Return when something last needed a recording, as far as somebody noted it, or it came.

        Raises:
            RecordingLostError: it is gone.
        """
        return last_used(self._path(digest))

    def remains(self, *, since: datetime) -> Iterator[Path]:
        """Give what whoever died while writing left behind before `since`. It is no recording."""
        return idle_files(self._folder, f"??/{HALF_WRITTEN}", since=since)

    def remove(self, digest: Digest) -> None:
        """Take a recording away for good; it need not be there."""
        self._place(digest).unlink(missing_ok=True)

    def _path(self, digest: Digest) -> Path:
        if not self._place(digest).is_file():
            raise RecordingLostError(f"no recording {digest}")
        return self._place(digest)

    def _is_whole(self, digest: Digest) -> bool:
        try:
            return bool(self.content(digest))
        except RecordingLostError:
            return False

    def _place(self, digest: Digest) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise RecordingLostError(f"no recording {digest}")
        return self._folder / digest[:2] / f"{digest}{_SUFFIX}"


def faded(samples: Samples) -> Samples:
    """Let a sentence begin and end softly."""
    size = min(_FADE, len(samples) // 2)
    shape = np.ones(len(samples), dtype=np.float32)
    if size:
        shape[:size] = np.linspace(0, 1, size, dtype=np.float32)
        shape[-size:] = shape[:size][::-1]
    return samples * shape


def _packed(samples: Samples, comment: str) -> bytes:
    """24 bits: 16 would cut the peaks of a quiet recording into flat steps."""
    import soundfile  # noqa: PLC0415 - as above

    target = io.BytesIO()
    with soundfile.SoundFile(
        target, "w", samplerate=SAMPLE_RATE, channels=1, format="FLAC", subtype="PCM_24"
    ) as file:
        if comment:
            file.comment = comment
        file.write(np.clip(samples, -1, 1))
    return target.getvalue()
