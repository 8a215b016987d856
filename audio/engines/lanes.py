"""Lanes: processes of one engine side by side, each with one request at a time.

A lane's process starts only when it is borrowed, and one that runs already is borrowed first: whoever asks
for one thing after the other has one process, however many lanes there are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import LifoQueue
from threading import Lock

from audio.engines.child import EngineChild


class Lanes:
    """So many children as `count` says; any thread may borrow one."""

    def __init__(self, count: int, child: Callable[[], EngineChild]) -> None:
        self.count = count
        self._children = tuple(child() for _ in range(count))
        self._idle: LifoQueue[EngineChild] = LifoQueue()
        for each in self._children:
            self._idle.put(each)
        self._closing = Lock()

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the processes that were started and not ended."""
        return tuple(child.pid for child in self._children if child.pid is not None)

    @contextmanager
    def borrowed(self) -> Iterator[EngineChild]:
        """Wait for a lane and have it alone, the one that was given back last."""
        child = self._idle.get()
        try:
            yield child
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """End all processes, each when it has answered. They start again when needed."""
        with self._closing:
            for child in [self._idle.get() for _ in self._children]:
                child.end()
                self._idle.put(child)
