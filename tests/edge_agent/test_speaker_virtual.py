"""The speaker without a process says what the real one would, on a clock turned by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from edge_agent.cues import Began, Cue, Ended, Event, Failed, Outcome
from edge_agent.virtual import VirtualSpeaker
from schedules.vocabulary import Digest

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


CUE = Cue(
    id="a", clip=Digest("0" * 64), path=Path("a.opus"), begins=NOON + seconds(5), ends=NOON + seconds(15)
)


class Hour:
    """A speaker, its clock, and what it told."""

    def __init__(self) -> None:
        self.now = NOON
        self.told: list[Event] = []
        self.speaker = VirtualSpeaker(self.told.append, lambda: self.now)

    def turn_to(self, count: float) -> datetime | None:
        self.now = NOON + seconds(count)
        return self.speaker.step(self.now)


@pytest.fixture
def hour() -> Hour:
    return Hour()


def test_a_cue_begins_and_ends_at_its_instants(hour: Hour) -> None:
    hour.speaker.start_error = timedelta(microseconds=40)
    hour.speaker.load([CUE])

    assert hour.turn_to(4) == CUE.begins + timedelta(microseconds=40)
    assert hour.told == []
    assert hour.turn_to(6) == CUE.ends
    assert hour.turn_to(20) is None

    error = timedelta(microseconds=40)
    assert hour.told == [
        Began(cue="a", at=CUE.begins + error, offset=timedelta(), error=error),
        Ended(cue="a", at=CUE.ends, offset=seconds(10), outcome=Outcome.FINISHED),
    ]


def test_a_cue_whose_instant_is_here_is_joined(hour: Hour) -> None:
    hour.now = NOON + seconds(7)

    hour.speaker.load([CUE])

    assert hour.told == [Began(cue="a", at=hour.now, offset=seconds(2), error=seconds(2))]


def test_a_list_without_a_sounding_cue_cuts_it(hour: Hour) -> None:
    hour.speaker.load([CUE])
    hour.turn_to(7)
    hour.speaker.load([CUE])
    hour.turn_to(8)

    hour.speaker.load([])

    assert hour.told[1:] == [Ended(cue="a", at=hour.now, offset=seconds(3), outcome=Outcome.CUT)]


def test_a_shortened_cue_ends_earlier(hour: Hour) -> None:
    hour.speaker.load([CUE])
    hour.turn_to(6)

    hour.speaker.load([replace(CUE, ends=NOON + seconds(9))])
    hour.turn_to(20)

    assert hour.told[1:] == [Ended(cue="a", at=NOON + seconds(9), offset=seconds(4), outcome=Outcome.CUT)]


def test_a_cue_withdrawn_or_changed_before_it_began_is_silent(hour: Hour) -> None:
    hour.speaker.load([CUE])
    hour.turn_to(3)
    hour.speaker.load([replace(CUE, begins=NOON + seconds(10), ends=NOON + seconds(20))])
    hour.turn_to(9)
    assert hour.told == []

    hour.speaker.load([])
    hour.turn_to(30)
    assert hour.told == []


def test_a_cue_that_is_over_or_spoilt_fails_once(hour: Hour) -> None:
    hour.speaker.spoilt[Digest("f" * 64)] = "the clip does not open"
    hour.now = NOON + seconds(30)
    spoilt = replace(CUE, id="b", clip=Digest("f" * 64), ends=NOON + seconds(60))

    hour.speaker.load([CUE, spoilt])
    hour.speaker.load([CUE, spoilt])
    hour.turn_to(70)

    assert sorted(hour.told, key=lambda event: event.cue) == [
        Failed(cue="a", reason="its time was over before it began"),
        Failed(cue="b", reason="the clip does not open"),
    ]
