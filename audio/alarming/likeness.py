"""Does a tone sound like an alarm? Nothing below emergency may.

Three patterns are known at works: temporal-3 (ISO 8201), which says "leave the building"; a pitch that
glides, as wail, yelp and whoop do; and two pitches in turn, as hi-lo does. What is struck and rings out,
chords, melodies and a voice's vibrato are none of them. `scripts/bench alarming` counts both sides.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from audio.alarming.glides import glides
from audio.alarming.partials import at_16_khz
from audio.alarming.pulses import Pulse, pulses
from audio.alarming.two_tones import is_two_tone
from audio.speech import Samples


class Likeness(StrEnum):
    """Which alarm it resembles."""

    TEMPORAL_3 = "temporal-3"
    """Equal pulses and gaps of about half a second (ISO 8201:2017). Two are enough: three last 2.5 s."""
    WAIL = "wail"
    """A pitch that glides far, for much of the time."""
    TWO_TONE = "two-tone"
    """Two pitches in turn, over and over."""


def likeness(samples: Samples) -> Likeness | None:
    """Return the alarm that 48 kHz mono samples resemble, or None where they resemble none."""
    if _is_temporal_3(pulses(samples)):
        return Likeness.TEMPORAL_3
    fewer = at_16_khz(samples)
    if glides(fewer):
        return Likeness.WAIL
    return Likeness.TWO_TONE if is_two_tone(fewer) else None


_PULSE_SECONDS = (0.3, 0.75)
"""The standard has 0.5 s and allows 10 %; people do not count so well."""
_BEGINNING_SECONDS = 0.1
"""So much of a last pulse that is cut off is known for one."""


def _is_temporal_3(found: Sequence[Pulse]) -> bool:
    """Whether a pulse of the pattern is followed by its gap and a second one."""
    return any(
        _is_half_a_second(first.seconds)
        and _is_half_a_second(second.begins - first.ends)
        and (_is_half_a_second(second.seconds) or (last and second.seconds >= _BEGINNING_SECONDS))
        and first.stops_at_once
        and first.is_like(second)
        for first, second, last in _neighbours(found)
    )


def _neighbours(found: Sequence[Pulse]) -> Iterator[tuple[Pulse, Pulse, bool]]:
    return ((first, second, second is found[-1]) for first, second in pairwise(found))


def _is_half_a_second(seconds: float) -> bool:
    shortest, longest = _PULSE_SECONDS
    return shortest <= seconds <= longest
