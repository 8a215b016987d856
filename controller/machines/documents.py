"""Documents opened in a limited child process, one for each, so that a bad file harms nobody else.

Readers of office formats are large programs that parse what strangers sent. Their child has a bound on
memory, processor, files and time, no network where the kernel allows that, and none of our secrets.
Plain text needs none of this and is opened here.
"""

import json
import signal
import tempfile
from dataclasses import asdict
from threading import BoundedSemaphore
from typing import IO

from audio.documents.kinds import format_of
from audio.documents.open import check_size, open_text
from audio.documents.values import LIMITS, Format, Limits, Note, NoteKind, OpenedDocument
from audio.errors import (
    BrokenDocumentError,
    DocumentError,
    DocumentTooCostlyError,
)
from controller.machines import documents_child, limited
from controller.machines.bounds import OUT_OF_MEMORY, Allowance

_AT_ONCE = 2
"""So many children at a time; whoever comes next waits. Each may take a processor and its memory."""
_ALLOWANCE = Allowance()


class DocumentReader:
    """Opens documents of every kind; a child for each that is more than plain text."""

    def __init__(self, limits: Limits = LIMITS, allowance: Allowance = _ALLOWANCE) -> None:
        self._limits = limits
        self._allowance = allowance
        self._turns = BoundedSemaphore(_AT_ONCE)

    def open(self, content: bytes, name: str) -> OpenedDocument:
        """Return the text of a document and what was done to get it.

        Raises:
            DocumentError: it cannot be opened, or not within the bounds; its kind says why.
        """
        check_size(content, name=name, limits=self._limits)
        if format_of(content, name=name) is Format.TEXT:
            return open_text(content, name=name, limits=self._limits)
        with self._turns, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
            given.write(content)
            given.seek(0)
            code = self._read(given, told, name)
            told.seek(0)
            return _opened(told.read(), name, code)

    def _read(self, given: IO[bytes], told: IO[bytes], name: str) -> int:
        task = json.dumps(
            {"name": name, "limits": asdict(self._limits), "allowance": asdict(self._allowance)}
        )
        try:
            return limited.run(
                documents_child.__name__,
                task,
                given=given,
                told=told,
                seconds=self._allowance.wall_seconds,
            )
        except TimeoutError as error:
            raise DocumentTooCostlyError(name, what="time") from error


def _opened(told: bytes, name: str, code: int) -> OpenedDocument:
    if code in limited.TOO_LONG:
        raise DocumentTooCostlyError(name, what="time")
    if code in {-signal.SIGXFSZ, OUT_OF_MEMORY}:
        raise DocumentTooCostlyError(name, what="memory")
    if code:
        raise BrokenDocumentError(name, what="the program that reads such files gave up on it")
    answer = json.loads(told)
    if "error" in answer:
        raise _error(answer["error"], answer["told"])
    notes = (Note(kind=NoteKind(note["kind"]), count=note["count"]) for note in answer["notes"])
    return OpenedDocument(text=answer["text"], format=Format(answer["format"]), notes=tuple(notes))


def _error(kind: str, told: dict[str, object]) -> DocumentError:
    """Make again what the child raised: a document's error is made of just what it holds."""
    kinds: dict[str, type[DocumentError]] = {each.__name__: each for each in DocumentError.__subclasses__()}
    return kinds[kind](**told)  # type: ignore[arg-type]  # each names its own
