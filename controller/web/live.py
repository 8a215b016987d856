"""Pages that follow what happens: server-sent events, each piece worked out once however many watch it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable
from dataclasses import dataclass, field

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

_LOOK_EVERY_SECONDS = 1.0
_FRESH_SECONDS = 0.9
_STREAM_SECONDS = 600
"""After this the browser asks again, and whether the session still stands is looked at anew."""
_MOST_KEPT = 500
_BREATHE_EVERY = 20
"""A line of silence after so many looks, so that nothing between us takes the stream for dead."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page; `is_final` where nothing more will happen to it by itself."""

    html: str
    is_final: bool = False


@dataclass(slots=True)
class _Watched:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    at: float = float("-inf")
    piece: Piece = Piece("")


class Live:
    """The pieces watched now. It belongs to the one event loop of the desk."""

    def __init__(self) -> None:
        self._watched: OrderedDict[Hashable, _Watched] = OrderedDict()

    async def piece(self, key: Hashable, render: Callable[[], Piece]) -> Piece:
        """Return the piece of `key`, at most a second old."""
        watched = self._watched.setdefault(key, _Watched())
        self._watched.move_to_end(key)
        while len(self._watched) > _MOST_KEPT:
            self._watched.popitem(last=False)
        async with watched.turn:
            if time.monotonic() - watched.at > _FRESH_SECONDS:
                watched.piece = await run_in_threadpool(render)
                watched.at = time.monotonic()
        return watched.piece

    def follow(self, key: Hashable, render: Callable[[], Piece]) -> StreamingResponse:
        """Return a stream that sends the piece at once and whenever it has changed, until it is final."""
        return StreamingResponse(
            self._events(key, render), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def _events(self, key: Hashable, render: Callable[[], Piece]) -> AsyncIterator[str]:
        shown = None
        for look in range(int(_STREAM_SECONDS / _LOOK_EVERY_SECONDS)):
            piece = await self.piece(key, render)
            if piece.html != shown:
                shown = piece.html
                yield _message(piece.html)
            elif look % _BREATHE_EVERY == 0:
                yield ": still here\n\n"
            if piece.is_final:
                yield "event: done\ndata: -\n\n"
                return
            await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _message(html: str) -> str:
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"
