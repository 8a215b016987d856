"""Voices: which speak here, getting another, hearing one."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from audio.language import SpokenLanguage
from controller.errors import AlreadyDoneError, NotFoundError
from controller.ports import VoiceRoom
from controller.web.said import Said
from controller.web.shown import voice as shown
from controller.web.shown.voice_choice import online_off
from controller.web.visit import Posted, Staff, Visit

pages = APIRouter()

Name = Annotated[str, Path(max_length=60)]


@pages.get("/voices")
def list_voices(visit: Staff) -> Response:
    voices = _room(visit).voices()
    seen = [shown.line(one, visit.words) for one in voices]
    return visit.show(
        "voices/list.html",
        here=[one for one in seen if one["is_here"]],
        others=[one for one in seen if not one["is_here"]],
        online=online_off(voices, visit.words),
        is_coming=any(one["is_coming"] for one in seen),
    )


@pages.post("/voices/{name}/install")
def install_voice(visit: Staff, name: Name, entered: Posted) -> Response:  # noqa: ARG001 - for its token
    try:
        _room(visit).install(name)
    except AlreadyDoneError:
        return visit.go("/voices", Said.VOICE_WAITS)
    return visit.go("/voices", Said.VOICE_COMING)


@pages.post("/voices/{name}/remove")
def remove_voice(visit: Staff, name: Name, entered: Posted) -> Response:  # noqa: ARG001 - for its token
    _room(visit).remove(name)
    return visit.go("/voices", Said.VOICE_REMOVED)


@pages.get("/voices/{name}/sample/{language}")
def hear_voice(visit: Staff, name: Name, language: SpokenLanguage) -> Response:
    return Response(_room(visit).sample(name, language), media_type="audio/ogg")


def _room(visit: Visit) -> VoiceRoom:
    if visit.desk.voices is None:
        raise NotFoundError("this desk has no voices of its own")
    return visit.desk.voices
