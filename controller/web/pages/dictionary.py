"""The organisation's dictionary: looked up, added to, tried on a sentence, changed, and put back."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import APIRouter, Path, Query, Response

from audio.language import READ_BY_RULES, SpokenLanguage
from controller.entries import Beside, DictionaryEntry, EntryId, EntryKind, Wording
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, EntryRefusedError
from controller.flow import dictionary, differing
from controller.flow.look_up import look_up
from controller.web.entered import Entered, one_line
from controller.web.explained import entry_fault
from controller.web.said import Said
from controller.web.shown import dictionary as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import NoticeId

pages = APIRouter()

_NAME = re.compile(r"[0-9a-f]{32}")
_PAGE = 50
_MOST_SENTENCE = 1000
_EXACT = "yes"
Number = Annotated[int, Path(ge=1, le=2**53)]


@pages.get("/dictionary")
def list_entries(
    visit: Staff, q: Annotated[str, Query()] = "", page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    search, desk = one_line(q)[:200], visit.desk
    found = look_up(desk.ledger, desk.lexicon, search=search, skip=(page - 1) * _PAGE, most=_PAGE)
    more = {"page": str(page + 1)} | ({"q": search} if search else {})
    return visit.show(
        "dictionary/list.html",
        entries=[shown.line(one, visit.words) for one in found.entries],
        search=search,
        next_page=f"/dictionary?{urlencode(more)}" if found.has_more else "",
    )


@pages.get("/dictionary/new")
def blank_entry(
    visit: Staff, written: Annotated[str, Query()] = "", spoken: Annotated[str, Query()] = ""
) -> Response:
    return _entry(visit, _begun(visit, written=written, spoken=spoken))


@pages.post("/dictionary/new")
def begin_entry(visit: Staff, entered: Posted) -> Response:
    """Carry over what is being corrected in one notice; nothing is stored yet."""
    written, spoken = entered.first("written"), entered.first("said")
    return _entry(visit, _begun(visit, written=written, spoken=spoken, sentence=entered.first("sentence")))


@pages.post("/dictionary")
def save_entry(visit: Staff, entered: Posted) -> Response:
    wording, name = _wording(entered), entered.first("name")
    name = EntryId(name if _NAME.fullmatch(name) else uuid4().hex)
    if entered.faults:
        return _entry(visit, entered, code=422)
    try:
        dictionary.add(visit.desk.ledger, visit.desk.lexicon, wording, name=name, by=visit.by, now=visit.now)
    except EntryRefusedError as error:
        entered.fault(error.field, entry_fault(error, visit.words))
        return _entry(visit, entered, code=422)
    except AlreadyDoneError:
        return _sent_before(visit, entered, name, wording)
    return visit.go(f"/dictionary/{name}", Said.ENTRY_SAVED)


@pages.post("/dictionary/try")
def try_entry(visit: Staff, entered: Posted) -> Response:
    """Show how a sentence would be spoken; what was typed stays, and nothing is stored."""
    wording, sentence = _wording(entered), one_line(entered.first("sentence"))
    known = _known(visit, entered.first("entry"))
    if not sentence or len(sentence) > _MOST_SENTENCE:
        told = visit.words.say("Enter a sentence of at most %(most)s characters", most=_MOST_SENTENCE)
        entered.fault("sentence", told)
    if entered.faults:
        return _entry(visit, entered, code=422, known=known)
    try:
        readings = dictionary.try_on(
            visit.desk.ledger, visit.desk.lexicon, sentence, wording, entry=known.id if known else None
        )
    except EntryRefusedError as error:
        entered.fault(error.field, entry_fault(error, visit.words))
        return _entry(visit, entered, code=422, known=known)
    return _entry(visit, entered, known=known, tried=shown.tried(*readings))


@pages.get("/dictionary/history")
def show_history(visit: Staff, before: Annotated[int | None, Query(ge=1, le=2**53)] = None) -> Response:
    changes = dictionary.history(visit.desk.ledger, before=before, most=_PAGE)
    return visit.show(
        "dictionary/history.html",
        changes=[shown.change(one, visit.words) for one in changes],
        next_page=f"/dictionary/history?before={changes[-1].number}" if len(changes) == _PAGE else "",
    )


@pages.post("/dictionary/changes/{number}/put-back")
def put_back(visit: Staff, number: Number, entered: Posted) -> Response:
    try:
        name = dictionary.put_back(visit.desk.ledger, number, by=visit.by, now=visit.now)
    except EntryRefusedError as error:
        entered.fault("history", entry_fault(error, visit.words))
        return _standing_page(visit, _changed_by(visit, number), entered.faults)
    return visit.go(f"/dictionary/{name}", Said.ENTRY_PUT_BACK)


@pages.get("/dictionary/{name}")
def show_entry(visit: Staff, name: EntryId) -> Response:
    entry = _get(visit, name)
    found = differing.differing(visit.desk.ledger, visit.desk.lexicon, name)
    return _entry(visit, _entered_before(visit, entry), known=entry, found=found)


@pages.post("/dictionary/{name}")
def change_entry(visit: Staff, name: EntryId, entered: Posted) -> Response:
    wording, entry, desk = _wording(entered), _get(visit, name), visit.desk
    if entered.faults:
        return _entry(visit, entered, code=422, known=entry)
    try:
        dictionary.change(
            desk.ledger, desk.lexicon, name, wording, seen=_version(entered), by=visit.by, now=visit.now
        )
    except EntryRefusedError as error:
        entered.fault(error.field, entry_fault(error, visit.words))
        return _entry(visit, entered, code=422, known=entry)
    except ChangedMeanwhileError:
        return _changed_meanwhile(visit, entered, _get(visit, name))
    return visit.go(f"/dictionary/{name}", Said.ENTRY_SAVED)


@pages.post("/dictionary/{name}/remove")
def remove_entry(visit: Staff, name: EntryId, entered: Posted) -> Response:
    try:
        dictionary.remove(visit.desk.ledger, name, seen=_version(entered), by=visit.by, now=visit.now)
    except ChangedMeanwhileError:
        return visit.go(f"/dictionary/{name}", Said.ENTRY_CHANGED_MEANWHILE)
    return visit.go(f"/dictionary/{name}", Said.ENTRY_REMOVED)


@pages.post("/dictionary/{name}/read-anew")
def read_anew(visit: Staff, name: EntryId, entered: Posted) -> Response:
    notice = NoticeId(entered.first("notice"))
    try:
        differing.read_anew(visit.desk.ledger, notice, seen=entered.first("seen"))
    except (AlreadyDoneError, ChangedMeanwhileError):
        return visit.go(f"/dictionary/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/dictionary/{name}", Said.READ_ANEW)


def _wording(entered: Entered) -> Wording:
    words = entered.words
    kind = entered.choice("kind", set(EntryKind), missing=words.say("Choose what it is"))
    beside = entered.choice("beside", set(Beside), missing=words.say("Choose where it holds"))
    language = entered.choice("language", set(READ_BY_RULES), missing=words.say("Choose the language"))
    return Wording(
        written=entered.line("written", missing=words.say("Enter what is written")),
        spoken=entered.line("spoken", missing=words.say("Enter how it is spoken")),
        kind=EntryKind(kind) if kind in set(EntryKind) else EntryKind.ABBREVIATION,
        beside=Beside(beside) if beside in set(Beside) else Beside.ANYWHERE,
        context=entered.line("context", missing=None),
        language=SpokenLanguage(language) if language in READ_BY_RULES else SpokenLanguage.VIETNAMESE,
        is_case_sensitive=_EXACT in entered.all("capitals"),
    )


def _version(entered: Entered) -> int:
    typed = entered.first("version")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0


def _begun(visit: Visit, *, written: str, spoken: str, sentence: str = "") -> Entered:
    values: dict[str, Sequence[str]] = {
        "name": [uuid4().hex],
        "written": [one_line(written)[: dictionary.LONGEST_WRITTEN]],
        "spoken": [one_line(spoken)[: dictionary.LONGEST_SPOKEN]],
        "kind": [EntryKind.ABBREVIATION],
        "beside": [Beside.ANYWHERE],
        "capitals": [_EXACT],
        "language": [SpokenLanguage.VIETNAMESE],
        "sentence": [one_line(sentence)[:_MOST_SENTENCE]],
    }
    return Entered(values, visit.words)


def _entered_before(visit: Visit, entry: DictionaryEntry) -> Entered:
    wording = entry.wording
    values: dict[str, Sequence[str]] = {
        "version": [str(entry.version)],
        "written": [wording.written],
        "spoken": [wording.spoken],
        "kind": [wording.kind],
        "beside": [wording.beside],
        "context": [wording.context],
        "language": [wording.language],
        "capitals": [_EXACT] if wording.is_case_sensitive else [],
    }
    return Entered(values, visit.words)


def _sent_before(visit: Visit, entered: Entered, name: EntryId, again: Wording) -> Response:
    """A second click finds what the first one saved; another wording is never taken for it."""
    checked = dictionary.checked(visit.desk.ledger, visit.desk.lexicon, again, entry=name)
    if _get(visit, name).wording == checked:
        return visit.go(f"/dictionary/{name}", Said.ENTRY_SENT_BEFORE)
    told = visit.words.say("You saved this entry before with other words. Save again to make a second one")
    entered.values = {**entered.values, "name": [uuid4().hex]}
    entered.fault("written", told)
    return _entry(visit, entered, code=409)


def _changed_meanwhile(visit: Visit, entered: Entered, theirs: DictionaryEntry) -> Response:
    entered.values = {**entered.values, "version": [str(theirs.version)]}
    if theirs.is_removed:
        told = visit.words.say("Somebody else removed this entry meanwhile: put it back first")
    else:
        told = visit.words.say("Somebody else changed this entry meanwhile: compare, then save")
    entered.fault("written", told)
    return _entry(visit, entered, code=409, known=theirs, theirs=theirs)


def _standing_page(visit: Visit, entry: DictionaryEntry, faults: Mapping[str, str]) -> Response:
    entered = _entered_before(visit, entry)
    entered.faults = dict(faults)
    return _entry(visit, entered, code=409, known=entry)


def _get(visit: Visit, name: EntryId) -> DictionaryEntry:
    with visit.desk.ledger.reading() as unit:
        return unit.dictionary.get(name)


def _known(visit: Visit, name: str) -> DictionaryEntry | None:
    return _get(visit, EntryId(name)) if name else None


def _changed_by(visit: Visit, number: int) -> DictionaryEntry:
    with visit.desk.ledger.reading() as unit:
        return unit.dictionary.get(unit.dictionary.change(number).entry)


def _entry(
    visit: Visit,
    entered: Entered,
    code: int = 200,
    known: DictionaryEntry | None = None,
    *,
    theirs: DictionaryEntry | None = None,
    tried: Mapping[str, str | bool] | None = None,
    found: differing.Differing | None = None,
) -> Response:
    words = visit.words
    changes = dictionary.history(visit.desk.ledger, known.id, most=_PAGE) if known else ()
    return visit.show(
        "dictionary/entry.html",
        code,
        form=entered,
        entry=known,
        their_facts=shown.facts(theirs.wording, words) if theirs else [],
        tried=tried,
        found=found,
        changes=[shown.change(one, words) for one in changes],
        kinds=shown.kinds(words),
        besides=shown.besides(words),
        capitals=shown.capitals(words),
        reading_languages=shown.languages(words),
        most_context=dictionary.LONGEST_CONTEXT,
    )
