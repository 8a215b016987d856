"""Getting in: with a password, with a one-time link, or as the very first person."""

from fastapi import APIRouter, Response

from controller.entries import Opened
from controller.errors import (
    AlreadyDoneError,
    LinkSpentError,
    ShutOutError,
    WrongInputError,
    WrongPasswordError,
)
from controller.flow import credentials, people, sign_in, sign_in_links
from controller.web.entered import Entered
from controller.web.explained import explained
from controller.web.said import Said
from controller.web.visit import (
    LEFT_BEHIND,
    SESSION,
    Anyone,
    Fields,
    PostedByAnyone,
    Visit,
    carried,
    inside,
)

pages = APIRouter()

_KEPT = "kept-"
_IS_KEPT = "is-kept"


@pages.get("/sign-in")
def blank_sign_in(visit: Anyone, next: str = "/") -> Response:  # noqa: A002 - as addresses name it
    if visit.signed_in:
        return visit.go(inside(next))
    return ask(visit, Entered({}, visit.words), on_to=next, code=200)


def ask(
    visit: Visit,
    entered: Entered,
    *,
    on_to: str,
    code: int = 401,
    kept: Fields | None = None,
) -> Response:
    """Show the sign-in page; what was being sent waits there in `kept`, None where nothing was."""
    return visit.show(
        "people/sign_in.html",
        code,
        form=entered,
        next=inside(on_to),
        kept=carried(kept or {}),
        is_kept=kept is not None,
        is_file_left=LEFT_BEHIND in (kept or {}),
    )


@pages.post("/sign-in")
def take_sign_in(visit: Anyone, entered: PostedByAnyone) -> Response:
    kept = _kept(entered)
    name = entered.line("name", missing=visit.words.say("Enter your name"))
    if not entered.first("password"):
        entered.fault("password", visit.words.say("Enter your password"))
    opened = None if entered.faults else _try(visit, entered, name)
    if opened is None:
        return ask(visit, entered, on_to=entered.first("next"), code=422, kept=kept)
    if kept is not None:
        again = visit.as_person(opened).send_again(inside(entered.first("next")), kept)
        return let_in(visit, opened, again)
    return let_in(visit, opened, visit.go(inside(entered.first("next"))))


@pages.get("/sign-in/link/{token}")
def show_link(visit: Anyone, token: str) -> Response:
    """Look at a link without spending it: mail and chat programs look at links too."""
    person = sign_in_links.peek_link(visit.desk.ledger, token, visit.now)
    name = person.display_name if person else None
    return visit.show("people/link.html", 200 if name else 410, name=name, path=f"/sign-in/link/{token}")


@pages.post("/sign-in/link/{token}")
def use_link(visit: Anyone, token: str, _entered: PostedByAnyone) -> Response:
    try:
        opened = sign_in_links.use_link(
            visit.desk.ledger,
            token,
            now=visit.now,
            new_token=visit.desk.new_token,
            user_agent=visit.user_agent,
        )
    except (LinkSpentError, WrongPasswordError):
        return visit.show("people/link.html", 410, name=None, path="")
    return let_in(visit, opened, visit.go("/"))


@pages.get("/first-run")
def show_first_run(visit: Anyone, code: str = "") -> Response:
    if not people.has_nobody(visit.desk.ledger):
        return visit.go("/sign-in")
    if not visit.desk.first_run.is_code(code):
        return _closed(visit)
    return visit.show("people/first_run.html", form=Entered({"code": [code]}, visit.words))


@pages.post("/first-run")
def make_first(visit: Anyone, entered: PostedByAnyone) -> Response:
    if not people.has_nobody(visit.desk.ledger):
        return visit.go("/sign-in")
    if not visit.desk.first_run.is_code(entered.first("code")):
        return _closed(visit)
    name = entered.line("name", missing=visit.words.say("Enter a name to sign in with"), most=40)
    made = "" if entered.first("password") else credentials.generate_password()
    try:
        if not entered.faults:
            people.create_first(
                visit.desk.ledger,
                visit.desk.passwords,
                name=name,
                display_name=entered.line("display_name", missing=None) or name,
                password=made or entered.first("password"),
                now=visit.now,
                language=visit.words.language,
            )
    except WrongInputError as error:
        entered.fault(error.field, explained(error, visit.words))
    except AlreadyDoneError:
        return visit.go("/sign-in")
    if entered.faults:
        return visit.show("people/first_run.html", 422, form=entered)
    visit.desk.first_run.forget()
    opened = _open(visit, name, made or entered.first("password"))
    return let_in(visit, opened, _show_made(visit, made) if made else visit.go("/"))


@pages.post("/sign-out")
def leave(visit: Anyone, _entered: PostedByAnyone) -> Response:
    sign_in.sign_out(visit.desk.ledger, visit.request.cookies.get(SESSION, ""))
    answer = visit.go("/sign-in", Said.SIGNED_OUT)
    visit.keep(answer, SESSION, "", seconds=0)
    return answer


def let_in(visit: Visit, opened: Opened, answer: Response) -> Response:
    """Give the browser its session."""
    answer.set_cookie(
        SESSION,
        opened.token,
        expires=opened.ends_at,
        httponly=True,
        samesite="lax",
        secure=visit.desk.is_encrypted,
    )
    return answer


def _try(visit: Visit, entered: Entered, name: str) -> Opened | None:
    remote = visit.remote
    try:
        visit.desk.remote_guesses.check(remote, visit.now)
        return _open(visit, name, entered.first("password"))
    except WrongPasswordError:
        visit.desk.remote_guesses.note(remote, visit.now)
        entered.fault("name", visit.words.say("Name and password do not go together"))
    except ShutOutError as error:
        until = visit.words.clock_to_second(error.until)
        told = visit.words.say("Too many wrong passwords. Try again after %(until)s", until=until)
        entered.fault("name", told)
    return None


def _open(visit: Visit, name: str, password: str) -> Opened:
    return sign_in.sign_in(
        visit.desk.ledger,
        visit.desk.passwords,
        name=name,
        password=password,
        now=visit.now,
        new_token=visit.desk.new_token,
        user_agent=visit.user_agent,
    )


def _kept(entered: Entered) -> Fields | None:
    """Return what waits, also where it is a button alone; None where nothing does."""
    if not entered.first(_IS_KEPT):
        return None
    return {
        name.removeprefix(_KEPT): values for name, values in entered.values.items() if name.startswith(_KEPT)
    }


def _show_made(visit: Visit, password: str) -> Response:
    heading = visit.words.say("The administrator is made")
    return visit.show("people/password_made.html", heading=heading, password=password, next="/")


def _closed(visit: Visit) -> Response:
    return visit.trouble(
        403,
        visit.words.say("Open the address with its code"),
        visit.words.say(
            "The controller prints the address with its code when it starts, "
            "and “zonecast sign-in-link” prints it again."
        ),
    )
