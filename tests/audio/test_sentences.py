from pathlib import Path

import numpy as np
import pytest

from audio.sentences import SentenceFolder
from audio.speech import Grade, Speech, VoiceCard

VOICE = VoiceCard(name="a", version="1", grade=Grade.GOOD, languages=frozenset({"vi"}))
SPEECH = Speech(samples=np.linspace(-1, 1, 1000, dtype=np.float32), sample_rate=22_050)


@pytest.fixture
def folder(tmp_path: Path) -> SentenceFolder:
    kept = SentenceFolder(tmp_path)
    kept.keep(SPEECH, "xin chào", language="vi", rate=1.0, voice=VOICE)
    return kept


def test_a_sentence_comes_back_as_it_was_said(folder: SentenceFolder) -> None:
    found = folder.find("xin chào", language="vi", rate=1.0, voice=VOICE)

    assert found is not None
    assert found.sample_rate == SPEECH.sample_rate
    assert np.array_equal(found.samples, SPEECH.samples)


def test_other_words_language_rate_voice_or_version_are_another_sentence(folder: SentenceFolder) -> None:
    newer = VoiceCard(name="a", version="2", grade=Grade.GOOD, languages=frozenset({"vi"}))

    assert folder.find("xin chao", language="vi", rate=1.0, voice=VOICE) is None
    assert folder.find("xin chào", language="en", rate=1.0, voice=VOICE) is None
    assert folder.find("xin chào", language="vi", rate=0.9, voice=VOICE) is None
    assert folder.find("xin chào", language="vi", rate=1.0, voice=newer) is None


@pytest.mark.parametrize("damage", [b"", b"zcs1", b"zcs1" + bytes(100)])
def test_a_damaged_file_is_as_good_as_none(folder: SentenceFolder, tmp_path: Path, damage: bytes) -> None:
    (path,) = tmp_path.rglob("*.pcm")
    path.write_bytes(damage)

    assert folder.find("xin chào", language="vi", rate=1.0, voice=VOICE) is None
