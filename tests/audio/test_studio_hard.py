"""What the studio must bear: strange words, very many sentences, a model that went bad."""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from audio.errors import AudioError
from audio.language import SpokenLanguage
from audio.models.install import Brought, install_path
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.recital import Line, Recital
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Speech, Voice
from audio.studio import Manner, Script, Studio
from audio.voices.engine import NeuralEngine
from audio.voices.espeak import EspeakVoice
from audio.voices.neural import NeuralVoice
from tests.audio.fakes import HummingVoice
from tests.parts.models import mms_model

pytestmark = pytest.mark.doors
STRANGE = {
    "a word of 5,000 letters": "Kính gửi " + "nghiêng" * 715 + ".",
    "a word of 300 letters that are spelled": "x" * 300,
    "emoji": "😀😡🔥👨‍👩‍👧‍👦",
    "nothing": "",
    "blanks": " \n\t\n ",
    "punctuation": "... !!! ??? ,,, ;;; ———",
    "of no width": "\u200b\u200c\u200d\ufeff\u2060",
    "marks without letters": "\u0301\u0303\u0309 \u0323\u0300",
    "words with signs of no width within": "Thông\u200bbáo\ufeff cắt\u200d điện.",
    "a letter under a hundred marks": "a" + "\u0301" * 100,
    "signs of control": "\x01\x02\x1b[31m\x7f",
}
USUAL = "Kính mời bà con chú ý theo dõi."


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Pass what is done, or the refusal of a type of ours that says why."""
    try:
        yield
    except AudioError as error:
        if not str(error):
            raise


def studio(folder: Path) -> Studio:
    return Studio(shelf=Shelf(folder / "shelf"), sentences=SentenceFolder(folder / "sentences"))


def script(text: str, *voices: Voice) -> Script:
    return Script(reading=read(text, lexicon=official_lexicon()), voices=voices)


@pytest.fixture
def espeak() -> Iterator[EspeakVoice]:
    voice = EspeakVoice(lanes=2)
    yield voice
    voice.close()


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_strange_words_are_spoken_or_refused_in_words_and_the_next_notice_is_voiced(
    espeak: Voice, tmp_path: Path, text: str
) -> None:
    work = studio(tmp_path)

    with refused_in_words():
        assert work.voice([script(text, espeak)], manner=Manner()).result.clip.marks

    assert work.voice([script(USUAL, espeak)], manner=Manner()).result.clip.marks


@pytest.mark.parametrize("words", ["", " ", ",", "x" * 5_000, "\u0301", "😀"])
def test_a_voice_that_is_asked_for_no_words_says_so_and_speaks_on(espeak: Voice, words: str) -> None:
    with refused_in_words():
        assert espeak.say(words, language=SpokenLanguage.VIETNAMESE, rate=1.0).samples.any()

    assert espeak.say(USUAL, language=SpokenLanguage.VIETNAMESE, rate=1.0).samples.any()


@dataclass
class CountingVoice(HummingVoice):
    """Says a short hum, and knows how many of them somebody still holds."""

    at_once: int = 4
    held: int = 0
    most_held: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, words: str, *, language: str, rate: float) -> Speech:
        said = super().say(words, language=language, rate=rate)
        samples = np.array(said.samples)
        with self.lock:
            self.held += 1
            self.most_held = max(self.held, self.most_held)
        weakref.finalize(samples, self._let_go)
        return Speech(samples=samples, sample_rate=said.sample_rate)

    def _let_go(self) -> None:
        self.held -= 1


def test_of_very_many_sentences_only_those_that_are_being_spoken_are_in_memory(tmp_path: Path) -> None:
    voice, told = CountingVoice(), list[int]()
    said = [f"{first} {second}" for first in syllables(20) for second in syllables(50)]
    lines = [Line(words=words, language=SpokenLanguage.VIETNAMESE, rate=1.0) for words in said]

    Recital(voice, SentenceFolder(tmp_path)).speak(lines, tell=told.append)

    assert sorted(voice.asked) == sorted(said)
    assert told[-1] == len(said) == 1_000
    assert voice.most_held <= 2 * voice.at_once


def test_marks_stand_in_order_for_every_sentence_of_many(tmp_path: Path) -> None:
    text = " ".join(f"{words.capitalize()}." for words in syllables(50))

    clip = studio(tmp_path).voice([script(text, HummingVoice(at_once=4))], manner=Manner()).result.clip

    assert len(clip.marks) == len(set(clip.marks)) == 50
    assert list(clip.marks) == sorted(clip.marks)


def syllables(count: int) -> list[str]:
    """Return so many different syllables."""
    return [f"{first}{vowel}n" for first in "bcdghklmnt" for vowel in "aeiou"][:count]


@pytest.mark.parametrize("harm", ["bits", "cut", "empty", "gone"])
def test_a_model_that_went_bad_after_its_installation_falls_to_the_next_voice_and_tells(
    tmp_path: Path, harm: str
) -> None:
    brought = Brought(name="mms-vi")
    model = install_path(
        mms_model(tmp_path / "source"), tmp_path / "voices", brought=brought, trial=lambda _v, _f: None
    )
    file = tmp_path / "voices" / "mms-vi" / "model.onnx"
    spoil(file, harm)
    engine = NeuralEngine(model, file.parent, lanes=2)

    spoken = studio(tmp_path).voice(
        [script(USUAL, NeuralVoice(engine), HummingVoice(name="next"))], manner=Manner()
    )

    assert spoken.voice.name == "next"
    assert [failure.voice for failure in spoken.failed] == ["mms-vi"]
    assert "its files are not those that were installed" in str(spoken.failed[0])
    engine.close()


def spoil(file: Path, harm: str) -> None:
    content = bytearray(file.read_bytes())
    match harm:
        case "bits":
            content[len(content) // 2] ^= 0x10
            file.write_bytes(content)
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "empty":
            file.write_bytes(b"")
        case _:
            file.unlink()
