"""A child process for one file of a stranger's, seen from outside: it gets that and nothing of the site."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

TOO_LONG = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
"""The codes of a child that took more processor than it is allowed."""


def run(module: str, task: str, *, given: IO[bytes], told: IO[bytes], seconds: float) -> int:
    """Run `module` with `task` as its argument, `given` as its input and `told` as its output.

    Returns the code it ended with. Whatever it started ends with it.

    Raises:
        TimeoutError: it took longer than `seconds`.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", module, task],
        stdin=given,
        stdout=told,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        cwd="/",
        start_new_session=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"over {seconds:g} s") from error
    finally:
        _end(child)


def surroundings() -> dict[str, str]:
    """Return the child's environment: where programs and our packages are, and nothing of the site."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "LANG": "C.UTF-8",
    }


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started; its group outlives it only where something still runs."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
