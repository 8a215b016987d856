"""Many clips, long and short, measured by a second tool: ffmpeg's ebur128, with its own decoder."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from audio.shelf import Shelf
from audio.studio import Manner
from audio.voices.espeak import EspeakVoice
from bench.sound_site import script, sentences, studio
from schedules.vocabulary import Class


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    loudness_lufs: float
    true_peak_dbtp: float
    seconds: float
    bytes_count: int


def measured_clips(count: int) -> Iterator[Measured]:
    """Voice notices of one to four sentences, of each class, at three rates."""
    voice = EspeakVoice()
    with tempfile.TemporaryDirectory() as folder:
        work = studio(Path(folder))
        for number in range(count):
            said = script(sentences(number % 4 + 1, first=number), voice)
            said = replace(said, rate=(0.85, 1.0, 1.2)[number % 7 % 3])
            clip = work.voice([said], manner=Manner(class_=list(Class)[number % 3])).result
            loudness, peak = _ebur128(Shelf(Path(folder) / "shelf").path(clip.clip.digest))
            yield Measured(
                loudness_lufs=loudness,
                true_peak_dbtp=peak,
                seconds=clip.clip.length / timedelta(seconds=1),
                bytes_count=clip.bytes_count,
            )
    voice.close()


def _ebur128(clip: Path) -> tuple[float, float]:
    command = ["ffmpeg", "-nostats", "-i", str(clip), "-af", "ebur128=peak=true", "-f", "null", "-"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = report[report.rindex("Summary:") :]
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0]
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)[0]
    return float(loudness), float(peak)
