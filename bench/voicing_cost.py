"""What voicing costs when sentences are spoken side by side, and when there are very many of them."""

import multiprocessing
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from audio.language import SpokenLanguage
from audio.recital import Recital
from audio.sentences import SentenceFolder
from audio.speech import Grade, Speech, VoiceCard
from audio.studio import Manner, Script
from audio.voices.espeak import EspeakVoice
from bench.sound_site import reading, script, sentences, studio

_SENTENCES = 200
_HALF_AN_HOUR = 270
_RATE = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A voicing of very many sentences, in a process of its own."""

    sentences: int
    marks: int
    cpu_s: float
    """Of the processor, from the reading to the clip: others may be at work beside it."""
    clock_s: float
    sound_h: float
    memory_mb: float
    """Above the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfAnHour:
    minutes: float
    seconds: float
    """On the clock, from the reading to the clip."""
    digest: str


class InstantVoice:
    """Answers at once with a hum as long as its words are spoken."""

    def __init__(self, lanes: int) -> None:
        self.card = VoiceCard(
            name="instant",
            version="1",
            grade=Grade.FALLBACK,
            languages=frozenset({SpokenLanguage.VIETNAMESE}),
            at_once=lanes,
        )
        seconds = np.arange(4 * _RATE) / _RATE
        self._hum = (0.3 * np.sin(2 * np.pi * 200 * seconds)).astype(np.float32)

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:  # noqa: ARG002
        samples = self._hum[: round(0.12 * (words.count(" ") + 1) * _RATE)].copy()
        samples[-_RATE // 50 :] *= np.linspace(1, 0, _RATE // 50, dtype=np.float32)
        return Speech(samples=samples, sample_rate=_RATE)


def seconds_of_speaking(lanes: int) -> float:
    """Return how long 200 sentences take until they are spoken and kept."""
    voice = EspeakVoice(lanes=lanes)
    lines = script(sentences(_SENTENCES), voice).lines
    try:
        with tempfile.TemporaryDirectory() as folder:
            recital = Recital(voice, SentenceFolder(Path(folder)))
            recital.speak(lines[:lanes], tell=lambda _done: None)  # what is loaded once is loaded
            began = time.perf_counter()
            recital.speak(lines, tell=lambda _done: None)
            return time.perf_counter() - began
    finally:
        voice.close()


def half_an_hour(lanes: int) -> HalfAnHour:
    """Voice a notice of half an hour from nothing."""
    voice = EspeakVoice(lanes=lanes)
    said = script(sentences(_HALF_AN_HOUR), voice)
    try:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            clip = studio(Path(folder)).voice([said], manner=Manner()).result.clip
            took = time.perf_counter() - began
    finally:
        voice.close()
    return HalfAnHour(minutes=clip.length / timedelta(minutes=1), seconds=took, digest=clip.digest)


def many(count: int, *, lanes: int) -> Many:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_many, count, lanes).result()


def _many(count: int, lanes: int) -> Many:
    voice = InstantVoice(lanes)
    with tempfile.TemporaryDirectory() as folder:
        work = studio(Path(folder))
        work.voice([script(["Câu thứ nhất."], voice)], manner=Manner())
        read = reading([f"Câu số {n}." for n in range(count)])
        start, clock, cpu = _resident_mb(), time.perf_counter(), time.process_time()
        clip = work.voice([Script(reading=read, voices=(voice,))], manner=Manner()).result.clip
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    return Many(
        sentences=count,
        marks=len(clip.marks),
        cpu_s=cpu,
        clock_s=clock,
        sound_h=clip.length / timedelta(hours=1),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - start,
    )


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2
