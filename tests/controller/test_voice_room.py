"""The voices as the desk shows and changes them, with the real commands in their own processes."""

import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.language import SpokenLanguage
from audio.models.install import Brought, install_path
from controller.errors import AlreadyDoneError, NotFoundError, VoicingFailedError
from controller.machines.voice_room import VoiceRoom
from controller.outlook.voices import SeenVoice, Standing
from controller.settings import Settings
from tests.parts.models import mms_model, own_catalogue
from tests.parts.voice_server import Asked, Served, serving, whole

pytestmark = pytest.mark.doors
VIETNAMESE = SpokenLanguage.VIETNAMESE


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    made = tmp_path / "mms.tar.bz2"
    with tarfile.open(made, "w:bz2") as writing:
        writing.add(mms_model(tmp_path / "source"), arcname="mms")
    return made


@pytest.fixture
def served(archive: Path) -> Iterator[Served]:
    with serving(whole(archive.read_bytes())) as server:
        yield server


def room_over(tmp_path: Path, address: str, archive: Path, monkeypatch: pytest.MonkeyPatch) -> VoiceRoom:
    own = own_catalogue(tmp_path, address, archive)
    monkeypatch.setenv("ZONECAST_VOICE_CATALOGUE", str(own))
    return VoiceRoom(Settings(home=tmp_path / "home"))


@pytest.fixture
def room(
    tmp_path: Path, served: Served, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[VoiceRoom]:
    made = room_over(tmp_path, served.address, archive, monkeypatch)
    yield made
    made.close()


def seen(room: VoiceRoom, name: str) -> SeenVoice:
    return next(voice for voice in room.voices() if voice.name == name)


def settled(room: VoiceRoom) -> SeenVoice:
    """Return the voice once its installation has ended."""
    end = time.monotonic() + 60
    while seen(room, "mms").standing is Standing.COMING and time.monotonic() < end:
        time.sleep(0.05)
    return seen(room, "mms")


def test_a_voice_is_offered_fetched_asked_first_heard_and_removed(room: VoiceRoom) -> None:
    assert (seen(room, "mms").standing, seen(room, "mms").turn) == (Standing.OFFERED, 0)
    assert seen(room, "espeak-ng").turn == 1

    room.install("mms")
    assert seen(room, "mms").standing is Standing.COMING

    assert (settled(room).standing, settled(room).turn) == (Standing.SPEAKS, 1)
    assert seen(room, "espeak-ng").turn == 2
    assert room.sample("mms", VIETNAMESE)[:4] == b"OggS"
    with pytest.raises(NotFoundError):
        room.sample("mms", SpokenLanguage.KOREAN)
    room.remove("mms")
    assert seen(room, "mms").standing is Standing.OFFERED


def test_why_it_failed_is_told_and_it_can_be_tried_again(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(asked: Asked) -> None:
        asked.send(200, b"<html>log in</html>", Content_Type="text/html")

    with serving(page, whole(archive.read_bytes())) as server:
        room = room_over(tmp_path, server.address, archive, monkeypatch)
        room.install("mms")

        failed = settled(room)
        assert failed.standing is Standing.OFFERED
        assert "does the network want a log-in?" in failed.problem
        room.install("mms")
        assert settled(room).standing is Standing.SPEAKS


def test_one_is_fetched_at_a_time_and_ends_with_the_desk(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(asked: Asked) -> None:
        asked.rfile.read(1)

    with serving(silent) as server:
        room = room_over(tmp_path, server.address, archive, monkeypatch)
        room.install("mms")

        with pytest.raises(AlreadyDoneError):
            room.install("mms")
        room.close()

    assert seen(room, "mms").standing is Standing.OFFERED


def test_what_is_not_offered_or_not_here_is_told(room: VoiceRoom) -> None:
    for act in (room.install, room.remove):
        with pytest.raises(NotFoundError):
            act("nothing")
    with pytest.raises(NotFoundError):
        room.sample("gtts", VIETNAMESE)


def test_each_speaker_is_heard_also_of_a_voice_that_is_not_in_the_order(tmp_path: Path) -> None:
    source = mms_model(tmp_path / "two", speakers=2)
    folder = tmp_path / "home/voices"
    install_path(source, folder, brought=Brought(name="two"), trial=lambda _voice, _folder: None)
    room = VoiceRoom(Settings(home=tmp_path / "home", voices=("espeak-ng",)))

    found = seen(room, "two")

    assert (found.standing, found.turn, found.names) == (Standing.UNNAMED, 0, ("two:0", "two:1"))
    assert room.sample("two:1", VIETNAMESE)[:4] == b"OggS"
    with pytest.raises(NotFoundError):
        room.sample("two:2", VIETNAMESE)


def test_a_voice_that_was_damaged_says_why_it_gives_no_sample(room: VoiceRoom, tmp_path: Path) -> None:
    room.install("mms")
    settled(room)
    (tmp_path / "home/voices/mms/tokens.txt").write_text("a 1\n", encoding="utf-8")

    with pytest.raises(VoicingFailedError, match="not those that were installed"):
        room.sample("mms", VIETNAMESE)
