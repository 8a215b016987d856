"""Brings clips over HTTP into the cache's folder, verified before anyone can see them.

The app knocks here. What came of a clip is kept and continued by range; a clip appears
under its digest only whole, by an atomic rename.
"""

import errno
import hashlib
import http.client
import os
import queue
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from edge_agent.cache import Discard, Fetch, Fetched, NotFetched, Obstacle

_CHUNK = 64 * 1024
_TIMEOUT = 20.0
_DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
Hear = Callable[[Fetched | NotFetched], None]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Our token is for our own server alone."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class ClipServer:
    """Fetches single clips; everything that can go wrong comes back as an `Obstacle`."""

    def __init__(
        self,
        url: str,
        token: str,
        folder: Path,
        *,
        reserve_bytes: int,
        append: Callable[[Path], BinaryIO] = lambda path: path.open("ab"),
    ) -> None:
        """`append` opens a file for writing at its end: a port, so that a test can fill the disk."""
        self._url = url.rstrip("/")
        self._token = token
        self._folder = folder
        self._reserve = reserve_bytes
        self._append = append
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)

    def bring(self, fetch: Fetch) -> Fetched | NotFetched:
        part = self._folder / f"{fetch.digest}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if (obstacle := self._no_room(fetch)) is not None:
                return obstacle
            self._go_on(fetch, part)
            return self._finish(fetch, part)
        except urllib.error.HTTPError as error:
            return self._answered(fetch, part, error)
        except OSError as error:
            if error.errno in _DISK_ERRORS:
                part.unlink(missing_ok=True)
                return NotFetched(fetch.digest, Obstacle.DISK_FULL, str(error))
            return NotFetched(fetch.digest, Obstacle.UNREACHABLE, str(error))
        except http.client.HTTPException as error:
            return NotFetched(fetch.digest, Obstacle.UNREACHABLE, repr(error))

    def discard(self, discard: Discard) -> None:
        (self._folder / discard.digest).unlink(missing_ok=True)

    def _no_room(self, fetch: Fetch) -> NotFetched | None:
        free = shutil.disk_usage(self._folder).free
        if free - fetch.bytes >= self._reserve:
            return None
        words = f"{free} bytes free, {fetch.bytes} needed, {self._reserve} stay reserved"
        return NotFetched(fetch.digest, Obstacle.DISK_FULL, words)

    def _go_on(self, fetch: Fetch, part: Path) -> None:
        """Append what is missing; a server that knows no ranges sends all of it again."""
        got = part.stat().st_size if part.exists() else 0
        if got >= fetch.bytes:
            return
        request = urllib.request.Request(  # noqa: S310 - the address comes from our own enrolment file
            f"{self._url}/{fetch.digest}", headers={"Authorization": f"Bearer {self._token}"}
        )
        if got:
            request.add_header("Range", f"bytes={got}-")
        with self._opener.open(request, timeout=_TIMEOUT) as answer:
            if got and answer.status != http.HTTPStatus.PARTIAL_CONTENT:
                part.unlink()
                got = 0
            self._copy(answer, part, fetch.bytes - got)

    def _copy(self, answer: http.client.HTTPResponse, part: Path, at_most: int) -> None:
        """Write no more than one byte too many: enough to see that the clip is not what it should be."""
        with self._append(part) as file:
            left = at_most + 1
            while left and (chunk := answer.read(min(_CHUNK, left))):
                file.write(chunk)
                left -= len(chunk)
            file.flush()
            os.fsync(file.fileno())

    def _finish(self, fetch: Fetch, part: Path) -> Fetched | NotFetched:
        got = part.stat().st_size
        if got < fetch.bytes:
            words = f"the connection ended after {got} of {fetch.bytes} bytes"
            return NotFetched(fetch.digest, Obstacle.UNREACHABLE, words)
        if got != fetch.bytes or _digest(part) != fetch.digest:
            part.unlink()
            return NotFetched(fetch.digest, Obstacle.SPOILT, "its bytes are not those of its digest")
        part.rename(self._folder / fetch.digest)
        _sync(self._folder)
        return Fetched(fetch.digest)

    def _answered(self, fetch: Fetch, part: Path, error: urllib.error.HTTPError) -> NotFetched:
        error.close()
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)
        is_final = error.code < http.HTTPStatus.INTERNAL_SERVER_ERROR
        obstacle = Obstacle.REFUSED if is_final else Obstacle.UNREACHABLE
        return NotFetched(fetch.digest, obstacle, f"the server answers {error.code} {error.reason}")


class Fetcher:
    """A thread of its own, so that a slow link keeps nobody waiting."""

    def __init__(self, server: ClipServer, hear: Hear) -> None:
        """`hear` is called from the fetcher's thread and must not raise: a queue's `put`."""
        self._server = server
        self._hear = hear
        self._errands: queue.SimpleQueue[Fetch | Discard | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="fetcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, errand: Fetch | Discard) -> None:
        self._errands.put(errand)

    def close(self) -> None:
        """End after the errand at hand; a fetch that hangs is left to die with the program."""
        self._errands.put(None)
        self._thread.join(timeout=1)

    def _run(self) -> None:
        while (errand := self._errands.get()) is not None:
            match errand:
                case Fetch():
                    self._hear(self._server.bring(errand))
                case Discard():
                    self._server.discard(errand)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
