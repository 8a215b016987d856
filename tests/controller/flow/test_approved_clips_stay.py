"""What a leader approved stays byte for byte, whatever becomes of dictionary and voices; by a real studio."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.models.install import Brought, install_path
from audio.models.installed import remove
from audio.reading.written import from_json
from audio.shelf import Shelf
from controller.entries import Voicing
from controller.flow import planning
from controller.machines.studio import StudioChild
from controller.settings import Settings
from schedules.vocabulary import NoticeId
from tests.controller.belt import Belt
from tests.parts.models import mms_model

pytestmark = pytest.mark.doors
TEXT = "BQL xin chào bà con."


@pytest.fixture
def belt(belt: Belt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Belt]:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path))
    studio = StudioChild(Settings())
    belt.studio = studio
    belt.enrol()
    yield belt
    studio.stop()


def bring(home: Path, name: str, *, speakers: int = 1) -> None:
    source = mms_model(home / f"source-{name}-{speakers}", speakers=speakers)
    install_path(source, home / "voices", brought=Brought(name=name), trial=lambda _voice, _folder: None)


def whole(belt: Belt, notice: NoticeId) -> Voicing:
    with belt.ledger.reading() as unit:
        return unit.voicings.of_notice(notice)[0]


def spoken(belt: Belt, notice: NoticeId) -> str:
    with belt.ledger.reading() as unit:
        return from_json(unit.notices.get(notice).reading or "").spoken.lower()


def content(belt: Belt, home: Path, notice: NoticeId) -> bytes:
    clip = whole(belt, notice).clip
    assert clip is not None
    return Shelf(home / "shelf").read(clip.digest)


def run_anew(belt: Belt) -> None:
    planning.replan_all(belt.ledger)
    belt.run()


def test_an_approved_clip_stays_when_the_dictionary_and_the_voices_change(belt: Belt, tmp_path: Path) -> None:
    belt.add_to_dictionary("BQL", "ban quản lý")
    bring(tmp_path, "one")
    approved = belt.approved_notice(TEXT)
    belt.wish(approved)
    belt.run()
    before, heard = whole(belt, approved), content(belt, tmp_path, approved)
    listed = belt.playlist().clips

    belt.add_to_dictionary("xin chào", "kính chào")
    run_anew(belt)
    bring(tmp_path, "another", speakers=2)
    run_anew(belt)
    remove(tmp_path / "voices", "one")
    run_anew(belt)

    assert whole(belt, approved) == before
    assert content(belt, tmp_path, approved) == heard
    assert belt.playlist().clips == listed


def test_a_new_notice_has_what_changed(belt: Belt, tmp_path: Path) -> None:
    belt.add_to_dictionary("BQL", "ban quản lý")
    bring(tmp_path, "one")
    approved = belt.approved_notice(TEXT)
    remove(tmp_path / "voices", "one")
    belt.add_to_dictionary("xin chào", "kính chào")

    fresh = belt.take_in(TEXT)
    belt.run()

    assert whole(belt, approved).voice.startswith("one ")
    assert whole(belt, fresh).voice.startswith("espeak-ng ")
    assert (spoken(belt, approved), spoken(belt, fresh)) == (
        "ban quản lý xin chào bà con",
        "ban quản lý kính chào bà con",
    )
