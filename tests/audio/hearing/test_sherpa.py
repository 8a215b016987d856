import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from audio.hearing.errors import HearingFailedError, RecogniserUnavailableError
from audio.hearing.sherpa import SherpaRecogniser
from audio.language import SpokenLanguage
from audio.speech import Speech
from tests.parts.processes import children_of, runs, wait_until
from tests.parts.recognisers import beeps, single, transducer, zipformer_ctc

VIETNAMESE = SpokenLanguage.VIETNAMESE
SOON = timedelta(seconds=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return zipformer_ctc(tmp_path / "tiny-vi")


@pytest.fixture
def recogniser(folder: Path) -> Iterator[SherpaRecogniser]:
    listening = SherpaRecogniser(folder)
    yield listening
    listening.close()


def heard(folder: Path, speech: Speech) -> str:
    recogniser = SherpaRecogniser(folder)
    try:
        return recogniser.hear(speech, language=VIETNAMESE, within=SOON)
    finally:
        recogniser.close()


def pid(recogniser: SherpaRecogniser) -> int:
    (child,) = recogniser._children.values()
    assert child.pid is not None
    return child.pid


def test_the_engine_hears_with_a_model_of_a_folder(recogniser: SherpaRecogniser) -> None:
    first, second = (
        recogniser.hear(beeps(*said), language=VIETNAMESE, within=SOON) for said in ((2, 3, 1), (1,))
    )

    assert (first, second) == ("hai ba một", "một")


def test_a_transducer_hears_with_its_three_models(tmp_path: Path) -> None:
    words = heard(transducer(tmp_path / "zipformer-vi"), beeps(3, 1)).split()

    assert list(dict.fromkeys(words)) == ["ba", "một"]


@pytest.mark.parametrize(
    "facts",
    [
        {
            "model_type": "EncDecCTCModelBPE",
            "vocab_size": "3",
            "subsampling_factor": "1",
            "normalize_type": "",
        },
        {"model_type": "wenet_ctc", "vocab_size": "4", "subsampling_factor": "1"},
    ],
)
def test_other_families_of_single_models_run_too(tmp_path: Path, facts: dict[str, str]) -> None:
    words = heard(single(tmp_path / "other-vi", facts), beeps(1, 2, 3)).split()

    assert words
    assert set(words) <= {"một", "hai", "ba"}


def test_its_card_names_folder_files_and_engine(recogniser: SherpaRecogniser, folder: Path) -> None:
    before = recogniser.card
    (folder / "tokens.txt").write_text("<blk> 0\n▁bốn 1\n▁năm 2\n▁sáu 3\n", encoding="utf-8")

    after = SherpaRecogniser(folder).card

    assert (before.name, before.languages) == ("tiny-vi", {VIETNAMESE})
    assert before.version != after.version
    assert "-2." in before.version


def test_nothing_is_loaded_before_it_is_asked_to_listen(recogniser: SherpaRecogniser) -> None:
    assert not recogniser._children


def test_a_language_it_does_not_know_is_unavailable(recogniser: SherpaRecogniser) -> None:
    with pytest.raises(RecogniserUnavailableError, match="does not hear ko"):
        recogniser.hear(beeps(1), language=SpokenLanguage.KOREAN, within=SOON)


def test_a_damaged_model_is_told_by_the_engine_s_own_words(folder: Path) -> None:
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content.replace(b"MatMul", b"MatMux"))

    with pytest.raises(RecogniserUnavailableError, match=r"its model cannot be loaded: .*MatMux"):
        heard(folder, beeps(1))


def test_tokens_that_the_engine_refuses_end_its_process_and_not_ours(folder: Path) -> None:
    (folder / "tokens.txt").write_text("hai ba bốn năm\n", encoding="utf-8")

    with pytest.raises(RecogniserUnavailableError, match="its model cannot be loaded: Error"):
        heard(folder, beeps(1))


def test_an_engine_that_ends_while_it_listens_is_a_failure(folder: Path) -> None:
    (folder / "tokens.txt").write_text("<blk> 0\n", encoding="utf-8")

    with pytest.raises(HearingFailedError, match="gave no answer"):
        heard(folder, beeps(1))


def test_an_engine_that_hangs_is_given_up_and_started_again(recogniser: SherpaRecogniser) -> None:
    recogniser.hear(beeps(1), language=VIETNAMESE, within=SOON)
    os.kill(pid(recogniser), signal.SIGSTOP)

    with pytest.raises(HearingFailedError, match="too slow"):
        recogniser.hear(beeps(2), language=VIETNAMESE, within=timedelta(seconds=0.2))

    assert recogniser.hear(beeps(3), language=VIETNAMESE, within=SOON) == "ba"


def test_an_engine_that_hangs_while_it_loads_is_given_up(folder: Path) -> None:
    (folder / "tokens.txt").unlink()
    os.mkfifo(folder / "tokens.txt")  # whoever opens it waits for ever
    recogniser = SherpaRecogniser(folder, load_limit=0.5)

    with pytest.raises(RecogniserUnavailableError, match=r"did not load within 0\.5 s"):
        recogniser.hear(beeps(1), language=VIETNAMESE, within=SOON)

    assert not any(child.is_running for child in recogniser._children.values())


def test_an_engine_that_hangs_while_it_loads_ends_with_its_parent(folder: Path) -> None:
    (folder / "tokens.txt").unlink()
    os.mkfifo(folder / "tokens.txt")
    program = (
        "import sys\n"
        "from datetime import timedelta\n"
        "from pathlib import Path\n"
        "from audio.hearing.sherpa import SherpaRecogniser\n"
        "from tests.parts.recognisers import beeps\n"
        "SherpaRecogniser(Path(sys.argv[1])).hear(beeps(1), language='vi', within=timedelta(minutes=1))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(folder)], cwd=Path(__file__).parents[3])
    assert wait_until(lambda: bool(children_of(parent.pid)), seconds=30)
    [helper] = children_of(parent.pid)
    waiting = os.open(folder / "tokens.txt", os.O_WRONLY)  # opens when the engine reads, and tells it nothing

    parent.kill()
    parent.wait()

    assert wait_until(lambda: not runs(helper), seconds=2)
    os.close(waiting)


def test_silence_is_no_word_and_no_failure(recogniser: SherpaRecogniser) -> None:
    silence = Speech(samples=np.zeros(24_000, np.float32), sample_rate=24_000)

    assert recogniser.hear(silence, language=VIETNAMESE, within=SOON) == ""


def test_the_engine_is_not_imported_where_its_process_is_asked_from() -> None:
    program = "import sys, audio.hearing.sherpa; sys.exit('sherpa_onnx' in sys.modules)"

    assert not subprocess.run(
        [sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[3]
    ).returncode
