"""Making a broadcast: what may be chosen, and what is asked again before it is saved."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Response

from controller.entries import Notice, Wish
from controller.errors import (
    AlreadyDoneError,
    UntimelyError,
    WrongInputError,
)
from controller.flow import lists, wishes
from controller.web.broadcast_form import LEAD, MOST_ITEMS, WHOLE, asked_for, chosen_item, item_value
from controller.web.entered import Entered
from controller.web.explained import explained
from controller.web.said import Said
from controller.web.shown import doubt as shown_doubt
from controller.web.shown import notice as shown_notice
from controller.web.shown import part as shown_part
from controller.web.shown import places as shown_places
from controller.web.shown import recurrence as shown_recurrence
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import NoticeId

pages = APIRouter()

_OFFERED = 50
_MOST_PARTS = 99_999
_FIELDS = {"starts": "date", "repeat": "repeat", "addresses": "where", "items": "item"}
"""Where the form has what the flow calls by another name."""


@pages.get("/broadcasts/new")
def blank_broadcast(
    visit: Staff,
    notice: Annotated[list[str] | None, Query()] = None,
    part: Annotated[int, Query(ge=0, le=_MOST_PARTS)] = WHOLE,
) -> Response:
    local = (visit.now + timedelta(hours=1)).astimezone(visit.desk.zone)
    blank = {
        "name": [uuid4().hex],
        "item": [item_value(name, part) for name in notice or []],
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
    asked = asked_for(visit, entered)
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
    is_same_time = apart < LEAD if is_now else not apart
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
    for name, _ in map(chosen_item, chosen):
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
        choices[name].append((item_value(name, one.part), shown_part.choice(titles[name], one, visit.words)))
    return choices
