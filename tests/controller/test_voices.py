"""Which voices a site's studio asks, in which order, and the commands that get and try them."""

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from audio.models.errors import CatalogueError, ModelError, UnknownVoiceError, VoiceOffError
from audio.models.install import Brought, install_path
from audio.models.installed import installed_voices, remove
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from controller.commands import app
from controller.entries import Cast
from controller.machines.studio import StudioChild
from controller.machines.voices import Rack
from controller.settings import Settings
from schedules.vocabulary import Class
from tests.parts.models import mms_model, own_catalogue
from tests.parts.voice_server import serving, whole


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def brought(home: Path, name: str, *, speakers: int = 1) -> None:
    source = mms_model(home.parent / f"source-{name}", speakers=speakers)
    install_path(source, home / "voices", brought=Brought(name=name), trial=lambda _voice, _folder: None)


def names(folder: Path, *named: str, offline: bool = True, online: bool = False) -> list[str]:
    rack = Rack(folder, named=named, offline_voice=offline, online_voices=online)
    return [voice.card.name for voice in rack.chain]


def test_installed_voices_come_before_those_that_are_always_there(home: Path) -> None:
    brought(home, "supertonic-3")
    brought(home, "piper-vi-vais1000")
    brought(home, "our-own")

    assert names(home / "voices", online=True) == [
        "our-own",
        "supertonic-3",
        "piper-vi-vais1000",
        "gtts",
        "espeak-ng",
    ]


def test_an_administrator_names_voices_and_speakers_in_order(home: Path) -> None:
    brought(home, "one")
    brought(home, "two", speakers=2)

    assert names(home / "voices", "two:1", "one") == ["two:1", "one", "espeak-ng"]
    assert names(home / "voices", "espeak-ng", "two") == ["espeak-ng", "two:0"]
    assert names(home / "voices", "two:7", "gone", offline=False) == []


def test_an_online_voice_that_is_named_still_has_to_be_allowed(home: Path) -> None:
    assert names(home / "voices", "gtts") == ["espeak-ng"]
    assert names(home / "voices", "gtts", online=True) == ["gtts", "espeak-ng"]


def test_names_that_are_no_voice_here_are_told(home: Path) -> None:
    rack = Rack(home / "voices", named=("gone", "gtts"), offline_voice=True, online_voices=False)

    assert rack.unknown == ("gone",)


def test_a_rack_knows_when_a_voice_came_or_went(home: Path) -> None:
    rack = Rack(home / "voices", offline_voice=True, online_voices=False)
    assert rack.is_current()

    brought(home, "one")

    assert not rack.is_current()


def test_the_order_stands_in_one_variable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONECAST_VOICES", "two:1, one")

    assert Settings().voices == ("two:1", "one")


@pytest.mark.doors
def test_the_studio_speaks_with_a_voice_that_was_installed_while_it_runs_and_without_one_that_went(
    home: Path,
) -> None:
    studio = StudioChild(Settings())
    section = read("Kính mời bà con chú ý theo dõi.", lexicon=official_lexicon())

    def voice() -> str:
        cast = Cast(stays_here=True)
        return studio.voice([(section, cast)], Class.ROUTINE, lambda _done: None).voice.split()[0]

    try:
        assert voice() == "espeak-ng"
        brought(home, "one")
        assert voice() == "one"
        remove(home / "voices", "one")
        assert voice() == "espeak-ng"
    finally:
        studio.stop()


@pytest.mark.parametrize("allowed", [False, True])
def test_the_server_abroad_sees_no_request_unless_online_voices_are_allowed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, allowed: bool
) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("Kính mời bà con chú ý theo dõi.", encoding="utf-8")
    monkeypatch.setenv("ZONECAST_VOICES", "gtts")
    monkeypatch.setenv("ZONECAST_ONLINE_VOICES", str(allowed))

    with serving(lambda asked: asked.send(429, b"")) as server:
        monkeypatch.setattr("gtts.tts._translate_url", lambda **_: server.address)
        result = CliRunner().invoke(app, ["speak", str(notice), "-o", str(tmp_path / "a.opus")])

    assert json.loads(result.stdout)["voice"] == "espeak-ng"
    assert len(server.asked) == (1 if allowed else 0)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    written = tmp_path / "notice.txt"
    written.write_text("Kính mời bà con chú ý theo dõi.", encoding="utf-8")
    return written


def spoken(notice: Path, *words: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["speak", str(notice), "-o", str(notice.with_suffix(".opus")), *words])
    if isinstance(result.exception, ModelError):
        raise result.exception
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_a_text_is_spoken_by_the_voice_that_is_named_at_a_pace(home: Path, notice: Path) -> None:
    brought(home, "one")
    brought(home, "two", speakers=2)

    assert spoken(notice)["voice"] == "one"
    normal = spoken(notice, "--voice", "two:1")
    slow = spoken(notice, "--voice", "two:1", "--rate", "0.8")

    assert (normal["voice"], slow["voice"]) == ("two:1", "two:1")
    assert slow["seconds"] > normal["seconds"]


@pytest.mark.parametrize("name", ["gone", "two:7", ""])
def test_a_voice_that_is_not_here_is_told_with_those_that_are(home: Path, notice: Path, name: str) -> None:
    brought(home, "two", speakers=2)
    if not name:
        assert spoken(notice, "--voice", name)["voice"] == "two:0"
        return

    with pytest.raises(UnknownVoiceError, match=r"two:0.*espeak-ng"):
        spoken(notice, "--voice", name)

    assert not notice.with_suffix(".opus").exists()


@pytest.mark.parametrize("rate", ["0.1", "5", "quick"])
def test_a_pace_that_is_none_is_told(home: Path, notice: Path, rate: str) -> None:
    result = CliRunner().invoke(app, ["speak", str(notice), "-o", str(notice), "--rate", rate])

    assert result.exit_code == 2
    assert "--rate" in result.output


def said(*words: str) -> str:
    result = CliRunner().invoke(app, ["voices", *words])
    if isinstance(result.exception, ModelError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_voice_on_a_stick_is_installed_listed_tried_and_removed(home: Path, tmp_path: Path) -> None:
    stick = mms_model(tmp_path / "stick" / "vits-mms-vie")

    assert said("install", str(stick)) == "vits-mms-vie\n"

    assert "vits-mms-vie: in use, grade good, vi, offline" in said("list")
    assert said() == said("list")
    assert "a.wav" in said("try", "vits-mms-vie", "Xin chào bà con.", "-o", str(tmp_path / "a.wav"))
    assert (tmp_path / "a.wav").read_bytes()[:4] == b"RIFF"
    said("remove", "vits-mms-vie")
    assert "vits-mms-vie" not in said()


def test_a_voice_tried_into_another_file_is_a_finished_clip(home: Path, tmp_path: Path) -> None:
    said("try", "espeak-ng", "-o", str(tmp_path / "a.opus"))

    assert (tmp_path / "a.opus").read_bytes()[:4] == b"OggS"


def test_an_online_voice_is_not_tried_before_it_is_allowed(home: Path, tmp_path: Path) -> None:
    with pytest.raises(VoiceOffError, match="ZONECAST_ONLINE_VOICES"):
        said("try", "gtts", "-o", str(tmp_path / "a.wav"))


def test_no_text_is_spoken_by_an_online_voice_before_it_is_allowed(home: Path, notice: Path) -> None:
    with pytest.raises(VoiceOffError, match="ZONECAST_ONLINE_VOICES"):
        spoken(notice, "--voice", "gtts")

    assert not notice.with_suffix(".opus").exists()


def test_a_voice_that_is_mistyped_is_told_with_those_that_are_here(home: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownVoiceError, match="there are: espeak-ng"):
        said("try", "espeak", "-o", str(tmp_path / "a.wav"))


def test_a_voice_of_the_catalogue_is_installed_by_its_name_or_by_its_archive(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "voice.tar.bz2"
    with tarfile.open(archive, "w:bz2") as writing:
        writing.add(mms_model(tmp_path / "source" / "mms"), arcname="mms")
    with serving(whole(archive.read_bytes())) as server:
        monkeypatch.setenv("ZONECAST_VOICE_CATALOGUE", str(own_catalogue(tmp_path, server.address, archive)))
        assert "mms: can be installed" in said("list")
        assert said("install", "mms") == "mms\n"
        said("remove", "mms")
        assert said("install", str(archive)) == "mms\n"

    assert len(server.asked) == 1
    [voice] = installed_voices(home / "voices")
    assert (voice.name, voice.licence) == ("mms", "CC BY 4.0")


def test_a_catalogue_of_ones_own_that_cannot_be_read_is_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.toml"
    monkeypatch.setenv("ZONECAST_VOICE_CATALOGUE", str(own))

    for content in ("", "no toml", "[[voice]]\nname = 'x'", "[[voice]]\nlanguages = ['xx']"):
        own.write_text(content, encoding="utf-8")
        with pytest.raises(CatalogueError):
            said("list")


def test_a_voice_that_cannot_say_a_sentence_is_not_installed(home: Path, tmp_path: Path) -> None:
    stick = mms_model(tmp_path / "stick")
    (stick / "tokens.txt").write_text("hai ba bốn năm\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["voices", "install", str(stick)])

    assert "cannot be loaded" in str(result.exception)
    assert installed_voices(home / "voices") == ()
