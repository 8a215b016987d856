"""A decree as a tree: staff tick what of it shall be heard. Nothing is ticked for them."""

import re

from fastapi import APIRouter, Response

from audio.documents.suggestions import suggestions
from audio.reading.decisions import Decisions, from_json
from audio.span import SourceSpan
from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, WrongInputError
from controller.flow import decisions
from controller.flow.editions import edition
from controller.web.entered import Entered
from controller.web.said import Said
from controller.web.shown import document as shown_document
from controller.web.shown import outline as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import NoticeId

pages = APIRouter()

_PLACE = re.compile(r"(\d{1,8})-(\d{1,8})")


@pages.get("/notices/{name}/outline")
def show_outline(visit: Staff, name: NoticeId) -> Response:
    notice = visit.notice(name)
    if notice.approved_at:
        return visit.go(f"/notices/{name}")
    ticked = [f"{one.start}-{one.end}" for one in from_json(notice.decisions).chosen or ()]
    return _page(visit, notice, Entered({"seen": [edition(notice)], "place": ticked}, visit.words))


@pages.post("/notices/{name}/outline")
def choose(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    notice = visit.notice(name)
    places = _places(entered)
    if entered.first("count"):
        return _page(visit, notice, entered)
    if not places:
        entered.fault("place", visit.words.say("Tick at least one article or clause"))
        return _page(visit, notice, entered, code=422)
    try:
        decisions.choose(visit.desk.ledger, name, places, seen=entered.first("seen"))
    except (AlreadyDoneError, ChangedMeanwhileError, WrongInputError):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/notices/{name}", Said.NOTICE_CHANGED)


def _places(entered: Entered) -> list[SourceSpan]:
    found = (_PLACE.fullmatch(value) for value in entered.all("place"))
    pairs = ((int(one[1]), int(one[2])) for one in found if one)
    return [SourceSpan(start=start, end=end) for start, end in pairs if start < end]


def _page(visit: Visit, notice: Notice, entered: Entered, code: int = 200) -> Response:
    words = visit.words
    with visit.desk.ledger.reading() as unit:
        by = shown.ReadBy(
            language=notice.language,
            dictionary=tuple(one.wording for one in visit.desk.lexicon.entries(unit)),
            allowed=unit.contacts.allowed(),
        )
    tree = shown.tree(notice.text, words, by=by)
    chosen = Decisions().choose(_places(entered)).chosen or ()
    everything = [SourceSpan(start=0, end=len(notice.text))]
    whole = shown.seconds_of(notice.text, everything, by=by)
    ticked = shown.seconds_of(notice.text, chosen, by=by)
    return visit.show(
        "notices/outline.html",
        code,
        form=entered,
        id=notice.id,
        tree=tree,
        first=tree[0].value if tree else "",
        suggested=_suggested(visit, notice),
        notes=shown_document.notes(notice.notes, words),
        whole=words.say("The whole text: %(length)s", length=words.length(whole)),
        chosen=words.say("chosen: %(length)s", length=words.length(ticked)),
    )


def _suggested(visit: Visit, notice: Notice) -> list[tuple[str, str]]:
    """Return what the document says of itself, found by its form."""
    found, words = suggestions(notice.text), visit.words
    known = [
        (words.say("Title"), found.title.words if found.title else ""),
        (words.say("In force from"), f"{found.effective.day:%d/%m/%Y}" if found.effective else ""),
        (words.say("Who must act"), "; ".join(dict.fromkeys(one.words for one in found.who_must_act))),
    ]
    return [(key, " ".join(value.split())[:300]) for key, value in known if value]
