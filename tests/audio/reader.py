"""Somebody who reads sentences aloud: hums them, rests between them and at commas, in a room with noise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from audio.dividing import Piece
from audio.speech import Samples
from audio.tones import SAMPLE_RATE
from tests.audio.fakes import HummingVoice

_LEAD_SECONDS = 0.5
_EDGE = SAMPLE_RATE // 20


@dataclass
class Reader:
    """`rests` are seconds after each sentence but the last, or one for all; `commas` seconds within."""

    rests: float | Sequence[float] = 0.8
    commas: float = 0.2
    noise_db: float = -80.0
    cough_after: int | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where each sentence lies in what was read last."""

    def read(self, sentences: Sequence[str]) -> Samples:
        self.spans = []
        sound = [_rest(_LEAD_SECONDS)]
        for turn, words in enumerate(sentences):
            begin = sum(map(len, sound))
            sound += self._said(words)
            self.spans.append((begin, sum(map(len, sound))))
            if turn == self.cough_after:
                sound += [_rest(0.3), _cough()]
            if turn + 1 < len(sentences):
                sound.append(_rest(self.rests if isinstance(self.rests, float) else self.rests[turn]))
        sound.append(_rest(_LEAD_SECONDS))
        whole = np.concatenate(sound)
        noise = np.random.default_rng(7).normal(scale=10 ** (self.noise_db / 20), size=len(whole))
        return (whole + noise).astype(np.float32)

    def right(self, pieces: Sequence[Piece]) -> list[bool]:
        """Tell of each cut whether it lies in the rest between the two sentences."""
        cuts = [(one.end + other.begin) / 2 for one, other in pairwise(pieces)]
        rests = [(end, begin) for (_, end), (begin, _) in pairwise(self.spans)]
        return [end - _EDGE <= cut <= begin + _EDGE for cut, (end, begin) in zip(cuts, rests, strict=True)]

    def _said(self, words: str) -> list[Samples]:
        clauses = [hummed(clause) for clause in words.split(", ")]
        return [piece for clause in clauses for piece in (_rest(self.commas), clause)][1:]


def hummed(words: str) -> Samples:
    """Say words as 48 kHz samples, ending softly."""
    speech = HummingVoice().say(words, language="vi", rate=1.0)
    return np.repeat(speech.samples, SAMPLE_RATE // speech.sample_rate)


def _rest(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)


def _cough() -> Samples:
    size = SAMPLE_RATE // 4
    noise = np.random.default_rng(3).normal(scale=0.1, size=size)
    return (noise * np.hanning(size)).astype(np.float32)
