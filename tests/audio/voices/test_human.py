"""People as a voice: they say what they recorded, all of it or nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from audio.errors import VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.recordings import RecordingFolder
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Grade, Voice
from audio.studio import Manner, Script, Studio
from audio.voices.human import HumanVoice
from schedules.vocabulary import Digest
from tests.audio.fakes import HummingVoice
from tests.audio.reader import hummed

TEXT = "Ban quản lý thông báo tạm ngừng cấp điện. Đề nghị mọi người sắp xếp công việc. Xin cảm ơn."
READING = read(TEXT, lexicon=official_lexicon())
SAID = tuple(sentence.spoken for sentence in READING.sentences)
VI = SpokenLanguage.VIETNAMESE


@pytest.fixture
def folder(tmp_path: Path) -> RecordingFolder:
    return RecordingFolder(tmp_path / "recordings")


@pytest.fixture
def recorded(folder: RecordingFolder) -> dict[str, Digest]:
    return {words: folder.keep(hummed(words)) for words in SAID}


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(shelf=Shelf(tmp_path / "shelf"), sentences=SentenceFolder(tmp_path / "sentences"))


def people(folder: RecordingFolder, recorded: Mapping[str, Digest]) -> HumanVoice:
    return HumanVoice(folder, recorded, language=VI, asked=SAID)


def spoken_by(studio: Studio, *voices: Voice, rate: float = 1.0) -> tuple[str, list[str]]:
    script = Script(reading=READING, voices=voices, rate=rate)
    spoken = studio.voice([script], manner=Manner())
    return spoken.voice.name, [str(failure) for failure in spoken.failed]


def test_a_notice_of_which_all_is_recorded_is_spoken_by_people(
    studio: Studio, folder: RecordingFolder, recorded: dict[str, Digest]
) -> None:
    other = HummingVoice()

    assert spoken_by(studio, people(folder, recorded), other) == ("human", [])
    assert other.asked == []


def test_one_missing_sentence_leaves_all_to_the_next_voice_at_once(
    studio: Studio, folder: RecordingFolder, recorded: dict[str, Digest], tmp_path: Path
) -> None:
    del recorded[SAID[2]]

    name, failed = spoken_by(studio, people(folder, recorded), HummingVoice())

    assert (name, failed) == ("humming", ["human: 1 of 3 sentences are not recorded"])
    assert len(list((tmp_path / "sentences").rglob("*.pcm"))) == 3  # none was fetched in vain


def test_a_lost_recording_leaves_all_to_the_next_voice(
    studio: Studio, folder: RecordingFolder, recorded: dict[str, Digest], tmp_path: Path
) -> None:
    next((tmp_path / "recordings").rglob("*.flac")).unlink()

    name, [failed] = spoken_by(studio, people(folder, recorded), HummingVoice())

    assert name == "humming"
    assert failed.startswith("human: the recording ")
    assert failed.endswith(" is gone or damaged")


def test_a_pace_that_was_chosen_for_engines_does_not_matter_to_people(
    studio: Studio, folder: RecordingFolder, recorded: dict[str, Digest]
) -> None:
    assert spoken_by(studio, people(folder, recorded), rate=3.0) == ("human", [])


def test_its_identity_is_that_of_all_recordings_whichever_are_asked_for(
    folder: RecordingFolder, recorded: dict[str, Digest]
) -> None:
    whole = people(folder, recorded)
    part = HumanVoice(folder, dict(reversed(recorded.items())), language=VI, asked=SAID[:1])
    other = people(folder, {**recorded, SAID[0]: folder.keep(hummed("khác"))})

    assert whole.card.identity == part.card.identity
    assert whole.card.identity != other.card.identity
    assert whole.card.grade is Grade.HUMAN


def test_it_knows_no_words_but_its_own(folder: RecordingFolder, recorded: dict[str, Digest]) -> None:
    with pytest.raises(VoiceUnavailableError):
        people(folder, recorded).say("câu khác", language=VI, rate=1.0)
