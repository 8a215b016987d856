"""Contacts that are spoken in every notice: allowed where they were held, or by hand, and taken back."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Response

from audio.span import SourceSpan
from controller.entries import ContactKind
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, ContactRefusedError, WrongInputError
from controller.flow import contacts, differing
from controller.web.entered import Entered
from controller.web.explained import contact_fault
from controller.web.said import Said
from controller.web.shown import contact as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import NoticeId

pages = APIRouter()

_NUMBER = re.compile(r"[0-9]{1,15}")
Number = Annotated[int, Path(ge=1, le=2**53)]
"""Pages are named by the number of a change: a telephone number would stand in logs of the way."""


@pages.get("/contacts")
def list_contacts(visit: Staff) -> Response:
    known = [shown.line(one, visit.words) for one in contacts.contacts(visit.desk.ledger)]
    return visit.show(
        "contacts/list.html",
        allowed=[one for one in known if one["is_allowed"]],
        taken_back=[one for one in known if not one["is_allowed"]],
    )


@pages.get("/contacts/new")
def blank_contact(visit: Staff) -> Response:
    return _entry(visit, Entered({"kind": [ContactKind.PHONE]}, visit.words))


@pages.post("/contacts")
def allow_contact(visit: Staff, entered: Posted) -> Response:
    words = visit.words
    kind = entered.choice("kind", set(ContactKind), missing=words.say("Choose what it is"))
    written = entered.line("written", missing=words.say("Enter a number or an address"))
    note = entered.line("note", missing=None, most=contacts.LONGEST_NOTE)
    if entered.faults:
        return _entry(visit, entered, code=422)
    try:
        number = contacts.allow(
            visit.desk.ledger, ContactKind(kind), written, note=note, by=visit.by, now=visit.now
        )
    except ContactRefusedError as error:
        entered.fault(error.field, contact_fault(error, words))
        return _entry(visit, entered, code=422)
    return visit.go(f"/contacts/{number}", Said.CONTACT_ALLOWED)


@pages.post("/notices/{name}/allow")
def allow_in_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    """Allow what is held at a place of a notice, here and in every other from now on."""
    place = SourceSpan(start=_number(entered, "start"), end=_number(entered, "end"))
    try:
        contacts.allow_in(
            visit.desk.ledger, name, place, seen=entered.first("seen"), by=visit.by, now=visit.now
        )
    except (AlreadyDoneError, ChangedMeanwhileError, WrongInputError):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/notices/{name}", Said.CONTACT_ALLOWED_HERE)


@pages.get("/contacts/{number}")
def show_contact(visit: Staff, number: Number) -> Response:
    return _page(visit, number)


@pages.post("/contacts/{number}")
def write_note(visit: Staff, number: Number, entered: Posted) -> Response:
    note = entered.line("note", missing=None, most=contacts.LONGEST_NOTE)
    if entered.faults:
        return _page(visit, number, entered, code=422)
    try:
        contacts.write_note(
            visit.desk.ledger, number, note, seen=_number(entered, "seen"), by=visit.by, now=visit.now
        )
    except ChangedMeanwhileError:
        return _changed_meanwhile(visit, number, entered)
    return visit.go(f"/contacts/{number}", Said.CONTACT_NOTED)


@pages.post("/contacts/{number}/remove")
def disallow_contact(visit: Staff, number: Number, entered: Posted) -> Response:
    return _turn(visit, number, entered, contacts.disallow, Said.CONTACT_TAKEN_BACK)


@pages.post("/contacts/{number}/put-back")
def allow_again(visit: Staff, number: Number, entered: Posted) -> Response:
    return _turn(visit, number, entered, contacts.allow_again, Said.CONTACT_ALLOWED)


@pages.post("/contacts/{number}/read-anew")
def read_anew(visit: Staff, number: Number, entered: Posted) -> Response:
    notice = NoticeId(entered.first("notice"))
    try:
        differing.read_anew(visit.desk.ledger, notice, seen=entered.first("seen"))
    except (AlreadyDoneError, ChangedMeanwhileError):
        return visit.go(f"/contacts/{number}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/contacts/{number}", Said.READ_ANEW)


def _turn(visit: Visit, number: int, entered: Entered, turn: Callable[..., object], said: Said) -> Response:
    """Allow it or no longer, unless somebody else was faster."""
    try:
        turn(visit.desk.ledger, number, seen=_number(entered, "seen"), by=visit.by, now=visit.now)
    except ChangedMeanwhileError:
        return visit.go(f"/contacts/{number}", Said.CONTACT_CHANGED_MEANWHILE)
    return visit.go(f"/contacts/{number}", said)


def _number(entered: Entered, field: str) -> int:
    """Return a whole number as forms of ours hold it; 0 is none of them."""
    typed = entered.first(field)
    return int(typed) if _NUMBER.fullmatch(typed) else 0


def _changed_meanwhile(visit: Visit, number: int, entered: Entered) -> Response:
    known, _ = contacts.contact(visit.desk.ledger, number)
    if not known.newest.is_allowed:
        return visit.go(f"/contacts/{number}", Said.CONTACT_CHANGED_MEANWHILE)
    entered.values = {**entered.values, "seen": [str(known.newest.number)]}
    told = visit.words.say("Somebody else changed this meanwhile: compare with what is saved, then save")
    entered.fault("note", told)
    return _page(visit, number, entered, code=409)


def _entry(visit: Visit, entered: Entered, code: int = 200) -> Response:
    return visit.show(
        "contacts/new.html",
        code,
        form=entered,
        kinds=shown.kinds(visit.words),
        most=contacts.LONGEST_NOTE,
    )


def _page(visit: Visit, number: int, entered: Entered | None = None, code: int = 200) -> Response:
    words, desk = visit.words, visit.desk
    known, changes = contacts.contact(desk.ledger, number)
    stands = known.newest
    is_in_field = stands.is_allowed and entered is None
    values: dict[str, Sequence[str]] = {"seen": [str(stands.number)], "note": [stands.contact.note]}
    found = differing.differing_by_contact(desk.ledger, desk.lexicon, stands.contact.form)
    return visit.show(
        "contacts/one.html",
        code,
        form=entered or Entered(values, words),
        contact=shown.line(known, words),
        facts=shown.facts(known, words, note="" if is_in_field else stands.contact.note),
        changes=shown.history(changes, words),
        found=found,
        most=contacts.LONGEST_NOTE,
    )
