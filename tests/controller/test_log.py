"""Logs tell where and what kind of error it was; what it quotes stays out of them."""

import subprocess
import sys

import pytest

from controller.errors import NotFoundError
from controller.log import traceback_without_words

NUMBER = "0912000111x"
_PROGRAM = """
import logging, structlog
from controller import log
log.to_stderr("worker")
try:
    int({number})
except ValueError:
    {act}
"""


def failed(act: str) -> str:
    """What a program writes to standard error that fails over a number and does `act`."""
    number = f"{NUMBER[:4]!r} {NUMBER[4:]!r}"  # in two, since a traceback quotes the program
    program = _PROGRAM.format(act=act, number=number)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return done.stderr


@pytest.mark.parametrize(
    "act",
    [
        "structlog.get_logger().exception('job failed')",
        "logging.getLogger('uvicorn').exception('failed')",
        "raise",
    ],
)
def test_an_error_is_logged_without_what_it_quotes(act: str) -> None:
    written = failed(act)

    assert "ValueError" in written
    assert "line 6" in written
    assert NUMBER not in written


def test_errors_of_ours_and_of_files_are_told_in_words() -> None:
    ours = NotFoundError("no notice n-1")
    ours.__cause__ = OSError(28, "No space left on device")

    told = traceback_without_words(ours)

    assert told.splitlines() == [
        "OSError: [Errno 28] No space left on device",
        "NotFoundError: no notice n-1",
    ]


def test_a_ring_of_causes_comes_to_an_end() -> None:
    first, second = NotFoundError("a"), NotFoundError("b")
    first.__cause__, second.__cause__ = second, first

    assert traceback_without_words(first)
