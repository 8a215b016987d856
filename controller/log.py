"""How the controller's programs log: one JSON object a line on standard error."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor


def to_stderr(program: str) -> None:
    """Log events with time, level and `program`; other libraries' warnings come the same way."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    structlog.configure(
        processors=[
            _named(program),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _named(program: str) -> Processor:
    def name(_logger: object, _method: str, event: EventDict) -> EventDict:
        return {"program": program, **event}

    return name
