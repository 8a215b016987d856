"""A server of large files that behaves as badly as real ones do, on loopback."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request; answers are written by the test."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    @property
    def start(self) -> int:
        """At which byte the client goes on, by its Range header; 0 where it has none."""
        return int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))

    def send(self, status: int, content: bytes, **headers: str) -> None:
        """Answer; `Content_Length` and others may say what is not so. Then the connection is closed."""
        self.send_response(status)
        told = {"Content-Length": str(len(content)), "Content-Type": "application/octet-stream"}
        for name, value in (told | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            if value:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers.items()) | {"path": self.path})
        answers = self.server.answers
        try:
            (answers.pop(0) if len(answers) > 1 else answers[0])(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    answers: list[Answer]
    asked: list[dict[str, str]]


@dataclass(frozen=True)
class Served:
    """Where the server is, and which requests it saw."""

    address: str
    asked: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(*answers: Answer) -> Iterator[Served]:
    """Serve answers in turn; the last one for ever."""
    server = _Server(("127.0.0.1", 0), Asked)
    server.answers, server.asked = list(answers), []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}/voice.tar.bz2", server.asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def whole(content: bytes) -> Answer:
    """Answer as a good server does: whole, or from where the client stopped."""

    def answer(asked: Asked) -> None:
        start = asked.start if asked.headers.get("If-Range") in {None, TAG} else 0
        if start >= len(content) > 0:
            asked.send(416, b"", Content_Range=f"bytes */{len(content)}")
        elif start:
            span = f"bytes {start}-{len(content) - 1}/{len(content)}"
            asked.send(206, content[start:], ETag=TAG, Content_Range=span)
        else:
            asked.send(200, content, ETag=TAG)

    return answer


TAG = '"one"'
