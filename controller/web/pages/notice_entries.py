"""Writing a notice, in a first language or another, and changing one that nobody approved."""

import re
from collections.abc import Sequence
from uuid import uuid4

from fastapi import APIRouter, Response

from audio.language import SpokenLanguage
from controller.entries import Notice
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    VersionRefusedError,
    WrongInputError,
)
from controller.flow import intake
from controller.flow.editions import edition
from controller.web.entered import Entered
from controller.web.explained import explained
from controller.web.notice_form import entered_before, field_of_text, manuscript_of, with_language
from controller.web.said import Said
from controller.web.shown import language as shown_language
from controller.web.shown import notice as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import Class, NoticeId

pages = APIRouter()

_NAME = re.compile(r"[0-9a-f]{32}")
_OF_NONE = NoticeId("")


@pages.get("/notices/new")
def blank_notice(visit: Staff, version_of: NoticeId = _OF_NONE, language: str = "") -> Response:
    source = visit.notice(version_of) if version_of else None
    blank: dict[str, Sequence[str]] = {
        "name": [uuid4().hex],
        "class": [source.class_ if source else Class.ROUTINE],
        "language": [language or ("" if source else SpokenLanguage.VIETNAMESE)],
        "version_of": [(source.version_of or source.id) if source else ""],
        "category": [source.category if source else ""],
        "source_document": [source.source_document if source else ""],
    }
    return _entry(visit, Entered(blank, visit.words))


@pages.post("/notices")
def save_notice(visit: Staff, entered: Posted) -> Response:
    manuscript = with_language(manuscript_of(visit, entered), entered)
    name = entered.first("name")
    name = NoticeId(name if _NAME.fullmatch(name) else uuid4().hex)
    if entered.faults:
        return _entry(visit, entered, code=422)
    try:
        intake.take_in(
            visit.desk.ledger, manuscript, now=visit.now, name=name, documents=visit.desk.documents
        )
    except VersionRefusedError as error:
        entered.fault("language", explained(error, visit.words))
        return _entry(visit, entered, code=422)
    except WrongInputError as error:
        entered.fault(field_of_text(entered), explained(error, visit.words))
        return _entry(visit, entered, code=422)
    except AlreadyDoneError:
        return _sent_before(visit, entered, name, manuscript)
    return visit.go(f"/notices/{name}", Said.NOTICE_SAVED)


@pages.get("/notices/{name}/edit")
def open_notice(visit: Staff, name: NoticeId) -> Response:
    notice = visit.notice(name)
    if notice.approved_at:
        return visit.go(f"/notices/{name}")
    return _entry(visit, entered_before(visit, notice), notice=notice)


@pages.post("/notices/{name}/edit")
def change_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    manuscript = manuscript_of(visit, entered)
    notice = visit.notice(name)
    if entered.faults:
        return _entry(visit, entered, code=422, notice=notice)
    try:
        intake.change(
            visit.desk.ledger,
            name,
            manuscript,
            seen=entered.first("version"),
            documents=visit.desk.documents,
        )
    except WrongInputError as error:
        entered.fault(field_of_text(entered), explained(error, visit.words))
        return _entry(visit, entered, code=422, notice=notice)
    except ChangedMeanwhileError:
        return _changed_meanwhile(visit, entered, visit.notice(name))
    except AlreadyDoneError:
        entered.fault("text", visit.words.say("This notice was approved meanwhile and can no longer change"))
        return _entry(visit, entered, code=409, notice=notice)
    return visit.go(f"/notices/{name}", Said.NOTICE_CHANGED)


def _sent_before(visit: Visit, entered: Entered, name: NoticeId, again: intake.Manuscript) -> Response:
    """A second click finds what the first one saved; another text is never taken for it."""
    if visit.notice(name).original == again.original:
        return visit.go(f"/notices/{name}", Said.NOTICE_SENT_BEFORE)
    told = visit.words.say(
        "You saved this notice before with another text. Save again to make a second notice of it"
    )
    entered.values = {**entered.values, "name": [uuid4().hex]}
    entered.fault("text", told)
    return _entry(visit, entered, code=409)


def _changed_meanwhile(visit: Visit, entered: Entered, theirs: Notice) -> Response:
    entered.values = {**entered.values, "version": [edition(theirs)]}
    entered.fault("text", visit.words.say("Somebody else changed this notice meanwhile: compare, then save"))
    return _entry(visit, entered, code=409, notice=theirs, theirs=theirs)


def _entry(
    visit: Visit,
    entered: Entered,
    code: int = 200,
    notice: Notice | None = None,
    theirs: Notice | None = None,
) -> Response:
    return visit.show(
        "notices/entry.html",
        code,
        form=entered.with_file_as("text"),
        notice=notice,
        theirs=theirs,
        their_facts=shown.written(theirs, visit.words) if theirs else [],
        action=f"/notices/{notice.id}/edit" if notice else "/notices",
        classes=shown.class_choices(visit.words),
        **_languages(visit, entered, notice),
    )


def _languages(visit: Visit, entered: Entered, notice: Notice | None) -> dict[str, object]:
    """Return in which languages a new notice may be, and what it is to say in another one."""
    first = NoticeId(entered.first("version_of"))
    if notice or not first:
        return {"spoken_languages": [] if notice else shown_language.choices(visit.words), "source": None}
    with visit.desk.ledger.reading() as unit:
        source, versions = unit.notices.get(first), unit.notices.versions(first)
    taken = {one.language for one in versions} - {entered.first("language")}
    missing = shown_language.choices(visit.words, but=taken)
    return {
        "spoken_languages": [("", visit.words.say("Choose a language")), *missing],
        "source": source,
        "source_language": shown_language.language_words(source.language, visit.words),
    }
