"""``scripts/bench sound``: what a clip costs, how well it is understood, how exact its loudness is."""

import io
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from audio.assembly import Section, SpokenSentence, assemble
from audio.clip import decode
from audio.language import SpokenLanguage
from audio.mastering import Target
from audio.reading.values import Reading
from audio.shelf import Shelf
from audio.speech import Samples, Speech
from audio.studio import Manner, Script
from audio.tones import SAMPLE_RATE, closing
from audio.voices.espeak import EspeakVoice
from bench.intelligibility import crude, grid
from bench.sound_clips import measured_clips
from bench.sound_cost import calls_after_one_change, memory_of_half_an_hour, rounds
from bench.sound_site import CHATTER, Stopwatch, reading, sample, studio
from schedules.vocabulary import Class

_ROUNDS = 3
_CLIPS = 50
_RTF, _MEMORY_MB = 0.02, 300
VIETNAMESE = SpokenLanguage.VIETNAMESE


def run() -> Mapping[str, object]:
    """Measure all; `broken` names each claim that does not hold. Slowness is told there and is no failure."""
    figures = {**_cost(), **_estoi(), **_loudness()}
    return {**figures, "broken": list(broken(figures))}


def broken(figures: Mapping[str, object]) -> Iterator[str]:
    """Yield what is claimed and does not hold."""
    if figures["engine_calls_after_one_change"] != 1:
        yield "one changed sentence asks the engine once"
    if _number(figures, "memory_above_start_mb") > _MEMORY_MB:
        yield f"half an hour of speech takes at most {_MEMORY_MB} MB"
    for row in _rows(figures):
        where = f"in {row['noise']} at {row['snr_db']} dB"
        if row["mastered"] <= row["raw"]:
            yield f"mastered is understood better than raw {where}"
        if row["snr_db"] == -6 and row["mastered"] <= row["crude"]:
            yield f"mastered is understood better than crude {where}"
    if _number(figures, "loudness_error_max_lu") > Target().tolerance_lu:
        yield f"loudness is off by at most {Target().tolerance_lu} LU"
    if _number(figures, "true_peak_max_dbtp") > Target().true_peak_dbtp:
        yield f"true peaks are at most {Target().true_peak_dbtp} dBTP"


def _cost() -> dict[str, object]:
    costs = rounds(_ROUNDS)
    cpu = [cost.cpu for cost in costs]
    if statistics.median(cpu) > _RTF:
        _tell(f"SLOW: {statistics.median(cpu):.4f} s per second of sound, and {_RTF} are claimed")
    memory_mb, minutes = memory_of_half_an_hour()
    _tell(f"a notice of {minutes:.0f} minutes takes {memory_mb:.0f} MB above the start")
    return {
        "rtf_without_engine": round(statistics.median(cpu), 4),
        "rtf_spread": [round(min(cpu), 4), round(max(cpu), 4)],
        "rtf_on_the_clock": round(statistics.median(cost.wall for cost in costs), 4),
        "engine_calls_after_one_change": calls_after_one_change(),
        "memory_above_start_mb": round(memory_mb),
        "memory_minutes": round(minutes, 1),
    }


def _estoi() -> dict[str, object]:
    voice = EspeakVoice()
    try:
        talkers = [voice.say(words, language=VIETNAMESE, rate=1.0) for words in CHATTER]
        raw, mastered = _raw_and_mastered(reading(sample()), voice)
    finally:
        voice.close()
    table: list[dict[str, object]] = []
    for row in grid({"raw": raw, "crude": crude(raw), "mastered": mastered}, talkers):
        _tell("  ".join(f"{key} {value}" for key, value in row.items()))
        table.append(row)
    return {"estoi": table}


def _raw_and_mastered(read: Reading, voice: EspeakVoice) -> tuple[Samples, Samples]:
    """Return the same speech twice, sample by sample: as the voice said it, and out of the finished clip."""
    with tempfile.TemporaryDirectory() as folder:
        kept: dict[str, Speech] = {}
        watched = _Keeping(voice, kept=kept)
        said = Script(reading=read, voices=(watched,))
        clip = studio(Path(folder)).voice([said], manner=Manner()).result
        finished = decode(Shelf(Path(folder) / "shelf").read(clip.clip.digest))
    raw = io.BytesIO()
    layout = assemble([_section(read, kept)], class_=Class.ROUTINE, preset=None, keep=raw.write)
    marks = layout.marks
    if marks != clip.clip.marks:
        raise RuntimeError("raw and mastered speech do not run side by side")
    plain = np.frombuffer(raw.getvalue(), dtype="<i2").astype(np.float32) / np.float32(32768)
    begin = round(marks[0].total_seconds() * SAMPLE_RATE)
    return plain[begin : -len(closing())], finished[begin : -len(closing())]


class _Keeping(Stopwatch):
    """Remembers what was said."""

    def __init__(self, voice: EspeakVoice, *, kept: dict[str, Speech]) -> None:
        super().__init__(voice)
        self.kept = kept

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        self.kept[words] = super().say(words, language=language, rate=rate)
        return self.kept[words]


def _section(read: Reading, kept: Mapping[str, Speech]) -> Section:
    return [
        SpokenSentence(speech=lambda words=sentence.spoken: kept[words], pause=sentence.pause)
        for sentence in read.sentences
    ]


def _loudness() -> dict[str, object]:
    clips = list(measured_clips(_CLIPS))
    errors = [abs(clip.loudness_lufs - Target().loudness_lufs) for clip in clips]
    minutes = sum(clip.seconds for clip in clips) / 60
    return {
        "loudness_error_max_lu": round(max(errors), 2),
        "loudness_error_median_lu": round(statistics.median(errors), 2),
        "true_peak_max_dbtp": max(clip.true_peak_dbtp for clip in clips),
        "kb_per_minute": round(sum(clip.bytes_count for clip in clips) / 1000 / minutes, 1),
        "clips": len(clips),
    }


def _rows(figures: Mapping[str, object]) -> Sequence[Mapping[str, float]]:
    rows = figures["estoi"]
    assert isinstance(rows, list)
    return rows


def _number(figures: Mapping[str, object], name: str) -> float:
    number = figures[name]
    assert isinstance(number, int | float)
    return float(number)


def _tell(words: str) -> None:
    print(words, file=sys.stderr)
