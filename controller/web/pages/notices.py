"""Notices: written, read beside their text, heard, changed, approved."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from controller.entries import Notice, Voicing, VoicingId
from controller.errors import (
    ChangedMeanwhileError,
    NotFoundError,
    NotYetError,
    WrongInputError,
)
from controller.flow import approval, lists, voicing, wishes
from controller.flow.editions import edition
from controller.flow.timeliness import untimely
from controller.outlook.voices import SeenVoice
from controller.ports import Unit
from controller.web.cursors import cursor_of, next_page
from controller.web.entered import Entered, one_line
from controller.web.explained import approval_fault
from controller.web.live import Piece
from controller.web.said import Said
from controller.web.shown import back_check as shown_back_check
from controller.web.shown import broadcast as shown_broadcast
from controller.web.shown import document as shown_document
from controller.web.shown import doubt as shown_doubt
from controller.web.shown import notice as shown
from controller.web.shown import part as shown_part
from controller.web.shown import reading as shown_reading
from controller.web.shown import take as shown_take
from controller.web.shown import version as shown_version
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import NoticeId

pages = APIRouter()

_PAGE = 30


@pages.get("/notices")
def list_notices(visit: Staff, q: Annotated[str, Query()] = "", before: str = "") -> Response:
    search = one_line(q)[:200]
    page = lists.notices(visit.desk.ledger, before=cursor_of(before), most=_PAGE, search=search)
    lines = [shown.line(line, visit.words, visit.now) for line in page.lines]
    return visit.show(
        "notices/list.html", notices=lines, search=search, next_page=next_page("/notices", page.next, search)
    )


@pages.get("/notices/{name}")
def show_notice(visit: Staff, name: NoticeId) -> Response:
    return _page(visit, name, Entered({}, visit.words))


@pages.get("/live/notices/{name}")
async def follow_notice(visit: Staff, name: NoticeId) -> Response:
    """Stream the notice's state until it is voiced, and heard by a machine that listens, or has failed."""
    shared = visit.for_everyone()
    key = ("notice", name, visit.words.language)
    return await visit.desk.live.follow(key, lambda before: _piece(shared, name, before), visit.with_own_csrf)


@pages.post("/notices/{name}/approve")
def approve_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    try:
        approval.approve(visit.desk.ledger, name, by=visit.by, now=visit.now, seen=entered.first("seen"))
    except (NotYetError, ChangedMeanwhileError) as error:
        entered.fault("state-heading", approval_fault(error, visit.words))
        return _page(visit, name, entered, code=409)
    return visit.go(f"/notices/{name}", Said.NOTICE_APPROVED)


@pages.post("/notices/{name}/approve-versions")
def approve_versions(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    """Approve the notice in every language that still waits: all or none."""
    with visit.desk.ledger.reading() as unit:
        waiting = [one.id for one in unit.notices.versions(name) if not one.approved_at]
    seen = {version: entered.first(f"seen-{version}") for version in waiting}
    try:
        approval.approve_all(visit.desk.ledger, seen, by=visit.by, now=visit.now)
    except (NotYetError, ChangedMeanwhileError) as error:
        entered.fault("versions-heading", approval_fault(error, visit.words))
        return _page(visit, name, entered, code=409)
    return visit.go(f"/notices/{name}", Said.VERSIONS_APPROVED)


@pages.post("/notices/{name}/retry")
def retry_notice(visit: Staff, name: NoticeId, _entered: Posted) -> Response:
    voicing.retry(visit.desk.ledger, name)
    return visit.go(f"/notices/{name}", Said.NOTICE_RETRIED)


@pages.post("/notices/{name}/stop")
def stop_voicing(visit: Staff, name: NoticeId, _entered: Posted) -> Response:
    voicing.stop(visit.desk.ledger, name)
    return visit.go(f"/notices/{name}", Said.VOICING_STOPPED)


@pages.post("/notices/{name}/go-on")
def go_on_voicing(visit: Staff, name: NoticeId, _entered: Posted) -> Response:
    voicing.retry(visit.desk.ledger, name)
    return visit.go(f"/notices/{name}", Said.VOICING_GOES_ON)


@pages.post("/notices/{name}/try")
def try_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    words, pole = visit.words, entered.first("pole")
    try:
        tried = wishes.try_out(visit.desk.ledger, name, pole, now=visit.now, zone=visit.desk.zone)
    except NotYetError:
        entered.fault("state-heading", words.say("It is not voiced yet: try it out when it can be heard"))
        return _page(visit, name, entered, code=409)
    except (NotFoundError, WrongInputError):
        entered.fault(_field_of_pole(visit, name), words.say("Choose a pole for the test play"))
        return _page(visit, name, entered, code=422)
    return visit.go(f"/broadcasts/{tried}", Said.TRYING_OUT)


def _field_of_pole(visit: Visit, name: NoticeId) -> str:
    """Return where a pole is chosen; there is no choice without poles and before it can be heard."""
    with visit.desk.ledger.reading() as unit:
        voicings = unit.voicings.of_notice(name)
    return "pole" if shown.can_be_heard(voicings) and visit.pole_choices() else "state-heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How a notice stands, read once: what is shown and whether more will come are of the same instant."""

    at: datetime = field(compare=False)
    notice: Notice
    voicings: tuple[Voicing, ...]
    takes: tuple[Voicing, ...]
    versions: tuple[tuple[Notice, tuple[Voicing, ...]], ...]
    """The notice in all its languages, itself among them, each with its clips."""
    allowed: frozenset[str]

    @property
    def is_busy(self) -> bool:
        """Whether something goes on with it by itself that people wait for."""
        return shown_take.is_busy(self.takes) or any(
            shown.is_busy(notice, voicings) for notice, voicings in self.versions
        )

    @property
    def is_live(self) -> bool:
        """Whether its page will change by itself."""
        return self.is_busy or any(shown.awaits_hearing(voicings) for _, voicings in self.versions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the page of a notice shows beside the notice itself: time left, and choices of its forms."""

    left: tuple[tuple[VoicingId, timedelta], ...]
    poles: tuple[tuple[str, str], ...]
    voices: tuple[SeenVoice, ...]


def _standing(unit: Unit, name: NoticeId, at: datetime) -> _Standing:
    unit.notices.get(name)  # NotFoundError where there is none
    versions = tuple((one, tuple(unit.voicings.of_notice(one.id))) for one in unit.notices.versions(name))
    notice, voicings = next(version for version in versions if version[0].id == name)
    return _Standing(
        at=at,
        notice=notice,
        voicings=voicings,
        takes=tuple(unit.voicings.takes_of(name)),
        versions=versions,
        allowed=unit.contacts.allowed(as_of=notice.allowed_as_of),
    )


def _page(visit: Visit, name: NoticeId, entered: Entered, code: int = 200) -> Response:
    with visit.desk.ledger.reading() as unit:
        standing = _standing(unit, name, visit.desk.clock())
        broadcasts = [(one, untimely(unit, one)) for one in unit.broadcasts.with_notice(name)]
    notice = standing.notice
    return visit.show(
        "notices/one.html",
        code,
        form=entered,
        notice=shown.heading(notice, visit.words),
        facts=shown.facts(notice, visit.words),
        notes=shown_document.notes(notice.notes, visit.words),
        broadcasts=[
            shown_broadcast.mention(one, visit.words)
            | {"untimely": shown_doubt.untimely(notice, found, visit.words)}
            for one, found in broadcasts
        ],
        live=_part(visit, standing, _around(visit, standing), entered),
        is_live=standing.is_live,
        is_busy=standing.is_busy,
    )


def _piece(visit: Visit, name: NoticeId, before: Piece) -> Piece:
    """Draw the piece of a notice, or return the one `before` where all that it shows is as it was.

    Of all that it shows a number is kept, as the notice's document alone may be large.
    """
    with visit.desk.ledger.reading() as unit:
        standing = _standing(unit, name, visit.desk.clock())
    around = _around(visit, standing)
    drawn_from = hash((standing, around))
    if before.drawn_from == drawn_from:
        return before
    part = _part(visit, standing, around, Entered({}, visit.words))
    return Piece(part, is_final=not standing.is_live, drawn_from=drawn_from)


def _around(visit: Visit, standing: _Standing) -> _Around:
    left = visit.desk.paces.left((*standing.voicings, *standing.takes), standing.at)
    return _Around(
        left=tuple(left.items()),
        poles=tuple(visit.pole_choices()) if shown.can_be_heard(standing.voicings) else (),
        voices=tuple(replace(one, got=None) for one in visit.voices()),  # no matter here how much has come
    )


def _part(visit: Visit, standing: _Standing, around: _Around, entered: Entered) -> str:
    notice, voicings, allowed = standing.notice, standing.voicings, standing.allowed
    left = dict(around.left)
    return visit.part(
        "notices/_live.html",
        id=notice.id,
        edition=edition(notice),
        form=entered,
        poles=around.poles,
        **shown.progress_parts(notice, voicings, visit.words, left=left),
        **shown_reading.parts(notice, visit.words, allowed=allowed),
        **shown_take.parts(
            notice, voicings, standing.takes, around.voices, visit.words, allowed=allowed, left=left
        ),
        **shown_part.parts(notice, voicings, visit.words),
        **shown_doubt.parts(notice, visit.words),
        **shown_back_check.parts(notice, voicings, visit.words),
        **shown_version.parts(standing.versions, notice, visit.words),
    )
