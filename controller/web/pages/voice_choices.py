"""Choosing a voice for a language, in every class or in one; with what was chosen before, and undo."""

from collections.abc import Sequence
from enum import StrEnum

from fastapi import APIRouter, Response

from audio.language import SpokenLanguage
from controller.entries import VoiceChoice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, NotFoundError, VoiceRefusedError
from controller.flow import voice_choices
from controller.flow.voice_choices import Place
from controller.outlook.voices import SeenVoice
from controller.web.entered import Entered
from controller.web.said import Said
from controller.web.shown import voice as shown_voice
from controller.web.shown import voice_choice as shown
from controller.web.visit import Posted, Staff, Visit
from schedules.vocabulary import Class

pages = APIRouter()

_HISTORY = 30


class ForClass(StrEnum):
    """A class in an address, or every one."""

    EVERY = shown.EVERY
    ROUTINE = Class.ROUTINE
    PRIORITY = Class.PRIORITY
    EMERGENCY = Class.EMERGENCY


@pages.get("/voices/choices")
def list_choices(visit: Staff) -> Response:
    words, ledger, voices = visit.words, visit.desk.ledger, _voices(visit)
    return visit.show(
        "voices/choices.html",
        rows=shown.table(voice_choices.holdings(ledger, voices), voices, words),
        online=shown.online_off(voices, words),
        history=shown.history(voice_choices.history(ledger)[:_HISTORY], voices, words),
    )


@pages.get("/voices/choices/{language}/{for_class}")
def show_choice(visit: Staff, language: SpokenLanguage, for_class: ForClass) -> Response:
    return _page(visit, _place(language, for_class))


@pages.post("/voices/choices/{language}/{for_class}")
def choose(visit: Staff, language: SpokenLanguage, for_class: ForClass, entered: Posted) -> Response:
    place, words = _place(language, for_class), visit.words
    choice = VoiceChoice(voice=entered.first("voice"), rate=_rate(entered))
    try:
        voice_choices.choose(
            visit.desk.ledger,
            place,
            choice,
            voices=_voices(visit),
            seen=_seen(entered),
            by=visit.by,
            now=visit.now,
        )
    except VoiceRefusedError as error:
        entered.fault(error.field, shown_voice.refusal(error.why, words))
        return _page(visit, place, entered, code=422)
    except ChangedMeanwhileError:
        return _go(visit, place, Said.CHOICE_CHANGED_MEANWHILE)
    return visit.go("/voices/choices", Said.CHOICE_SAVED)


@pages.post("/voices/choices/{language}/{for_class}/remove")
def choose_no_longer(
    visit: Staff, language: SpokenLanguage, for_class: ForClass, entered: Posted
) -> Response:
    place = _place(language, for_class)
    try:
        voice_choices.choose_no_longer(
            visit.desk.ledger, place, seen=_seen(entered), by=visit.by, now=visit.now
        )
    except ChangedMeanwhileError:
        return _go(visit, place, Said.CHOICE_CHANGED_MEANWHILE)
    return visit.go("/voices/choices", Said.CHOICE_REMOVED)


@pages.post("/voices/choices/{language}/{for_class}/undo")
def undo(visit: Staff, language: SpokenLanguage, for_class: ForClass, entered: Posted) -> Response:
    place = _place(language, for_class)
    try:
        voice_choices.undo(visit.desk.ledger, place, seen=_seen(entered), by=visit.by, now=visit.now)
    except (AlreadyDoneError, ChangedMeanwhileError):
        return _go(visit, place, Said.CHOICE_CHANGED_MEANWHILE)
    return visit.go("/voices/choices", Said.CHOICE_UNDONE)


def _page(visit: Visit, place: Place, entered: Entered | None = None, code: int = 200) -> Response:
    words, ledger, voices = visit.words, visit.desk.ledger, _voices(visit)
    holding = voice_choices.holding(ledger, place, voices)
    lines = voice_choices.history(ledger, place)
    own = holding.own or VoiceChoice()
    return visit.show(
        "voices/choice.html",
        code,
        form=entered or Entered({"voice": [own.voice], "rate": [str(own.rate)]}, words),
        heading=shown.heading(place, words),
        cell=shown.cell(holding, voices, words),
        why=shown.why(holding, words),
        seen=holding.newest,
        offered=shown.offered(place, voices, words),
        paces=shown.paces(str(own.rate), words),
        online=shown.online_words(place, voices, words),
        before=shown.choice_words(lines[1].choice if len(lines) > 1 else None, voices, words),
        history=shown.history(lines[:_HISTORY], voices, words),
    )


def _go(visit: Visit, place: Place, said: Said) -> Response:
    return visit.go(f"/voices/choices/{shown.address(place)}", said)


def _place(language: SpokenLanguage, for_class: ForClass) -> Place:
    return Place(language=language, class_=None if for_class is ForClass.EVERY else Class(for_class))


def _rate(entered: Entered) -> float:
    """Return the pace; 0, which is none, where no number was sent."""
    try:
        return float(entered.first("rate"))
    except ValueError:
        return 0.0


def _seen(entered: Entered) -> int:
    typed = entered.first("seen")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else -1


def _voices(visit: Visit) -> Sequence[SeenVoice]:
    if visit.desk.voices is None:
        raise NotFoundError("this desk has no voices of its own")
    return visit.voices()
