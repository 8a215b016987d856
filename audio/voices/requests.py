"""The other end of a voice's pipe: what a process that holds a library reads and answers.

Frames as `audio.voices.child` has them.
"""

import os
import select

SPOKEN, FAILED, UNAVAILABLE = range(3)
_PARENT_WATCH_SECONDS = 1.0


def next_request(parent: int) -> bytes | None:
    """Wait for a request, or None when nobody is left who could ask."""
    while not select.select([0], [], [], _PARENT_WATCH_SECONDS)[0]:
        if os.getppid() != parent:
            return None
    head = _read(4)
    return _read(int.from_bytes(head, "big")) or None if len(head) == 4 else None


def answer(status: int, content: bytes, *, to: int = 1) -> None:
    """Write one answer to a pipe."""
    frame = bytes([status]) + len(content).to_bytes(4, "big") + content
    while frame:
        frame = frame[os.write(to, frame) :]


def _read(count: int) -> bytes:
    received = b""
    while len(received) < count:
        piece = os.read(0, count - len(received))
        if not piece:
            return b""
        received += piece
    return received
