from pathlib import Path

import numpy as np
import pytest

from audio.checks import check_clip, check_speech
from audio.errors import (
    AudioError,
    ClippedSpeechError,
    CutSpeechError,
    SilentSpeechError,
    TooLongSpeechError,
    TooShortSpeechError,
    UnfitSpeechError,
    WrongLoudnessError,
)
from audio.language import SpokenLanguage
from audio.loudness import Measures, measured
from audio.mastering import Target
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.reading.values import Reading
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Samples, Speech
from audio.studio import Manner, Script, Studio
from audio.voices.espeak import EspeakVoice
from tests.audio.fakes import SAMPLE_RATE, HummingVoice

WORDS = "một hai ba bốn năm sáu bảy tám"
VIETNAMESE = SpokenLanguage.VIETNAMESE


def said(words: str = WORDS) -> Samples:
    return HummingVoice().say(words, language=VIETNAMESE, rate=1.0).samples


def check(samples: Samples, words: str = WORDS, *, rate: float = 1.0) -> None:
    speech = Speech(samples=samples.astype(np.float32), sample_rate=SAMPLE_RATE)
    check_speech(speech, words, language=VIETNAMESE, rate=rate)


def faulty() -> dict[type[UnfitSpeechError], Samples]:
    return {
        SilentSpeechError: said() * 0.001,
        ClippedSpeechError: np.clip(said() * 3, -0.3, 0.3),
        CutSpeechError: said()[: round(7.5 * 0.25 * SAMPLE_RATE)],
        TooShortSpeechError: said("một hai"),
        TooLongSpeechError: np.tile(said(), 4),
    }


@pytest.mark.parametrize("error", faulty())
def test_what_must_not_go_on_the_air_is_stopped_with_its_reason(error: type[UnfitSpeechError]) -> None:
    with pytest.raises(error, match=WORDS) as caught:
        check(faulty()[error])

    assert type(caught.value) is error


@pytest.mark.parametrize("samples", [np.zeros(SAMPLE_RATE), np.zeros(0), np.full(10, 0.5)])
def test_nothing_at_all_is_silence(samples: Samples) -> None:
    with pytest.raises(SilentSpeechError):
        check(samples)


@pytest.mark.parametrize("level", [0.05, 0.5, 1.0])
def test_good_speech_passes_however_loud_it_is(level: float) -> None:
    check(said() * level / np.abs(said()).max())


def test_a_voice_told_to_hurry_or_to_take_its_time_passes() -> None:
    for rate in (0.5, 1.0, 2.0):
        check(HummingVoice().say(WORDS, language=VIETNAMESE, rate=rate).samples, rate=rate)


@pytest.mark.doors
@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Đúng", VIETNAMESE),
        ("Từ bảy giờ ba mươi đến mười một giờ ba mươi, mất điện các lô bê một, bê hai", VIETNAMESE),
        ("Power is off from thirteen hundred hours, call one one four", SpokenLanguage.ENGLISH),
        ("공장에 불이 났습니다", SpokenLanguage.KOREAN),
    ],
)
@pytest.mark.parametrize("rate", [0.8, 1.0, 1.3])
def test_what_the_offline_voice_says_passes(words: str, language: SpokenLanguage, rate: float) -> None:
    voice = EspeakVoice()
    speech = voice.say(words, language=language, rate=rate)
    voice.close()

    check_speech(speech, words, language=language, rate=rate)


@pytest.mark.parametrize("error", faulty())
def test_the_studio_makes_no_clip_of_it_and_asks_the_voice_anew(
    error: type[UnfitSpeechError], tmp_path: Path
) -> None:
    class Faulty(HummingVoice):
        def say(self, words: str, *, language: str, rate: float) -> Speech:
            super().say(words, language=language, rate=rate)
            return Speech(samples=faulty()[error].astype(np.float32), sample_rate=SAMPLE_RATE)

    voice, shelf = Faulty(), Shelf(tmp_path / "shelf")
    studio = Studio(shelf=shelf, sentences=SentenceFolder(tmp_path / "sentences"))

    for _ in range(2):
        with pytest.raises(error):
            studio.voice([Script(reading=reading(), voices=(voice,))], manner=Manner())

    assert len(voice.asked) == 2
    assert list(shelf.digests()) == []
    assert list((tmp_path / "sentences").rglob("*.pcm")) == []


def test_a_clip_of_another_loudness_is_stopped_by_the_studio(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    deafening = Studio(
        shelf=shelf,
        sentences=SentenceFolder(tmp_path / "sentences"),
        target=Target(loudness_lufs=-2, limiter_dbtp=-9),
    )

    with pytest.raises(WrongLoudnessError):
        deafening.voice([Script(reading=reading(), voices=(HummingVoice(),))], manner=Manner())

    assert list(shelf.digests()) == []


@pytest.mark.parametrize(("gain", "spike"), [(2.0, 0.0), (0.5, 0.0), (1.0, 1.0)])
def test_too_loud_too_soft_and_too_sharp_is_stopped(gain: float, spike: float) -> None:
    """Within the tolerance it passes, see the first line."""
    check_clip(heard(1.0), Target())

    with pytest.raises(WrongLoudnessError, match="LUFS"):
        check_clip(heard(gain, spike), Target())


def heard(gain: float, spike: float = 0.0) -> Measures:
    """A sine that measures -16 LUFS."""
    sine = 10 ** (-12.99 / 20) * np.sin(np.arange(96_000) * 2 * np.pi * 997 / 48_000) * gain
    sine[1_000] = max(sine[1_000], spike)
    return measured([sine.astype(np.float32)])


def reading() -> Reading:
    return read(WORDS, lexicon=official_lexicon())


def test_every_fault_is_an_error_of_sound() -> None:
    assert all(issubclass(error, AudioError) for error in faulty())
