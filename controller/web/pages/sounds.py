"""Tones and music that staff bring: heard, loaded, named, taken out of the list."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import FileResponse

from audio.errors import ShelfError, SoundError
from controller.entries import SoundKind
from controller.errors import NotFoundError, SoundRefusedError
from controller.flow import sounds
from controller.flow.sounds import File
from controller.ports import SoundRoom
from controller.web.entered import Entered
from controller.web.explained import recording_fault
from controller.web.said import Said
from controller.web.shown import sound as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import Digest

pages = APIRouter()

DigestText = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@pages.get("/sounds")
def list_sounds(visit: Staff) -> Response:
    found = [shown.line(one, visit.words) for one in sounds.listed(visit.desk.ledger)]
    return visit.show("sounds/list.html", sounds=found)


@pages.get("/sounds/new")
def blank_sound(visit: Staff) -> Response:
    return _entry(visit, Entered({"use": [shown.TONE]}, visit.words))


@pages.post("/sounds")
def load_sound(visit: Staff, entered: Posted) -> Response:
    words = visit.words
    use = entered.choice(
        "use",
        {shown.TONE, shown.EMERGENCY_TONE, shown.MUSIC},
        missing=words.say("Choose what the sound is for"),
    )
    name = entered.line(
        "name", missing=words.say("Enter what this sound is called"), most=sounds.LONGEST_NAME
    )
    content = entered.file("file")
    if not content:
        entered.fault("file", words.say("Choose a sound file"))
    if entered.faults:
        return _entry(visit, entered, code=422)
    return _loaded(visit, entered, File(content=content, name=entered.first("file_name")), use, name)


@pages.get("/sounds/{digest}")
def show_sound(visit: Staff, digest: DigestText) -> Response:
    return _page(visit, Digest(digest))


@pages.get("/sounds/{digest}/file")
def hear_sound(visit: Staff, digest: DigestText) -> Response:
    path = _room(visit).path(Digest(digest))
    if path is None:
        raise NotFoundError(f"there is no sound {digest}")
    return FileResponse(path, media_type="audio/flac")


@pages.post("/sounds/{digest}")
def rename_sound(visit: Staff, digest: DigestText, entered: Posted) -> Response:
    try:
        sounds.rename(visit.desk.ledger, Digest(digest), entered.first("name"))
    except SoundRefusedError as error:
        entered.fault(error.field, shown.refusal(error.why, visit.words))
        return _page(visit, Digest(digest), entered, code=422)
    return visit.go("/sounds", Said.SOUND_NAMED)


@pages.post("/sounds/{digest}/remove")
def remove_sound(visit: Staff, digest: DigestText, entered: Posted) -> Response:
    try:
        sounds.remove(visit.desk.ledger, _room(visit), Digest(digest))
    except SoundRefusedError as error:
        entered.fault(error.field, shown.refusal(error.why, visit.words))
        return _page(visit, Digest(digest), entered, code=409)
    return visit.go("/sounds", Said.SOUND_REMOVED)


def _loaded(visit: Visit, entered: Entered, file: File, use: str, name: str) -> Response:
    try:
        sounds.load(
            visit.desk.ledger,
            _room(visit),
            file,
            name=name,
            kind=SoundKind.MUSIC if use == shown.MUSIC else SoundKind.TONE,
            for_emergencies=use == shown.EMERGENCY_TONE,
            by=visit.by,
            now=visit.now,
        )
    except SoundRefusedError as error:
        entered.fault(error.field, shown.refusal(error.why, visit.words))
        return _entry(visit, entered, code=422)
    except SoundError as error:
        entered.fault("file", shown.fault(error, visit.words))
        return _entry(visit, entered, code=422)
    except ShelfError as error:
        entered.fault("file", recording_fault(error, visit.words))
        return _entry(visit, entered, code=507)
    return visit.go("/sounds", Said.SOUND_LOADED)


def _entry(visit: Visit, entered: Entered, code: int = 200) -> Response:
    return visit.show("sounds/new.html", code, form=entered, uses=shown.uses(visit.words))


def _page(visit: Visit, digest: Digest, entered: Entered | None = None, code: int = 200) -> Response:
    found = sounds.sound(visit.desk.ledger, digest)
    typed = entered if entered and entered.first("name") else None
    form = typed or Entered({"name": [found.sound.name]}, visit.words, entered.faults if entered else {})
    return visit.show(
        "sounds/one.html",
        code,
        form=form,
        sound=shown.line(found, visit.words),
        facts=shown.facts(found, visit.words),
    )


def _room(visit: Visit) -> SoundRoom:
    if visit.desk.sounds is None:
        raise NotFoundError("this desk has no sounds of its own")
    return visit.desk.sounds
