"""Pages that stay open: each follows its server-sent events and asks for the strip every ten seconds."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

_STRIP_EVERY_SECONDS = 10
_AGAIN_AFTER_SECONDS = 0.3
_COUNT_EVERY_SECONDS = 0.5
_LARGEST_PIECE = 2**24
Find = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """One open page: by whose cookie, of which kind, and where its piece is just now."""

    cookie: str
    kind: str
    find: Find


class _EndedError(Exception):
    """The stream ended or broke; an open page asks again."""


class LivePages:
    """Holds the pages open in a thread of its own; a context manager."""

    def __init__(self, host: str, pages: Sequence[Following]) -> None:
        self._host, self._pages = host, pages
        self._thread = threading.Thread(target=lambda: asyncio.run(self._hold()), name="live-pages")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = asyncio.Event()
        self._open = 0
        self.events: Counter[str] = Counter()
        self.open_counts: list[int] = []

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + 60
        while self._open < len(self._pages) and time.monotonic() < deadline:
            time.sleep(0.1)  # real streams are waited for
        self.open_counts.clear()
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    async def _hold(self) -> None:
        self._loop = asyncio.get_running_loop()
        steps = [self._count()]
        for number, page in enumerate(self._pages):
            steps += [self._follow(page), self._poll(page, number / len(self._pages))]
        tasks = [asyncio.create_task(step) for step in steps]
        await self._stopped.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _count(self) -> None:
        while True:
            self.open_counts.append(self._open)
            await asyncio.sleep(_COUNT_EVERY_SECONDS)

    async def _follow(self, page: Following) -> None:
        while True:
            try:
                await self._stream(page)
            except (_EndedError, OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(_AGAIN_AFTER_SECONDS)

    async def _stream(self, page: Following) -> None:
        reader, writer = await self._ask(page, page.find())
        is_open = False
        try:
            if b" 200 " not in await reader.readuntil(b"\r\n\r\n"):
                raise _EndedError
            is_open = True
            self._open += 1
            while piece := await _chunk(reader):
                if piece.startswith(b"data:"):
                    self.events[page.kind] += 1
            raise _EndedError
        finally:
            self._open -= is_open
            writer.close()

    async def _poll(self, page: Following, share: float) -> None:
        await asyncio.sleep(share * _STRIP_EVERY_SECONDS)
        while True:
            try:
                reader, writer = await self._ask(page, "/live/strip", "Connection: close\r\n")
                self.events["strip"] += bool(await reader.read(-1))
                writer.close()
            except OSError:
                self.events["strip failed"] += 1
            await asyncio.sleep(_STRIP_EVERY_SECONDS)

    async def _ask(
        self, page: Following, path: str, more: str = ""
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, port = self._host.split(":")
        reader, writer = await asyncio.open_connection(host, int(port), limit=_LARGEST_PIECE)
        head = f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nCookie: {page.cookie}\r\n{more}"
        writer.write(f"{head}Accept-Encoding: gzip\r\nSec-Fetch-Site: same-origin\r\n\r\n".encode())
        return reader, writer


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    """Return one chunk of a chunked body, which is one event; empty at its end."""
    size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
    return (await reader.readexactly(size + 2))[:size]
