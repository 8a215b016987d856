"""A long sound on its way to the encoder: on the disk, and gone through a block at a time.

Half an hour is 170 MB of samples; a notice of any length is mastered in the memory of one second of it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy as np

from audio.files import shelf_error
from audio.speech import Samples
from audio.tones import SAMPLE_RATE

_WIDTH = 2
"""Bytes a sample: 16 bits, as in assembly."""


class Spool:
    """48 kHz mono samples in a file without a name, so that nothing of it outlives its process.

    Going through it gives it block by block, and may be done over and over.
    """

    def __init__(self, folder: Path, *, block: int = SAMPLE_RATE) -> None:
        """Begin an empty one in `folder`.

        Raises:
            ShelfFullError, ShelfError: the folder cannot be written.
        """
        self._block = block
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        except OSError as error:
            raise shelf_error(error, folder) from error

    def add(self, pcm: bytes) -> None:
        """Add 16-bit samples at the end.

        Raises:
            ShelfFullError, ShelfError: they could not be written.
        """
        try:
            self._file.write(pcm)
        except OSError as error:
            raise shelf_error(error, self._folder) from error

    def __iter__(self) -> Iterator[Samples]:
        """Give all samples from the first on; one pass at a time.

        Raises:
            ShelfFullError, ShelfError: what was added could not be written or read.
        """
        try:
            self._file.seek(0)
            while pcm := self._file.read(self._block * _WIDTH):
                yield np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(32768)
        except OSError as error:
            raise shelf_error(error, self._folder) from error

    def close(self) -> None:
        with suppress(OSError):  # what a full disk did not take is thrown away anyway
            self._file.close()
