"""Broadcasts: which notices sound when and where; approved, followed pole by pole, withdrawn."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from controller.entries import Notice, Wish
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    NotYetError,
)
from controller.flow import approval, lists, progress, wishes
from controller.flow.editions import edition
from controller.preparation import Preparation
from controller.web.cursors import cursor_of, next_page
from controller.web.entered import Entered, one_line
from controller.web.explained import approval_fault
from controller.web.live import Piece
from controller.web.said import Said
from controller.web.shown import broadcast as shown
from controller.web.shown import notice as shown_notice
from controller.web.shown.listening import listening
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import BroadcastId

pages = APIRouter()

_PAGE = 30


@pages.get("/broadcasts")
def list_broadcasts(visit: Staff, q: Annotated[str, Query()] = "", before: str = "") -> Response:
    search = one_line(q)[:200]
    page = lists.broadcasts(visit.desk.ledger, before=cursor_of(before), most=_PAGE, search=search)
    places = visit.places()
    lines = [shown.line(line, places, visit.words, visit.now) for line in page.lines]
    older = next_page("/broadcasts", page.next, search)
    return visit.show("broadcasts/list.html", broadcasts=lines, search=search, next_page=older)


@pages.get("/broadcasts/{name}")
def show_broadcast(visit: Staff, name: BroadcastId) -> Response:
    return _page(visit, name, Entered({}, visit.words))


@pages.get("/live/broadcasts/{name}")
async def follow_broadcast(visit: Staff, name: BroadcastId) -> Response:
    """Stream how far the broadcast has come."""
    return await visit.desk.live.follow(
        ("broadcast", name, visit.words.language), lambda _: Piece(_live(visit, name))
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
        clip=listening(prepared.voicing) if prepared.clip else None,
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
        "clip": listening(voicing),
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
