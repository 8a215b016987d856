"""Poles: how each is and why, what it listens to, and what staff call it."""

from fastapi import APIRouter, Response

from controller.errors import NotFoundError, WrongInputError
from controller.flow import address_names, condition
from controller.web.entered import Entered
from controller.web.said import Said
from controller.web.shown import places as shown_places
from controller.web.shown import pole as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import Address, PoleId

pages = APIRouter()


@pages.get("/poles")
def list_poles(visit: Staff) -> Response:
    return _list(visit, Entered({}, visit.words))


@pages.get("/poles/{name}")
def show_pole(visit: Staff, name: PoleId) -> Response:
    with visit.desk.ledger.reading() as unit:
        pole = unit.poles.get(name)
    found, places = condition.condition(pole, visit.now), visit.places()
    causes = [shown.cause(one, visit.words, visit.now) for one in found.causes]
    return visit.show(
        "poles/one.html",
        pole={"name": places.name(Address(name))},
        state=shown.state(found, visit.words, visit.now),
        causes=causes,
        facts=shown.facts(pole, places, visit.words, visit.now),
    )


@pages.post("/poles/names")
def name_place(visit: Staff, entered: Posted) -> Response:
    address = _known(visit, entered.first("address"))
    called = entered.line("called", missing=visit.words.say("Enter a name"), most=64)
    try:
        if not entered.faults:
            address_names.name_address(visit.desk.ledger, address, called)
    except WrongInputError:
        entered.fault("called", visit.words.say("This cannot be a name"))
    if entered.faults:
        return _list(visit, _at_address(entered, address), code=422)
    return visit.go("/poles", Said.NAMED)


def _known(visit: Visit, text: str) -> Address:
    with visit.desk.ledger.reading() as unit:
        known = unit.poles.addresses()
    if text not in known:
        raise NotFoundError(f"nothing listens at {text!r}")
    return Address(text)


def _at_address(entered: Entered, address: Address) -> Entered:
    """Return what was typed and its fault at the field that this address has on the page."""
    field = f"name-{address}"
    return Entered({field: [entered.first("called")]}, entered.words, {field: entered.faults["called"]})


def _list(visit: Visit, entered: Entered, code: int = 200) -> Response:
    found, places = condition.conditions(visit.desk.ledger, visit.now), visit.places()
    with visit.desk.ledger.reading() as unit:
        addresses = unit.poles.addresses()
    poles = [
        {
            "id": one.pole,
            "name": places.name(Address(one.pole)),
            "state": shown.state(one, visit.words, visit.now),
            "heard": visit.words.since(one.heard_at, visit.now) if one.heard_at else "–",
        }
        for one in found
    ]
    return visit.show(
        "poles/list.html",
        code,
        form=entered,
        poles=poles,
        poles_words=shown.summary(found, visit.words),
        addresses=shown_places.naming(addresses, places, visit.words),
    )
