"""The studio in a child process, so that voicing never makes the belt or a page wait.

The child keeps the engines loaded between notices, dies with its parent, and is started
again when it has died. Requests and answers cross a pipe; errors cross as words.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from audio.reading.values import Reading
from audio.template import OURS, Template
from controller.entries import Cast, Voiced
from controller.errors import StudioStoppedError, VoicingFailedError
from controller.machines.studio_child import (
    Cancel,
    Failure,
    Hear,
    Heard,
    Progress,
    Request,
    equipment,
    work,
)
from controller.settings import Settings
from schedules.vocabulary import Class

_TELL_EVERY_SECONDS = 3.0
"""Well within a lease."""
_PATIENCE_SECONDS = 5.0
"""Sentences under way may be finished and kept. Longer, and other notices wait for a clip nobody wants."""


Answer = TypeVar("Answer", Voiced, Heard)
VOICING_NICENESS = 10
"""Pages and poles go first where the processor is short; a clip may be ready a little later."""
HEARING_NICENESS = 19
"""And a clip goes before what is only heard again."""


class StudioChild:
    """Asks the child; one request at a time. Who voices and who listens are two of them."""

    def __init__(self, settings: Settings, *, niceness: int = VOICING_NICENESS) -> None:
        self._equipment = equipment(settings)
        self._niceness = niceness
        self._starter = ThreadPoolExecutor(1, "zonecast-studio")
        """The child ends with the thread that started it, and a job's thread may end before."""
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def warm(self) -> None:
        """Start the child, so that the first notice does not wait for its engines."""
        with self._turn:
            self._running()

    def voice(
        self,
        sections: Sequence[tuple[Reading, Cast]],
        class_: Class,
        tell: Callable[[int], None],
        *,
        template: Template = OURS,
    ) -> Voiced:
        """Voice sections, each by its cast, into one clip, put together as a template says.

        `tell` hears how many sentences of all are done and may raise to stop.

        Raises:
            VoicingFailedError: no voice spoke, or the disk is full; in words.
            StudioStoppedError: the child died or was stopped.
        """
        return self._asked(Request(tuple(sections), class_, template), Voiced, tell)

    def hear(self, reading: Reading, cast: Cast, voice: str, tell: Callable[[], None]) -> str:
        """Have a recogniser hear what a voice of this identity spoke; return what came of it, as stored.

        `tell` is called meanwhile and may raise to stop.

        Raises:
            StudioStoppedError: the child died or was stopped.
        """
        return self._asked(Hear((reading, cast), voice), Heard, lambda _done: tell()).told

    def _asked(self, request: Request | Hear, kind: type[Answer], tell: Callable[[int], None]) -> Answer:
        with self._turn:
            pipe = self._running()
            try:
                pipe.send(request)
                return _answer(pipe, kind, tell)
            except (EOFError, OSError) as error:
                self._end()
                raise StudioStoppedError("the studio ended while it voiced") from error
            except VoicingFailedError:
                raise
            except Exception:  # whoever hears of the progress wants no more of it
                if not _is_given_up(pipe):
                    self._end()
                raise
            except BaseException:
                self._end()
                raise

    def stop(self) -> None:
        """End the child at once; what was voiced is kept by sentence."""
        self._end()

    def _running(self) -> Connection:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            told = {"parent": os.getpid(), "niceness": self._niceness}
            self._process = context.Process(
                target=work, args=(theirs, self._equipment), kwargs=told, daemon=True
            )
            self._starter.submit(self._process.start).result()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
        self._process = self._pipe = None


def _answer(pipe: Connection, kind: type[Answer], tell: Callable[[int], None]) -> Answer:
    """Wait for the answer, telling of progress, and telling again in long silences such as mastering."""
    done = 0
    while True:
        if not pipe.poll(_TELL_EVERY_SECONDS):
            tell(done)
            continue
        match pipe.recv():
            case answer if isinstance(answer, kind):
                return answer
            case Progress(done):
                if not pipe.poll():
                    tell(done)
            case Failure(why):
                raise VoicingFailedError(why)


def _is_given_up(pipe: Connection) -> bool:
    """Have the child leave what it voices and keep its engines; false where it does not answer soon."""
    until = time.monotonic() + _PATIENCE_SECONDS
    try:
        pipe.send(Cancel())
        while pipe.poll(max(0.0, until - time.monotonic())):
            if not isinstance(pipe.recv(), Progress):
                return True
    except (EOFError, OSError):
        return False
    return False
