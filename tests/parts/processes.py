"""Whether a process runs, what it started, and waiting until something holds of it."""

import time
from collections.abc import Callable
from pathlib import Path


def runs(process: int) -> bool:
    """Tell whether it is there and no zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def children_of(process: int) -> tuple[int, ...]:
    """Return what its threads started."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return tuple(int(child) for told in threads for child in told.read_text(encoding="utf-8").split())


def wait_until(holds: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False
