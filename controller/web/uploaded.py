"""A form with large files, which stay on disk while it is looked at. Small ones come by `visit.Posted`."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from controller.flow import sign_in

from .entered import Entered
from .visit import (
    Anyone,
    Fields,
    ForeignFormError,
    SendAgainError,
    SignInNeededError,
    Visit,
    came_from_us,
    form_of,
    kept_of,
    whole,
    without_file,
)

MOST_FILES = 60
_MOST_FIELDS = 200


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
    form = await form_of(request, most_files=MOST_FILES, most_fields=_MOST_FIELDS)
    try:
        entered = Entered(_texts(form), visit.words)
        if visit.signed_in is None:
            raise SignInNeededError(_kept(form))
        if not sign_in.is_csrf_of(visit.person, entered.first("csrf")):
            raise SendAgainError(_kept(form))
        yield Sent(visit=visit, entered=entered, files=_files(form))
    finally:
        await form.close()


Uploaded = Annotated[Sent, Depends(_uploaded)]


def _texts(form: FormData) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            texts.setdefault(name, []).append(whole(value))
    return texts


def _kept(form: FormData) -> Fields:
    texts = _texts(form)
    return without_file(texts) if _files(form) else kept_of(texts)


def _files(form: FormData) -> dict[str, list[IO[bytes]]]:
    """Return the files; a field in which none was chosen has none."""
    files: dict[str, list[IO[bytes]]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) and (value.filename or value.size):
            files.setdefault(name, []).append(value.file)
    return files
