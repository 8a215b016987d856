"""Music that goes round without an end and without a seam that is heard."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.tones import SAMPLE_RATE

if TYPE_CHECKING:
    import soundfile

_SEAM_SECONDS = 1.0
_Pcm = NDArray[np.int16]


class Loop:
    """Reads a mono file forwards, as often as asked; in its last second its beginning fades in.

    What comes depends on how much was taken before, and not on how it was cut into pieces.
    """

    def __init__(self, file: "soundfile.SoundFile") -> None:
        self._file = file
        self._seam = min(round(_SEAM_SECONDS * SAMPLE_RATE), file.frames // 4)
        self._body = file.frames - self._seam
        self._head = self._read(0, self._seam)
        self._at = 0

    def take(self, count: int) -> bytes:
        """Return the next samples, 16 bits each."""
        pieces: list[_Pcm] = []
        while count:
            piece = self._next(count)
            pieces.append(piece)
            count -= len(piece)
        return np.concatenate((*pieces, np.zeros(0, dtype=np.int16))).astype("<i2").tobytes()

    def _next(self, most: int) -> _Pcm:
        """Return what comes up to the seam or its end."""
        begin = self._at
        if begin < self._body:
            self._at += min(most, self._body - begin)
            return self._read(begin, self._at)
        end = min(begin + most, self._file.frames)
        self._at = end if end < self._file.frames else self._seam
        return self._faded(begin, end)

    def _faded(self, begin: int, end: int) -> _Pcm:
        """Return a stretch of the seam; equal power, since an end and a beginning have little in common."""
        turn = (np.arange(begin, end) - self._body + 0.5) / self._seam * (np.pi / 2)
        old = self._read(begin, end) * np.cos(turn)
        mixed = old + self._head[begin - self._body : end - self._body] * np.sin(turn)
        faded: _Pcm = np.rint(np.clip(mixed, -32768, 32767)).astype(np.int16)
        return faded

    def _read(self, begin: int, end: int) -> _Pcm:
        self._file.seek(begin)
        return np.asarray(self._file.read(end - begin, dtype="int16"), dtype=np.int16)
