"""How broadcasts of each class are put together: seen, heard, changed, and put back."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from audio.template import Template
from controller.errors import (
    ChangedMeanwhileError,
    NotFoundError,
    TemplateRefusedError,
    VoicingFailedError,
)
from controller.flow import broadcast_templates
from controller.flow.broadcast_templates import Standing
from controller.ports import SoundRoom
from controller.web.entered import Entered
from controller.web.said import Said
from controller.web.shown import broadcast_template as shown
from controller.web.shown.notice import class_words
from controller.web.template_form import asked_for
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import Class, Digest

pages = APIRouter()

Number = Annotated[int, Path(ge=1, le=2**53)]
DigestText = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@pages.get("/templates")
def list_templates(visit: Staff) -> Response:
    standing = broadcast_templates.standing(visit.desk.ledger)
    names = broadcast_templates.names(visit.desk.ledger, [one.template for one in standing])
    return visit.show("templates/list.html", cards=[shown.card(one, names, visit.words) for one in standing])


@pages.get("/templates/samples/{name}")
def hear_sample(visit: Staff, name: DigestText) -> Response:
    sample = _room(visit).heard(Digest(name))
    if sample is None:
        raise NotFoundError("this sample is forgotten")
    return Response(sample, media_type="audio/ogg")


@pages.get("/templates/{class_}")
def show_template(visit: Staff, class_: Class) -> Response:
    return _page(visit, class_)


@pages.post("/templates/{class_}")
def change_template(visit: Staff, class_: Class, entered: Posted) -> Response:
    template = asked_for(entered, class_)
    if template is None:
        return _page(visit, class_, entered, code=422)
    seen = _seen(entered)
    try:
        broadcast_templates.change(visit.desk.ledger, class_, template, seen=seen, by=visit.by, now=visit.now)
    except TemplateRefusedError as error:
        entered.fault(error.field, shown.refusal(error.why, visit.words))
        return _page(visit, class_, entered, code=422)
    except ChangedMeanwhileError:
        return visit.go(f"/templates/{class_}", Said.TEMPLATE_CHANGED_MEANWHILE)
    return visit.go("/templates", Said.TEMPLATE_SAVED)


@pages.post("/templates/{class_}/try")
def try_template(visit: Staff, class_: Class, entered: Posted) -> Response:
    """Have what is typed heard; nothing is saved."""
    template = asked_for(entered, class_)
    if template is None:
        return _page(visit, class_, entered, code=422)
    return _tried(visit, class_, entered, template)


@pages.post("/templates/{class_}/ours")
def ours_again(visit: Staff, class_: Class, entered: Posted) -> Response:  # noqa: ARG001 - for its token
    broadcast_templates.ours_again(visit.desk.ledger, class_, by=visit.by, now=visit.now)
    return visit.go("/templates", Said.TEMPLATE_OURS)


@pages.post("/templates/changes/{number}/put-back")
def put_back(visit: Staff, number: Number, entered: Posted) -> Response:  # noqa: ARG001 - for its token
    class_ = broadcast_templates.put_back(visit.desk.ledger, number, by=visit.by, now=visit.now)
    return visit.go(f"/templates/{class_}", Said.TEMPLATE_PUT_BACK)


def _tried(visit: Visit, class_: Class, entered: Entered, template: Template) -> Response:
    try:
        sample = broadcast_templates.sample(visit.desk.ledger, _room(visit), class_, template)
    except TemplateRefusedError as error:
        entered.fault(error.field, shown.refusal(error.why, visit.words))
        return _page(visit, class_, entered, code=422)
    except VoicingFailedError:
        entered.fault("try", visit.words.say("No sample came of it. Try again, or tell an administrator"))
        return _page(visit, class_, entered, code=503)
    return _page(visit, class_, entered, sample=sample)


def _page(
    visit: Visit, class_: Class, entered: Entered | None = None, code: int = 200, sample: str = ""
) -> Response:
    words, ledger = visit.words, visit.desk.ledger
    standing: Standing = broadcast_templates.standing_of(ledger, class_)
    lines = broadcast_templates.history(ledger, class_)
    names = broadcast_templates.names(ledger, [line.template for line in lines if line.template])
    found = broadcast_templates.choices(ledger, class_)
    return visit.show(
        "templates/one.html",
        code,
        form=entered or Entered(shown.fields(standing), words),
        class_=class_,
        heading=class_words(class_, words),
        choices=shown.choices(found, class_, standing.template, words),
        has_music=class_ is not Class.EMERGENCY,
        is_ours=standing.is_ours,
        sample=sample,
        changes=shown.history(lines, names, words),
    )


def _seen(entered: Entered) -> int:
    typed = entered.first("seen")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else -1


def _room(visit: Visit) -> SoundRoom:
    if visit.desk.sounds is None:
        raise NotFoundError("this desk has no sounds of its own")
    return visit.desk.sounds
