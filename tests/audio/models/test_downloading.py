import errno
from pathlib import Path

import pytest

from audio.models.downloading import Patience, download
from audio.models.errors import DownloadError, NotAnArchiveError
from tests.parts.voice_server import TAG, Answer, Asked, serving, whole

CONTENT = bytes(range(256)) * 2_000
HALF = len(CONTENT) // 2


def breaking_off(content: bytes = CONTENT, *, tag: str = TAG) -> Answer:
    """Say that all is coming, and send half."""
    return lambda asked: asked.send(200, content[:HALF], ETag=tag, Content_Length=str(len(content)))


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def fetched(address: str, target: Path, *, most_bytes: int = len(CONTENT), **how: object) -> list[float]:
    waited: list[float] = []
    download(address, target, most_bytes=most_bytes, wait=waited.append, **how)  # type: ignore[arg-type]
    return waited


def test_a_file_is_fetched_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []

    with serving(whole(CONTENT)) as server:
        fetched(server.address, tmp_path / "a", progress=lambda got, total: told.append((got, total)))

    assert (tmp_path / "a").read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert names_in(tmp_path) == ["a"]


def test_what_breaks_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with serving(breaking_off(), whole(CONTENT)) as server:
        fetched(server.address, tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == CONTENT
    assert [asked.get("Range") for asked in server.asked] == [None, f"bytes={HALF}-"]


def test_it_goes_on_another_day(tmp_path: Path) -> None:
    with serving(breaking_off(), lambda asked: asked.send(503, b"")) as server, pytest.raises(DownloadError):
        fetched(server.address, tmp_path / "a")
    assert not (tmp_path / "a").exists()

    with serving(whole(CONTENT)) as server:
        fetched(server.address, tmp_path / "a")

    assert server.asked[0]["Range"] == f"bytes={HALF}-"
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_two_versions_of_a_file_are_never_joined(tmp_path: Path) -> None:
    newer = CONTENT[::-1]

    with serving(breaking_off(tag='"older"'), whole(newer)) as server:
        fetched(server.address, tmp_path / "a")

    assert server.asked[1]["If-Range"] == '"older"'
    assert (tmp_path / "a").read_bytes() == newer


def test_where_a_server_names_no_version_it_is_fetched_anew(tmp_path: Path) -> None:
    with serving(breaking_off(tag=""), whole(CONTENT)) as server:
        fetched(server.address, tmp_path / "a")

    assert "Range" not in server.asked[1]
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_server_that_cannot_continue_begins_anew(tmp_path: Path) -> None:
    with serving(breaking_off(), lambda asked: asked.send(200, CONTENT, ETag=TAG)) as server:
        fetched(server.address, tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_range_that_is_refused_is_given_up_and_all_is_fetched(tmp_path: Path) -> None:
    with serving(breaking_off(), lambda asked: asked.send(416, b""), whole(CONTENT)) as server:
        fetched(server.address, tmp_path / "a")

    assert [asked.get("Range") for asked in server.asked] == [None, f"bytes={HALF}-", None]
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_what_was_whole_before_it_got_its_name_is_not_fetched_twice(tmp_path: Path) -> None:
    (tmp_path / "a.part").write_bytes(CONTENT)
    (tmp_path / "a.version").write_text(TAG)

    with serving(whole(CONTENT)) as server:
        fetched(server.address, tmp_path / "a")

    assert len(server.asked) == 1
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_more_than_was_allowed_is_refused_and_not_kept(tmp_path: Path) -> None:
    with serving(whole(CONTENT)) as server, pytest.raises(NotAnArchiveError):
        fetched(server.address, tmp_path / "a", most_bytes=HALF)

    assert names_in(tmp_path) == []


def test_a_body_without_a_length_is_bounded_too(tmp_path: Path) -> None:
    with (
        serving(lambda asked: asked.send(200, CONTENT, Content_Length="")) as server,
        pytest.raises(NotAnArchiveError),
    ):
        fetched(server.address, tmp_path / "a", most_bytes=HALF)

    assert names_in(tmp_path) == []


def test_a_page_instead_of_an_archive_is_told_as_what_it_is(tmp_path: Path) -> None:
    page = b"<html>Please log in</html>"
    with (
        serving(lambda asked: asked.send(200, page, Content_Type="text/html")) as server,
        pytest.raises(NotAnArchiveError, match="log-in"),
    ):
        fetched(server.address, tmp_path / "a")

    assert names_in(tmp_path) == []


def test_what_is_not_there_is_asked_for_once(tmp_path: Path) -> None:
    with serving(lambda asked: asked.send(404, b"")) as server, pytest.raises(DownloadError, match="404"):
        fetched(server.address, tmp_path / "a")

    assert len(server.asked) == 1


def test_a_server_that_never_gives_anything_is_left_after_some_tries_ever_further_apart(
    tmp_path: Path,
) -> None:
    waited: list[float] = []
    with (
        serving(lambda asked: asked.send(503, b"")) as server,
        pytest.raises(DownloadError, match=r"503.*0 bytes are kept"),
    ):
        download(server.address, tmp_path / "a", most_bytes=1, wait=waited.append)

    assert len(server.asked) == 5
    assert waited == sorted(waited)
    assert len(set(waited)) == len(waited)


def dripping(asked: Asked) -> None:
    asked.send(200, b"x" * 100, ETag=TAG, Content_Length=str(len(CONTENT)))


def test_a_server_that_drips_is_cut_off_and_what_came_is_kept(tmp_path: Path) -> None:
    clock = iter(float(turn * 70) for turn in range(1_000))

    with serving(dripping) as server, pytest.raises(DownloadError, match="only 100 bytes in 60 s"):
        fetched(server.address, tmp_path / "a", monotonic=lambda: next(clock))

    assert (tmp_path / "a.part").stat().st_size == 100


def test_a_server_that_falls_silent_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    def silent(asked: Asked) -> None:
        asked.rfile.read(1)

    with serving(silent) as server, pytest.raises(DownloadError, match=r"[Tt]imed? ?out"):
        fetched(server.address, tmp_path / "a", patience=Patience(silence=0.05))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/voice", "voice.tar.bz2"])
def test_other_addresses_than_those_of_the_web_are_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(DownloadError, match="no web address"):
        fetched(address, tmp_path / "a")


def test_a_full_disk_is_no_fault_of_the_line(tmp_path: Path) -> None:
    with serving(whole(CONTENT)) as server, pytest.raises(OSError, match="No space left") as failed:
        download(server.address, tmp_path / "a", most_bytes=len(CONTENT), progress=full)

    assert failed.value.errno == errno.ENOSPC
    assert len(server.asked) == 1


def full(_got: int, _total: int | None) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
