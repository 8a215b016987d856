"""The form of a template: fields with units become a template, with a fault at each field that is wrong."""

from datetime import timedelta

from audio.errors import TemplateError
from audio.template import Bed, Plain, Template, Tone, check_for, tone
from controller.web.entered import Entered
from controller.web.shown import broadcast_template as shown
from schedules.vocabulary import Class, Digest

_NOT_A_NUMBER = float("nan")


def asked_for(entered: Entered, class_: Class) -> Template | None:
    """Read the form; None where something is wrong."""
    try:
        template = _template(entered)
        check_for(template, class_)
    except TemplateError as error:
        entered.fault(_field(error.field), shown.field_fault(error.field, entered.words))
        return None
    return template


def _template(entered: Entered) -> Template:
    return Template(
        opening=_tone(entered, "opening"),
        closing=_tone(entered, "closing"),
        tone_above_lu=_figure(entered, "tone_above_lu"),
        after_opening=_rest(entered, "after_opening"),
        between_sections=_rest(entered, "between_sections"),
        before_closing=_rest(entered, "before_closing"),
        sentence_rests=_figure(entered, "sentence_rests"),
        times=2 if entered.first("times") == "2" else 1,
        bed=_bed(entered),
    )


def _tone(entered: Entered, field: str) -> Tone:
    return tone(entered.first(field) or Plain.OURS)


def _bed(entered: Entered) -> Bed | None:
    music = entered.first("music")
    if not music:
        return None
    return Bed(
        music=Digest(music),
        below_speech_lu=_figure(entered, "below_speech_lu"),
        below_in_rests_lu=_figure(entered, "below_in_rests_lu"),
    )


def _rest(entered: Entered, field: str) -> timedelta:
    seconds = _figure(entered, field)
    if not 0 <= seconds < 60:
        raise TemplateError(field, "no rest")
    return timedelta(milliseconds=round(seconds * 1000))


def _figure(entered: Entered, field: str) -> float:
    """Return a number; one that is none is out of all bounds."""
    try:
        return float(entered.first(field))
    except ValueError:
        return _NOT_A_NUMBER


def _field(field: str) -> str:
    """Return the field of the form; a bed is chosen by its music."""
    return "music" if field == "bed" else field
