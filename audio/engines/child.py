"""A process in which an engine's library lives, seen from outside: one request in, one answer out.

A crash of the library, or an `exit` of its own, is an error here and nothing more. The process ends when
its parent does (`audio.engines.ending`).
Frames: in, 4 bytes length and content; out, 1 byte status, 4 bytes length, content.
"""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO


class EngineChild:
    """Starts the process when it is first needed or has died. One request at a time."""

    def __init__(self, module: str, *arguments: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._module = module
        self._arguments = arguments
        self._monotonic = monotonic
        self._process: subprocess.Popen[bytes] | None = None
        self._starter = ThreadPoolExecutor(1, "zonecast-engine")
        """Who asks may be a thread that ends soon, and would take the process with it."""

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def ask(
        self, request: bytes, *, seconds: float, complaints: IO[bytes] | None = None
    ) -> tuple[int, bytes]:
        """Return status and content of the answer. Where the process starts, it writes `complaints`.

        Raises:
            OSError, EOFError, TimeoutError: there was none, and the process is gone.
        """
        try:
            return self._ask(request, seconds, complaints)
        except (OSError, EOFError):
            self.end()
            raise

    def end(self) -> None:
        """End the process. It is started again when needed."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)

    def _ask(self, request: bytes, seconds: float, complaints: IO[bytes] | None) -> tuple[int, bytes]:
        stdin, stdout = self._pipes(complaints)
        deadline = self._monotonic() + seconds
        stdin.write(len(request).to_bytes(4, "big") + request)
        stdin.flush()
        head = self._receive(stdout, 5, deadline=deadline)
        return head[0], self._receive(stdout, int.from_bytes(head[1:], "big"), deadline=deadline)

    def _receive(self, stdout: IO[bytes], count: int, *, deadline: float) -> bytes:
        received = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(stdout, selectors.EVENT_READ)
            while len(received) < count:
                if not ready.select(max(0.0, deadline - self._monotonic())):
                    raise TimeoutError("too slow")
                piece = os.read(stdout.fileno(), count - len(received))
                if not piece:
                    raise EOFError("it ended")
                received += piece
        return bytes(received)

    def _pipes(self, complaints: IO[bytes] | None) -> tuple[IO[bytes], IO[bytes]]:
        if not self.is_running:
            self.end()
            started = self._starter.submit(_started, self._module, self._arguments, complaints)
            self._process = started.result()
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise OSError("no pipe")
        return self._process.stdin, self._process.stdout


def _started(module: str, arguments: Sequence[str], complaints: IO[bytes] | None) -> subprocess.Popen[bytes]:
    """Start the process where our packages are found, whatever the working folder is."""
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", module, str(os.getpid()), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints or subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        bufsize=0,
    )


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return
