"""Pages that follow what happens: server-sent events, each piece worked out once however many watch it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
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
    drawn_from: Hashable = None
    """Equal where all that it shows is; None where it costs so little that nobody compares."""


Render = Callable[[Piece], Piece]
"""Works a piece out. It gets the one before, which it may give back where nothing has changed."""


@dataclass(slots=True)
class _Watched:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    at: float = float("-inf")
    piece: Piece = Piece("")


class Live:
    """The pieces watched now. It belongs to the one event loop of the desk.

    `clock` counts seconds and `pause` lets some of them go by.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._pause = pause
        self._watched: OrderedDict[Hashable, _Watched] = OrderedDict()
        self._hands = asyncio.Semaphore(1)

    async def piece(self, key: Hashable, render: Render) -> Piece:
        """Return the piece of `key`, a second old, or as old as a round of all pieces takes.

        One piece is worked out at a time, so that people who open a page wait behind one at most.
        """
        watched = self._watched.setdefault(key, _Watched())
        self._watched.move_to_end(key)
        while len(self._watched) > _MOST_KEPT:
            self._watched.popitem(last=False)
        async with watched.turn:
            if self._clock() - watched.at > _FRESH_SECONDS:
                async with self._hands:
                    watched.piece = await run_in_threadpool(render, watched.piece)
                watched.at = self._clock()
        return watched.piece

    async def follow(
        self, key: Hashable, render: Render, own: Callable[[str], str] = str
    ) -> StreamingResponse:
        """Return a stream that sends the piece at once and whenever it has changed, until it is final.

        All who follow `key` share the piece; `own` puts in what belongs to this one alone.
        What `render` raises at first is raised here, while the answer can still say so.
        """
        self._forget_last_word(key)
        await self.piece(key, render)
        return StreamingResponse(
            self._events(key, render, own),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    def _forget_last_word(self, key: Hashable) -> None:
        """Whoever begins to follow has just begun something; a final piece is of what was before."""
        watched = self._watched.get(key)
        if watched and watched.piece.is_final:
            watched.at = float("-inf")

    async def _events(self, key: Hashable, render: Render, own: Callable[[str], str]) -> AsyncIterator[str]:
        shown = None
        for look in range(int(_STREAM_SECONDS / _LOOK_EVERY_SECONDS)):
            piece = await self.piece(key, render)
            if piece.html != shown:
                shown = piece.html
                yield _message(own(piece.html))
            elif look % _BREATHE_EVERY == 0:
                yield ": still here\n\n"
            if piece.is_final:
                yield "event: done\ndata: -\n\n"
                return
            await self._pause(_LOOK_EVERY_SECONDS)


def _message(html: str) -> str:
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"
