"""People speak a notice: recorded in the browser or uploaded, by the sentence or as a whole."""

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from audio.errors import AudioError
from controller.entries import Taken
from controller.errors import AlreadyDoneError, NotFoundError
from controller.flow import recordings
from controller.flow.recordings import Recordable
from controller.ports import RecordingRoom
from controller.web.entered import Entered
from controller.web.explained import recording_fault
from controller.web.forms import ReadAloud
from controller.web.said import Said
from controller.web.shown import recording as shown
from controller.web.uploaded import Sent, Uploaded
from controller.web.visit import Posted, Staff, Visit
from controller.web.words import Words
from schedules.vocabulary import NoticeId

pages = APIRouter()

_WHOLE = ""
"""The key under which all sentences are uploaded together."""


@pages.get("/notices/{name}/recording")
def show_recording(visit: Staff, name: NoticeId) -> Response:
    return _page(visit, name, Entered({"speaker": [visit.by]}, visit.words))


@pages.get("/notices/{name}/recording/{key}")
def hear_recording(visit: Staff, name: NoticeId, key: str) -> Response:
    for one in _recordables(visit, name):
        if one.key == key and one.standing and one.standing.recorded:
            return Response(_room(visit).content(one.standing.recorded.digest), media_type="audio/flac")
    raise NotFoundError(f"no such sentence of {name} is recorded")


@pages.post("/notices/{name}/recording")
def upload_recording(sent: Uploaded, name: NoticeId) -> Response:
    """Take one file: of the whole notice, or of one of its sentences."""
    visit, entered = sent.visit, sent.entered
    said = _recordables(visit, name)
    speaker = entered.line("speaker", missing=visit.words.say("Enter who speaks"))
    key = entered.choice(
        "sentence",
        {_WHOLE, *(one.key for one in said)},
        missing=visit.words.say("This sentence was changed meanwhile. Choose again"),
    )
    file = next(iter(sent.files.get("file", ())), None)
    if file is None:
        entered.fault("file", visit.words.say("Choose a sound file"))
    if file is None or entered.faults:
        return _page(visit, name, entered, code=422)
    sentences = [one.words for one in said if one.span] if key == _WHOLE else [_words(said)[key]]
    try:
        taken = _room(visit).take(file, sentences, language=visit.notice(name).language)
    except AudioError as error:
        entered.fault("file", recording_fault(error, visit.words))
        return _page(visit, name, entered, code=422)
    return _recorded(visit, name, taken, speaker, entered)


@pages.post("/notices/{name}/recording/read-aloud")
def keep_read_aloud(sent: Uploaded, name: NoticeId) -> Response:
    """Take what was read aloud in the browser; its script reads the answer."""
    visit = sent.visit
    speaker = sent.entered.line("speaker", missing=visit.words.say("Enter who speaks"))
    plans = _plans(sent)
    if not plans:
        sent.entered.fault(
            "plan", visit.words.say("Nothing was done. Open the page again here, and send it from there.")
        )
    if sent.entered.faults:
        return JSONResponse({"faults": list(sent.entered.faults.values())}, status_code=422)
    try:
        taken = list(_read_aloud(sent, name, plans))
        kept = _keep(visit, name, taken, speaker)
    except AudioError as error:
        return JSONResponse({"faults": [recording_fault(error, visit.words)]}, status_code=422)
    except AlreadyDoneError:
        return JSONResponse({"faults": [_approved(visit.words)]}, status_code=409)
    faults = shown.faults(taken, _recordables(visit, name), visit.words)
    answer = JSONResponse({"faults": list(faults.values())}, status_code=200 if kept else 422)
    visit.say_next(answer, Said.RECORDED)
    return answer


@pages.post("/notices/{name}/recording/take-back")
def take_back_recording(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    """Take back the recording of one sentence, or all of them where none is named."""
    key = entered.first("key")
    words = _words(_recordables(visit, name)).get(key)
    if key and words is None:
        return visit.go(f"/notices/{name}/recording", Said.CHANGED_MEANWHILE)
    try:
        recordings.take_back(visit.desk.ledger, name, words, by=visit.by, now=visit.now)
    except AlreadyDoneError:
        return _refused(visit, name, entered)
    except NotFoundError:  # a second click
        visit.notice(name)
    return visit.go(f"/notices/{name}/recording", Said.RECORDING_TAKEN_BACK)


@pages.post("/notices/{name}/recording/undo")
def undo_recording(visit: Staff, name: NoticeId, entered: Posted) -> Response:
    try:
        recordings.undo(visit.desk.ledger, name, by=visit.by, now=visit.now)
    except AlreadyDoneError:
        return _refused(visit, name, entered)
    return visit.go(f"/notices/{name}/recording", Said.RECORDING_UNDONE)


def _read_aloud(sent: Sent, name: NoticeId, plans: Sequence[ReadAloud]) -> Iterator[Taken]:
    """Give what came of each sentence, file by file, each with the plan by which it was read."""
    visit = sent.visit
    words = _words(_recordables(visit, name))
    language = visit.notice(name).language
    for file, plan in zip(sent.files.get("file", ()), plans, strict=True):
        said = [words.get(key, "") for key in plan.sentences]
        yield from _room(visit).take(file, said, language=language, pressed=plan.pressed)


def _plans(sent: Sent) -> list[ReadAloud]:
    """Return by what plan each file was read; none where one does not fit, lest a sentence get another's."""
    try:
        plans = [ReadAloud.model_validate_json(plan) for plan in sent.entered.all("plan")]
    except ValidationError:
        return []
    return plans if len(plans) == len(sent.files.get("file", ())) else []


def _recorded(
    visit: Visit, name: NoticeId, taken: Sequence[Taken], speaker: str, entered: Entered
) -> Response:
    """Keep what can be used, and say at each other sentence why it cannot."""
    try:
        _keep(visit, name, taken, speaker)
    except AlreadyDoneError:
        return _refused(visit, name, entered)
    faults = shown.faults(taken, _recordables(visit, name), visit.words)
    if not faults:
        return visit.go(f"/notices/{name}/recording", Said.RECORDED)
    for place, why in faults.items():
        entered.fault(place, why)
    return _page(visit, name, entered, code=422)


def _keep(visit: Visit, name: NoticeId, taken: Sequence[Taken], speaker: str) -> int:
    kept = [one.recorded for one in taken if one.recorded]
    return recordings.record(visit.desk.ledger, name, kept, speaker=speaker, by=visit.by, now=visit.now)


def _refused(visit: Visit, name: NoticeId, entered: Entered) -> Response:
    entered.fault("approved", _approved(visit.words))
    return _page(visit, name, entered, code=409)


def _approved(words: Words) -> str:
    return words.say("The notice was approved meanwhile: nothing was changed")


def _page(visit: Visit, name: NoticeId, entered: Entered, code: int = 200) -> Response:
    notice, said = visit.notice(name), _recordables(visit, name)
    with visit.desk.ledger.reading() as unit:
        has_history = bool(unit.recordings.lines(name))
    return visit.show(
        "notices/recording.html",
        code,
        form=entered,
        notice=notice,
        may_change=not notice.approved_at and bool(said),
        may_undo=has_history and not notice.approved_at,
        **shown.parts(notice, said, _room(visit), visit.words),
    )


def _recordables(visit: Visit, name: NoticeId) -> tuple[Recordable, ...]:
    with visit.desk.ledger.reading() as unit:
        return recordings.recordables(unit, unit.notices.get(name))


def _words(said: Sequence[Recordable]) -> dict[str, str]:
    return {one.key: one.words for one in said}


def _room(visit: Visit) -> RecordingRoom:
    if visit.desk.recordings is None:
        raise NotFoundError("this desk keeps no recordings")
    return visit.desk.recordings
