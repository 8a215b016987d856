"""Pieces of pages that many ask for at once: worked out at most once a second."""

import threading
import time
from collections.abc import Callable

from controller.entries import Language

_FRESH_SECONDS = 1.0


class Fresh:
    """One piece in each language. Threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[Language, tuple[float, str]] = {}

    def html(self, language: Language, render: Callable[[], str]) -> str:
        with self._lock:
            at, html = self._kept.get(language, (float("-inf"), ""))
            if time.monotonic() - at > _FRESH_SECONDS:
                html = render()
                self._kept[language] = (time.monotonic(), html)
            return html
