"""Voices compared by ear on a notice's page: takes asked for, removed, and one of them used."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    NotFoundError,
    NotYetError,
    VoiceRefusal,
    VoiceRefusedError,
)
from controller.flow import takes
from controller.web.said import Said
from controller.web.visit import Posted, Staff
from schedules.vocabulary import NoticeId

pages = APIRouter()

Number = Annotated[int, Path(ge=1, le=10_000)]


@pages.post("/notices/{name}/takes")
def want_take(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    try:
        takes.want(visit.desk.ledger, name, entered.first("voice"), voices=visit.voices())
    except (NotYetError, VoiceRefusedError) as error:
        return visit.go(f"/notices/{name}", _why(error))
    return visit.go(f"/notices/{name}#compare", Said.TAKE_WANTED)


@pages.post("/notices/{name}/takes/{number}/remove")
def remove_take(visit: Staff, name: NoticeId, number: Number, entered: Posted) -> Response:  # noqa: ARG001
    takes.drop(visit.desk.ledger, name, -number)
    return visit.go(f"/notices/{name}", Said.TAKE_REMOVED)


@pages.post("/notices/{name}/takes/{number}/use")
def use_take(visit: Staff, name: NoticeId, number: Number, entered: Posted) -> Response:
    try:
        takes.use(visit.desk.ledger, name, -number, voices=visit.voices(), seen=entered.first("seen"))
    except VoiceRefusedError as error:
        return visit.go(f"/notices/{name}", _why(error))
    except (AlreadyDoneError, ChangedMeanwhileError, NotFoundError, NotYetError):
        visit.notice(name)
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/notices/{name}", Said.VOICE_USED)


@pages.post("/notices/{name}/site-voice")
def leave_to_site(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    try:
        takes.leave_to_site(visit.desk.ledger, name, seen=entered.first("seen"))
    except (AlreadyDoneError, ChangedMeanwhileError):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/notices/{name}", Said.VOICE_LEFT_TO_SITE)


def _why(error: NotYetError | VoiceRefusedError) -> Said:
    match error:
        case VoiceRefusedError(why=VoiceRefusal.PERSONS | VoiceRefusal.EMERGENCY):
            return Said.VOICE_STAYS_HERE
        case VoiceRefusedError(why=VoiceRefusal.ENOUGH):
            return Said.TAKES_ENOUGH
        case _:
            return Said.VOICE_NOT_HERE
