"""What is not right with a recorded sentence, for those who may record it again. Nothing is refused here."""

import numpy as np

from audio.dividing import Piece
from audio.flaws import Flaw
from audio.islands import FRAME_SAMPLES, Islands, levels
from audio.speech import Samples

_QUIET_DB = -40.0
"""Of the loudest tenth. Telephones and headsets record speech at -30 to -12 dB."""
_LOUD = 10 ** (-0.5 / 20)
_NOISY_DB = 15.0
"""So little speech stands above the noise; what is shaped and made loud for a horn brings both."""
_EDGE = 3
"""Frames at which a sentence is seen to be cut off."""
_LOUDEST = 90


def flaws(samples: Samples, piece: Piece, sound: Islands) -> frozenset[Flaw]:
    """Return what is not right with one sentence of a recording of 48 kHz samples."""
    said = np.asarray(samples[piece.begin : piece.end])
    heard = levels(said)
    speech_db = float(np.percentile(heard, _LOUDEST)) if len(heard) else -np.inf
    found = {
        Flaw.TOO_QUIET: speech_db < _QUIET_DB,
        Flaw.TOO_LOUD: bool(np.abs(said).max(initial=0) >= _LOUD),
        Flaw.NOISY: speech_db - sound.noise_db < _NOISY_DB,
        Flaw.BEGINS_CUT: piece.begin == 0 and bool((sound.begins <= _EDGE).any()),
        Flaw.ENDS_CUT: piece.end // FRAME_SAMPLES == sound.frames
        and bool((sound.ends >= sound.frames - _EDGE).any()),
        Flaw.UNSURE: not piece.is_sure,
    }
    return frozenset(flaw for flaw, is_there in found.items() if is_there)
