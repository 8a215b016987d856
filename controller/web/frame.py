"""What stands around every page: who is signed in, where one is, and how the zone is just now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from markupsafe import Markup

from controller.flow import strip
from controller.outlook.strip import Coming, Sounding, Strip

from .desk import Desk
from .shown.state import State, Tone
from .words import Words

_ON_ITS_WAY = timedelta(seconds=30)
"""So long before its instant a play that is not armed yet is no reason for alarm."""


def strip_html(desk: Desk, words: Words, now: datetime) -> Markup:
    """Return what sounds, what comes next, and whether all is right."""
    return Markup(desk.strip.html(words.language, lambda: _strip(desk, words, now)))  # noqa: S704 - rendered by us


def navigation(words: Words) -> tuple[tuple[str, str], ...]:
    return (
        ("/", words.say("Today")),
        ("/notices", words.say("Notices")),
        ("/broadcasts", words.say("Broadcasts")),
        ("/poles", words.say("Poles")),
    )


def _strip(desk: Desk, words: Words, now: datetime) -> str:
    found = strip.strip(desk.ledger, now)
    values = {
        "sounding": _sounding(found, words),
        "coming": _coming(found.coming, words, now) if found.coming else None,
        "health": _health(found, words, now, is_connected=desk.is_broker_connected()),
    }
    return desk.templates.html(words.language, "_strip.html", values)


def _sounding(found: Strip, words: Words) -> dict[str, str] | None:
    if not found.sounding:
        return None
    first: Sounding = found.sounding[0]
    others = len(found.sounding) - 1
    told = words.say(
        "%(title)s, %(poles)s of %(all)s poles, until %(until)s",
        title=first.title,
        poles=first.poles,
        all=first.listening,
        until=words.clock_to_second(first.until),
    )
    more = words.counted(" and %(n)s more", " and %(n)s more", others) if others else ""
    return {"id": first.broadcast, "words": told + more}


def _coming(coming: Coming, words: Words, now: datetime) -> dict[str, str]:
    told = words.say("%(at)s: %(title)s", at=words.near(coming.starts, now), title=coming.title)
    return {"id": coming.broadcast, "words": told}


def _health(found: Strip, words: Words, now: datetime, *, is_connected: bool) -> State:
    worries = _worries(found, words, now, is_connected=is_connected)
    return next(worries, State(words=words.say("Everything is all right"), tone=Tone.GOOD))


def _worries(found: Strip, words: Words, now: datetime, *, is_connected: bool) -> Iterator[State]:
    """Give what is not all right, worst first."""
    trouble = found.trouble
    if not is_connected:
        told = words.say("The broker is away: poles play on by what they have")
        yield State(words=told, tone=Tone.BAD)
    if trouble.out_of_touch:
        told = words.counted(
            "%(n)s of %(all)s poles out of touch",
            "%(n)s of %(all)s poles out of touch",
            trouble.out_of_touch,
            all=found.poles,
        )
        yield State(words=told, tone=Tone.BAD)
    if trouble.unarmed and found.coming and found.coming.starts - now <= _ON_ITS_WAY:
        told = words.counted(
            "Next play not armed at %(n)s pole", "Next play not armed at %(n)s poles", trouble.unarmed
        )
        yield State(words=told, tone=Tone.BAD)
    if trouble.notices_failed:
        told = words.counted("%(n)s notice failed", "%(n)s notices failed", trouble.notices_failed)
        yield State(words=told, tone=Tone.BAD)
    if trouble.unarmed:
        told = words.say("The next broadcast is on its way to the poles")
        yield State(words=told, tone=Tone.WAIT)
    if not found.poles:
        yield State(words=words.say("No pole is known yet"), tone=Tone.WAIT)
