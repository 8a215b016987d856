import multiprocessing
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from audio.clip import decode
from audio.documents.clean import clean
from audio.errors import (
    NothingToSayError,
    NoVoiceError,
    SoundMissingError,
    SpeechFailedError,
    VoicingCancelledError,
)
from audio.gains import MILLISECOND
from audio.language import SpokenLanguage
from audio.loudness import GATE_MS, gated_loudness, weighted_power
from audio.loudspeaker import Loudspeaker
from audio.reading.lexicon import Lexicon, official_lexicon
from audio.reading.read import read
from audio.reading.values import Reading
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Speech, Voice
from audio.studio import Manner, Script, Studio
from audio.template import Template
from audio.tones import closing, opening
from audio.voices.espeak import EspeakVoice
from audio.waveform import STRETCHES
from schedules.vocabulary import Class, Digest
from tests.audio.fakes import HummingVoice

pytestmark = pytest.mark.doors
TEXT = """Ban Quản lý các khu công nghiệp (KCN) thông báo lịch cắt điện tại KCN Sông Công II.
Từ 7h30 đến 11h30 ngày 05/11/2026, mất điện các lô B1, B2; đề nghị doanh nghiệp chuẩn bị máy phát điện.
Mọi vướng mắc xin gọi 0208.3999.111. Trân trọng cảm ơn!"""


@pytest.fixture
def reading(lexicon: Lexicon) -> Reading:
    return read(TEXT, lexicon=lexicon, kept=clean(TEXT).kept)


def studio(folder: Path) -> Studio:
    return Studio(shelf=Shelf(folder / "shelf"), sentences=SentenceFolder(folder / "sentences"))


def script(reading: Reading, *voices: Voice) -> Script:
    return Script(reading=reading, voices=voices)


def test_a_reading_becomes_a_clip_on_the_shelf(reading: Reading, tmp_path: Path) -> None:
    spoken = studio(tmp_path).voice([script(reading, HummingVoice())], manner=Manner())

    finished = spoken.result
    content = Shelf(tmp_path / "shelf").read(finished.clip.digest)
    assert len(content) == finished.bytes_count
    assert len(finished.clip.marks) == len(reading.sentences)
    assert finished.clip.length.total_seconds() == finished.samples_count / 48_000
    assert finished.clip.marks[-1] < finished.clip.length
    assert len(finished.waveform) == STRETCHES


def test_changing_one_sentence_voices_one_sentence(lexicon: Lexicon, tmp_path: Path) -> None:
    voice = HummingVoice()
    work = studio(tmp_path)
    work.voice([script(read("Câu một. Câu hai. Câu ba.", lexicon=lexicon), voice)], manner=Manner())
    voice.asked.clear()

    work.voice([script(read("Câu một. Câu bốn. Câu ba.", lexicon=lexicon), voice)], manner=Manner())

    assert voice.asked == ["Câu bốn"]


def test_progress_is_told_up_to_the_end(reading: Reading, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    studio(tmp_path).voice(
        [script(reading, HummingVoice())],
        manner=Manner(),
        progress=lambda done, total: told.append((done, total)),
    )

    total = len(reading.sentences) + 1
    assert told == [(done, total) for done in range(total + 1)]


def test_a_cancelled_voicing_stops_and_keeps_what_was_spoken(reading: Reading, tmp_path: Path) -> None:
    voice = HummingVoice()
    work = studio(tmp_path)

    with pytest.raises(VoicingCancelledError):
        work.voice([script(reading, voice)], manner=Manner(), is_cancelled=lambda: len(voice.asked) == 2)
    assert len(voice.asked) == 2
    assert list(Shelf(tmp_path / "shelf").digests()) == []

    work.voice([script(reading, voice)], manner=Manner())
    assert len(voice.asked) == len(reading.sentences)


def test_a_voice_that_fails_midway_falls_and_the_notice_has_one_voice(
    reading: Reading, tmp_path: Path
) -> None:
    failing = HummingVoice(name="best", fails_with=SpeechFailedError("best", "it broke"), fails_at=2)
    fallback = HummingVoice(name="fallback")

    spoken = studio(tmp_path).voice([script(reading, failing, fallback)], manner=Manner())

    assert spoken.voice.name == "fallback"
    assert [failure.voice for failure in spoken.failed] == ["best"]
    assert len(fallback.asked) == len(reading.sentences)


def test_no_voice_for_the_language_makes_no_clip(tmp_path: Path) -> None:
    korean = in_language("공장에 불이 났습니다.", SpokenLanguage.KOREAN)

    with pytest.raises(NoVoiceError, match="no voice here speaks ko"):
        studio(tmp_path).voice([script(korean, HummingVoice())], manner=Manner())

    assert list(Shelf(tmp_path / "shelf").digests()) == []


def test_languages_in_sequence_are_one_clip_each_by_a_voice_that_knows_it(
    reading: Reading, tmp_path: Path
) -> None:
    vietnamese = HummingVoice(name="here")
    everywhere = HummingVoice(name="abroad", languages=frozenset({"vi", "en"}))
    english = in_language("Power is off from 13:00. Call 114.", SpokenLanguage.ENGLISH)
    told: list[int] = []

    spoken = studio(tmp_path).voice(
        [script(one, vietnamese, everywhere) for one in (reading, english, reading)],
        manner=Manner(),
        progress=lambda done, _total: told.append(done),
    )

    assert everywhere.asked == [sentence.spoken for sentence in english.sentences]
    assert len(vietnamese.asked) == len(reading.sentences)
    assert len(spoken.result.clip.marks) == 2 * len(reading.sentences) + len(english.sentences)
    assert told == sorted(told)


def test_scripts_of_other_voices_are_spoken_by_their_own(lexicon: Lexicon, tmp_path: Path) -> None:
    usual, own = HummingVoice(name="usual"), HummingVoice(name="own")
    first, second = read("Câu một.", lexicon=lexicon), read("Câu hai.", lexicon=lexicon)

    studio(tmp_path).voice([script(first, usual), script(second, own, usual)], manner=Manner())

    assert (usual.asked, own.asked) == (["Câu một"], ["Câu hai"])


def in_language(text: str, language: SpokenLanguage) -> Reading:
    return read(text, lexicon=official_lexicon(language))


def test_an_empty_reading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToSayError):
        studio(tmp_path).voice([script(Reading(sentences=()), HummingVoice())], manner=Manner())


def test_the_same_input_gives_the_same_digest_in_any_process(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(1) as pool:
        elsewhere = pool.apply(voiced_digest, [str(tmp_path / "elsewhere")])

    assert elsewhere == voiced_digest(str(tmp_path / "here"))


def voiced_digest(folder: str) -> str:
    """Voice the notice with the real offline voice; runs in spawned processes."""
    voice = EspeakVoice()
    reading = read(TEXT, lexicon=official_lexicon(), kept=clean(TEXT).kept)
    spoken = studio(Path(folder)).voice([script(reading, voice)], manner=Manner())
    voice.close()
    return str(spoken.result.clip.digest)


def test_a_clip_is_the_same_however_many_sentences_are_spoken_at_once(
    reading: Reading, tmp_path: Path
) -> None:
    one, four = (
        studio(tmp_path / str(at_once))
        .voice([script(reading, HummingVoice(at_once=at_once))] * 2, manner=Manner())
        .result.clip
        for at_once in (1, 4)
    )

    assert one == four


def test_ffmpeg_measures_the_loudness_and_peak_that_we_claim(
    reading: Reading, tmp_path: Path, ffmpeg: str
) -> None:
    voice = EspeakVoice()
    finished = studio(tmp_path).voice([script(reading, voice)], manner=Manner()).result
    voice.close()

    clip = str(Shelf(tmp_path / "shelf").path(finished.clip.digest))
    command = [ffmpeg, "-nostats", "-i", clip, "-af", "ebur128=peak=true", "-f", "null", "-"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr

    summary = report[report.rindex("Summary:") :]
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)[0])
    assert loudness == pytest.approx(-16, abs=0.5)
    assert loudness == pytest.approx(finished.loudness_lufs, abs=0.2)
    assert peak <= -1.5


def test_another_loudspeaker_gets_another_clip_of_the_same_sentences(
    reading: Reading, tmp_path: Path
) -> None:
    voice, digests = HummingVoice(), set()

    for loudspeaker in Loudspeaker:
        work = Studio(
            shelf=Shelf(tmp_path / "shelf"),
            sentences=SentenceFolder(tmp_path / "sentences"),
            loudspeaker=loudspeaker,
        )
        digests.add(work.voice([script(reading, voice)], manner=Manner()).result.clip.digest)

    assert len(digests) == len(Loudspeaker)
    assert len(voice.asked) == len(reading.sentences)


def test_unmastered_runs_side_by_side_with_mastered(reading: Reading, tmp_path: Path) -> None:
    """So that the two can be compared sample by sample."""
    work, said = studio(tmp_path), [script(reading, HummingVoice())]

    mastered = work.voice(said, manner=Manner()).result
    plain = work.voice(said, manner=Manner(is_mastered=False)).result

    assert plain.samples_count == mastered.samples_count
    assert plain.clip.marks == mastered.clip.marks
    assert plain.loudness_lufs < mastered.loudness_lufs - 5


def test_a_sentence_that_is_swept_before_the_assembly_is_spoken_anew(
    reading: Reading, tmp_path: Path
) -> None:
    class Sweeping(HummingVoice):
        def say(self, words: str, *, language: str, rate: float) -> Speech:
            if len(self.asked) < len(reading.sentences):
                for kept in (tmp_path / "sentences").rglob("*.pcm"):
                    kept.unlink()
            return super().say(words, language=language, rate=rate)

    voice = Sweeping()
    swept = studio(tmp_path).voice([script(reading, voice)], manner=Manner()).result
    left_alone = studio(tmp_path / "other").voice([script(reading, HummingVoice())], manner=Manner()).result

    assert swept.clip == left_alone.clip
    assert len(voice.asked) == 2 * len(reading.sentences) - 1


def test_a_sentence_that_is_swept_and_cannot_be_spoken_anew_stops_the_clip(
    reading: Reading, tmp_path: Path
) -> None:
    voice = HummingVoice(fails_with=SpeechFailedError("humming", "it broke"), fails_at=len(reading.sentences))

    def sweep(done: int, total: int) -> None:
        if done == total - 1:
            next((tmp_path / "sentences").rglob("*.pcm")).unlink()

    with pytest.raises(SpeechFailedError):
        studio(tmp_path).voice([script(reading, voice)], manner=Manner(), progress=sweep)

    assert list(Shelf(tmp_path / "shelf").digests()) == []


@pytest.mark.parametrize("above_lu", [1.0, 3.0])
@pytest.mark.parametrize("class_", Class)
def test_in_the_finished_clip_no_tone_stands_further_above_speech_than_asked(
    class_: Class, above_lu: float, reading: Reading, tmp_path: Path
) -> None:
    """The limiter takes decibels from speech and hardly any from a bell."""
    voice = EspeakVoice()
    manner = Manner(class_=class_, template=Template(tone_above_lu=above_lu))

    clip = studio(tmp_path).voice([script(reading, voice)], manner=manner).result.clip
    voice.close()

    power = weighted_power(decode(Shelf(tmp_path / "shelf").read(clip.digest)))
    begin, end = clip.marks[0] // timedelta(milliseconds=1), len(closing()) // MILLISECOND
    speech = gated_loudness(power[begin:-end])
    for tone in (power[: len(opening(class_)) // MILLISECOND], power[-end:]):
        assert gated_loudness(np.resize(tone, max(len(tone), GATE_MS))) - speech <= above_lu


def test_single_words_with_rests_between_them_are_loud_enough_for_the_air(
    lexicon: Lexicon, tmp_path: Path
) -> None:
    voice = EspeakVoice()

    said = script(read("Một. Hai. Ba. Bốn. Năm.", lexicon=lexicon), voice)
    finished = studio(tmp_path).voice([said], manner=Manner()).result
    voice.close()

    assert finished.loudness_lufs == pytest.approx(-16, abs=0.5)


def test_an_emergency_goes_on_with_our_tone_where_a_loaded_one_is_lost(
    reading: Reading, tmp_path: Path
) -> None:
    said, lost = [script(reading, HummingVoice())], Template(opening=Digest("ab" * 32))

    ours = studio(tmp_path).voice(said, manner=Manner(class_=Class.EMERGENCY))
    spoken = studio(tmp_path).voice(said, manner=Manner(class_=Class.EMERGENCY, template=lost))

    assert spoken.result.clip == ours.result.clip
    assert "is gone, ours sounds instead" in str(spoken.failed[0])
    with pytest.raises(SoundMissingError):
        studio(tmp_path).voice(said, manner=Manner(class_=Class.ROUTINE, template=lost))
