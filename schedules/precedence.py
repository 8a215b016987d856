"""Who wins at a pole: one total order over everything that asks to sound.

lockout > actual alarms > hold > exercise > priority > routine; within a class live >
relay > planned, then staff's rank, then the one that sounds already, then the earlier
start. Among orders: evacuate over warn, manual over automatic, then the newer. Hold and
lockout do not sound; they are obstacles, and `is_below` says to whom.
"""

from enum import IntEnum
from math import inf

from .vocabulary import Class, Order, Origin, Play, Source, Status, Urgency

Precedence = tuple[int, int, int, int, float, str]
"""Compares as a whole; the greater wins. The id at its end makes the order total."""

_CLASSES = tuple(Class)
_SOURCES = tuple(Source)


class Tier(IntEnum):
    ROUTINE = 0
    PRIORITY = 1
    EXERCISE = 2
    ALARM = 3


def tier(class_: Class, status: Status) -> Tier:
    """Return the tier in which `class_` competes; an exercise alarm goes first among priorities."""
    match class_:
        case Class.ROUTINE:
            return Tier.ROUTINE
        case Class.PRIORITY:
            return Tier.PRIORITY
        case Class.EMERGENCY:
            return Tier.ALARM if status is Status.ACTUAL else Tier.EXERCISE


def standing(class_: Class, status: Status) -> Class:
    """Return what it counts as before holds, quiet windows and levels: no exercise is above priority."""
    return class_ if tier(class_, status) is not Tier.EXERCISE else Class.PRIORITY


def is_below(class_: Class, limit: Class) -> bool:
    return _CLASSES.index(class_) < _CLASSES.index(limit)


def of_play(play: Play) -> Precedence:
    return (
        tier(play.class_, play.status),
        0,
        _SOURCES.index(play.source),
        -play.rank,
        -play.starts.timestamp(),
        play.id,
    )


def of_sounding(play: Play) -> Precedence:
    """Return what `play` has while it sounds: no equal cuts it, however early that one should have begun."""
    level, kind, source, rank, _, _ = of_play(play)
    return (level, kind, source, rank, inf, play.id)


def of_order(order: Order) -> Precedence:
    return (
        tier(order.class_, order.status),
        1,
        int(order.urgency is Urgency.EVACUATE),
        int(order.origin is Origin.MANUAL),
        order.begins.timestamp(),
        order.id,
    )
