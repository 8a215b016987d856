"""``zonecast shelf``: what is on it and why, whether it is sound, what may go."""

import os
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audio.shelf import Shelf
from controller.commands import app
from controller.entries import Publication, PublicationState
from controller.errors import NotYetError
from controller.store.unit import open_ledger
from schedules.vocabulary import Address
from tests.controller.belt import empty_database
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
    assert swept == [f"{old} removed", "1 clips and 0 kept sentences, 0.0 MB: removed"]
    assert again[0] == f"{young} removed"
    assert list(Shelf(home / "shelf").digests()) == []


def test_without_a_database_nothing_is_swept(home: Path) -> None:
    (home / "zonecast.db").unlink()
    old = put(home, b"old", days=400)

    with pytest.raises(NotYetError):
        said("sweep")

    assert said("list") == [f"{old} 3"]
