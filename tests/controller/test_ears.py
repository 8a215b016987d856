"""A machine that listens, seen from the controller: it warns, and never stops a clip."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audio.errors import VoicingCancelledError
from audio.hearing.back_check import BackCheck, Unheard, from_json
from audio.hearing.checking import Utterance
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from controller.commands import app
from controller.entries import Cast, Voiced
from controller.errors import LeaseLostError, StudioEndedError, StudioStoppedError
from controller.machines.ears import Ears, hears
from controller.machines.studio import StudioChild
from controller.settings import Settings
from schedules.vocabulary import Class
from tests.parts.processes import children_of, runs, wait_until
from tests.parts.recognisers import beeps, single, zipformer_ctc

SAID = "Nguyễn Văn Nam"
READING = read("Cổng số 1 nghỉ trưa. Cổng số 2 vẫn mở.", lexicon=official_lexicon())
UTTERANCES = [
    Utterance(sentence=sentence, language=READING.language, speech=partial(beeps, number))
    for number, sentence in enumerate(READING.sentences, start=1)
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("ZONECAST_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZONECAST_RECOGNISER", str(tmp_path / "tiny-vi"))
    return Settings()


@pytest.fixture
def studio(settings: Settings) -> Iterator[StudioChild]:
    child = StudioChild(settings)
    yield child
    child.stop()


@pytest.fixture
def listener(settings: Settings) -> Iterator[StudioChild]:
    child = StudioChild(settings)
    yield child
    child.stop()


def voiced(studio: StudioChild) -> Voiced:
    return studio.voice([(READING, Cast())], Class.ROUTINE, lambda _done: None)


def heard(listener: StudioChild, voiced: Voiced) -> BackCheck:
    return from_json(listener.hear(READING, Cast(), voiced.voice, nothing_more))


def nothing_more() -> None:
    pass


def test_a_folder_of_something_else_is_told(tmp_path: Path) -> None:
    ears = Ears(tmp_path, kept=tmp_path / "kept")

    check = ears.check([], report=nothing_more)

    assert check is not None
    assert "no model is in it" in check.failed
    assert check.recogniser == tmp_path.name


def test_a_folder_that_was_mended_is_used_without_a_restart(tmp_path: Path) -> None:
    ears = Ears(tmp_path / "tiny-vi", kept=tmp_path / "kept")
    before = ears.check([], report=nothing_more)
    zipformer_ctc(tmp_path / "tiny-vi")

    assert before is not None
    assert ears.check([], report=nothing_more) is None  # nothing in its language


def test_what_it_hears_is_known_from_its_folder(tmp_path: Path) -> None:
    korean = single(tmp_path / "tiny", {"model_type": "zipformer2_ctc", "language": "ko"})
    vietnamese = zipformer_ctc(tmp_path / "tiny-vi")

    assert hears(vietnamese, SpokenLanguage.VIETNAMESE)
    assert not hears(vietnamese, SpokenLanguage.ENGLISH)
    assert not hears(korean, SpokenLanguage.KOREAN)  # figures of it are read by no rules


def test_where_no_recogniser_is_known_in_the_folder_the_notice_s_page_shall_tell_so(tmp_path: Path) -> None:
    assert hears(tmp_path / "none", SpokenLanguage.VIETNAMESE)
    assert not hears(tmp_path / "none", SpokenLanguage.KOREAN)


def test_whatever_goes_wrong_is_told_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_folder: Path) -> None:
        raise ZeroDivisionError(SAID)

    monkeypatch.setattr("audio.hearing.sherpa.identify", broken)

    check = Ears(tmp_path, kept=tmp_path / "kept").check([], report=nothing_more)

    assert check == BackCheck(recogniser=tmp_path.name, failed="ZeroDivisionError")
    assert SAID not in capsys.readouterr().err


@pytest.mark.parametrize("error", [VoicingCancelledError("stopped"), BrokenPipeError()])
def test_who_wants_it_no_more_is_heard(tmp_path: Path, error: Exception) -> None:
    def report() -> None:
        raise error

    with pytest.raises(type(error)):
        Ears(zipformer_ctc(tmp_path / "tiny-vi"), kept=tmp_path).check(UTTERANCES, report=report)


def test_nothing_of_hearing_is_imported_where_it_is_off(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "import controller.app.desk, controller.app.worker\n"
        "from audio.reading.values import Reading\n"
        "from controller.entries import Cast\n"
        "from controller.settings import Settings\n"
        "from controller.machines.studio_child import Booth, equipment\n"
        "booth = Booth(equipment(Settings()))\n"
        "assert booth.hear(Reading(sentences=()), Cast(), 'some 1') is None\n"
        "sys.exit(any(name.startswith('audio.hearing') for name in sys.modules))\n"
    )
    home = {"ZONECAST_HOME": str(tmp_path), "PATH": ""}

    ended = subprocess.run(
        [sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2], env=home
    )

    assert ended.returncode == 0


@pytest.mark.doors
def test_the_studio_s_child_has_each_sentence_heard(
    studio: StudioChild, listener: StudioChild, tmp_path: Path
) -> None:
    zipformer_ctc(tmp_path / "tiny-vi")

    check = heard(listener, voiced(studio))

    assert (check.recogniser, check.failed) == ("tiny-vi", "")
    assert {one.sentence for one in check.misheard} == {0, 1}  # the model knows beeps, not espeak-ng


@pytest.mark.doors
def test_a_recogniser_that_is_damaged_is_told(
    studio: StudioChild, listener: StudioChild, tmp_path: Path
) -> None:
    model = zipformer_ctc(tmp_path / "tiny-vi") / "model.onnx"
    model.write_bytes(model.read_bytes().replace(b"MatMul", b"MatMux"))

    check = heard(listener, voiced(studio))

    assert check.misheard == ()
    assert "its model cannot be loaded" in check.failed


@pytest.mark.doors
def test_what_was_spoken_by_a_voice_that_is_gone_is_told_as_not_heard(
    listener: StudioChild, tmp_path: Path
) -> None:
    zipformer_ctc(tmp_path / "tiny-vi")

    told = from_json(listener.hear(READING, Cast(), "gone 1", nothing_more))

    assert told == BackCheck(recogniser="tiny-vi", failed=Unheard.VOICE_GONE)


@pytest.mark.doors
def test_a_clip_is_voiced_while_a_recogniser_hangs_and_whoever_stops_it_leaves_nothing(
    studio: StudioChild, listener: StudioChild, tmp_path: Path
) -> None:
    folder = zipformer_ctc(tmp_path / "tiny-vi")
    (folder / "tokens.txt").unlink()
    os.mkfifo(folder / "tokens.txt")  # whoever opens it waits for ever
    before = voiced(studio)
    with ThreadPoolExecutor(1) as thread:
        hearing = thread.submit(heard, listener, before)
        hangs = os.open(folder / "tokens.txt", os.O_WRONLY)  # opens once the engine reads
        child = listener._process.pid if listener._process else 0
        [recogniser] = children_of(child or 0)

        assert voiced(studio).clip == before.clip
        assert not hearing.done()

        listener.stop()
        ended = hearing.exception(30)
    assert isinstance(ended, StudioStoppedError)
    assert not isinstance(ended, StudioEndedError)
    assert wait_until(lambda: not runs(recogniser), seconds=2)
    os.close(hangs)


@pytest.mark.doors
@pytest.mark.parametrize(
    ("number", "error"), [(signal.SIGKILL, StudioEndedError), (signal.SIGTERM, StudioStoppedError)]
)
def test_a_child_that_ends_over_a_clip_is_known_from_one_that_is_told_to_end(
    studio: StudioChild, listener: StudioChild, tmp_path: Path, number: signal.Signals, error: type[Exception]
) -> None:
    folder = zipformer_ctc(tmp_path / "tiny-vi")
    (folder / "tokens.txt").unlink()
    os.mkfifo(folder / "tokens.txt")
    before = voiced(studio)
    with ThreadPoolExecutor(1) as thread:
        hearing = thread.submit(heard, listener, before)
        hangs = os.open(folder / "tokens.txt", os.O_WRONLY)
        assert listener._process
        assert listener._process.pid

        os.kill(listener._process.pid, number)
        ended = hearing.exception(30)

    os.close(hangs)
    assert type(ended) is error


@pytest.mark.doors
def test_who_listens_is_let_finish_a_sentence_that_nobody_wants_any_more(
    studio: StudioChild, listener: StudioChild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("controller.machines.studio._PATIENCE_SECONDS", 0.0)
    zipformer_ctc(tmp_path / "tiny-vi")
    before = voiced(studio)

    def not_wanted() -> None:
        raise LeaseLostError("it was edited")

    with pytest.raises(LeaseLostError):
        listener.hear(READING, Cast(), before.voice, not_wanted)

    assert listener._process
    assert listener._process.is_alive()
    assert heard(listener, before).failed == ""


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
