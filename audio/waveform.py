"""What a clip looks like: how loud each stretch of it is, small enough to stand in a page.

The desk draws it. Mastering measures the power of each millisecond anyway, so it costs nothing when a clip
is made; decoding a clip of half an hour for it would take longer than a page may wait. Power and not peaks:
after the limiter nearly all peaks of speech are of one height.
"""

import string

import numpy as np

from audio.loudness import Power

STRETCHES = 200
_STEPS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
"""The letters of base64url, from silence to the loudest."""


def waveform(power: Power) -> str:
    """Return a letter for each of at most 200 stretches of equal length; amplitudes, not decibels.

    "A" is silence and "_" the loudest stretch of this clip; a clip of nothing has no letters.
    """
    if not len(power):
        return ""
    ends = np.linspace(0, len(power), min(STRETCHES, len(power)) + 1).astype(int)
    loud = np.sqrt(np.add.reduceat(power, ends[:-1]) / np.diff(ends))
    steps = np.rint(loud / max(float(loud.max()), 1e-9) * (len(_STEPS) - 1))
    return "".join(_STEPS[int(step)] for step in steps)
