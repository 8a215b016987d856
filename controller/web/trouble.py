"""What people see when something goes wrong: in their language, with what to do now."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response

from controller.errors import DatabaseUnreachableError

from .entered import Entered
from .pages.sign_in import ask
from .uploaded import MOST_FILES
from .visit import Fields, SendAgainError, SignInNeededError, anyone, here
from .words import Words


async def show_sign_in(request: Request, error: Exception) -> Response:
    """Ask who it is; what was being sent is kept meanwhile."""
    kept = error.kept if isinstance(error, SignInNeededError) else {}
    if request.headers.get("hx-request") or request.url.path.startswith("/live/"):
        return HTMLResponse(status_code=401)
    if _is_of_script(request):
        return await run_in_threadpool(_tell_script, request, 401, _signed_out)
    return await run_in_threadpool(_ask, request, kept)


async def show_again(request: Request, error: Exception) -> Response:
    """Let a person look at what they sent under another session, and send it again."""
    kept = error.kept if isinstance(error, SendAgainError) else {}
    if _is_of_script(request):
        return await run_in_threadpool(_tell_script, request, 409, _signed_in_anew)
    visit = await run_in_threadpool(anyone, request, request.app.state.desk)
    return await run_in_threadpool(visit.send_again, request.url.path, kept, 409)


async def show_foreign(request: Request, _error: Exception) -> Response:
    return await show_code(request, 403)


async def show_code(request: Request, code: int) -> Response:
    return await run_in_threadpool(show_trouble, request, code)


def show_trouble(request: Request, code: int) -> Response:
    """Return the page of an error; without a frame where not even the database answers."""
    if _is_of_script(request):
        return _tell_script(request, code, partial(_not_taken, code))
    try:
        visit = anyone(request, request.app.state.desk)
        return visit.trouble(code, *_told(code, visit.words))
    except DatabaseUnreachableError:
        return _without_frame(request)


def _ask(request: Request, kept: Fields) -> Response:
    visit = anyone(request, request.app.state.desk)
    if request.method == "GET":
        path = here(request)
        return visit.go("/sign-in" if path == "/" else f"/sign-in?{urlencode({'next': path})}")
    return ask(visit, Entered({}, visit.words), on_to=request.url.path, kept=kept)


def _is_of_script(request: Request) -> bool:
    """Whether `sending.js` sent it, which reads the answer and keeps what it sent."""
    return request.headers.get("accept") == "application/json"


def _tell_script(request: Request, code: int, told: Callable[[Words], str]) -> Response:
    try:
        words = anyone(request, request.app.state.desk).words
    except DatabaseUnreachableError:
        words = request.app.state.desk.templates.words("vi")
    return JSONResponse({"faults": [told(words)]}, status_code=code)


def _signed_out(words: Words) -> str:
    return words.say(
        "Your session has ended. Your recording is still here: sign in in a new window, come back, "
        "and send it again."
    )


def _signed_in_anew(words: Words) -> str:
    return words.say("You have signed in anew. Your recording is still here: send it once more.")


def _not_taken(code: int, words: Words) -> str:
    """Return why a recording was not taken; to send it again is advised only where that may help."""
    match code:
        case 413 | 400:
            return words.say(
                "It is too large: at most 30 MB and %(most)s recordings are taken at a time. Discard what "
                "was not sent, record fewer sentences, and send them before you go on.",
                most=MOST_FILES,
            )
        case 404:
            return words.say(
                "There is no such notice here any more, so nothing was taken. Your recording is still here, "
                "but it cannot be sent."
            )
        case 403:
            return words.say(
                "The desk takes this page for one of another site, so nothing was taken. Your recording is "
                "still here: tell an administrator which address the browser shows."
            )
        case _:
            return words.say("It was not taken. Your recording is still here: send it again in a minute.")


def _told(code: int, words: Words) -> tuple[str, str]:
    match code:
        case 404:
            return words.say("This page is not here"), words.say(
                "The address may be mistyped, or what it showed is gone."
            )
        case 403:
            return words.say("This was not sent from our pages"), words.say(
                "Nothing was done. Open the page again here, and send it from there."
            )
        case 413:
            return words.say("This is too large"), words.say(
                "Go back: your text is still in the form. Shorten it to 200,000 characters."
            )
        case 503:
            return words.say("The database does not answer"), words.say(
                "Nothing is lost, and the poles play on by what they have. Try again in a minute."
            )
        case 400 | 405 | 409 | 422:
            return words.say("This could not be understood"), words.say(
                "Nothing was done. Go back and try once more."
            )
        case _:
            return words.say("Something went wrong here"), words.say(
                "It is noted in the log. Nothing was done by halves; go back and try once more."
            )


def _without_frame(request: Request) -> Response:
    words = request.app.state.desk.templates.words("vi")
    heading, what = _told(503, words)
    return HTMLResponse(f"<!DOCTYPE html><title>ZoneCast</title><h1>{heading}</h1><p>{what}</p>", 503)
