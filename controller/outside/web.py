"""A page or file from a web address, fetched by the controller: bounded, and never from inside.

A name is resolved once and the connection goes to that very address, so that a name server cannot
show one address to the check and another to the connection (DNS rebinding). Every redirect is a new
fetch with all checks. Cookies, credentials, proxies and referrers are never sent.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from controller.entries import Fetched
from controller.errors import FetchRefusal, FetchRefusedError

from .addresses import IpAddress, IsAllowed, is_public

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KINDS = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/rtf",
        "text/rtf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
    }
)
_PIECE = 65_536
_HEADERS = {
    "User-Agent": "ZoneCast/1 (+notice intake)",
    "Accept": "text/html,text/plain,application/pdf,*/*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchBounds:
    bytes: int = 20 * 1024 * 1024
    """Of the content as it is used; packed content is counted while it is unpacked."""
    seconds: float = 20.0
    """For everything together: names, redirects and the last byte."""
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A web address and the one network address at which it is asked for."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    at: IpAddress


Resolve = Callable[[str], Sequence[str]]


def resolve(host: str) -> Sequence[str]:
    """Return all network addresses of a name; raise `OSError` where it has none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Web:
    """Fetches web addresses. The defaults are strict; tests bring their own world."""

    def __init__(
        self,
        *,
        bounds: FetchBounds | None = None,
        is_allowed: IsAllowed = is_public,
        ports: frozenset[int] = frozenset(_PORTS.values()),
        resolve: Resolve = resolve,
        monotonic: Callable[[], float] = time.monotonic,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._bounds = bounds or FetchBounds()
        self._is_allowed = is_allowed
        self._ports = ports
        self._resolve = resolve
        self._monotonic = monotonic
        self._tls = tls

    def fetch(self, url: str) -> Fetched:
        """Return what stands at `url`.

        Raises:
            FetchRefusedError: it may not be fetched, or did not come within the bounds; says why.
        """
        deadline = self._monotonic() + self._bounds.seconds
        for _ in range(self._bounds.redirects + 1):
            target = self._target(url)
            came = self._once(target, deadline)
            if isinstance(came, Fetched):
                return came
            url = urljoin(target.url, came)
        raise FetchRefusedError(url, FetchRefusal.TOO_MANY_REDIRECTS)

    def _target(self, url: str) -> _Target:
        parts = _split(url)
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
        if port not in self._ports:
            raise FetchRefusedError(url, FetchRefusal.PORT)
        host = parts.hostname or ""
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _Target(
            url=url,
            scheme=parts.scheme,
            host=host,
            port=port,
            path=_quoted(path),
            at=self._address(url, host),
        )

    def _address(self, url: str, host: str) -> IpAddress:
        """Return the address to connect to; one inside among them refuses the name altogether."""
        try:
            addresses = [ip_address(text) for text in self._resolve(host)]
        except (OSError, ValueError, UnicodeError) as error:
            raise FetchRefusedError(url, FetchRefusal.UNKNOWN_HOST) from error
        if not addresses:
            raise FetchRefusedError(url, FetchRefusal.UNKNOWN_HOST)
        if not all(map(self._is_allowed, addresses)):
            raise FetchRefusedError(url, FetchRefusal.NOT_PUBLIC)
        return addresses[0]

    def _once(self, target: _Target, deadline: float) -> Fetched | str:
        """Ask once; return what came, or where it was moved to."""
        connection = _Pinned(target, self._left(target, deadline), self._tls)
        try:
            with _ended_after(self._left(target, deadline), connection):
                connection.request("GET", target.path, headers=_HEADERS)
                with connection.getresponse() as response:
                    self._left(target, deadline)  # hung up on, half a head looks like a whole one
                    came = self._taken(target, response)
                self._left(target, deadline)  # and so does half a body without a length
                return came
        except (OSError, http.client.HTTPException, zlib.error, EOFError, ValueError) as error:
            self._left(target, deadline)
            raise FetchRefusedError(target.url, FetchRefusal.NO_ANSWER) from error
        finally:
            connection.close()

    def _taken(self, target: _Target, response: http.client.HTTPResponse) -> Fetched | str:
        moved_to = response.getheader("Location")
        if response.status in _REDIRECTS and moved_to:
            return moved_to
        if response.status != http.client.OK:
            raise FetchRefusedError(target.url, FetchRefusal.NOT_THERE, told=f"HTTP {response.status}")
        kind = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in _KINDS:
            raise FetchRefusedError(target.url, FetchRefusal.KIND, told=kind[:100])
        content = b"".join(_body(response, target.url, self._bounds.bytes))
        return Fetched(url=target.url, content=content, content_type=kind)

    def _left(self, target: _Target, deadline: float) -> float:
        left = deadline - self._monotonic()
        if left <= 0:
            raise FetchRefusedError(target.url, FetchRefusal.TOO_SLOW)
        return left


class _Pinned(http.client.HTTPConnection):
    """A connection to one network address, whatever its host is called; TLS still asks for the name."""

    def __init__(self, target: _Target, timeout: float, tls: ssl.SSLContext | None) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self.default_port = _PORTS[target.scheme]  # what the Host header leaves out
        self._at = str(target.at)
        self._line: socket.socket | None = None
        self._tls = (tls or ssl.create_default_context()) if target.scheme == "https" else None

    def connect(self) -> None:
        self.sock = self._line = socket.create_connection((self._at, self.port), self.timeout)
        if self._tls is not None:
            shaken = self._tls.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self._line = shaken
            shaken.do_handshake()

    def hang_up(self) -> None:
        """End it from another thread; whoever waits for a byte gets none.

        `self.sock` is given up early where the server closes after its answer, so the line is kept apart.
        """
        if self._line is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)


@contextmanager
def _ended_after(seconds: float, connection: _Pinned) -> Iterator[None]:
    """Hang up when time is over: a time-out of the socket alone lets a server drip for ever."""
    watch = threading.Timer(seconds, connection.hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _body(response: http.client.HTTPResponse, url: str, most: int) -> Iterator[bytes]:
    """Give the content, unpacked; refuse it as soon as there is too much of it or its end is missing."""
    packing = response.getheader("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip"}:
        raise FetchRefusedError(url, FetchRefusal.KIND, told=packing[:100])
    gunzip = zlib.decompressobj(zlib.MAX_WBITS | 16) if packing == "gzip" else None
    taken = 0
    while piece := response.read1(_PIECE):
        unpacked = gunzip.decompress(piece, most + 1 - taken) if gunzip else piece
        taken += len(unpacked)
        if taken > most:
            raise FetchRefusedError(url, FetchRefusal.TOO_LARGE)
        yield unpacked
    if response.length or (gunzip and not gunzip.eof):
        raise EOFError("its end is missing")


def _split(url: str) -> SplitResult:
    """Return an address that may be looked at further; its host in letters that name servers know."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        _ = parts.port
    except ValueError as error:
        raise FetchRefusedError(url, FetchRefusal.NO_ADDRESS) from error
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        raise FetchRefusedError(url, FetchRefusal.NO_ADDRESS)
    place = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=place if parts.port is None else f"{place}:{parts.port}")


def _quoted(path: str) -> str:
    """Write a path as it may stand in a request; what is quoted already stays so."""
    return quote(path, safe="/?:@!$&'()*+,;=%~-._[]")
