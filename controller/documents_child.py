"""The process that opens one document and ends. Started by `controller.documents`.

It binds itself before it looks at a single byte: what a reader has been talked into doing, it does
within these bounds. The document comes by standard input, the answer goes to standard output as JSON.
"""

import ctypes
import json
import resource
import sys
from dataclasses import asdict, dataclass

from audio.documents.values import Limits
from audio.errors import DocumentError

OUT_OF_MEMORY = 12
"""The code it ends with where not even the error could be told."""
_NEW_NAMESPACES = 0x10000000 | 0x40000000
"""CLONE_NEWUSER | CLONE_NEWNET (linux/sched.h): a network of one's own, in which there is nothing."""
_GRACE_SECONDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one document may cost. Each program that recognises letters gets the same again."""

    memory_bytes: int = 1 << 30
    processor_seconds: int = 30
    wall_seconds: float = 180.0
    file_bytes: int = 64 << 20
    files: int = 64


def main() -> None:
    task = json.loads(sys.argv[1])
    bind(Allowance(**task["allowance"]))
    try:
        answer = _answer(task["name"], Limits(**task["limits"]))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    json.dump(answer, sys.stdout)


def bind(allowance: Allowance) -> None:
    """Take from this process whatever one document does not need. There is no way back."""
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


def _answer(name: str, limits: Limits) -> dict[str, object]:
    from audio.documents.readers import open_document  # noqa: PLC0415 - bound first, then loaded

    try:
        opened = open_document(sys.stdin.buffer.read(), name=name, limits=limits)
    except DocumentError as error:
        return {"error": type(error).__name__, "told": vars(error)}
    return asdict(opened)


if __name__ == "__main__":
    main()
