"""The other end of the pipe: what a process that holds an engine's library reads and answers.

Frames as `audio.engines.child` has them.
"""

import os

DONE, FAILED, UNAVAILABLE = range(3)
_LONGEST_REASON = 300


def next_request() -> bytes | None:
    """Wait for a request, or None when nobody is left who could ask."""
    head = _read(4)
    return _read(int.from_bytes(head, "big")) or None if len(head) == 4 else None


def answer(status: int, content: bytes, *, to: int = 1) -> None:
    """Write one answer to a pipe."""
    frame = bytes([status]) + len(content).to_bytes(4, "big") + content
    while frame:
        frame = frame[os.write(to, frame) :]


def own_pipe() -> int:
    """Keep the pipe to ourselves: a library that prints would write into it."""
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return pipe


def hush() -> None:
    """Once it has loaded, an engine complains of words, which are a notice's and belong nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def why_not(error: Exception) -> str:
    """Return in one line why a model was not loaded."""
    return str(error).splitlines()[0][:_LONGEST_REASON] if str(error) else type(error).__name__


def _read(count: int) -> bytes:
    received = b""
    while len(received) < count:
        piece = os.read(0, count - len(received))
        if not piece:
            return b""
        received += piece
    return received
