"""How loud each class is, by day and by night, and how soft a test."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from edge_agent.levels import gain_db
from schedules.vocabulary import Class, Status
from wire.messages import Level, Levels

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
EVENING = datetime(2026, 11, 21, 13, 59, 50, tzinfo=UTC)
"""Ten seconds before 21:00, when the night begins."""
MIDNIGHT = datetime(2026, 11, 21, 17, tzinfo=UTC)


def gain(levels: Levels, class_: Class, status: Status = Status.ACTUAL, at: datetime = NOON) -> float:
    return gain_db(levels, HANOI, class_=class_, status=status, begins=at, ends=at + timedelta(seconds=30))


@pytest.mark.parametrize("class_", Class)
def test_a_test_is_as_soft_as_tests_are(class_: Class) -> None:
    assert gain(Levels(), class_, Status.TEST) == Levels().test.day_db
    assert gain(Levels(), class_, Status.TEST, MIDNIGHT) == Levels().test.night_db


def test_a_test_is_never_louder_than_its_class() -> None:
    levels = Levels(routine=Level(day_db=-30, night_db=-40), test=Level(day_db=-10, night_db=-20))

    assert gain(levels, Class.ROUTINE, Status.TEST) == -30
    assert gain(levels, Class.ROUTINE, Status.TEST, MIDNIGHT) == -40
    assert gain(levels, Class.PRIORITY, Status.TEST) == -10


def test_a_test_that_reaches_into_the_night_is_as_soft_as_at_night() -> None:
    assert gain(Levels(), Class.ROUTINE, Status.TEST, EVENING) == Levels().test.night_db


def test_a_test_obeys_the_maximum() -> None:
    levels = Levels(maximum=Level(day_db=-50, night_db=-60))

    assert gain(levels, Class.ROUTINE, Status.TEST) == -50


@pytest.mark.parametrize("status", [Status.ACTUAL, Status.EXERCISE])
def test_what_is_no_test_is_as_loud_as_its_class(status: Status) -> None:
    assert gain(Levels(), Class.ROUTINE, status) == Levels().routine.day_db
