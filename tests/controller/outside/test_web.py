"""Fetching from real servers on loopback, allowed for the test alone; the default allows none of it."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from controller.entries import Fetched
from controller.errors import FetchRefusal, FetchRefusedError
from controller.outside.web import FetchBounds, Web

PAGE = "<html><body>Thông báo</body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """A server of answers by path; it keeps what it was asked."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.port = server.server_port
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {"/": (200, HTML, PAGE)}
        self.asked: list[tuple[str, str]] = []

    def encrypt(self, folder: Path, name: str) -> ssl.SSLContext:
        """Speak TLS from now on, as `name`; return what trusts it."""
        certificate, key = _certificate(folder, name)
        speaking = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        speaking.load_cert_chain(certificate, key)
        self._server.socket = speaking.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        return ssl.create_default_context(cafile=str(certificate))

    def url(self, path: str = "/", host: str = "tin.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            standing.asked.append((self.headers["Host"], self.path))
            code, headers, body = standing.answers[self.path]
            self.send_response(code)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            with suppress(OSError):  # a caller who trusts nothing here leaves in the middle
                super().handle()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    standing = Site(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield standing
    server.shutdown()
    server.server_close()
    thread.join()


def web_to(
    port: int, *, names: Callable[[str], Sequence[str]] = lambda _: ["127.0.0.1"], **bounds: float
) -> Web:
    return Web(
        bounds=FetchBounds(**bounds),  # type: ignore[arg-type]
        is_allowed=lambda address: address == ip_address("127.0.0.1"),
        ports=frozenset({port}),
        resolve=names,
    )


def refusal(web: Web, url: str) -> FetchRefusal:
    with pytest.raises(FetchRefusedError) as refused:
        web.fetch(url)
    return refused.value.why


def test_a_page_comes_with_its_kind_and_where_it_came_from(site: Site) -> None:
    assert web_to(site.port).fetch(site.url()) == Fetched(
        url=site.url(), content=PAGE, content_type="text/html"
    )
    assert site.asked == [(f"tin.example:{site.port}", "/")]


def test_a_redirect_is_followed_and_tells_where_it_led(site: Site) -> None:
    site.answers["/old"] = (302, {"Location": "/"}, b"")

    assert web_to(site.port).fetch(site.url("/old")).url == site.url()


def test_the_sixth_redirect_is_refused(site: Site) -> None:
    site.answers["/round"] = (302, {"Location": "/round"}, b"")

    assert refusal(web_to(site.port), site.url("/round")) is FetchRefusal.TOO_MANY_REDIRECTS
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://inside.example:{port}/", FetchRefusal.NOT_PUBLIC),
        ("http://tin.example:22/", FetchRefusal.PORT),
        ("file:///etc/passwd", FetchRefusal.NO_ADDRESS),
        ("gopher://tin.example/", FetchRefusal.NO_ADDRESS),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site: Site, to: str, why: FetchRefusal) -> None:
    site.answers["/away"] = (302, {"Location": to.format(port=site.port)}, b"")
    web = web_to(site.port, names=lambda host: ["10.0.0.5" if host == "inside.example" else "127.0.0.1"])

    assert refusal(web, site.url("/away")) is why
    assert len(site.asked) == 1


def test_a_name_is_resolved_once_and_the_connection_goes_there(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.5"]])

    web_to(site.port, names=lambda _: next(answers)).fetch(site.url())

    assert next(answers) == ["10.0.0.5"]


def test_a_name_with_one_address_inside_is_refused(site: Site) -> None:
    web = web_to(site.port, names=lambda _: ["127.0.0.1", "192.168.1.1"])

    assert refusal(web, site.url()) is FetchRefusal.NOT_PUBLIC
    assert site.asked == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "127.1", "[::]"],
)
def test_by_default_no_spelling_of_this_machine_is_reached(host: str) -> None:
    assert refusal(Web(), f"http://{host}/") in {FetchRefusal.NOT_PUBLIC, FetchRefusal.UNKNOWN_HOST}


@pytest.mark.parametrize("port", [22, 8080, 8443, 18080, 0])
def test_by_default_only_the_ports_of_the_web_are_reached(port: int) -> None:
    assert refusal(Web(resolve=lambda _: ["8.8.8.8"]), f"http://tin.example:{port}/") is FetchRefusal.PORT


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tin.example",
        "ftp://tin.example/",
        "http://",
        "http://a:b@tin.example/",
        "http://tin.example:x/",
        "http://[1/",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    assert refusal(Web(), url) is FetchRefusal.NO_ADDRESS


def test_a_name_that_nobody_knows_is_refused() -> None:
    def unknown(_host: str) -> Sequence[str]:
        raise socket.gaierror

    assert refusal(Web(resolve=unknown), "http://khong-co.example/") is FetchRefusal.UNKNOWN_HOST


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "application/octet-stream", ""])
def test_what_is_neither_page_nor_document_is_refused(site: Site, kind: str) -> None:
    site.answers["/x"] = (200, {"Content-Type": kind}, b"x")

    assert refusal(web_to(site.port), site.url("/x")) is FetchRefusal.KIND


@pytest.mark.parametrize("code", [401, 403, 404, 500, 204])
def test_a_refusal_of_the_server_is_told(site: Site, code: int) -> None:
    site.answers["/x"] = (code, HTML, b"")

    assert refusal(web_to(site.port), site.url("/x")) is FetchRefusal.NOT_THERE


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.answers["/z"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE))

    assert web_to(site.port).fetch(site.url("/z")).content == PAGE


def test_a_small_answer_that_unpacks_without_end_is_refused(site: Site) -> None:
    site.answers["/z"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b" " * 2_000_000))

    assert refusal(web_to(site.port, bytes=1_000_000), site.url("/z")) is FetchRefusal.TOO_LARGE


def test_a_large_answer_is_refused(site: Site) -> None:
    site.answers["/x"] = (200, HTML, b" " * 1_000_001)

    assert refusal(web_to(site.port, bytes=1_000_000), site.url("/x")) is FetchRefusal.TOO_LARGE


def test_an_answer_of_just_the_size_allowed_is_taken(site: Site) -> None:
    site.answers["/x"] = (200, HTML, b" " * 1_000_000)

    assert len(web_to(site.port, bytes=1_000_000).fetch(site.url("/x")).content) == 1_000_000


def test_an_answer_without_its_end_is_refused() -> None:
    with a_server_that_says(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\ncut", hang=False
    ) as port:
        assert refusal(web_to(port), f"http://tin.example:{port}/") is FetchRefusal.NO_ANSWER


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nA: ",
    ],
)
def test_a_server_that_keeps_us_waiting_is_left(said: bytes) -> None:
    with a_server_that_says(said, hang=True) as port:
        assert refusal(web_to(port, seconds=0.3), f"http://tin.example:{port}/") is FetchRefusal.TOO_SLOW


def test_a_path_in_vietnamese_letters_is_asked_for_as_servers_know_it(site: Site) -> None:
    site.answers["/th%C3%B4ng-b%C3%A1o?a=%20b"] = (200, HTML, PAGE)

    assert web_to(site.port).fetch(site.url("/thông-báo?a=%20b")).content == PAGE


def test_a_path_cannot_smuggle_a_second_request(site: Site) -> None:
    site.answers["/a%0D%0AHost:%20b"] = (200, HTML, PAGE)

    try:
        web_to(site.port).fetch(site.url("/a\r\nHost: b"))
    except FetchRefusedError:
        return
    assert all(host == f"tin.example:{site.port}" for host, _ in site.asked)


def test_a_name_in_a_certificate_is_asked_for_though_the_address_is_pinned(
    site: Site, tmp_path: Path
) -> None:
    trusted = site.encrypt(tmp_path, "tin.example")
    web = Web(
        is_allowed=lambda address: address.is_loopback,
        ports=frozenset({site.port}),
        resolve=lambda _: ["127.0.0.1"],
        tls=trusted,
    )

    assert web.fetch(f"https://tin.example:{site.port}/").content == PAGE
    assert refusal(web, f"https://khac.example:{site.port}/") is FetchRefusal.NO_ANSWER


def test_a_certificate_that_nobody_trusts_is_refused(site: Site, tmp_path: Path) -> None:
    site.encrypt(tmp_path, "tin.example")

    assert refusal(web_to(site.port), f"https://tin.example:{site.port}/") is FetchRefusal.NO_ANSWER


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Write a certificate for `name`, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=called, subject_name=called, public_key=key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "certificate.pem", folder / "key.pem"


class a_server_that_says:  # noqa: N801 - reads as a sentence
    """Answers one caller with these bytes, then hangs up or keeps silent."""

    def __init__(self, said: bytes, *, hang: bool) -> None:
        self._said, self._hang = said, hang
        self._door = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._answer, daemon=True)

    def __enter__(self) -> int:
        self._thread.start()
        port: int = self._door.getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._door.close()

    def _answer(self) -> None:
        caller, _ = self._door.accept()
        with caller:
            caller.recv(65_536)
            caller.sendall(self._said)
            if self._hang:
                self._over.wait()
