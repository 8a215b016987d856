"""The reading of a notice in the hands of staff: another word for a place, and places taken back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from audio.reading.decisions import from_json
from audio.reading.written import from_json as reading_from_json
from audio.span import SourceSpan
from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, WrongInputError
from controller.flow import decisions
from controller.flow.editions import edition
from controller.web.entered import Entered, one_line
from controller.web.said import Said
from controller.web.shown.excerpts import after, before
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import NoticeId

pages = APIRouter()

_AROUND = 120
"""So many characters before and after a place make clear where it stands."""
_MOST_OF_A_LINE = 1000
Place = Annotated[int, Query(ge=0, le=10_000_000)]


@pages.get("/notices/{name}/words")
def show_words(visit: Staff, name: NoticeId, start: Place, end: Place) -> Response:
    notice = visit.notice(name)
    span = _within(notice, start, end)
    if notice.approved_at or span is None:
        return visit.go(f"/notices/{name}")
    values = {
        "seen": [edition(notice)],
        "start": [str(span.start)],
        "end": [str(span.end)],
        "written": [span.of(notice.text)],
        "said": [_said(notice, span)],
    }
    return _page(visit, notice, span, Entered(values, visit.words))


@pages.post("/notices/{name}/words")
def say_otherwise(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    notice = visit.notice(name)
    if edition(notice) != entered.first("seen"):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    span = _chosen(notice, entered)
    if span is None:
        return _page(visit, notice, _sent(notice, entered), entered, code=422)
    if entered.first("rules"):
        return _decide(
            visit,
            name,
            lambda seen: decisions.leave_to_rules(visit.desk.ledger, name, span, seen=seen),
            entered,
        )
    said = entered.first("said")
    return _decide(
        visit,
        name,
        lambda seen: decisions.say_otherwise(
            visit.desk.ledger, name, span, said, lexicon=visit.lexicon(notice.language), seen=seen
        ),
        entered,
    )


@pages.post("/notices/{name}/decide")
def decide(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    """Take one of the readings that a doubtful place may have."""
    notice = visit.notice(name)
    span, said = _sent(notice, entered), entered.first("said")
    return _decide(
        visit,
        name,
        lambda seen: decisions.decide(
            visit.desk.ledger, name, span, said, lexicon=visit.lexicon(notice.language), seen=seen
        ),
        entered,
    )


@pages.post("/notices/{name}/take-back")
def take_back(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    span = _sent(visit.notice(name), entered)
    return _decide(
        visit, name, lambda seen: decisions.take_back(visit.desk.ledger, name, span, seen=seen), entered
    )


@pages.post("/notices/{name}/set-aside")
def set_aside(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    span = _sent(visit.notice(name), entered)
    return _decide(
        visit, name, lambda seen: decisions.set_aside(visit.desk.ledger, name, span, seen=seen), entered
    )


def _decide(visit: Visit, name: NoticeId, decide: Callable[[str], None], entered: Entered) -> Response:
    """Do it to the edition that was seen; where somebody else was faster, show what stands there now."""
    try:
        decide(entered.first("seen"))
    except (AlreadyDoneError, ChangedMeanwhileError, WrongInputError):
        return visit.go(f"/notices/{name}", Said.CHANGED_MEANWHILE)
    return visit.go(f"/notices/{name}", Said.NOTICE_CHANGED)


def _chosen(notice: Notice, entered: Entered) -> SourceSpan | None:
    """Return the place of the words left over in `written`; a fault where they stand elsewhere."""
    whole, written = _sent(notice, entered), entered.first("written").strip()
    at = whole.of(notice.text).find(written) if written else -1
    if at < 0:
        told = entered.words.say("Take words that stand in the text here, without changing them")
        entered.fault("written", told)
        return None
    return SourceSpan(start=whole.start + at, end=whole.start + at + len(written))


def _sent(notice: Notice, entered: Entered) -> SourceSpan:
    start, end = entered.first("start"), entered.first("end")
    known = start.isdecimal() and end.isdecimal() and len(start) < 9 and len(end) < 9
    found = _within(notice, int(start), int(end)) if known else None
    return found or SourceSpan(start=0, end=len(notice.text))


def _within(notice: Notice, start: int, end: int) -> SourceSpan | None:
    return SourceSpan(start=start, end=end) if start < end <= len(notice.text) else None


def _said(notice: Notice, span: SourceSpan) -> str:
    """Return what is spoken there now."""
    sentences = reading_from_json(notice.reading).sentences if notice.reading else ()
    inside = (
        word.text
        for sentence in sentences
        for word in sentence.words
        if span.start <= word.span.start and word.span.end <= span.end
    )
    return " ".join(inside)


def _page(visit: Visit, notice: Notice, span: SourceSpan, entered: Entered, code: int = 200) -> Response:
    decided = from_json(notice.decisions)
    return visit.show(
        "notices/words.html",
        code,
        form=entered,
        id=notice.id,
        before=before(notice.text, span.start, most=_AROUND),
        written=span.of(notice.text)[:1000],
        after=after(notice.text, span.end, most=_AROUND),
        line=_line(notice, span),
        is_by_hand=any(one.span.meets(span) for one in (*decided.corrections, *decided.settled)),
    )


def _line(notice: Notice, span: SourceSpan) -> str:
    """Return the line of the text in which a place stands, to try a dictionary entry on."""
    start = notice.text.rfind("\n", 0, span.start) + 1
    end = notice.text.find("\n", span.end)
    return one_line(notice.text[start : end if end >= 0 else None])[:_MOST_OF_A_LINE]
