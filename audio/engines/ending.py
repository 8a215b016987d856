"""Ending with the parent, however it ends and whatever a library is doing.

A process that was forked for one sentence, or loads a model, would otherwise compute on for nobody.
"""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
"""Of prctl(2). The parent is the thread that started this process: whoever starts one keeps that thread."""
_LOOK_EVERY_SECONDS = 1.0


def end_with(parent: int) -> None:
    """Have this process end once the process `parent`, which started it, is gone.

    The kernel kills it. Where it does not (not Linux, or prctl is refused as by a filter of seccomp), a
    thread looks; that one has to wait for a library that keeps Python's lock.
    """
    if not _is_killed():
        threading.Thread(target=_look, args=(parent,), name="parent-watch", daemon=True).start()
    if os.getppid() != parent:  # it was gone before the kernel knew
        os._exit(1)


def _is_killed() -> bool:
    if sys.platform != "linux":
        return False
    refused: int = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    return not refused


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    os._exit(1)
