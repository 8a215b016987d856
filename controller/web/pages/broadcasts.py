"""Broadcasts: which notices sound when and where; approved, followed pole by pole, withdrawn."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Response

from controller.entries import Notice, Wish
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    NotFoundError,
    NotYetError,
    UntimelyError,
    WrongInputError,
)
from controller.flow import approval, lists, progress, wishes
from controller.flow.editions import edition
from controller.ports import Unit
from controller.preparation import Preparation
from controller.web.cursors import cursor_of, next_page
from controller.web.entered import Entered, one_line
from controller.web.explained import approval_fault, explained
from controller.web.live import Piece
from controller.web.said import Said
from controller.web.shown import broadcast as shown
from controller.web.shown import doubt as shown_doubt
from controller.web.shown import notice as shown_notice
from controller.web.shown import part as shown_part
from controller.web.shown import places as shown_places
from controller.web.shown import recurrence as shown_recurrence
from controller.web.visit import Posted, Staff, Visit
from schedules.broadcast import Recurrence
from schedules.vocabulary import Address, BroadcastId, Class, NoticeId

pages = APIRouter()

MOST_ITEMS = 10
_OFFERED = 50
_PAGE = 30
_NAME = re.compile(r"[0-9a-f]{32}")
_ITEM = re.compile(r"(?P<notice>[^:]+)(?::(?P<part>[0-9]{1,5}))?")
"""A notice, or a part of it by number."""
_MOST_PARTS = 99_999
_WHOLE = 0
_LEAD = timedelta(minutes=1)
_GRACE = timedelta(minutes=2)


@pages.get("/broadcasts")
def list_broadcasts(visit: Staff, q: Annotated[str, Query()] = "", before: str = "") -> Response:
    search = one_line(q)[:200]
    page = lists.broadcasts(visit.desk.ledger, before=cursor_of(before), most=_PAGE, search=search)
    places = visit.places()
    lines = [shown.line(line, places, visit.words, visit.now) for line in page.lines]
    older = next_page("/broadcasts", page.next, search)
    return visit.show("broadcasts/list.html", broadcasts=lines, search=search, next_page=older)


@pages.get("/broadcasts/new")
def blank_broadcast(
    visit: Staff,
    notice: Annotated[list[str] | None, Query()] = None,
    part: Annotated[int, Query(ge=0, le=_MOST_PARTS)] = _WHOLE,
) -> Response:
    local = (visit.now + timedelta(hours=1)).astimezone(visit.desk.zone)
    blank = {
        "name": [uuid4().hex],
        "item": [_item(name, part) for name in notice or []],
        "when": ["now"],
        "repeat": ["once"],
        "date": [f"{local:%Y-%m-%d}"],
        "time": [f"{local:%H}:00"],
    }
    return _entry(visit, Entered(blank, visit.words))


@pages.post("/broadcasts")
def save_broadcast(visit: Staff, entered: Posted) -> Response:
    if entered.first("more"):
        return _entry(visit, entered)
    asked = _asked(visit, entered)
    if asked is None:
        return _entry(visit, entered, code=422)
    try:
        wishes.wish(visit.desk.ledger, asked, visit.now, accepted=entered.all("accepted"))
    except UntimelyError as error:
        return _ask_again(visit, entered, error)
    except WrongInputError as error:
        entered.fault(_FIELDS.get(error.field, "item"), explained(error, visit.words))
        return _entry(visit, entered, code=422)
    except AlreadyDoneError:
        return _sent_before(visit, entered, asked)
    return visit.go(f"/broadcasts/{asked.id}", Said.BROADCAST_SAVED)


@pages.get("/broadcasts/{name}")
def show_broadcast(visit: Staff, name: BroadcastId) -> Response:
    return _page(visit, name, Entered({}, visit.words))


@pages.get("/live/broadcasts/{name}")
async def follow_broadcast(visit: Staff, name: BroadcastId) -> Response:
    """Stream how far the broadcast has come."""
    return await visit.desk.live.follow(
        ("broadcast", name, visit.words.language), lambda: Piece(_live(visit, name))
    )


@pages.post("/broadcasts/{name}/approve")
def approve_broadcast(visit: Staff, name: BroadcastId, entered: Posted) -> Response:
    """Approve every notice of it that still waits."""
    _, prepared, _ = _known(visit, name)
    seen = {notice: entered.first(f"seen-{notice}") for notice in prepared.unapproved}
    try:
        approval.approve_all(visit.desk.ledger, seen, by=visit.by, now=visit.now)
    except (NotYetError, ChangedMeanwhileError) as error:
        entered.fault("approval", approval_fault(error, visit.words))
        return _page(visit, name, entered, code=409)
    return visit.go(f"/broadcasts/{name}", Said.BROADCAST_APPROVED)


@pages.get("/broadcasts/{name}/withdraw")
def ask_to_withdraw(visit: Staff, name: BroadcastId) -> Response:
    return _withdrawal(visit, name, Entered({}, visit.words))


@pages.post("/broadcasts/{name}/withdraw")
def withdraw_broadcast(visit: Staff, name: BroadcastId, entered: Posted) -> Response:
    because = entered.line("because", missing=visit.words.say("Enter why it is withdrawn"))
    if entered.faults:
        return _withdrawal(visit, name, entered, code=422)
    try:
        wishes.withdraw(visit.desk.ledger, name, because=because, now=visit.now)
    except AlreadyDoneError:
        return visit.go(f"/broadcasts/{name}")
    return visit.go(f"/broadcasts/{name}", Said.BROADCAST_WITHDRAWN)


_FIELDS = {"starts": "date", "repeat": "repeat", "addresses": "where", "items": "item"}
"""Where the form has what the flow calls by another name."""


def _asked(visit: Visit, entered: Entered) -> Wish | None:
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
    name, part = _chosen(chosen)
    notice = unit.notices.get(name)
    voicing = next((one for one in unit.voicings.parts_of([name]) if one.part == part), None)
    if part and voicing is None:
        raise NotFoundError(f"notice {name} has no part {part}")
    return _Item(notice=notice, part=part, title=shown_part.titled(notice.title, voicing, visit.words))


def _chosen(item: str) -> tuple[NoticeId, int]:
    found = _ITEM.fullmatch(item)
    return (NoticeId(found["notice"]), int(found["part"] or _WHOLE)) if found else (NoticeId(item), _WHOLE)


def _item(notice: str, part: int) -> str:
    return f"{notice}:{part}" if part else notice


def _first(visit: Visit, entered: Entered) -> datetime | None:
    """Return the first local instant, naive."""
    words = visit.words
    when = entered.choice("when", {"now", "at"}, missing=words.say("Choose when it shall sound"))
    if when != "at":
        return (visit.now + _LEAD).astimezone(visit.desk.zone).replace(tzinfo=None, microsecond=0)
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


def _ask_again(visit: Visit, entered: Entered, error: UntimelyError) -> Response:
    """Show which words would not hold, each to be accepted by a tick."""
    entered.fault("accepted", shown_doubt.untimely_fault(error, visit.words))
    return _entry(visit, entered, code=422, untimely=shown_doubt.untimely_choices(error, visit.words))


def _sent_before(visit: Visit, entered: Entered, asked: Wish) -> Response:
    """A second click finds what the first one saved; another wish is never taken for it."""
    with visit.desk.ledger.reading() as unit:
        saved = unit.broadcasts.get(asked.id)
    if _is_same(saved, asked, is_now=entered.first("when") == "now"):
        return visit.go(f"/broadcasts/{asked.id}", Said.BROADCAST_SAVED)
    entered.values = {**entered.values, "name": [uuid4().hex]}
    entered.fault(
        "item",
        visit.words.say("You saved this broadcast before, otherwise. Save again to make a second one of it"),
    )
    return _entry(visit, entered, code=409)


def _is_same(saved: Wish, asked: Wish, *, is_now: bool) -> bool:
    """Whether one is the other. What begins now begins a moment later at the second click."""
    apart = abs(asked.recurrence.first - saved.recurrence.first)
    is_same_time = apart < _LEAD if is_now else not apart
    return is_same_time and _said(saved) == _said(asked)


def _said(wish: Wish) -> tuple[object, ...]:
    return wish.items, wish.addresses, wish.title, wish.recurrence.rule


def _entry(
    visit: Visit, entered: Entered, code: int = 200, untimely: Sequence[tuple[str, str, str]] = ()
) -> Response:
    chosen = entered.all("item")
    with visit.desk.ledger.reading() as unit:
        addresses = unit.poles.addresses()
    more = entered.first("more")
    count = min(MOST_ITEMS, max(1, len(chosen), int(more) if more.isdecimal() and len(more) < 3 else 1))
    return visit.show(
        "broadcasts/entry.html",
        code,
        form=entered,
        notices=_offered(visit, chosen[:MOST_ITEMS]),
        chosen=[*chosen, *[""] * MOST_ITEMS],
        item_count=count,
        untimely=untimely,
        most_items=MOST_ITEMS,
        days=shown_recurrence.day_choices(visit.words),
        kinds=shown_places.kinds(addresses, visit.places(), visit.words),
    )


def _offered(visit: Visit, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Return the newest notices and what is chosen already, each followed by its parts and its versions."""
    page = lists.notices(visit.desk.ledger, most=_OFFERED)
    offered = {line.id: shown_notice.choice(line, visit.words) for line in page.lines}
    titles = {line.id: line.title for line in page.lines}
    firsts = {line.id: line.version_of or line.id for line in page.lines}
    for name, _ in map(_chosen, chosen):
        for one in _versions(visit, name):
            titles.setdefault(one.id, one.title)
            offered.setdefault(one.id, shown_notice.titled(one, visit.words))
            firsts[one.id] = one.version_of or one.id
    parts = _parts(visit, titles)
    return [choice for name in _in_languages(firsts) for choice in ((name, offered[name]), *parts[name])]


def _versions(visit: Visit, name: NoticeId) -> Sequence[Notice]:
    """Return a notice in all its languages; none where what was sent names no notice."""
    with suppress(WrongInputError), visit.desk.ledger.reading() as unit:
        return unit.notices.versions(name)
    return ()


def _in_languages(firsts: Mapping[NoticeId, NoticeId]) -> list[NoticeId]:
    """Return notices, newest first, with the languages of one together: its first, then as they came."""
    together: dict[NoticeId, list[NoticeId]] = {}
    for name, first in firsts.items():
        together.setdefault(first, []).insert(0, name)
    return [
        name
        for first, names in together.items()
        for name in (*(one for one in names if one == first), *(one for one in names if one != first))
    ]


def _parts(visit: Visit, titles: Mapping[NoticeId, str]) -> dict[NoticeId, list[tuple[str, str]]]:
    """Return the parts of each notice that were asked for, as choices."""
    choices: dict[NoticeId, list[tuple[str, str]]] = {name: [] for name in titles}
    with visit.desk.ledger.reading() as unit:
        voicings = unit.voicings.parts_of(titles)
    for one in voicings:
        name = one.sections[0].notice
        choices[name].append((_item(name, one.part), shown_part.choice(titles[name], one, visit.words)))
    return choices


def _known(visit: Visit, name: BroadcastId) -> tuple[Wish, Preparation, list[Notice]]:
    with visit.desk.ledger.reading() as unit:
        wish = unit.broadcasts.get(name)
        [prepared] = unit.broadcasts.prepared([wish])
        return wish, prepared, [unit.notices.get(notice) for notice, _ in wish.items]


def _page(visit: Visit, name: BroadcastId, entered: Entered, code: int = 200) -> Response:
    wish, prepared, notices = _known(visit, name)
    places = visit.places()
    found = progress.progress(visit.desk.ledger, name, now=visit.now)
    unapproved = [] if wish.withdrawn_at or prepared.is_permitted else prepared.unapproved
    return visit.show(
        "broadcasts/one.html",
        code,
        form=entered,
        broadcast=shown.heading(wish, visit.words),
        facts=shown.facts(wish, prepared, notices, places, visit.words),
        unapproved=[_unapproved(visit, one) for one in _once_each(notices) if one.id in unapproved],
        approve_words=shown.approve_words(unapproved, visit.words),
        clip=prepared.clip.digest if prepared.clip else "",
        live=_live(visit, name),
        may_withdraw=shown.may_withdraw(found, wish),
    )


def _once_each(notices: Iterable[Notice]) -> Iterable[Notice]:
    """Leave out what was there before: a broadcast may say several parts of one notice."""
    return {notice.id: notice for notice in notices}.values()


def _unapproved(visit: Visit, notice: Notice) -> dict[str, object]:
    with visit.desk.ledger.reading() as unit:
        voicing = shown_notice.whole(unit.voicings.of_notice(notice.id))
    return {
        "id": notice.id,
        "title": notice.title,
        "clip": voicing.clip.digest if voicing and voicing.clip else "",
        "seen": edition(notice) if voicing and voicing.clip else approval.NOTHING_SEEN,
        "state": shown_notice.state(notice, voicing.state if voicing else None, visit.words),
    }


def _live(visit: Visit, name: BroadcastId) -> str:
    now = visit.desk.clock()
    _, prepared, _ = _known(visit, name)
    found = progress.progress(visit.desk.ledger, name, now=now)
    return visit.part(
        "broadcasts/_live.html", **shown.live_parts(found, prepared, visit.places(), visit.words, now)
    )


def _withdrawal(visit: Visit, name: BroadcastId, entered: Entered, code: int = 200) -> Response:
    wish, _, _ = _known(visit, name)
    if wish.withdrawn_at:
        return visit.go(f"/broadcasts/{name}")
    recall = progress.recall(visit.desk.ledger, name, now=visit.now)
    parts = shown.withdrawal_parts(recall, visit.places(), visit.words, visit.now)
    return visit.show(
        "broadcasts/withdraw.html", code, form=entered, broadcast=shown.heading(wish, visit.words), **parts
    )
