"""What a clip costs apart from the engine: time on one core, calls of the engine, memory."""

import multiprocessing
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from audio.clip import FinishedClip
from audio.studio import Manner
from audio.voices.espeak import EspeakVoice
from bench.sound_site import Stopwatch, script, sentences, studio

_FIVE_MINUTES = 44
_HALF_AN_HOUR = 270
"""Sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds per second of sound: of the processor, and on the clock, where others may have been at work."""

    cpu: float
    wall: float
    seconds: float


def rounds(count: int) -> list[Cost]:
    """Read and voice a notice of five minutes so often, each time from nothing."""
    voice = EspeakVoice()
    try:
        _timed(voice, 2)  # what is loaded once is loaded
        return [_timed(voice, _FIVE_MINUTES) for _ in range(count)]
    finally:
        voice.close()


def _timed(voice: EspeakVoice, count: int) -> Cost:
    text = sentences(count)
    with tempfile.TemporaryDirectory() as folder:
        watched = Stopwatch(voice)
        wall, cpu = time.perf_counter(), time.process_time()
        clip = studio(Path(folder)).voice([script(text, watched)], manner=Manner()).result
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    seconds = clip.clip.length / timedelta(seconds=1)
    return Cost(cpu=(cpu - watched.cpu_s) / seconds, wall=(wall - watched.wall_s) / seconds, seconds=seconds)


def calls_after_one_change() -> int:
    """Return how often the engine is asked when one sentence of a five-minute notice has changed."""
    text = sentences(_FIVE_MINUTES)
    changed = [*text[:20], "Câu này vừa được sửa lại.", *text[21:]]
    watched = Stopwatch(EspeakVoice())
    try:
        with tempfile.TemporaryDirectory() as folder:
            work = studio(Path(folder))
            work.voice([script(text, watched)], manner=Manner())
            before = watched.calls
            work.voice([script(changed, watched)], manner=Manner())
            return watched.calls - before
    finally:
        watched.voice.close()


def memory_of_half_an_hour() -> tuple[float, float]:
    """Return the MB that a process of its own rises above its start, and the minutes of its notice."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_memory_mb).result()


def _memory_mb() -> tuple[float, float]:
    voice = EspeakVoice()
    with tempfile.TemporaryDirectory() as folder:
        work = studio(Path(folder))
        work.voice([script(sentences(1), voice)], manner=Manner())
        start = _resident_mb()
        said = script(sentences(_HALF_AN_HOUR), voice)
        clip: FinishedClip = work.voice([said], manner=Manner()).result
    voice.close()
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return highest - start, clip.clip.length / timedelta(minutes=1)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2
