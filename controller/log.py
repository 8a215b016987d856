"""How the controller's programs log: one JSON object a line on standard error.

What a notice says of persons stands in no log. Errors of strangers may quote whatever they choked on, so
only their kind and place are told; our own name fields and files, never a notice's words.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

_OURS = frozenset({"audio", "controller", "schedules", "wire"})
_MOST_CAUSES = 10


def to_stderr(program: str) -> None:
    """Log events with time, level and `program`; other libraries' warnings come the same way."""
    strangers = logging.StreamHandler(sys.stderr)
    strangers.setFormatter(_WithoutWords("%(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[strangers])
    sys.excepthook = _ended
    structlog.configure(
        processors=[
            _named(program),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_of_exc_info),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def traceback_without_words(error: BaseException) -> str:
    """Return kinds and places of an error and its causes, the first cause first."""
    return "\n".join(reversed([*map(_one, _causes(error))]))


class _WithoutWords(logging.Formatter):
    """For libraries that log errors themselves, as uvicorn does."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is the library's
        error = ei[1] if isinstance(ei, tuple) else None
        return traceback_without_words(error) if isinstance(error, BaseException) else ""


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of an error that nobody caught."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        sys.stderr.write(traceback_without_words(error) + "\n")


def _of_exc_info(exc_info: ExcInfo) -> str:
    return traceback_without_words(exc_info[1])


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _one(error: BaseException) -> str:
    kind = type(error)
    is_told = kind.__module__.partition(".")[0] in _OURS or (
        isinstance(error, OSError) and kind.__module__ == "builtins"
    )
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{places}{kind.__qualname__}{f': {error}' if is_told else ''}"


def _named(program: str) -> Processor:
    def name(_logger: object, _method: str, event: EventDict) -> EventDict:
        return {"program": program, **event}

    return name
