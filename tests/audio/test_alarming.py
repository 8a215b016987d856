"""What is an alarm is refused below emergency, and what is none is not.

A few of each kind here; `scripts/bench alarming` counts hundreds.
"""

import numpy as np
import pytest

from audio.alarming.likeness import Likeness, likeness
from audio.checks import check_tone
from audio.errors import AlarmingSoundError, SoundTooLongError
from audio.tones import SAMPLE_RATE, closing, opening
from schedules.vocabulary import Class
from tests.audio.sirens import ALARMS, INNOCENT, Make, hi_lo, temporal_3, whoop, yelp

SOME = 3


@pytest.mark.parametrize("make", ALARMS.values(), ids=list(ALARMS))
def test_an_alarm_is_known_at_any_speed_in_any_timbre(make: Make) -> None:
    heard = [likeness(make(np.random.default_rng([1, turn]))) for turn in range(SOME)]

    assert None not in heard


@pytest.mark.parametrize("make", INNOCENT.values(), ids=list(INNOCENT))
def test_what_rings_or_sings_is_no_alarm(make: Make) -> None:
    heard = [likeness(make(np.random.default_rng([1, turn]))) for turn in range(SOME)]

    assert heard == [None] * SOME


@pytest.mark.parametrize(
    ("make", "which"),
    [
        (temporal_3, Likeness.TEMPORAL_3),
        (yelp, Likeness.WAIL),
        (whoop, Likeness.WAIL),
        (hi_lo, Likeness.TWO_TONE),
    ],
)
def test_staff_are_told_which_alarm_it_resembles(make: Make, which: Likeness) -> None:
    assert likeness(make(np.random.default_rng(2))) is which


@pytest.mark.parametrize("class_", [Class.ROUTINE, Class.PRIORITY])
def test_our_own_tones_are_no_alarm_below_emergency(class_: Class) -> None:
    assert likeness(opening(class_)) is None
    assert likeness(closing()) is None


def test_our_tone_of_emergencies_could_open_nothing_else() -> None:
    with pytest.raises(AlarmingSoundError):
        check_tone(opening(Class.EMERGENCY), Class.PRIORITY)


def test_an_emergency_has_the_tone_that_its_plan_prescribes() -> None:
    siren = yelp(np.random.default_rng(3))

    check_tone(np.tile(siren, 3), Class.EMERGENCY)


def test_a_tone_below_emergency_lasts_at_most_two_seconds() -> None:
    with pytest.raises(SoundTooLongError):
        check_tone(np.full(2 * SAMPLE_RATE + 1, 0.1, dtype=np.float32), Class.ROUTINE)


@pytest.mark.parametrize("count", [0, 1, 4_800])
def test_hardly_any_sound_is_no_alarm(count: int) -> None:
    assert likeness(np.full(count, 0.1, dtype=np.float32)) is None


def test_silence_is_no_alarm() -> None:
    assert likeness(np.zeros(SAMPLE_RATE, dtype=np.float32)) is None
