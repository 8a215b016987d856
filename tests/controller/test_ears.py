"""A machine that listens, seen from the controller: it warns, and never stops a clip."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audio.errors import VoicingCancelledError
from audio.hearing.back_check import BackCheck, from_json
from audio.hearing.checking import Utterance
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from controller.commands import app
from controller.entries import Cast
from controller.machines.ears import Ears
from controller.machines.studio import StudioChild
from controller.settings import Settings
from schedules.vocabulary import Class
from tests.audio.hearing.fakes import ToldRecogniser
from tests.parts.recognisers import beeps, zipformer_ctc

SAID = "Nguyễn Văn Nam"
READING = read("Cổng số 1 nghỉ trưa. Cổng số 2 vẫn mở.", lexicon=official_lexicon())
UTTERANCES = [
    Utterance(sentence=sentence, language=READING.language, speech=partial(beeps, number))
    for number, sentence in enumerate(READING.sentences, start=1)
]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudioChild]:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZONECAST_RECOGNISER", str(tmp_path / "tiny-vi"))
    child = StudioChild(Settings())
    yield child
    child.stop()


def check_of(studio: StudioChild, class_: Class = Class.ROUTINE) -> BackCheck:
    voiced = studio.voice([(READING, Cast())], class_, lambda _done: None)
    assert voiced.bytes
    return from_json(voiced.heard)


def nothing_more() -> None:
    pass


def test_a_folder_of_something_else_is_told(tmp_path: Path) -> None:
    ears = Ears(tmp_path, kept=tmp_path / "kept")

    check = ears.check([], class_=Class.ROUTINE, report=nothing_more)

    assert check is not None
    assert "no model is in it" in check.failed
    assert check.recogniser == tmp_path.name


def test_a_folder_that_was_mended_is_used_without_a_restart(tmp_path: Path) -> None:
    ears = Ears(tmp_path / "tiny-vi", kept=tmp_path / "kept")
    before = ears.check([], class_=Class.ROUTINE, report=nothing_more)
    zipformer_ctc(tmp_path / "tiny-vi")

    assert before is not None
    assert ears.check([], class_=Class.ROUTINE, report=nothing_more) is None  # nothing in its language


def test_whatever_goes_wrong_is_told_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_folder: Path) -> None:
        raise ZeroDivisionError(SAID)

    monkeypatch.setattr("audio.hearing.sherpa.identify", broken)

    check = Ears(tmp_path, kept=tmp_path / "kept").check([], class_=Class.ROUTINE, report=nothing_more)

    assert check == BackCheck(recogniser=tmp_path.name, failed="ZeroDivisionError")
    assert SAID not in capsys.readouterr().err


@pytest.mark.parametrize(("class_", "seconds"), [(Class.EMERGENCY, 10), (Class.ROUTINE, 3600)])
def test_an_emergency_waits_for_it_a_short_while_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, class_: Class, seconds: int
) -> None:
    told = ToldRecogniser("cổng số một nghỉ trưa", "cổng số hai vẫn mở")
    monkeypatch.setattr("audio.hearing.sherpa.SherpaRecogniser", lambda _folder: told)

    check = Ears(tmp_path, kept=tmp_path).check(UTTERANCES, class_=class_, report=nothing_more)

    assert check == BackCheck(recogniser="told")
    assert [round(within.total_seconds()) for within in told.asked] == [seconds, seconds]


@pytest.mark.parametrize("error", [VoicingCancelledError("stopped"), BrokenPipeError()])
def test_who_wants_the_clip_no_more_is_heard(tmp_path: Path, error: Exception) -> None:
    def report() -> None:
        raise error

    with pytest.raises(type(error)):
        Ears(zipformer_ctc(tmp_path / "tiny-vi"), kept=tmp_path).check(
            UTTERANCES, class_=Class.ROUTINE, report=report
        )


def test_nothing_of_hearing_is_imported_where_it_is_off(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "import controller.app.desk, controller.app.worker\n"
        "from controller.entries import Cast\n"
        "from controller.settings import Settings\n"
        "from controller.machines.studio_child import Booth, equipment\n"
        "from schedules.vocabulary import Class\n"
        "booth = Booth(equipment(Settings()))\n"
        "audience = booth.audience(booth.scripts([]), Class.ROUTINE)\n"
        "audience.listen([], lambda: None)\n"
        "assert audience.heard == ''\n"
        "sys.exit(any(name.startswith('audio.hearing') for name in sys.modules))\n"
    )
    home = {"ZONECAST_HOME": str(tmp_path), "PATH": ""}

    ended = subprocess.run(
        [sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2], env=home
    )

    assert ended.returncode == 0


@pytest.mark.doors
def test_the_studio_s_child_has_each_sentence_heard(studio: StudioChild, tmp_path: Path) -> None:
    zipformer_ctc(tmp_path / "tiny-vi")

    check = check_of(studio)

    assert (check.recogniser, check.failed) == ("tiny-vi", "")
    assert {one.sentence for one in check.misheard} == {0, 1}  # the model knows beeps, not espeak-ng


@pytest.mark.doors
@pytest.mark.parametrize("class_", [Class.ROUTINE, Class.EMERGENCY])
def test_a_clip_goes_out_though_the_recogniser_is_damaged(
    studio: StudioChild, tmp_path: Path, class_: Class
) -> None:
    model = zipformer_ctc(tmp_path / "tiny-vi") / "model.onnx"
    model.write_bytes(model.read_bytes().replace(b"MatMul", b"MatMux"))

    check = check_of(studio, class_)

    assert check.misheard == ()
    assert "its model cannot be loaded" in check.failed


@pytest.mark.doors
def test_speak_prints_what_was_misheard_where_a_recogniser_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("Cổng số 1 nghỉ trưa.", encoding="utf-8")
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path / "home"))
    speak = ["speak", str(notice), "-o", str(tmp_path / "a.opus"), "--home", str(tmp_path / "home")]

    without = json.loads(CliRunner().invoke(app, speak).stdout)
    monkeypatch.setenv("ZONECAST_RECOGNISER", str(zipformer_ctc(tmp_path / "tiny-vi")))
    told = json.loads(CliRunner().invoke(app, speak).stdout)

    assert "misheard" not in without
    (place,) = told["misheard"]
    assert (place["sentence"], place["written"]) == (1, "Cổng số 1 nghỉ trưa")
    assert "not_heard" not in told
    assert told["clip"] == without["clip"]
