"""One's own account, and who else may sign in."""

from fastapi import APIRouter, Response

from controller.entries import Language, Person, PersonId
from controller.errors import AlreadyDoneError, NotYetError, ShutOutError, WrongInputError, WrongPasswordError
from controller.flow import credentials, people, sign_in
from controller.web.entered import Entered
from controller.web.explained import explained
from controller.web.said import Said
from controller.web.shown.state import State, Tone
from controller.web.visit import (
    LANGUAGE,
    YEAR_SECONDS,
    Anyone,
    Posted,
    PostedByAnyone,
    Staff,
    Visit,
    inside,
)
from controller.web.words import Words

pages = APIRouter()


@pages.get("/account")
def show_account(visit: Staff) -> Response:
    return _account(visit, Entered({}, visit.words))


@pages.post("/account/password")
def change_password(visit: Staff, entered: Posted) -> Response:
    try:
        people.change_password(
            visit.desk.ledger,
            visit.desk.passwords,
            visit.person,
            old=entered.first("old"),
            new=entered.first("new"),
            now=visit.now,
        )
    except WrongInputError as error:
        entered.fault("new", explained(error, visit.words))
    except WrongPasswordError:
        entered.fault("old", visit.words.say("This is not your password"))
    except ShutOutError as error:
        until = visit.words.clock_to_second(error.until)
        entered.fault(
            "old", visit.words.say("Too many wrong passwords. Try again after %(until)s", until=until)
        )
    except AlreadyDoneError:
        entered.fault("new", visit.words.say("The password was changed elsewhere meanwhile"))
    if entered.faults:
        return _account(visit, entered, 422)
    return visit.go("/account", Said.PASSWORD_CHANGED)


@pages.post("/account/elsewhere")
def sign_out_elsewhere(visit: Staff, _entered: Posted) -> Response:
    sign_in.sign_out_everywhere_else(visit.desk.ledger, visit.person)
    return visit.go("/account", Said.SIGNED_OUT_ELSEWHERE)


@pages.post("/language")
def choose_language(visit: Anyone, entered: PostedByAnyone) -> Response:
    wanted = entered.first("language")
    answer = visit.go(inside(entered.first("back")))
    if wanted in set(Language):
        visit.keep(answer, LANGUAGE, wanted, seconds=YEAR_SECONDS)
        if visit.signed_in and sign_in.is_csrf_of(visit.signed_in, entered.first("csrf")):
            people.choose_language(visit.desk.ledger, visit.person.person.id, language=Language(wanted))
    return answer


@pages.get("/people")
def list_people(visit: Staff) -> Response:
    return _people(visit, Entered({}, visit.words))


@pages.post("/people")
def add_person(visit: Staff, entered: Posted) -> Response:
    name = entered.line("name", missing=visit.words.say("Enter a name to sign in with"), most=40)
    password = credentials.generate_password()
    display_name = entered.line("display_name", missing=None) or name
    try:
        if not entered.faults:
            people.add_person(
                visit.desk.ledger,
                visit.desk.passwords,
                name=name,
                display_name=display_name,
                password=password,
                now=visit.now,
            )
    except WrongInputError as error:
        entered.fault(error.field, explained(error, visit.words))
    if entered.faults:
        return _people(visit, entered, 422)
    heading = visit.words.say("%(name)s can sign in", name=display_name)
    return visit.show("people/password_made.html", heading=heading, password=password, next="/people")


@pages.post("/people/{person}/shut-out")
def shut_out(visit: Staff, person: PersonId, entered: Posted) -> Response:
    try:
        people.deactivate(visit.desk.ledger, person)
    except NotYetError:
        entered.fault("name", visit.words.say("Nobody else could sign in then; add somebody first"))
        return _people(visit, entered, 409)
    return visit.go("/people", Said.PERSON_SHUT_OUT)


@pages.post("/people/{person}/let-in")
def let_in(visit: Staff, person: PersonId, _entered: Posted) -> Response:
    people.activate(visit.desk.ledger, person)
    return visit.go("/people", Said.PERSON_LET_IN)


def _account(visit: Visit, entered: Entered, code: int = 200) -> Response:
    who = visit.person
    return visit.show(
        "people/account.html",
        code,
        form=entered,
        since=visit.words.moment(who.person.created_at),
        has_password=people.needs_old_password(who, visit.now),
    )


def _people(visit: Visit, entered: Entered, code: int = 200) -> Response:
    with visit.desk.ledger.reading() as unit:
        everyone = unit.people.all()
    listed = [_listed(one, visit.person.person.id, visit.words) for one in everyone]
    return visit.show("people/list.html", code, form=entered, people=listed)


def _listed(person: Person, me: PersonId, words: Words) -> dict[str, object]:
    state = (
        State(words=words.say("May sign in"), tone=Tone.GOOD)
        if person.is_active
        else State(words=words.say("Shut out"), tone=Tone.OFF)
    )
    return {
        "id": person.id,
        "name": person.name,
        "display_name": person.display_name,
        "is_active": person.is_active,
        "is_me": person.id == me,
        "state": state,
    }
