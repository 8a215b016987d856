"""``zonecast shelf``: what is on it and why, whether it is sound, what may go."""

import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audio.recordings import RecordingFolder
from audio.shelf import Shelf
from controller.commands import app
from controller.entries import Publication, PublicationState, Recorded, RecordingLine
from controller.errors import NotYetError
from controller.store.unit import open_ledger
from schedules.vocabulary import Address, Digest
from tests.audio.reader import hummed
from tests.controller.belt import empty_database
from tests.controller.store.samples import N1, NOW, notice
from wire.topics import Kind

_DAY = 86_400


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path))
    (tmp_path / "zonecast.db").write_bytes(empty_database())
    return tmp_path


def said(*words: str) -> list[str]:
    result = CliRunner().invoke(app, ["shelf", *words])
    if isinstance(result.exception, NotYetError):
        raise result.exception
    return result.stdout.splitlines()


def put(home: Path, content: bytes, *, days: int = 0) -> str:
    """Put a clip on the shelf so many days ago."""
    shelf = Shelf(home / "shelf")
    digest = shelf.put(content)
    since = time.time() - days * _DAY
    os.utime(shelf.path(digest), (since, since))
    return digest


def publish(home: Path, digest: str) -> None:
    ledger = open_ledger(f"sqlite:///{home / 'zonecast.db'}")
    order = Publication(
        kind=Kind.ORDERS,
        address=Address("z-demo"),
        state=PublicationState.SEALED,
        draft=f'{{"clip": "{digest}"}}',
        revision=1,
    )
    with ledger.writing() as unit:
        unit.publications.put_sealed(order)
    ledger.close()


def keep(home: Path, words: int) -> Digest:
    """Keep the sound of so many words as it came long ago."""
    digest = RecordingFolder(home / "recordings").keep(hummed("la " * words))
    since = time.time() - 40 * _DAY
    os.utime(home / "recordings" / digest[:2] / f"{digest}.flac", (since, since))
    return digest


def record(home: Path, *digests: Digest, of: str) -> None:
    """Let one after the other stand for a sentence of the notice."""
    ledger = open_ledger(f"sqlite:///{home / 'zonecast.db'}")
    with ledger.writing() as unit:
        if not unit.notices.all():
            unit.notices.add(replace(notice(), title="Cắt điện"))
        for digest in digests:
            said = Recorded(words=of, digest=digest, length=timedelta(seconds=1))
            unit.recordings.add(
                RecordingLine(notice=N1, words=of, recorded=said, speaker="Hoa", at=NOW, by="Lan")
            )
    ledger.close()


def test_every_clip_is_listed_with_what_needs_it(home: Path) -> None:
    digest = put(home, b"a clip")
    alone = put(home, b"nobody's")
    publish(home, digest)

    listed = said()

    assert sorted(listed) == sorted([f"{digest} 6 publication orders/z-demo", f"{alone} 8 nothing needs it"])
    assert said("list") == listed


def test_a_clip_that_is_needed_and_gone_is_told(home: Path) -> None:
    digest = put(home, b"a clip")
    publish(home, digest)
    Shelf(home / "shelf").remove(digest)

    assert said("list") == [f"{digest} MISSING publication orders/z-demo"]


def test_a_damaged_clip_is_found(home: Path) -> None:
    sound, damaged = put(home, b"a clip"), put(home, b"another")
    Shelf(home / "shelf").path(damaged).write_bytes(b"otherwise")

    told = said("verify")

    assert f"{sound} 6 sound" in told
    assert f"{damaged} 9 clip {damaged} fails its digest" in told
    assert CliRunner().invoke(app, ["shelf", "--verify"]).exit_code == 1


def test_a_sweep_takes_what_nothing_needs_and_a_rehearsal_only_tells(home: Path) -> None:
    old, young = put(home, b"old", days=31), put(home, b"young", days=8)

    rehearsed = said("sweep", "--dry-run")
    swept = said("sweep")
    again = said("sweep", "--older-than", "7")

    assert rehearsed[0] == f"{old} would be removed"
    assert swept == [f"{old} removed", "1 clips, 0 recordings, 0 kept sentences, 0.0 MB: removed"]
    assert again[0] == f"{young} removed"
    assert list(Shelf(home / "shelf").digests()) == []


def test_without_a_database_nothing_is_swept(home: Path) -> None:
    (home / "zonecast.db").unlink()
    old = put(home, b"old", days=400)

    with pytest.raises(NotYetError):
        said("sweep")

    assert said("list") == [f"{old} 3"]


def test_recordings_are_listed_with_what_needs_them_and_swept_where_nothing_does(home: Path) -> None:
    stands, before, nobodys, lost = (keep(home, words) for words in (4, 5, 6, 7))
    record(home, before, stands, of="Xin chú ý")
    record(home, lost, of="Xin cảm ơn")
    folder = RecordingFolder(home / "recordings")
    folder.remove(lost)
    sizes = {digest: folder.bytes_of(digest) for digest in folder.digests()}

    listed, swept = said("list"), said("sweep")

    assert sorted(listed) == sorted(
        f"recording {told}"
        for told in (
            f"{stands} {sizes[stands]} notice n-1 “Cắt điện”",
            f"{before} {sizes[before]} history n-1 “Cắt điện”",
            f"{nobodys} {sizes[nobodys]} nothing needs it",
            f"{lost} MISSING notice n-1 “Cắt điện”",
        )
    )
    assert swept[0] == f"recording {nobodys} removed"
    assert swept[1].startswith("0 clips, 1 recordings, 0 kept sentences, ")
    assert list(folder.digests()) == sorted([stands, before])
