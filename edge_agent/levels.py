"""How loud: gain by class, by day and by night, under maxima that nothing exceeds; tests are soft."""

from datetime import datetime
from zoneinfo import ZoneInfo

from schedules.precedence import standing
from schedules.vocabulary import Class, Status
from wire.messages import Level, Levels


def gain_db(
    levels: Levels, zone: ZoneInfo, *, class_: Class, status: Status, begins: datetime, ends: datetime
) -> float:
    """Return dB relative to full scale; what reaches into the night is as soft as the night wants."""
    at = {_is_night(levels, instant.astimezone(zone)) for instant in (begins, ends)}
    bounds = [_of_class(levels, standing(class_, status)), levels.maximum]
    if status is Status.TEST:
        bounds.append(levels.test)
    return min(level.night_db if is_night else level.day_db for level in bounds for is_night in at)


def _of_class(levels: Levels, class_: Class) -> Level:
    match class_:
        case Class.ROUTINE:
            return levels.routine
        case Class.PRIORITY:
            return levels.priority
        case Class.EMERGENCY:
            return levels.emergency


def _is_night(levels: Levels, local: datetime) -> bool:
    at, begins, ends = local.time(), levels.night_begins, levels.night_ends
    return begins <= at < ends if begins <= ends else at >= begins or at < ends
