"""What the rest of the house needs of a voice, and how one voice falls to the next.

Engines live in `audio/voices`; each is an adapter behind `Voice`. Samples are mono float32
from -1 to 1.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from audio.errors import NoVoiceError, VoiceError
from audio.language import SpokenLanguage

Samples = NDArray[np.float32]
"""Mono, one dimension, from -1 to 1."""
Result = TypeVar("Result")


class Grade(StrEnum):
    """How well listeners understand a voice, from worst to best."""

    FALLBACK = "fallback"
    """Understood with effort; pages say so."""
    GOOD = "good"
    HUMAN = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One sentence as a voice said it."""

    samples: Samples
    sample_rate: int

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=len(self.samples) / self.sample_rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCard:
    """What is known of a voice without hearing it. `name` and `version` name the same sound for ever."""

    name: str
    version: str
    grade: Grade
    languages: frozenset[SpokenLanguage]
    needs_network: bool = False
    at_once: int = 1
    """How many sentences it says at a time; any thread may ask for one."""
    obeys_rate: bool = True
    """Otherwise it has one pace, whatever it is asked for."""

    @property
    def identity(self) -> str:
        """What approval names: the same identity makes the same sound."""
        return f"{self.name} {self.version}"


class Voice(Protocol):
    """An engine and a speaker."""

    @property
    def card(self) -> VoiceCard: ...

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        """Say one sentence as `Sentence.spoken` has it; `rate` 1.0 is the voice's own pace.

        Raises:
            VoiceUnavailableError: it cannot speak now.
            SpeechFailedError: it tried and failed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken(Generic[Result]):
    """What came of asking a chain: the `voice` that spoke, and those before it that `failed`."""

    result: Result
    voice: VoiceCard
    failed: tuple[VoiceError, ...] = ()

    @property
    def fell(self) -> bool:
        return bool(self.failed)


def first_to_speak(
    voices: Iterable[Voice], speak: Callable[[Voice], Result], *, language: SpokenLanguage
) -> Spoken[Result]:
    """Let each voice that knows the language try, in order, until one has spoken.

    Raises:
        NoVoiceError: none did; it carries every failure.
    """
    failed: list[VoiceError] = []
    for voice in voices:
        if language not in voice.card.languages:
            continue
        try:
            return Spoken(result=speak(voice), voice=voice.card, failed=tuple(failed))
        except VoiceError as error:
            failed.append(error)
    raise NoVoiceError(failed, language=language)
