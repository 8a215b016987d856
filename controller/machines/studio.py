"""The studio in a child process, so that voicing never makes the belt or a page wait.

The child keeps the engines loaded between notices, dies with its parent, and is started
again when it has died. Requests and answers cross a pipe; errors cross as words.
"""

import multiprocessing
import os
import signal
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
from controller.errors import StudioEndedError, StudioStoppedError, VoicingFailedError
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
_LISTENERS_PATIENCE_SECONDS = 180.0
"""Nobody waits for who listens, and a model loads long: at most a load (120 s) and a sentence (60 s)."""

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
        self._door = threading.Lock()
        """Held while the child starts or is ended, so that none starts behind the back of who stops."""
        self._is_stopped = False
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
            StudioStoppedError: the child was stopped.
            StudioEndedError: it ended by itself.
        """
        request = Request(tuple(sections), class_, template)
        return self._asked(request, Voiced, tell, patience=_PATIENCE_SECONDS)

    def hear(self, reading: Reading, cast: Cast, voice: str, tell: Callable[[], None]) -> str:
        """Have a recogniser hear what a voice of this identity spoke; return what came of it, as stored.

        `tell` is called meanwhile and may raise to stop.

        Raises:
            StudioStoppedError: the child was stopped.
            StudioEndedError: it ended by itself.
        """
        asked = Hear((reading, cast), voice)
        return self._asked(asked, Heard, lambda _done: tell(), patience=_LISTENERS_PATIENCE_SECONDS).told

    def stop(self) -> None:
        """End the child at once, for good; what was voiced is kept by sentence."""
        self._is_stopped = True
        self._end()

    def _asked(
        self, request: Request | Hear, kind: type[Answer], tell: Callable[[int], None], *, patience: float
    ) -> Answer:
        with self._turn:
            pipe = self._running()
            try:
                pipe.send(request)
                return _answer(pipe, kind, tell)
            except (EOFError, OSError) as error:
                raise self._gone() from error
            except VoicingFailedError:
                raise
            except Exception:  # whoever hears of the progress wants no more of it
                if not _is_given_up(pipe, patience):
                    self._end()
                raise
            except BaseException:
                self._end()
                raise

    def _running(self) -> Connection:
        with self._door:
            if self._is_stopped:
                raise StudioStoppedError("the studio is stopped")
            if self._process is None or self._pipe is None or not self._process.is_alive():
                self._pipe = self._start()
            return self._pipe

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        told = {"parent": os.getpid(), "niceness": self._niceness}
        child = context.Process(target=work, args=(theirs, self._equipment), kwargs=told, daemon=True)
        self._starter.submit(child.start).result()
        theirs.close()
        self._process = child
        return ours

    def _gone(self) -> StudioStoppedError:
        """Leave a child that is gone; tell whether it was told to end, as systemd tells all of a unit."""
        process = self._process
        self._end()
        if process is not None:
            process.join()
        if self._is_stopped or process is None or process.exitcode == -signal.SIGTERM:
            return StudioStoppedError("the studio was stopped while it worked")
        return StudioEndedError("the studio ended while it voiced")

    def _end(self) -> None:
        with self._door:
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


def _is_given_up(pipe: Connection, patience: float) -> bool:
    """Have the child leave what it is at and keep its engines; false where it does not in so many seconds."""
    until = time.monotonic() + patience
    try:
        pipe.send(Cancel())
        while pipe.poll(max(0.0, until - time.monotonic())):
            if not isinstance(pipe.recv(), Progress):
                return True
    except (EOFError, OSError):
        return False
    return False
