"""Tones and music that staff bring: tidied once, kept as FLAC under their digest in a folder.

`tidied` runs where the file was decoded, in a limited child; the folder is written by the desk and read by
the studio, both under one `ZONECAST_HOME`.
"""

import hashlib
import io
import re
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import numpy as np

from audio.errors import (
    ShelfError,
    SilentSoundError,
    SoundMissingError,
    SoundTooLongError,
    SoundTooShortError,
)
from audio.files import write_whole
from audio.loudness import gated_loudness, weighted_power
from audio.music import Loop
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from schedules.vocabulary import Digest

LONGEST_EMERGENCY_TONE = timedelta(seconds=15)
LONGEST_MUSIC = timedelta(minutes=10)
SHORTEST_TONE = timedelta(milliseconds=100)
SHORTEST_MUSIC = timedelta(seconds=5)
"""Less would be heard to go round."""
MOST_BYTES = 30_000_000
SILENCE_AROUND = timedelta(minutes=1)
"""So much longer a file may be than what sounds in it."""
MUSIC_LUFS = -23.0
"""Of its loudest three seconds: as loud as speech is before mastering."""

_HEARD = 10 ** (-50 / 20)
_AUDIBLE = 10 ** (-50 / 20)
"""Of the highest sample: what is below it on either side is silence."""
_KEEP_AROUND = SAMPLE_RATE // 100
_SHORT_TERM_MS = 3_000
_DIGEST = re.compile(r"[0-9a-f]{64}")


def tidied(samples: Samples, *, shortest: timedelta, longest: timedelta) -> Samples:
    """Return 48 kHz mono samples without a constant in them and without silence around them.

    Raises:
        SilentSoundError, SoundTooShortError, SoundTooLongError: as they say.
    """
    centred = samples - np.float32(samples.mean(dtype=np.float64)) if len(samples) else samples
    magnitudes = np.abs(centred)
    highest = float(magnitudes.max(initial=0))
    if highest < _HEARD:
        raise SilentSoundError("nothing is heard")
    audible = np.flatnonzero(magnitudes > _AUDIBLE * highest)
    sounds = centred[max(0, audible[0] - _KEEP_AROUND) : audible[-1] + 1 + _KEEP_AROUND]
    if length_of(sounds) < shortest:
        raise SoundTooShortError(shortest)
    if length_of(sounds) > longest:
        raise SoundTooLongError(longest)
    return sounds


def levelled_music(music: Samples) -> Samples:
    """Bring its loudest three seconds to `MUSIC_LUFS`, or as near as its peaks let it."""
    power = weighted_power(music)
    total = np.concatenate(([0.0], np.cumsum(power)))
    loudest = int((total[_SHORT_TERM_MS:] - total[:-_SHORT_TERM_MS]).argmax())
    gain_db = MUSIC_LUFS - gated_loudness(power[loudest : loudest + _SHORT_TERM_MS])
    gain = min(10 ** (gain_db / 20), 1 / float(np.abs(music).max()))
    return music * np.float32(gain)


def as_flac(samples: Samples) -> bytes:
    """Return 16-bit FLAC, the same for the same samples on one machine."""
    import soundfile  # noqa: PLC0415 - loads libsndfile, which pages never need

    target = io.BytesIO()
    pcm = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2")
    soundfile.write(target, pcm, SAMPLE_RATE, format="FLAC", subtype="PCM_16")
    return target.getvalue()


def length_of(samples: Samples) -> timedelta:
    return timedelta(seconds=len(samples) / SAMPLE_RATE)


class SoundFolder:
    """Several processes may use one folder at once: a sound appears whole, and always the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, flac: bytes) -> Digest:
        """Keep a sound and return its name.

        Raises:
            ShelfFullError, ShelfError: it is not in the folder, and nothing half-written is.
        """
        digest = Digest(hashlib.sha256(flac).hexdigest())
        write_whole(self._place(digest), flac)
        return digest

    def path(self, digest: Digest) -> Path:
        """Return where a sound is, unverified.

        Raises:
            SoundMissingError: it is not there.
        """
        if not self._place(digest).is_file():
            raise SoundMissingError(f"no sound {digest}")
        return self._place(digest)

    def tone(self, digest: Digest) -> Samples:
        """Return all of a sound, verified.

        Raises:
            SoundMissingError: it is gone or damaged.
        """
        import soundfile  # noqa: PLC0415 - as above

        samples, _ = soundfile.read(self._verified(digest), dtype="float32")
        return np.asarray(samples, dtype=np.float32)

    def music(self, digest: Digest, closes: ExitStack) -> Loop:
        """Return music that goes round without an end; `closes` ends it.

        Raises:
            SoundMissingError: it is gone or damaged.
        """
        import soundfile  # noqa: PLC0415 - as above

        return Loop(closes.enter_context(soundfile.SoundFile(self._verified(digest))))

    def _verified(self, digest: Digest) -> Path:
        path = self.path(digest)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ShelfError(f"cannot read {digest}: {error}") from error
        if found != digest:
            raise SoundMissingError(f"sound {digest} fails its digest")
        return path

    def _place(self, digest: Digest) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise SoundMissingError(f"no sound {digest}")
        return self._folder / f"{digest}.flac"
