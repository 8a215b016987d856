"""Ending with the parent, also where the kernel will not see to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.parts.processes import children_of, runs, wait_until

pytestmark = pytest.mark.doors
REFUSING = (
    "import ctypes, os, sys\n"
    "class Refusing:\n"
    "    def prctl(self, *_): return -1\n"
    "if sys.argv[-1] == 'refused': ctypes.CDLL = lambda _: Refusing()\n"
)
BUSY = "def be_busy():\n    print('here', flush=True)\n    while True: pass\n"
HELPER = (
    REFUSING + BUSY + "from audio.engines.ending import end_with\nend_with(int(sys.argv[1])); be_busy()\n"
)
STARTER = (
    "import os, subprocess, sys\n"
    f"subprocess.run([sys.executable, '-c', {HELPER!r}, str(os.getpid()), sys.argv[-1]])\n"
)
FORKER = REFUSING + BUSY + "from audio.engines.forking import in_fork\nin_fork(be_busy, seconds=60)\n"


@pytest.mark.parametrize("prctl", ["allowed", "refused"])
@pytest.mark.parametrize("program", [STARTER, FORKER])
def test_a_busy_process_ends_with_its_parent_whether_or_not_the_kernel_sees_to_it(
    program: str, prctl: str
) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", program, prctl], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    [child] = children_of(parent.pid)

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert wait_until(lambda: not runs(child), seconds=5)
