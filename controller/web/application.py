"""The whole application: routes, what stands around them, and what is said when something goes wrong."""

from collections.abc import Sequence
from importlib.metadata import version

import structlog
from fastapi import FastAPI, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from audio.documents.values import LIMITS
from audio.sounds import MOST_BYTES
from controller.errors import (
    AlreadyDoneError,
    ControllerError,
    DatabaseUnreachableError,
    FetchRefusedError,
    NotFoundError,
    NotYetError,
    UndecidedError,
    UntimelyError,
    VoicingFailedError,
    WrongInputError,
)

from .api import MAKE_NOTICE, api, public
from .desk import Desk
from .headers import Headers, stamp
from .limit import BodyLimit
from .pages import (
    account,
    broadcast_entries,
    broadcast_templates,
    broadcasts,
    components,
    contacts,
    dictionary,
    notice_entries,
    notices,
    outlines,
    parts,
    poles,
    readings,
    recordings,
    sign_in,
    sounds,
    takes,
    today,
    voice_choices,
    voices,
)
from .render import STATIC
from .trouble import show_again, show_code, show_foreign, show_sign_in
from .visit import MAX_FORM_BYTES, ForeignFormError, SendAgainError, SignInNeededError

log = structlog.get_logger()

_PAGES = (
    today,
    notice_entries,
    notices,
    readings,
    recordings,
    parts,
    outlines,
    broadcast_entries,
    broadcasts,
    poles,
    account,
    sign_in,
    dictionary,
    contacts,
    broadcast_templates,
    sounds,
    voices,
    voice_choices,
    takes,
    components,
)
_MOST_RECORDED_BYTES = 32_000_000
"""A little more than is taken, so that whoever sends too much is told so on the page."""
_GZIP_LEVEL = 3
"""The event loop packs pages itself: level 9 takes several times as long for a tenth less."""
_FOR_PROGRAMS = ("/api", "/clips", "/health", "/static")
_CODES: dict[type[ControllerError], int] = {
    WrongInputError: status.HTTP_422_UNPROCESSABLE_CONTENT,
    NotFoundError: status.HTTP_404_NOT_FOUND,
    NotYetError: status.HTTP_409_CONFLICT,
    UndecidedError: status.HTTP_409_CONFLICT,
    UntimelyError: status.HTTP_409_CONFLICT,
    AlreadyDoneError: status.HTTP_409_CONFLICT,
    FetchRefusedError: status.HTTP_422_UNPROCESSABLE_CONTENT,
    DatabaseUnreachableError: status.HTTP_503_SERVICE_UNAVAILABLE,
    VoicingFailedError: status.HTTP_503_SERVICE_UNAVAILABLE,
}


def build(desk: Desk, *, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Return the application around `desk`; `lifespan` starts and stops what runs beside it."""
    app = FastAPI(
        title="ZoneCast", version=version("zonecast"), lifespan=lifespan, openapi_url=None, docs_url=None
    )
    app.add_middleware(BodyLimit, most_at=_most_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=_GZIP_LEVEL)
    app.add_middleware(Headers)
    app.state.desk = desk
    app.include_router(api)
    app.include_router(public)
    for room in _PAGES:
        app.include_router(room.pages, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _explain_errors(app)
    return app


def _most_bytes(path: str) -> int:
    """Return how large a body may be: only where files are sent, as large as one of them."""
    takes_documents = path == "/notices" or (path.startswith("/notices/") and path.endswith("/edit"))
    if takes_documents or path == MAKE_NOTICE:
        return LIMITS.content_bytes + MAX_FORM_BYTES
    if path == "/sounds":
        return MOST_BYTES + MAX_FORM_BYTES
    if path.startswith("/notices/") and path.endswith(("/recording", "/recording/read-aloud")):
        return _MOST_RECORDED_BYTES + MAX_FORM_BYTES
    return MAX_FORM_BYTES


def _explain_errors(app: FastAPI) -> None:
    app.add_exception_handler(SignInNeededError, show_sign_in)
    app.add_exception_handler(SendAgainError, show_again)
    app.add_exception_handler(ForeignFormError, show_foreign)
    app.add_exception_handler(ControllerError, _explain)
    app.add_exception_handler(RequestValidationError, _name_fields)
    app.add_exception_handler(HTTPException, _say_code)
    app.add_exception_handler(Exception, _admit)


async def _explain(request: Request, error: Exception) -> Response:
    code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), 500)
    return await _answer(request, code, str(error))


async def _say_code(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise TypeError(error)
    answer = await _answer(request, error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


async def _admit(request: Request, error: Exception) -> Response:
    log.error("a request failed", path=request.url.path, error=type(error).__name__, exc_info=error)
    answer = await _answer(request, 500, "something went wrong; it is in the log")
    stamp(answer.headers, request.scope)  # this answer passes by the middleware
    return answer


async def _name_fields(request: Request, error: Exception) -> Response:
    """Name each field and what would be right; what was sent is not repeated, since it may be anything."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = [f"{_place(fault['loc'])}: {fault['msg']}" for fault in found]
    return await _answer(request, 422, "; ".join(faults))


async def _answer(request: Request, code: int, detail: str) -> Response:
    """Return JSON to programs and a page to people."""
    if request.url.path.startswith(_FOR_PROGRAMS):
        return JSONResponse({"detail": detail}, status_code=code)
    return await show_code(request, code)


def _place(steps: Sequence[str | int]) -> str:
    """Return the field's name as it was sent, without where it was sent ("body", "query")."""
    return ".".join(str(step) for step in steps[1:]) or str(steps[0])
