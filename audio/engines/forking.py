"""Answering in a fork: only what a library does first, once it was loaded, does it alike each time.

So whoever holds a library loads it, does nothing with it, and has every request answered by a copy of itself.
A crash ends the copy, and so does the end of that process, which must have no thread of its own that works.
"""

import os
import signal
from collections.abc import Callable
from typing import NoReturn

from audio.engines.ending import end_with
from audio.engines.requests import FAILED

Answer = tuple[int, bytes]


def in_fork(act: Callable[[], Answer], *, seconds: int) -> Answer:
    """Return what `act` returns in a copy of this process, which has so many seconds."""
    receiving, sending = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _tell_and_exit(act, sending, seconds, parent)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != 0 or not told:
        return FAILED, f"the library ended with {os.waitstatus_to_exitcode(status)}".encode()
    return told[0], told[1:]


def _tell_and_exit(act: Callable[[], Answer], sending: int, seconds: int, parent: int) -> NoReturn:
    signal.alarm(seconds)
    code = 1
    try:
        end_with(parent)
        status, body = act()
        with os.fdopen(sending, "wb") as pipe:
            pipe.write(bytes([status]) + body)
        code = 0
    finally:
        os._exit(code)
