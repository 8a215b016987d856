"""How many alarms of each kind are known for one, and how many innocent tones are taken for one."""

from collections.abc import Mapping

import numpy as np

from audio.alarming.likeness import likeness
from audio.tones import closing, opening
from schedules.vocabulary import Class
from tests.audio.sirens import ALARMS, INNOCENT, Make

_OF_EACH = 50
_SEED = 2026
_CAUGHT_AT_LEAST, _WRONG_AT_MOST = 0.9, 0.05


def run() -> Mapping[str, object]:
    caught = {name: _found(make) for name, make in ALARMS.items()}
    wrong = {name: _found(make) for name, make in INNOCENT.items()}
    ours = [opening(class_) for class_ in (Class.ROUTINE, Class.PRIORITY)] + [closing()]
    broken = [name for name, found in caught.items() if found < _CAUGHT_AT_LEAST * _OF_EACH]
    broken += [name for name, found in wrong.items() if found > _WRONG_AT_MOST * _OF_EACH]
    broken += ["ours" for tone in ours if likeness(tone)]
    figures = {f"{name}, caught": f"{found} of {_OF_EACH}" for name, found in caught.items()}
    figures |= {f"{name}, refused": f"{found} of {_OF_EACH}" for name, found in wrong.items()}
    return figures | {"broken": broken}


def _found(make: Make) -> int:
    made = (make(np.random.default_rng([_SEED, turn])) for turn in range(_OF_EACH))
    return sum(likeness(one) is not None for one in made)
