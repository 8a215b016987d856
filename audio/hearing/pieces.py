"""Cuts speech that is longer than a model can hear, where it is quiet."""

from collections.abc import Iterator

import numpy as np

from audio.speech import Samples, Speech

_QUIET_WITHIN = 1 / 3
"""Of the longest piece, its end: there the quietest moment is looked for."""
_MOMENT_SECONDS = 0.1


def pieces(speech: Speech, *, longest_seconds: float) -> Iterator[Speech]:
    """Give the speech in pieces that are no longer than so many seconds; what is short stays whole."""
    samples, rate = speech.samples, speech.sample_rate
    longest = round(longest_seconds * rate)
    earliest = round(longest * (1 - _QUIET_WITHIN))
    while len(samples) > longest:
        end = earliest + _quietest(samples[earliest:longest], round(_MOMENT_SECONDS * rate))
        yield Speech(samples=samples[:end], sample_rate=rate)
        samples = samples[end:]
    yield Speech(samples=samples, sample_rate=rate)


def _quietest(samples: Samples, moment: int) -> int:
    """Return the middle of the quietest moment of so many samples."""
    moments = samples[: len(samples) // moment * moment].reshape(-1, moment)
    return int(np.argmin(np.abs(moments).mean(axis=1))) * moment + moment // 2
