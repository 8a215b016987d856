import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audio.models.errors import BrokenModelError, UnsafeArchiveError
from audio.models.unpacking import is_archive, unpack

ROOM = 1_000_000


def tarred(archive: Path, *entries: tuple[tarfile.TarInfo, bytes], kind: str = "w:bz2") -> Path:
    with tarfile.open(archive, kind) as writing:
        for entry, content in entries:
            entry.size = len(content)
            writing.addfile(entry, io.BytesIO(content))
    return archive


def plain(name: str) -> tarfile.TarInfo:
    return tarfile.TarInfo(name)


def special(name: str, kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "/etc/passwd"
    return entry


@pytest.mark.parametrize("kind", ["w", "w:bz2", "w:gz", "w:xz"])
def test_archives_of_each_kind_are_unpacked(tmp_path: Path, kind: str) -> None:
    folder = special("voice", tarfile.DIRTYPE)
    archive = tarred(tmp_path / "a", (folder, b""), (plain("voice/data/a.txt"), b"hum"), kind=kind)

    assert is_archive(archive)
    unpack(archive, tmp_path / "out", most_bytes=ROOM)

    assert (tmp_path / "out/voice/data/a.txt").read_bytes() == b"hum"


def test_a_zip_is_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("voice/", b"")
        writing.writestr("voice/a.txt", b"hum")

    assert is_archive(archive)
    unpack(archive, tmp_path / "out", most_bytes=ROOM)

    assert (tmp_path / "out/voice/a.txt").read_bytes() == b"hum"


def test_other_files_are_no_archives(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"<html>" + b"x" * 500)

    assert not is_archive(page)


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "voice/../../out.txt", "voice\\..\\out.txt"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    archive = tarred(tmp_path / "a", (plain(name), b"x"))

    with pytest.raises(UnsafeArchiveError):
        unpack(archive, tmp_path / "in/out", most_bytes=ROOM)

    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["a"]
    assert not list(tmp_path.rglob("out.txt"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    archive = tarred(tmp_path / "a", (special("voice/model.onnx", kind), b""))

    with pytest.raises((UnsafeArchiveError, BrokenModelError)):
        unpack(archive, tmp_path / "out", most_bytes=ROOM)


@pytest.mark.parametrize("fill", [lambda n: b"\0" * n, os.urandom])
def test_what_unpacks_to_too_much_is_stopped(tmp_path: Path, fill: Callable[[int], bytes]) -> None:
    archive = tarred(tmp_path / "a", (plain("a"), fill(ROOM)), (plain("b"), b"x"))

    with pytest.raises(UnsafeArchiveError, match="more than any voice"):
        unpack(archive, tmp_path / "out", most_bytes=ROOM)

    assert sum(file.stat().st_size for file in (tmp_path / "out").iterdir()) <= ROOM


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    archive = tarred(tmp_path / "a", (plain("a"), b"one"), (plain("a"), b"two"))

    with pytest.raises(UnsafeArchiveError, match="twice"):
        unpack(archive, tmp_path / "out", most_bytes=ROOM)


@pytest.mark.parametrize("kind", ["w:bz2", "w:gz", "w:xz"])
@pytest.mark.parametrize("spoil", [lambda c: c[: len(c) // 2], lambda c: c[:200] + b"spoiled" + c[207:]])
def test_a_damaged_archive_is_told(tmp_path: Path, kind: str, spoil: Callable[[bytes], bytes]) -> None:
    archive = tarred(tmp_path / "a", (plain("a"), os.urandom(50_000)), kind=kind)
    archive.write_bytes(spoil(archive.read_bytes()))

    with pytest.raises(BrokenModelError):
        unpack(archive, tmp_path / "out", most_bytes=ROOM)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("a.txt", b"hum")
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(content)

    with pytest.raises(UnsafeArchiveError, match="password"):
        unpack(archive, tmp_path / "out", most_bytes=ROOM)
