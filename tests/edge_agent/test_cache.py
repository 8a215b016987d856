"""Clips come once, whole and true, or not at all; over a real server on loopback."""

import errno
import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, Self

import pytest

from edge_agent.cache import Cache, Discard, Fetch, Fetched, NotFetched, Obstacle, Want
from edge_agent.fetcher import ClipServer
from schedules.vocabulary import Digest

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CONTENT = bytes(range(256)) * 1000
DIGEST = Digest(hashlib.sha256(CONTENT).hexdigest())
FETCH = Fetch(DIGEST, len(CONTENT))
OTHER = Digest("1" * 64)


class Shelf:
    """A clip server that can cut connections, lie, and ignore ranges."""

    def __init__(self) -> None:
        self.content = CONTENT
        self.cut_after: int | None = None
        self.knows_ranges = True
        self.status = 200
        self.asked: list[tuple[str | None, str | None]] = []


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    shelf = Shelf()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shelf.asked.append((self.headers["Range"], self.headers["Authorization"]))
            wanted = self.headers["Range"] if shelf.knows_ranges else None
            first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            body = shelf.content[first:]
            self.send_response(206 if wanted else shelf.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: shelf.cut_after])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    shelf.url = f"http://127.0.0.1:{server.server_port}/clips"  # type: ignore[attr-defined]
    yield shelf
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(shelf: Shelf, tmp_path: Path) -> ClipServer:
    return ClipServer(shelf.url, "secret", tmp_path, reserve_bytes=0)  # type: ignore[attr-defined]


def test_a_clip_comes_whole_and_under_its_digest_with_the_poles_token(
    server: ClipServer, shelf: Shelf, tmp_path: Path
) -> None:
    assert server.bring(FETCH) == Fetched(DIGEST)

    assert (tmp_path / DIGEST).read_bytes() == CONTENT
    assert shelf.asked == [(None, "Bearer secret")]
    assert [path.name for path in tmp_path.iterdir()] == [DIGEST]


def test_a_cut_connection_is_continued_where_it_was_cut(
    server: ClipServer, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.cut_after = 100_000
    came = server.bring(FETCH)
    assert isinstance(came, NotFetched)
    assert came.obstacle is Obstacle.UNREACHABLE
    assert not (tmp_path / DIGEST).exists()

    shelf.cut_after = None
    assert server.bring(FETCH) == Fetched(DIGEST)
    assert shelf.asked[1][0] == "bytes=100000-"
    assert (tmp_path / DIGEST).read_bytes() == CONTENT


def test_a_server_without_ranges_is_served_from_the_beginning(
    server: ClipServer, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.cut_after = 100_000
    server.bring(FETCH)
    shelf.cut_after, shelf.knows_ranges = None, False

    assert server.bring(FETCH) == Fetched(DIGEST)
    assert (tmp_path / DIGEST).read_bytes() == CONTENT


@pytest.mark.parametrize("content", [b"x" * len(CONTENT), CONTENT + b"more"])
def test_wrong_bytes_are_thrown_away(
    server: ClipServer, shelf: Shelf, tmp_path: Path, content: bytes
) -> None:
    shelf.content = content

    came = server.bring(FETCH)

    assert isinstance(came, NotFetched)
    assert came.obstacle is Obstacle.SPOILT
    assert not list(tmp_path.iterdir())


def test_a_clip_the_server_does_not_know_is_refused(server: ClipServer, shelf: Shelf) -> None:
    shelf.status = 404
    came = server.bring(FETCH)
    assert isinstance(came, NotFetched)
    assert came.obstacle is Obstacle.REFUSED


def test_nobody_there_is_no_fault_of_the_clip(tmp_path: Path) -> None:
    came = ClipServer("http://127.0.0.1:1/clips", "secret", tmp_path, reserve_bytes=0).bring(FETCH)
    assert isinstance(came, NotFetched)
    assert came.obstacle is Obstacle.UNREACHABLE


class FullDisk:
    """Takes some bytes and then no more."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, chunk: bytes) -> int:
        self._file.write(chunk[:1000])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_a_fault_in_words_and_leaves_nothing_behind(shelf: Shelf, tmp_path: Path) -> None:
    server = ClipServer(
        shelf.url,  # type: ignore[attr-defined]
        "secret",
        tmp_path,
        reserve_bytes=0,
        append=lambda path: FullDisk(path.open("ab")),  # type: ignore[arg-type,return-value]
    )

    came = server.bring(FETCH)

    assert isinstance(came, NotFetched)
    assert (came.obstacle, "No space left" in came.words) == (Obstacle.DISK_FULL, True)
    assert not list(tmp_path.iterdir())


def test_a_clip_never_takes_the_room_that_board_and_journal_need(shelf: Shelf, tmp_path: Path) -> None:
    server = ClipServer(shelf.url, "secret", tmp_path, reserve_bytes=2**60)  # type: ignore[attr-defined]
    came = server.bring(FETCH)
    assert isinstance(came, NotFetched)
    assert came.obstacle is Obstacle.DISK_FULL
    assert not shelf.asked


def a_cache(**ready: datetime) -> Cache:
    return Cache(Path("/clips"), {Digest(digest): since for digest, since in ready.items()}, lambda: 0.0)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_the_soonest_clip_comes_first_and_one_at_a_time() -> None:
    cache = a_cache()
    cache.want([Want(DIGEST, 5), Want(OTHER, 6), Want(DIGEST, 5)])

    assert cache.step(seconds(0)) == (Fetch(DIGEST, 5), None)
    assert cache.step(seconds(0)) == (None, None)
    cache.take(Fetched(DIGEST), now=NOW, elapsed=seconds(1))
    assert cache.step(seconds(1)) == (Fetch(OTHER, 6), None)
    cache.take(Fetched(OTHER), now=NOW, elapsed=seconds(2))
    assert cache.step(seconds(2)) == (None, None)
    assert cache.ready == {DIGEST: NOW, OTHER: NOW}


def test_a_spoilt_clip_is_tried_again_more_and_more_slowly_and_is_a_fault() -> None:
    cache = a_cache()
    cache.want([Want(DIGEST, 5)])
    at, waits = seconds(0), []
    for _ in range(4):
        cache.step(at)
        cache.take(NotFetched(DIGEST, Obstacle.SPOILT, "wrong"), now=NOW, elapsed=at)
        _, again = cache.step(at)
        assert again
        waits.append((again - at).total_seconds())
        at = again

    assert waits == [1, 2, 4, 8]
    assert cache.faults == (f"clip {DIGEST[:12]} spoilt: wrong",)


def test_a_full_disk_makes_room_by_what_nothing_wants_and_never_by_what_is_wanted() -> None:
    cache = a_cache(unwanted=NOW, wanted=NOW)
    cache.want([Want(Digest("wanted"), 1), Want(DIGEST, 5)])
    cache.step(seconds(0))

    full = NotFetched(DIGEST, Obstacle.DISK_FULL, "full")
    assert cache.take(full, now=NOW, elapsed=seconds(0)) == [Discard(Digest("unwanted"))]
    assert cache.step(seconds(0))[0] == Fetch(DIGEST, 5)

    assert cache.take(full, now=NOW, elapsed=seconds(0)) == []
    assert cache.step(seconds(0))[0] is None
    assert cache.faults
