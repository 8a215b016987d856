"""Fetches one large file that may break off, and goes on where it stopped, today or next week.

What has come lies in a `.part` file; beside it, what the server called that version of the file, so that
two versions are never joined.
"""

import errno
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from audio.models.errors import DownloadError, NotAnArchiveError

Progress = Callable[[int, int | None], None]
"""Told how many bytes of how many are there; None where the server does not say."""
_BLOCK = 1 << 16
_TRIES = 5
"""In a row that brought nothing."""
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
"""What a disk says and a line never does."""
_PAGES = ("text/", "application/json", "application/xhtml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How slow a server may be: seconds without a byte, and the fewest bytes within a span of seconds."""

    silence: float = 30.0
    span: float = 60.0
    fewest: int = 60_000


def download(
    address: str,
    target: Path,
    *,
    most_bytes: int,
    progress: Progress = lambda _got, _total: None,
    patience: Patience | None = None,
    wait: Callable[[float], None] = time.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> None:
    """Fetch `address` into `target`.

    Raises:
        NotAnArchiveError: it is a page, or more than `most_bytes`; nothing is kept.
        DownloadError: it broke off again and again; what came is kept for the next time.
        OSError: the disk refused.
    """
    fetching = _Fetching(
        address, target, most_bytes, progress=progress, patience=patience or Patience(), monotonic=monotonic
    )
    fruitless = 0
    while not fetching.is_whole():
        before = fetching.got
        trouble = fetching.go_on()
        fruitless = 0 if fetching.got > before else fruitless + 1
        if fruitless == _TRIES:
            raise DownloadError(f"{address}: {trouble}; {fetching.got} bytes are kept, try again later")
        if trouble:
            wait(2.0**fruitless)
    fetching.finish()


class _Fetching:
    """One file on its way."""

    def __init__(
        self,
        address: str,
        target: Path,
        most_bytes: int,
        *,
        progress: Progress,
        patience: Patience,
        monotonic: Callable[[], float],
    ) -> None:
        self._address = address
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._mark = target.with_name(f"{target.name}.version")
        self._most = most_bytes
        self._progress = progress
        self._patience = patience
        self._monotonic = monotonic
        self._total: int | None = None
        self._is_ended = False

    @property
    def got(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def is_whole(self) -> bool:
        return self._is_ended and (self._total is None or self.got == self._total)

    def finish(self) -> None:
        self._part.replace(self._target)
        self._mark.unlink(missing_ok=True)

    def go_on(self) -> str:
        """Take what the server gives now; return what went wrong, or nothing."""
        try:
            with self._asked() as answer:
                self._take(answer)
        except urllib.error.HTTPError as error:
            with error:
                return self._refused(error)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, OSError) and (error.errno in _DISK or error.filename is not None):
                raise
            return f"{type(error).__name__}: {error}"
        return "" if self.is_whole() else "it broke off"

    def _asked(self) -> http.client.HTTPResponse:
        if not self._address.startswith(("https://", "http://")):
            raise DownloadError(f"{self._address}: no web address")
        request = urllib.request.Request(self._address, headers={"User-Agent": "ZoneCast"})  # noqa: S310 - looked at above
        version = self._mark.read_text(encoding="utf-8") if self._mark.exists() else ""
        if version and self.got:
            request.add_header("Range", f"bytes={self.got}-")
            request.add_header("If-Range", version)
        answer = urllib.request.urlopen(request, timeout=self._patience.silence)  # noqa: S310
        return cast("http.client.HTTPResponse", answer)

    def _take(self, answer: http.client.HTTPResponse) -> None:
        self._refuse_pages(answer)
        is_continued = answer.status == http.HTTPStatus.PARTIAL_CONTENT and _begins(answer) == self.got
        self._total = _total(answer, before=self.got if is_continued else 0)
        self._refuse_excess(self._total or 0)
        self._mark.write_text(_version(answer), encoding="utf-8")
        self._is_ended = False
        with self._part.open("ab" if is_continued else "wb") as part:
            self._copy(answer, part)
        self._is_ended = True

    def _copy(self, answer: http.client.HTTPResponse, part: IO[bytes]) -> None:
        since, came = self._monotonic(), 0
        while block := answer.read1(_BLOCK):
            part.write(block)
            came += len(block)
            self._refuse_excess(part.tell())
            self._progress(part.tell(), self._total)
            if self._monotonic() - since > self._patience.span:
                if came < self._patience.fewest:
                    raise TimeoutError(f"only {came} bytes in {self._patience.span:g} s")
                since, came = self._monotonic(), 0

    def _refuse_pages(self, answer: http.client.HTTPResponse) -> None:
        kind = answer.headers.get_content_type()
        if kind.startswith(_PAGES):
            self._forget()
            raise NotAnArchiveError(f"{self._address}: a page came ({kind}); does the network want a log-in?")

    def _refuse_excess(self, count: int) -> None:
        if count > self._most:
            self._forget()
            raise NotAnArchiveError(f"{self._address}: more than {self._most} bytes")

    def _refused(self, error: urllib.error.HTTPError) -> str:
        """Take up anew what cannot be continued; what the server does not have, nobody need ask for again."""
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            self._is_ended = self.got > 0 and error.headers.get("Content-Range") == f"bytes */{self.got}"
            self._total = None
            if self._is_ended:
                return ""
            self._forget()
        elif error.code < http.HTTPStatus.INTERNAL_SERVER_ERROR and error.code not in _PASSING:
            raise DownloadError(f"{self._address}: {error.code} {error.reason}") from error
        return f"{error.code} {error.reason}"

    def _forget(self) -> None:
        self._is_ended = False
        self._part.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)


_PASSING = (http.HTTPStatus.REQUEST_TIMEOUT, http.HTTPStatus.TOO_MANY_REQUESTS)


def _version(answer: http.client.HTTPResponse) -> str:
    """Return what names this version, as `If-Range` takes it (RFC 9110, 13.1.5): no weak tag."""
    tag = answer.headers.get("ETag", "")
    return tag if tag.startswith('"') else answer.headers.get("Last-Modified", "")


def _begins(answer: http.client.HTTPResponse) -> int:
    """Return at which byte a part begins, by a Content-Range such as ``bytes 100-199/200``."""
    span = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(span) if span.isdecimal() else -1


def _total(answer: http.client.HTTPResponse, *, before: int) -> int | None:
    length = answer.headers.get("Content-Length", "")
    return before + int(length) if length.isdecimal() else None
