"""Notices: written, read beside their text, heard, changed, approved."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Response

from audio.language import SpokenLanguage
from controller.entries import Notice, Voicing
from controller.errors import (
    AlreadyDoneError,
    ChangedMeanwhileError,
    FetchRefusedError,
    NotFoundError,
    NotYetError,
    VersionRefusedError,
    WrongInputError,
)
from controller.flow import approval, intake, lists, voicing, wishes
from controller.flow.editions import edition
from controller.ports import Web
from controller.web.cursors import cursor_of, next_page
from controller.web.entered import Entered, one_line
from controller.web.explained import approval_fault, explained, refusal
from controller.web.live import Piece
from controller.web.said import Said
from controller.web.shown import broadcast as shown_broadcast
from controller.web.shown import document as shown_document
from controller.web.shown import doubt as shown_doubt
from controller.web.shown import language as shown_language
from controller.web.shown import notice as shown
from controller.web.shown import part as shown_part
from controller.web.shown import reading as shown_reading
from controller.web.shown import version as shown_version
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import Class, NoticeId

pages = APIRouter()

_NAME = re.compile(r"[0-9a-f]{32}")
_PAGE = 30
_OF_NONE = NoticeId("")
_TYPED = "notice.txt"
"""The file name of what was typed."""
_MOST_IN_FILE_NAME = 200


@pages.get("/notices")
def list_notices(visit: Staff, q: Annotated[str, Query()] = "", before: str = "") -> Response:
    search = one_line(q)[:200]
    page = lists.notices(visit.desk.ledger, before=cursor_of(before), most=_PAGE, search=search)
    lines = [shown.line(line, visit.words, visit.now) for line in page.lines]
    return visit.show(
        "notices/list.html", notices=lines, search=search, next_page=next_page("/notices", page.next, search)
    )


@pages.get("/notices/new")
def blank_notice(visit: Staff, version_of: NoticeId = _OF_NONE, language: str = "") -> Response:
    source = _notice(visit, version_of) if version_of else None
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
    manuscript = _with_language(_manuscript(visit, entered), entered)
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
        entered.fault(_field_of_text(entered), explained(error, visit.words))
        return _entry(visit, entered, code=422)
    except AlreadyDoneError:
        return _sent_before(visit, entered, name, manuscript)
    return visit.go(f"/notices/{name}", Said.NOTICE_SAVED)


@pages.get("/notices/{name}")
def show_notice(visit: Staff, name: NoticeId) -> Response:
    return _page(visit, name, Entered({}, visit.words))


@pages.get("/live/notices/{name}")
async def follow_notice(visit: Staff, name: NoticeId) -> Response:
    """Stream the notice's state until it is voiced or has failed."""
    shared = visit.for_everyone()
    key = ("notice", name, visit.words.language)
    return await visit.desk.live.follow(key, lambda: _piece(shared, name), visit.with_own_csrf)


@pages.get("/notices/{name}/edit")
def open_notice(visit: Staff, name: NoticeId) -> Response:
    notice = _notice(visit, name)
    if notice.approved_at:
        return visit.go(f"/notices/{name}")
    return _entry(visit, _entered_before(visit, notice), notice=notice)


@pages.post("/notices/{name}/edit")
def change_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    manuscript = _manuscript(visit, entered)
    notice = _notice(visit, name)
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
        entered.fault(_field_of_text(entered), explained(error, visit.words))
        return _entry(visit, entered, code=422, notice=notice)
    except ChangedMeanwhileError:
        return _changed_meanwhile(visit, entered, _notice(visit, name))
    except AlreadyDoneError:
        entered.fault("text", visit.words.say("This notice was approved meanwhile and can no longer change"))
        return _entry(visit, entered, code=409, notice=notice)
    return visit.go(f"/notices/{name}", Said.NOTICE_CHANGED)


@pages.post("/notices/{name}/approve")
def approve_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    try:
        approval.approve(visit.desk.ledger, name, by=visit.by, now=visit.now, seen=entered.first("seen"))
    except (NotYetError, ChangedMeanwhileError) as error:
        entered.fault("state-heading", approval_fault(error, visit.words))
        return _page(visit, name, entered, code=409)
    return visit.go(f"/notices/{name}", Said.NOTICE_APPROVED)


@pages.post("/notices/{name}/approve-versions")
def approve_versions(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    """Approve the notice in every language that still waits: all or none."""
    with visit.desk.ledger.reading() as unit:
        waiting = [one.id for one in unit.notices.versions(name) if not one.approved_at]
    seen = {version: entered.first(f"seen-{version}") for version in waiting}
    try:
        approval.approve_all(visit.desk.ledger, seen, by=visit.by, now=visit.now)
    except (NotYetError, ChangedMeanwhileError) as error:
        entered.fault("versions-heading", approval_fault(error, visit.words))
        return _page(visit, name, entered, code=409)
    return visit.go(f"/notices/{name}", Said.VERSIONS_APPROVED)


@pages.post("/notices/{name}/retry")
def retry_notice(visit: Staff, name: NoticeId, _entered: Posted) -> Response:
    voicing.retry(visit.desk.ledger, name)
    return visit.go(f"/notices/{name}", Said.NOTICE_RETRIED)


@pages.post("/notices/{name}/try")
def try_notice(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    words, pole = visit.words, entered.first("pole")
    try:
        tried = wishes.try_out(visit.desk.ledger, name, pole, now=visit.now, zone=visit.desk.zone)
    except NotYetError:
        entered.fault("state-heading", words.say("It is not voiced yet: try it out when it can be heard"))
        return _page(visit, name, entered, code=409)
    except (NotFoundError, WrongInputError):
        entered.fault(_field_of_pole(visit, name), words.say("Choose a pole for the test play"))
        return _page(visit, name, entered, code=422)
    return visit.go(f"/broadcasts/{tried}", Said.TRYING_OUT)


def _manuscript(visit: Visit, entered: Entered) -> intake.Manuscript:
    """Read the form; the text of a file is put where it can be seen, so that no fault loses it."""
    words = entered.words
    file, text = entered.file("file"), entered.first("text").replace("\r\n", "\n")
    address = one_line(entered.first("address"))
    if sum((bool(file), bool(text.strip()), bool(address))) > 1:
        entered.fault("file", words.say("Take one of them: a typed text, a file, or a web address"))
    class_ = entered.choice(
        "class", {Class.ROUTINE, Class.PRIORITY}, missing=words.say("Choose the class of the notice")
    )
    typed = intake.Manuscript(
        original=file or text.encode(),
        file_name=(_file_name(entered) if file else "") or _TYPED,
        title=entered.line("title", missing=None),
        category=entered.line("category", missing=None),
        class_=Class(class_) if class_ in set(Class) else Class.ROUTINE,
        source_document=entered.line("source_document", missing=None),
    )
    web = visit.desk.web
    return _fetched(web, entered, typed, address) if web and address and not entered.faults else typed


def _with_language(manuscript: intake.Manuscript, entered: Entered) -> intake.Manuscript:
    """Return it with its language, and what it is a version of."""
    missing = entered.words.say("Choose the language of the notice")
    language = entered.choice("language", set(SpokenLanguage), missing=missing)
    if language not in set(SpokenLanguage):
        return manuscript
    first = entered.first("version_of")
    return replace(
        manuscript, language=SpokenLanguage(language), version_of=NoticeId(first) if first else None
    )


def _fetched(web: Web, entered: Entered, typed: intake.Manuscript, address: str) -> intake.Manuscript:
    """Return it with what stands at a web address."""
    try:
        found = intake.manuscript_at(web, address)
    except FetchRefusedError as error:
        entered.fault("address", refusal(error.why, entered.words))
        return typed
    return replace(
        typed,
        original=found.original,
        file_name=found.file_name,
        source_document=typed.source_document or found.source_document,
    )


def _field_of_text(entered: Entered) -> str:
    """Return the field where a fault of the text can be mended; a file that is no text is chosen anew."""
    is_seen = entered.with_file_as("text").first("text").strip()
    return "file" if entered.file("file") and not is_seen else "text"


def _file_name(entered: Entered) -> str:
    """Return the name alone; the end of a long one says of what kind the file is."""
    return re.split(r"[/\\]", one_line(entered.first("file_name")))[-1][-_MOST_IN_FILE_NAME:]


def _sent_before(visit: Visit, entered: Entered, name: NoticeId, again: intake.Manuscript) -> Response:
    """A second click finds what the first one saved; another text is never taken for it."""
    if _notice(visit, name).original == again.original:
        return visit.go(f"/notices/{name}", Said.NOTICE_SENT_BEFORE)
    told = visit.words.say(
        "You saved this notice before with another text. Save again to make a second notice of it"
    )
    entered.values = {**entered.values, "name": [uuid4().hex]}
    entered.fault("text", told)
    return _entry(visit, entered, code=409)


def _field_of_pole(visit: Visit, name: NoticeId) -> str:
    """Return where a pole is chosen; there is no choice without poles and before it can be heard."""
    with visit.desk.ledger.reading() as unit:
        voicings = unit.voicings.of_notice(name)
    return "pole" if shown.can_be_heard(voicings) and visit.pole_choices() else "state-heading"


def _changed_meanwhile(visit: Visit, entered: Entered, theirs: Notice) -> Response:
    entered.values = {**entered.values, "version": [edition(theirs)]}
    entered.fault("text", visit.words.say("Somebody else changed this notice meanwhile: compare, then save"))
    return _entry(visit, entered, code=409, notice=theirs, theirs=theirs)


def _entered_before(visit: Visit, notice: Notice) -> Entered:
    values: dict[str, Sequence[str]] = {
        "version": [edition(notice)],
        "text": [notice.text],
        "title": [notice.title],
        "class": [notice.class_],
        "category": [notice.category],
        "source_document": [notice.source_document],
    }
    return Entered(values, visit.words)


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


def _notice(visit: Visit, name: NoticeId) -> Notice:
    with visit.desk.ledger.reading() as unit:
        return unit.notices.get(name)


def _page(visit: Visit, name: NoticeId, entered: Entered, code: int = 200) -> Response:
    with visit.desk.ledger.reading() as unit:
        notice, voicings = unit.notices.get(name), unit.voicings.of_notice(name)
        broadcasts = unit.broadcasts.with_notice(name)
    return visit.show(
        "notices/one.html",
        code,
        form=entered,
        notice=shown.heading(notice, visit.words),
        facts=shown.facts(notice, visit.words),
        notes=shown_document.notes(notice.notes, visit.words),
        broadcasts=[shown_broadcast.mention(one, visit.words) for one in broadcasts],
        live=_part(visit, notice, voicings, entered),
        is_live=_is_busy(_versions(visit, name)),
    )


def _piece(visit: Visit, name: NoticeId) -> Piece:
    with visit.desk.ledger.reading() as unit:
        notice, voicings = unit.notices.get(name), unit.voicings.of_notice(name)
    part = _part(visit, notice, voicings, Entered({}, visit.words))
    return Piece(part, is_final=not _is_busy(_versions(visit, name)))


def _versions(visit: Visit, name: NoticeId) -> list[tuple[Notice, Sequence[Voicing]]]:
    """Return the notice in all its languages, each with its clips."""
    with visit.desk.ledger.reading() as unit:
        return [(one, unit.voicings.of_notice(one.id)) for one in unit.notices.versions(name)]


def _is_busy(versions: Sequence[tuple[Notice, Sequence[Voicing]]]) -> bool:
    return any(shown.is_busy(notice, voicings) for notice, voicings in versions)


def _part(visit: Visit, notice: Notice, voicings: Sequence[Voicing], entered: Entered) -> str:
    with visit.desk.ledger.reading() as unit:
        allowed = unit.contacts.allowed(as_of=notice.allowed_as_of)
    return visit.part(
        "notices/_live.html",
        id=notice.id,
        edition=edition(notice),
        form=entered,
        poles=visit.pole_choices() if shown.can_be_heard(voicings) else [],
        **shown.progress_parts(notice, voicings, visit.words),
        **shown_reading.parts(notice, visit.words, allowed=allowed),
        **shown_part.parts(notice, voicings, visit.words),
        **shown_doubt.parts(notice, visit.words),
        **shown_version.parts(_versions(visit, notice.id), notice, visit.words),
    )
