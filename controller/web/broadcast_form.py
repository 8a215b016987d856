"""The form of a broadcast: what, when and where, as a wish."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from controller.entries import Notice, Wish
from controller.errors import (
    NotFoundError,
    WrongInputError,
)
from controller.ports import Unit
from controller.web.entered import Entered
from controller.web.shown import part as shown_part
from controller.web.shown import recurrence as shown_recurrence
from controller.web.visit import Visit
from schedules.broadcast import Recurrence
from schedules.vocabulary import Address, BroadcastId, Class, NoticeId

MOST_ITEMS = 10
_NAME = re.compile(r"[0-9a-f]{32}")
_ITEM = re.compile(r"(?P<notice>[^:]+)(?::(?P<part>[0-9]{1,5}))?")
"""A notice, or a part of it by number."""
WHOLE = 0
LEAD = timedelta(minutes=1)
_GRACE = timedelta(minutes=2)


def asked_for(visit: Visit, entered: Entered) -> Wish | None:
    """Read the form; None where something is missing, with a fault at each such field."""
    words = visit.words
    items = _items(visit, entered)
    with visit.desk.ledger.reading() as unit:
        known = unit.poles.addresses()
    where = entered.choices("where", known, missing=words.say("Choose where it shall sound"))
    first = _first(visit, entered)
    rule, first = _rule(entered, first)
    title = entered.line("title", missing=None)
    if entered.faults or first is None:
        return None
    name = entered.first("name")
    return Wish(
        id=BroadcastId(name if _NAME.fullmatch(name) else uuid4().hex),
        title=title or items[0].title,
        items=tuple((item.notice.id, item.part) for item in items),
        addresses=frozenset(Address(one) for one in where),
        recurrence=Recurrence(first=first, zone=visit.desk.zone, rule=rule),
        created_at=visit.now,
        class_=Class.PRIORITY if any(one.notice.class_ is Class.PRIORITY for one in items) else Class.ROUTINE,
        grace=_GRACE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What was chosen: a notice or a part of it, and what that is called."""

    notice: Notice
    part: int
    title: str


def _items(visit: Visit, entered: Entered) -> list[_Item]:
    chosen = entered.all("item")
    if not chosen:
        entered.fault("item", visit.words.say("Choose at least one notice"))
    if len(chosen) > MOST_ITEMS:
        entered.fault("item", visit.words.say("Choose at most %(most)s notices", most=MOST_ITEMS))
    try:
        with visit.desk.ledger.reading() as unit:
            return [_known_item(unit, one, visit) for one in chosen[:MOST_ITEMS]]
    except (NotFoundError, WrongInputError):
        entered.fault("item", visit.words.say("This notice is no longer there; choose another"))
        return []


def _known_item(unit: Unit, chosen: str, visit: Visit) -> _Item:
    name, part = chosen_item(chosen)
    notice = unit.notices.get(name)
    voicing = next((one for one in unit.voicings.parts_of([name]) if one.part == part), None)
    if part and voicing is None:
        raise NotFoundError(f"notice {name} has no part {part}")
    return _Item(notice=notice, part=part, title=shown_part.titled(notice.title, voicing, visit.words))


def chosen_item(item: str) -> tuple[NoticeId, int]:
    found = _ITEM.fullmatch(item)
    return (NoticeId(found["notice"]), int(found["part"] or WHOLE)) if found else (NoticeId(item), WHOLE)


def item_value(notice: str, part: int) -> str:
    return f"{notice}:{part}" if part else notice


def _first(visit: Visit, entered: Entered) -> datetime | None:
    """Return the first local instant, naive."""
    words = visit.words
    when = entered.choice("when", {"now", "at"}, missing=words.say("Choose when it shall sound"))
    if when != "at":
        return (visit.now + LEAD).astimezone(visit.desk.zone).replace(tzinfo=None, microsecond=0)
    day = entered.day("date", missing=words.say("Enter the date"))
    at = entered.time("time", missing=words.say("Enter the time"))
    return datetime.combine(day, at) if day and at else None


def _rule(entered: Entered, first: datetime | None) -> tuple[str, datetime | None]:
    """Return the RFC 5545 rule, and the first instant moved to the first of the chosen days."""
    words = entered.words
    repeat = entered.choice(
        "repeat", {"once", "daily", "weekly"}, missing=words.say("Choose whether it repeats")
    )
    if repeat not in {"daily", "weekly"} or first is None:
        return "", first
    until = _until(entered, first)
    if repeat == "daily":
        return f"FREQ=DAILY{until}", first
    days = entered.choices(
        "days", shown_recurrence.DAYS, missing=words.say("Choose at least one day of the week")
    )
    if not days:
        return "", first
    return f"FREQ=WEEKLY;BYDAY={','.join(days)}{until}", _on_one_of(days, first)


def _until(entered: Entered, first: datetime) -> str:
    if not entered.first("until").strip():
        return ""
    last = entered.day("until", missing="")
    if last and last < first.date():
        entered.fault("until", entered.words.say("The last day is before the first"))
    return f";UNTIL={last:%Y%m%d}" if last else ""


def _on_one_of(days: Sequence[str], first: datetime) -> datetime:
    """Return the first instant from `first` on that falls on one of the days."""
    ahead = (first + timedelta(days=number) for number in range(7))
    return next((one for one in ahead if shown_recurrence.DAYS[one.weekday()] in days), first)
