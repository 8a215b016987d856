import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.errors import NoVoiceError, SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.models.install import Brought, install_path
from audio.models.installed import InstalledVoice
from audio.speech import Grade, first_to_speak
from audio.voices.engine import NeuralEngine
from audio.voices.neural import NeuralVoice
from tests.audio.fakes import HummingVoice
from tests.parts.models import SAMPLE_RATE, SECONDS_A_LETTER, mms_model, piper_model, supertonic_model
from tests.parts.processes import runs, wait_until

WORDS = "đề nghị bà con giữ gìn vệ sinh chung"
VIETNAMESE = SpokenLanguage.VIETNAMESE


def installed(tmp_path: Path, *, speakers: int = 1) -> InstalledVoice:
    source = mms_model(tmp_path / "source", speakers=speakers)
    return install_path(
        source, tmp_path / "voices", brought=Brought(name="mms-vi"), trial=lambda _voice, _folder: None
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "voices" / "mms-vi"


@pytest.fixture
def voice(tmp_path: Path, place: Path) -> Iterator[NeuralVoice]:
    speaking = NeuralVoice(NeuralEngine(installed(tmp_path), place))
    yield speaking
    speaking.close()


def test_the_engine_speaks_with_a_model_of_a_folder(voice: NeuralVoice) -> None:
    speech = voice.say(WORDS, language=VIETNAMESE, rate=1.0)

    assert speech.sample_rate == SAMPLE_RATE
    assert 1 < speech.length.total_seconds() < 10
    assert 0.1 < np.abs(speech.samples).max() < 1
    assert np.array_equal(voice.say(WORDS, language=VIETNAMESE, rate=1.0).samples, speech.samples)


def test_a_slower_rate_takes_longer(voice: NeuralVoice) -> None:
    slow, fast = (voice.say(WORDS, language=VIETNAMESE, rate=rate).length for rate in (0.8, 1.2))

    assert slow.total_seconds() == pytest.approx(fast.total_seconds() * 1.5, rel=0.05)


def test_no_letter_is_lost_where_a_model_knows_small_ones_alone(voice: NeuralVoice) -> None:
    capitals = voice.say(WORDS.upper(), language=VIETNAMESE, rate=1.0)

    assert np.array_equal(capitals.samples, voice.say(WORDS, language=VIETNAMESE, rate=1.0).samples)


def test_its_card_names_files_engine_and_speaker(tmp_path: Path, place: Path) -> None:
    model = installed(tmp_path, speakers=3)

    first, third = (NeuralVoice(NeuralEngine(model, place), speaker=number).card for number in (0, 2))

    assert (first.name, third.name) == ("mms-vi:0", "mms-vi:2")
    assert first.version == third.version
    assert first.version.startswith(f"{model.digest[:12]}-2.")
    assert (first.grade, first.languages, first.needs_network) == (Grade.GOOD, {VIETNAMESE}, False)


def test_nothing_is_loaded_before_it_is_asked_to_speak(tmp_path: Path, place: Path) -> None:
    engine = NeuralEngine(installed(tmp_path), place)

    NeuralVoice(engine)

    assert engine.lanes.pids == ()


def test_a_language_it_does_not_know_is_unavailable(voice: NeuralVoice) -> None:
    with pytest.raises(VoiceUnavailableError):
        voice.say("안내 말씀", language=SpokenLanguage.KOREAN, rate=1.0)


def test_words_without_sound_are_a_failure_and_it_speaks_on(voice: NeuralVoice) -> None:
    with pytest.raises(SpeechFailedError):
        voice.say("", language=VIETNAMESE, rate=1.0)

    assert len(voice.say(WORDS, language=VIETNAMESE, rate=1.0).samples)


def test_files_that_are_not_those_that_were_installed_are_not_loaded(voice: NeuralVoice, place: Path) -> None:
    (place / "tokens.txt").write_bytes(b"\xff\xff\xff")

    with pytest.raises(VoiceUnavailableError, match="not those that were installed"):
        voice.say(WORDS, language=VIETNAMESE, rate=1.0)


def test_a_model_whose_folder_is_gone_is_unavailable(voice: NeuralVoice, place: Path) -> None:
    shutil.rmtree(place)

    with pytest.raises(VoiceUnavailableError):
        voice.say(WORDS, language=VIETNAMESE, rate=1.0)


def test_tokens_that_the_engine_refuses_are_told_by_its_own_words(tmp_path: Path) -> None:
    source = mms_model(tmp_path / "source")
    (source / "tokens.txt").write_text("hai ba bốn năm\n", encoding="utf-8")
    brought = Brought(name="mms-vi")
    model = install_path(source, tmp_path / "voices", brought=brought, trial=lambda _voice, _folder: None)

    with pytest.raises(VoiceUnavailableError, match="its model cannot be loaded: Error when reading tokens"):
        NeuralVoice(NeuralEngine(model, tmp_path / "voices" / "mms-vi")).say(
            WORDS, language=VIETNAMESE, rate=1.0
        )


def supertonic(tmp_path: Path, source: Path, *, speaker: int = 0) -> NeuralVoice:
    brought = Brought(name="supertonic-3", called="supertonic-3")
    model = install_path(source, tmp_path / "voices", brought=brought, trial=lambda _voice, _folder: None)
    return NeuralVoice(NeuralEngine(model, tmp_path / "voices" / "supertonic-3"), speaker=speaker)


def test_supertonic_speaks_several_languages_with_every_mark_of_a_letter(tmp_path: Path) -> None:
    voice = supertonic(tmp_path, supertonic_model(tmp_path / "supertonic-3"), speaker=9)
    tags_and_stop = len("<vi></vi>.")

    for words, language in (("Đề nghị", VIETNAMESE), ("Attention", SpokenLanguage.ENGLISH)):
        speech = voice.say(words, language=language, rate=1.0)
        signs = len(unicodedata.normalize("NFD", words)) + tags_and_stop
        assert speech.sample_rate == 24_000
        assert speech.length.total_seconds() == pytest.approx(signs * SECONDS_A_LETTER, abs=0.001)
    assert voice.card.name == "supertonic-3:9"
    with pytest.raises(VoiceUnavailableError):
        voice.say("公告", language=SpokenLanguage.CHINESE, rate=1.0)
    voice.close()


def test_piper_gets_phonemes_that_the_engine_does_not_make(tmp_path: Path) -> None:
    source = piper_model(tmp_path / "piper")
    model = install_path(
        source, tmp_path / "voices", brought=Brought(name="piper"), trial=lambda _voice, _folder: None
    )
    voice = NeuralVoice(NeuralEngine(model, tmp_path / "voices" / "piper"))

    short, long = (voice.say(words, language=VIETNAMESE, rate=1.0) for words in ("xin chào", WORDS))
    slow = voice.say(WORDS, language=VIETNAMESE, rate=0.8)

    assert 0.5 < short.length.total_seconds() < long.length.total_seconds() < slow.length.total_seconds()
    voice.close()


def test_a_model_whose_phonemes_nobody_here_makes_is_unavailable(tmp_path: Path) -> None:
    source = piper_model(tmp_path / "piper")
    model = install_path(
        source, tmp_path / "voices", brought=Brought(name="piper"), trial=lambda _voice, _folder: None
    )
    foreign = replace(model, model=replace(model.model, phonemes="klingon-of-qonos"))

    with pytest.raises(VoiceUnavailableError, match="espeak-ng knows no voice"):
        NeuralVoice(NeuralEngine(foreign, tmp_path / "voices" / "piper")).say(
            WORDS, language=VIETNAMESE, rate=1.0
        )


def test_phonemes_have_tones_marks_apart_and_the_punctuation_of_each_clause() -> None:
    program = (
        "from audio.voices.phonemes import Phonemes\n"
        "made = Phonemes('vi')\n"
        "for words in ('xin chào, bà con', 'vệ sinh', '', ',', 'xin chào, bà con'):\n"
        "    print(''.join(map(chr, made.of(words))))\n"
    )
    root = Path(__file__).parents[3]

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )

    first, second, empty, comma, again = told.stdout.split("\n")[:5]
    assert first == again
    assert first.count(",") == 1
    assert first.endswith(".")
    assert "2" in first
    assert second == unicodedata.normalize("NFD", second)
    assert (empty, comma) == ("", "")


def test_a_model_that_ends_the_engine_does_not_end_us(tmp_path: Path) -> None:
    source = supertonic_model(tmp_path / "supertonic-3")
    (source / "tts.json").write_text('{"ae": {"sample_rate": 24000}}', encoding="utf-8")
    voice = supertonic(tmp_path, source)

    with pytest.raises(VoiceUnavailableError, match="its model cannot be loaded: Invalid config file"):
        voice.say(WORDS, language=VIETNAMESE, rate=1.0)
    voice.close()


def test_the_chain_goes_on_past_a_damaged_model_and_tells(voice: NeuralVoice, place: Path) -> None:
    (place / "tokens.txt").write_bytes(b"\xff\xff\xff")
    other = HummingVoice(languages=frozenset({VIETNAMESE}))

    spoken = first_to_speak(
        [voice, other], lambda each: each.say(WORDS, language=VIETNAMESE, rate=1.0), language=VIETNAMESE
    )

    assert spoken.voice.name == "humming"
    assert [failure.voice for failure in spoken.failed] == ["mms-vi"]


def test_an_engine_that_is_too_slow_is_given_up(tmp_path: Path, place: Path) -> None:
    engine = NeuralEngine(installed(tmp_path), place, load_limit=0.0)

    with pytest.raises(NoVoiceError, match="did not load within 0 s"):
        first_to_speak(
            [NeuralVoice(engine)],
            lambda each: each.say(WORDS, language=VIETNAMESE, rate=1.0),
            language=VIETNAMESE,
        )
    assert engine.lanes.pids == ()


def test_an_engine_that_is_killed_is_started_again(tmp_path: Path, place: Path) -> None:
    engine = NeuralEngine(installed(tmp_path), place)
    voice = NeuralVoice(engine)
    voice.say(WORDS, language=VIETNAMESE, rate=1.0)
    [child] = engine.lanes.pids
    os.kill(child, signal.SIGKILL)
    assert wait_until(lambda: not runs(child))

    assert len(voice.say(WORDS, language=VIETNAMESE, rate=1.0).samples)
    voice.close()


def test_all_speakers_of_a_voice_share_its_engine(tmp_path: Path, place: Path) -> None:
    engine = NeuralEngine(installed(tmp_path, speakers=3), place, lanes=2)

    for number in range(3):
        NeuralVoice(engine, speaker=number).say(WORDS, language=VIETNAMESE, rate=1.0)

    assert len(engine.lanes.pids) == 1
    engine.close()
    assert engine.lanes.pids == ()


@pytest.mark.parametrize("made", [supertonic_model, piper_model], ids=["supertonic", "piper"])
def test_a_sentence_sounds_the_same_whichever_lane_says_it_and_whatever_was_said_before(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    """What the models draw is heard: in one as loudness, in the other as a hiss."""
    said = [f"câu số {word}" for word in ("một", "hai", "ba", "bốn", "năm", "sáu")]
    brought = Brought(name="drawing", called="supertonic-3")
    source = made(tmp_path / "supertonic-3")
    model = install_path(source, tmp_path / "voices", brought=brought, trial=lambda _voice, _folder: None)
    engines = [NeuralEngine(model, tmp_path / "voices" / "drawing", lanes=lanes) for lanes in (1, 2)]

    alone = [samples(NeuralVoice(engines[0]), words) for words in said]
    with ThreadPoolExecutor(3) as threads:
        beside = list(threads.map(lambda words: samples(NeuralVoice(engines[1]), words), reversed(said)))

    assert len(engines[1].lanes.pids) == 2
    assert len(set(alone)) > 1
    assert alone == beside[::-1]
    for engine in engines:
        engine.close()


def samples(voice: NeuralVoice, words: str) -> bytes:
    return voice.say(words, language=VIETNAMESE, rate=1.0).samples.tobytes()
