"""A voice that hums one note a syllable, for tests that need a voice but no words."""

from dataclasses import dataclass, field

import numpy as np

from audio.errors import VoiceError
from audio.speech import Grade, Speech, VoiceCard

SAMPLE_RATE = 24_000


@dataclass
class HummingVoice:
    """Counts what it was asked; fails at the given call, if any."""

    name: str = "humming"
    version: str = "1"
    languages: frozenset[str] = frozenset({"vi"})
    at_once: int = 1
    fails_with: VoiceError | None = None
    fails_at: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def card(self) -> VoiceCard:
        return VoiceCard(
            name=self.name,
            version=self.version,
            grade=Grade.FALLBACK,
            languages=self.languages,
            at_once=self.at_once,
        )

    def say(self, words: str, *, language: str, rate: float) -> Speech:  # noqa: ARG002 - it hums in all
        self.asked.append(words)
        if self.fails_with and len(self.asked) > self.fails_at:
            raise self.fails_with
        syllables = words.count(" ") + 1
        seconds = np.arange(round(syllables * 0.25 / rate * SAMPLE_RATE)) / SAMPLE_RATE
        pitch = 180 + 40 * (len(words) % 5)
        loud = 0.3 * np.abs(np.sin(2 * np.pi * 2 * seconds))
        hum = sum(np.sin(2 * np.pi * pitch * partial * seconds) / partial for partial in range(1, 9))
        return Speech(samples=(loud * hum / 2).astype(np.float32), sample_rate=SAMPLE_RATE)
