"""Ending with the parent, however it ends and whatever a library is doing: the kernel sees to it.

A process that was forked for one sentence, or loads a model, would otherwise compute on for nobody.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
"""Of prctl(2). The parent is the thread that started this process: whoever starts one keeps that thread."""


def end_with(parent: int) -> None:
    """Have this process killed once the process `parent`, which started it, is gone; on Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    if os.getppid() != parent:  # it was gone before the kernel knew
        os._exit(1)
