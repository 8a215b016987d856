"""``scripts/bench voicing``: sentences side by side, and very many of them."""

import os
import statistics
import sys
from collections.abc import Iterator, Mapping

from bench.voicing_cost import half_an_hour, many, seconds_of_speaking

_ROUNDS = 3
_FEW, _MANY = 2_500, 10_000
_LINEAR = 1.5
"""So much more than four times as long may four times as many sentences take."""
_MB_AN_HOUR = 250
"""Measures and gains are one value a millisecond, so memory goes with the length, not with the sentences."""


def run() -> Mapping[str, object]:
    """Measure all; `broken` names each claim that does not hold."""
    figures = {**_lanes(), **_half_an_hour(), **_many()}
    return {**figures, "broken": list(broken(figures))}


def broken(figures: Mapping[str, object]) -> Iterator[str]:
    """Yield what is claimed and does not hold."""
    if not figures["same_clip_by_one_lane_and_two"]:
        yield "a clip is the same however many lanes speak it"
    if figures["marks_of_many"] != _MANY:
        yield f"each of {_MANY} sentences has its mark"
    if _number(figures, "many_over_few") > _MANY / _FEW * _LINEAR:
        yield "voicing takes time in proportion to the sentences"
    if _number(figures, "memory_mb_an_hour") > _MB_AN_HOUR:
        yield f"an hour of sound takes at most {_MB_AN_HOUR} MB"


def _lanes() -> dict[str, object]:
    """Take turns, so that whatever else runs here meets all alike."""
    took: dict[int, list[float]] = {1: [], 2: [], 4: []}
    for _ in range(_ROUNDS):
        for lanes, seconds in took.items():
            seconds.append(seconds_of_speaking(lanes))
            _tell(f"200 sentences in {lanes} lanes: {seconds[-1]:.2f} s")
    medians = {f"seconds_{lanes}_lanes": round(statistics.median(all_), 2) for lanes, all_ in took.items()}
    return {"cores": len(os.sched_getaffinity(0)), **medians}


def _half_an_hour() -> dict[str, object]:
    one, two = half_an_hour(1), half_an_hour(2)
    return {
        "half_an_hour_minutes": round(one.minutes, 1),
        "half_an_hour_seconds_1_lane": round(one.seconds, 1),
        "half_an_hour_seconds_2_lanes": round(two.seconds, 1),
        "same_clip_by_one_lane_and_two": one.digest == two.digest,
    }


def _many() -> dict[str, object]:
    few, more = many(_FEW, lanes=2), many(_MANY, lanes=2)
    _tell(f"{few}\n{more}")
    return {
        "marks_of_many": more.marks,
        "many_cpu_seconds": round(more.cpu_s, 1),
        "many_seconds_on_the_clock": round(more.clock_s, 1),
        "many_sound_hours": round(more.sound_h, 1),
        "many_over_few": round(more.cpu_s / few.cpu_s, 2),
        "many_memory_above_start_mb": round(more.memory_mb),
        "memory_mb_an_hour": round((more.memory_mb - few.memory_mb) / (more.sound_h - few.sound_h)),
    }


def _number(figures: Mapping[str, object], name: str) -> float:
    number = figures[name]
    assert isinstance(number, int | float)
    return float(number)


def _tell(words: str) -> None:
    print(words, file=sys.stderr)
