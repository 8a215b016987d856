"""A form with large files, which stay on disk while it is looked at. Small ones come by `visit.Posted`."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from controller.flow import sign_in

from .entered import Entered
from .visit import (
    MAX_FORM_BYTES,
    Anyone,
    ForeignFormError,
    SendAgainError,
    SignInNeededError,
    Visit,
    came_from_us,
)

_MOST_FILES, _MOST_FIELDS = 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a signed-in person sent: its fields, and the files that were chosen, by their fields.

    A route that takes this takes no `Staff` beside it, who would read the form and close its files.
    """

    visit: Visit
    entered: Entered
    files: Mapping[str, Sequence[IO[bytes]]]


async def _uploaded(request: Request, visit: Anyone) -> AsyncIterator[Sent]:
    """Give what was sent for as long as the request lasts. Files are never kept over a sign-in."""
    if not came_from_us(request):
        raise ForeignFormError
    try:
        form = await request.form(
            max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=MAX_FORM_BYTES
        )
    except HTTPException as error:
        raise HTTPException(413 if "size" in error.detail else error.status_code, error.detail) from error
    try:
        entered = Entered(_texts(form), visit.words)
        if visit.signed_in is None:
            raise SignInNeededError({})
        if not sign_in.is_csrf_of(visit.person, entered.first("csrf")):
            raise SendAgainError({})
        yield Sent(visit=visit, entered=entered, files=_files(form))
    finally:
        await form.close()


Uploaded = Annotated[Sent, Depends(_uploaded)]


def _texts(form: FormData) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            texts.setdefault(name, []).append(value.encode(errors="replace").decode())
    return texts


def _files(form: FormData) -> dict[str, list[IO[bytes]]]:
    """Return the files; a field in which none was chosen has none."""
    files: dict[str, list[IO[bytes]]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) and (value.filename or value.size):
            files.setdefault(name, []).append(value.file)
    return files
