"""What a child process that looks at strangers' files takes from itself before it does."""

import ctypes
import resource
from dataclasses import dataclass

OUT_OF_MEMORY = 12
"""The code it ends with where not even the error could be told."""
_NEW_NAMESPACES = 0x10000000 | 0x40000000
"""CLONE_NEWUSER | CLONE_NEWNET (linux/sched.h): a network of one's own, in which there is nothing."""
_GRACE_SECONDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one file may cost. Each program that the child starts gets the same again."""

    memory_bytes: int = 1 << 30
    processor_seconds: int = 30
    wall_seconds: float = 180.0
    file_bytes: int = 64 << 20
    files: int = 64


def bind(allowance: Allowance) -> None:
    """Take from this process whatever one file does not need. There is no way back."""
    bounds = {
        resource.RLIMIT_AS: (allowance.memory_bytes,) * 2,
        resource.RLIMIT_CPU: (allowance.processor_seconds, allowance.processor_seconds + _GRACE_SECONDS),
        resource.RLIMIT_FSIZE: (allowance.file_bytes,) * 2,
        resource.RLIMIT_NOFILE: (allowance.files,) * 2,
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, bound)
    ctypes.CDLL(None).unshare(_NEW_NAMESPACES)  # not allowed everywhere; the other bounds hold anyway
