"""The pieces of a notice: its headline and parts are voiced, or put into a broadcast."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from controller.errors import ChangedMeanwhileError, NotYetError
from controller.flow import parts
from controller.web.said import Said
from controller.web.visit import Posted, Staff
from schedules.vocabulary import NoticeId

pages = APIRouter()


@pages.post("/notices/{name}/parts")
def voice_parts(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    try:
        parts.want_parts(visit.desk.ledger, name, seen=entered.first("seen"))
    except (ChangedMeanwhileError, NotYetError):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/notices/{name}", Said.PARTS_WANTED)


@pages.post("/notices/{name}/parts/{place}")
def broadcast_piece(
    visit: Staff, name: NoticeId, place: Annotated[int, Path(ge=0, le=10_000)], entered: Posted
) -> Response:
    """Ask for the clip of a piece and go on to a new broadcast of it."""
    try:
        part = parts.want_piece(visit.desk.ledger, name, place, seen=entered.first("seen"))
    except (ChangedMeanwhileError, NotYetError):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/broadcasts/new?notice={name}&part={part}")
