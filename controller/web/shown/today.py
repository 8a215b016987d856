"""The day on the home page: what sounds when, drawn and told, and what needs a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from controller.outlook.airings import Airing, AiringState
from controller.outlook.needs import Need, NeedKind
from controller.outlook.poles import Condition
from controller.web.words import Words
from schedules.vocabulary import Address, BroadcastId

from .broadcast import airing_state, refusals, tag
from .places import Places
from .pole import state as pole_state
from .pole import state_words
from .state import State, Tone

MOST_POLES = 24
_NARROWEST = 10
"""Of a bar in the drawing, whose day is 1,440 wide: shorter ones could not be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One occurrence: a row of the table and a bar of the drawing (minutes from midnight, and a lane)."""

    broadcast: str
    title: str
    tag: str
    at: str
    length: str
    where: str
    state: State
    refused: list[str]
    is_now: bool
    x: int
    width: int
    lane: int


def lines(airings: Sequence[Airing], places: Places, words: Words) -> list[Line]:
    titles = {one.broadcast: one.title for one in airings}
    lanes: list[int] = []
    return [_line(one, _lane(one, lanes, words.zone), titles, places, words) for one in airings]


def minute_of_day(instant: datetime, zone: ZoneInfo) -> int:
    local = instant.astimezone(zone)
    return local.hour * 60 + local.minute


def needs(found: Sequence[Need], places: Places, words: Words, now: datetime) -> list[dict[str, object]]:
    return [_need(one, places, words, now) for one in found]


def poles(
    conditions: Sequence[Condition], places: Places, words: Words, now: datetime
) -> list[dict[str, object]]:
    """Return the poles as chips, those in trouble first."""
    worst_first = sorted(conditions, key=lambda one: (not one.causes, one.pole))
    return [
        {
            "id": one.pole,
            "name": places.name(Address(one.pole)),
            "state": pole_state(one, words, now),
        }
        for one in worst_first[:MOST_POLES]
    ]


def _line(one: Airing, lane: int, titles: dict[BroadcastId, str], places: Places, words: Words) -> Line:
    return Line(
        broadcast=one.broadcast,
        title=one.title,
        tag=tag(one.class_, one.status, words),
        at=words.clock(one.starts),
        length=words.length(one.length) if one.length else "",
        where=places.listed(one.addresses),
        state=airing_state(one, words),
        refused=refusals(one, titles, words),
        is_now=one.state is AiringState.SOUNDING,
        x=minute_of_day(one.starts, words.zone),
        width=_width(one),
        lane=lane,
    )


def _lane(one: Airing, ends: list[int], zone: ZoneInfo) -> int:
    """Return the first lane that is free; `ends` says up to which minute each is taken."""
    starts = minute_of_day(one.starts, zone)
    until = starts + _width(one) + 1
    for lane, end in enumerate(ends):
        if end <= starts:
            ends[lane] = until
            return lane
    ends.append(until)
    return len(ends) - 1


def _width(one: Airing) -> int:
    return max(_NARROWEST, round((one.length or timedelta()).total_seconds() / 60))


def _need(need: Need, places: Places, words: Words, now: datetime) -> dict[str, object]:
    at = words.near(need.at, now) if need.at else ""
    told = {
        NeedKind.BROADCAST_WAITS: words.say(
            "“%(title)s” is due at %(at)s and not ready", title=need.title, at=at
        ),
        NeedKind.POLE: places.name(Address(need.subject)),
        NeedKind.PLAY_FAILED: words.say("“%(title)s” failed at %(n)s poles", title=need.title, n=need.count),
        NeedKind.PLAY_MISSED: words.say(
            "“%(title)s” was missed at %(n)s poles", title=need.title, n=need.count
        ),
        NeedKind.READING_FAILED: words.say("“%(title)s” could not be read", title=need.title),
        NeedKind.VOICING_FAILED: words.say("“%(title)s” could not be voiced", title=need.title),
        NeedKind.APPROVAL: words.say("“%(title)s” waits for approval", title=need.title),
    }[need.kind]
    return {
        "words": told,
        "more": _more(need, at, words),
        "path": f"{_PATHS[need.kind]}/{need.subject}",
        "tone": Tone.WAIT if need.kind is NeedKind.APPROVAL else Tone.BAD,
    }


def _more(need: Need, at: str, words: Words) -> str:
    if need.pole_state:
        found = state_words(need.pole_state, words)
        return found.words if found else words.say("Something is wrong with it")
    return at if need.kind in {NeedKind.PLAY_FAILED, NeedKind.PLAY_MISSED} else ""


_PATHS = {
    NeedKind.BROADCAST_WAITS: "/broadcasts",
    NeedKind.POLE: "/poles",
    NeedKind.PLAY_FAILED: "/broadcasts",
    NeedKind.PLAY_MISSED: "/broadcasts",
    NeedKind.READING_FAILED: "/notices",
    NeedKind.VOICING_FAILED: "/notices",
    NeedKind.APPROVAL: "/notices",
}
