"""The whole application: routes, what stands around them, and what is said when something goes wrong."""

from collections.abc import Sequence
from importlib.metadata import version

from fastapi import FastAPI, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.types import Lifespan

from controller.errors import (
    AlreadyDoneError,
    ControllerError,
    DatabaseUnreachableError,
    NotFoundError,
    NotYetError,
    WrongInputError,
)

from .api import api, public
from .desk import Desk
from .limit import BodyLimit

MAX_BODY_BYTES = 1_000_000
"""200,000 characters of Vietnamese are at most 600 kB of UTF-8."""
_STATUS_CODES: dict[type[ControllerError], int] = {
    WrongInputError: status.HTTP_422_UNPROCESSABLE_CONTENT,
    NotFoundError: status.HTTP_404_NOT_FOUND,
    NotYetError: status.HTTP_409_CONFLICT,
    AlreadyDoneError: status.HTTP_409_CONFLICT,
    DatabaseUnreachableError: status.HTTP_503_SERVICE_UNAVAILABLE,
}


def build(desk: Desk, *, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Return the application around `desk`; `lifespan` starts and stops what runs beside it."""
    app = FastAPI(
        title="ZoneCast", version=version("zonecast"), lifespan=lifespan, openapi_url=None, docs_url=None
    )
    app.add_middleware(BodyLimit, most=MAX_BODY_BYTES)
    app.state.desk = desk
    app.include_router(api)
    app.include_router(public)
    app.add_exception_handler(ControllerError, _explain)
    app.add_exception_handler(RequestValidationError, _name_fields)
    return app


def _explain(_request: Request, error: Exception) -> Response:
    code = next((code for kind, code in _STATUS_CODES.items() if isinstance(error, kind)), 500)
    return JSONResponse({"detail": str(error)}, status_code=code)


def _name_fields(_request: Request, error: Exception) -> Response:
    """Name each field and what would be right; what was sent is not repeated, since it may be anything."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = [f"{_place(fault['loc'])}: {fault['msg']}" for fault in found]
    return JSONResponse({"detail": "; ".join(faults)}, status_code=status.HTTP_422_UNPROCESSABLE_CONTENT)


def _place(steps: Sequence[str | int]) -> str:
    """Return the field's name as it was sent, without where it was sent ("body", "query")."""
    return ".".join(str(step) for step in steps[1:]) or str(steps[0])
