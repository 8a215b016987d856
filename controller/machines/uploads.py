"""Sound files opened in a limited child process, one for each, so that a bad file harms nobody else.

Decoders are large programs that parse what strangers sent. What comes out lies on disk, is looked at
through a window, and is gone when the block ends.
"""

import json
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, TYPE_CHECKING

from audio.errors import NotASoundError, ShelfFullError, SoundTooLargeError, SoundTooLongError
from audio.files import shelf_error
from controller.machines import limited, uploads_child
from controller.machines.bounds import Allowance

if TYPE_CHECKING:
    from audio.speech import Samples

_AT_ONCE = 2
"""So many children at a time; whoever comes next waits."""
_ALLOWANCE = Allowance(processor_seconds=120, file_bytes=1 << 30)
"""40 minutes are 460 MB of samples, and take some seconds."""
_PIECE_BYTES = 1 << 20


class SoundOpener:
    """Opens sound files of every kind. `folder` is where they lie meanwhile; it is made when it is needed."""

    def __init__(self, folder: Path, allowance: Allowance = _ALLOWANCE) -> None:
        self._folder = folder
        self._allowance = allowance
        self._turns = BoundedSemaphore(_AT_ONCE)

    @contextmanager
    def opened(self, file: IO[bytes], *, most_bytes: int, most: timedelta) -> "Iterator[Samples]":
        """Give the sound of a file, 48 kHz mono, as long as the block lasts.

        Raises:
            NotASoundError: there is no sound in it that can be read.
            SoundTooLargeError, SoundTooLongError: there is more of it than is taken.
            ShelfFullError, ShelfError: it cannot be laid down meanwhile.
        """
        with self._turns, ExitStack() as closes:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                given, told = (closes.enter_context(self._temporary()) for _ in range(2))
                _copy(file, given, most_bytes=most_bytes)
            except OSError as error:
                raise shelf_error(error, self._folder) from error
            self._decode(given, told, most)
            yield _mapped(told)

    def _temporary(self) -> IO[bytes]:
        return tempfile.TemporaryFile(dir=self._folder)

    def _decode(self, given: IO[bytes], told: IO[bytes], most: timedelta) -> None:
        task = {"most_seconds": most.total_seconds(), "allowance": asdict(self._allowance)}
        try:
            code = limited.run(
                uploads_child.__name__,
                json.dumps(task),
                given=given,
                told=told,
                seconds=self._allowance.wall_seconds,
            )
        except TimeoutError as error:
            raise NotASoundError("it takes too long to read") from error
        if code in {uploads_child.TOO_LONG, -signal.SIGXFSZ}:
            raise SoundTooLongError(most)
        if code == uploads_child.NO_ROOM:
            raise ShelfFullError(f"no room in {self._folder}")
        if code:
            raise NotASoundError("there is no sound in it that can be read")


def _copy(file: IO[bytes], given: IO[bytes], *, most_bytes: int) -> None:
    copied = 0
    while piece := file.read(_PIECE_BYTES):
        copied += len(piece)
        if copied > most_bytes:
            raise SoundTooLargeError(most_bytes)
        given.write(piece)
    given.seek(0)


def _mapped(told: IO[bytes]) -> "Samples":
    import numpy as np  # noqa: PLC0415 - pages need none of it

    return np.memmap(told, dtype="<f4", mode="r")
