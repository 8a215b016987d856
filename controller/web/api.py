"""The HTTP API: make a notice, approve it, make a broadcast, read the poles' state, fetch clips.

A route parses, calls one function of the flow, and answers. Everything asks for the bearer
token of the site, but a clip is also given to a pole with its own.
"""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, status
from fastapi import Path as ApiPath
from fastapi.responses import FileResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from controller.errors import NotFoundError
from controller.flow import approval, decisions, intake, voicing, wishes
from controller.site import token_digest
from schedules.vocabulary import BroadcastId, Digest, NoticeId

from . import answers, forms
from .desk import Desk, TheDesk
from .visit import Anyone

MAKE_NOTICE = "/api/notices"
"""Where documents come in; the one place for a large body."""
_YEAR_SECONDS = 365 * 86_400

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]


def _only_staff(desk: TheDesk, bearer: Bearer) -> None:
    if bearer is None or not secrets.compare_digest(bearer.credentials.encode(), desk.token.encode()):
        raise _unauthorized()


def _only_staff_and_poles(visit: Anyone, desk: TheDesk, bearer: Bearer) -> None:
    if visit.signed_in is not None:
        return
    if bearer is not None:
        if secrets.compare_digest(bearer.credentials.encode(), desk.token.encode()):
            return
        with desk.ledger.reading() as unit:
            if unit.poles.owns_clips_token(token_digest(bearer.credentials)):
                return
    raise _unauthorized()


def _unauthorized() -> HTTPException:
    return HTTPException(
        status.HTTP_401_UNAUTHORIZED, "a bearer token is needed", headers={"WWW-Authenticate": "Bearer"}
    )


async def _whole_body(request: Request) -> bytes:
    """Read the body as it came; its size is bounded before."""
    return await request.body()


api = APIRouter(prefix="/api", dependencies=[Depends(_only_staff)])
public = APIRouter()

DigestText = Annotated[str, ApiPath(pattern=r"^[0-9a-f]{64}$")]


@api.post("/notices", status_code=status.HTTP_201_CREATED)
def make_notice(
    desk: TheDesk,
    text: Annotated[bytes, Depends(_whole_body)],
    form: Annotated[forms.NoticeForm, Query()],
) -> answers.NoticeAnswer:
    """Take the body in, a document of any kind, as a notice. It is then read and voiced by itself."""
    manuscript = intake.Manuscript(
        original=text,
        file_name=form.file_name,
        title=form.title,
        category=form.category,
        class_=form.class_,
        status=form.status,
        source_document=form.source_document,
        language=form.language,
        version_of=NoticeId(form.version_of) if form.version_of else None,
    )
    notice = intake.take_in(desk.ledger, manuscript, now=desk.clock(), documents=desk.documents)
    return _notice(desk, notice)


@api.post("/notices/from-web", status_code=status.HTTP_201_CREATED)
def make_notice_from_web(desk: TheDesk, form: forms.WebNoticeForm) -> answers.NoticeAnswer:
    """Fetch what stands at a public web address and take it in as a notice."""
    if desk.web is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "this desk fetches nothing")
    manuscript = replace(
        intake.manuscript_at(desk.web, form.url),
        title=form.title,
        category=form.category,
        class_=form.class_,
        status=form.status,
        language=form.language,
    )
    notice = intake.take_in(desk.ledger, manuscript, now=desk.clock(), documents=desk.documents)
    return _notice(desk, notice)


@api.get("/notices")
def list_notices(desk: TheDesk) -> list[answers.NoticeAnswer]:
    with desk.ledger.reading() as unit:
        return [
            answers.of_notice(notice, unit.voicings.of_notice(notice.id)) for notice in unit.notices.all()
        ]


@api.get("/notices/{notice}")
def read_notice(desk: TheDesk, notice: str) -> answers.NoticeAnswer:
    return _notice(desk, NoticeId(notice))


@api.post("/notices/{notice}/parts", status_code=status.HTTP_201_CREATED)
def divide_notice(desk: TheDesk, notice: str, form: forms.Opening) -> answers.PartAnswer:
    """Ask for the sentences of about the first seconds as a part that can be broadcast."""
    part = voicing.want_opening(desk.ledger, NoticeId(notice), timedelta(seconds=form.seconds))
    return answers.PartAnswer(notice=notice, part=part)


@api.post("/notices/{notice}/approve")
def approve_notice(desk: TheDesk, notice: str, form: forms.Approval) -> answers.NoticeAnswer:
    if form.doubts_as_read:
        decisions.settle_all(desk.ledger, NoticeId(notice))
    approval.approve(desk.ledger, NoticeId(notice), by=form.by, now=desk.clock())
    return _notice(desk, NoticeId(notice))


@api.post("/notices/{notice}/try", status_code=status.HTTP_201_CREATED)
def try_notice_out(desk: TheDesk, notice: str, form: forms.TryOut) -> answers.BroadcastAnswer:
    """Sound it once at one pole, softly, a few seconds from now, also before it is approved."""
    tried = wishes.try_out(desk.ledger, NoticeId(notice), form.pole, desk.clock(), zone=desk.zone)
    return _broadcast(desk, tried)


@api.post("/notices/{notice}/retry")
def retry_notice(desk: TheDesk, notice: str) -> answers.NoticeAnswer:
    """Voice again what failed, once its reason (a full disk, a missing voice) is mended, or was stopped."""
    voicing.retry(desk.ledger, NoticeId(notice))
    return _notice(desk, NoticeId(notice))


@api.post("/notices/{notice}/stop")
def stop_notice(desk: TheDesk, notice: str) -> answers.NoticeAnswer:
    """Stop its voicing; `retry` goes on with it, and sentences that were spoken are kept."""
    voicing.stop(desk.ledger, NoticeId(notice))
    return _notice(desk, NoticeId(notice))


@api.post("/broadcasts", status_code=status.HTTP_201_CREATED)
def make_broadcast(desk: TheDesk, form: forms.BroadcastForm) -> answers.BroadcastAnswer:
    now = desk.clock()
    asked = form.wish(zone=desk.zone, now=now)
    return _broadcast(desk, wishes.wish(desk.ledger, asked, now, accepted=frozenset(form.accepted)))


@api.get("/broadcasts")
def list_broadcasts(desk: TheDesk) -> list[answers.BroadcastAnswer]:
    """Newest first, without their proofs."""
    with desk.ledger.reading() as unit:
        prepared = unit.broadcasts.prepared(unit.broadcasts.all())
        return [answers.of_broadcast(one, []) for one in prepared]


@api.get("/broadcasts/{broadcast}")
def read_broadcast(desk: TheDesk, broadcast: str) -> answers.BroadcastAnswer:
    return _broadcast(desk, BroadcastId(broadcast))


@api.post("/broadcasts/{broadcast}/withdraw")
def withdraw_broadcast(desk: TheDesk, broadcast: str, form: forms.Withdrawal) -> answers.BroadcastAnswer:
    wishes.withdraw(desk.ledger, BroadcastId(broadcast), because=form.because, now=desk.clock())
    return _broadcast(desk, BroadcastId(broadcast))


@api.get("/poles")
def list_poles(desk: TheDesk) -> list[answers.PoleAnswer]:
    with desk.ledger.reading() as unit:
        return [answers.of_pole(pole) for pole in unit.poles.all()]


@api.get("/openapi.json", include_in_schema=False)
def describe(request: Request) -> dict[str, object]:
    """Say what the API can do, as OpenAPI."""
    app: FastAPI = request.app
    return app.openapi()


@public.get("/clips/{digest}", dependencies=[Depends(_only_staff_and_poles)], response_class=FileResponse)
def fetch_clip(desk: TheDesk, digest: DigestText) -> Response:
    """Give a clip by its digest, whole or by ranges. It never changes."""
    path = desk.find_clip(Digest(digest))
    if path is None:
        raise NotFoundError(f"there is no clip {digest}")
    keep = {"Cache-Control": f"private, immutable, max-age={_YEAR_SECONDS}"}
    return FileResponse(path, media_type="audio/ogg", headers=keep)


@public.get("/health")
def health(desk: TheDesk) -> answers.HealthAnswer:
    """Say whether database and broker answer; needs no token and tells nothing else."""
    with desk.ledger.reading() as unit:
        unit.poles.addresses()
    return answers.HealthAnswer(is_broker_connected=desk.is_broker_connected())


def _notice(desk: Desk, notice: NoticeId) -> answers.NoticeAnswer:
    with desk.ledger.reading() as unit:
        return answers.of_notice(unit.notices.get(notice), unit.voicings.of_notice(notice))


def _broadcast(desk: Desk, broadcast: BroadcastId) -> answers.BroadcastAnswer:
    with desk.ledger.reading() as unit:
        [prepared] = unit.broadcasts.prepared([unit.broadcasts.get(broadcast)])
        return answers.of_broadcast(prepared, unit.proofs.of_broadcast(broadcast))
