"""How broadcasts are put together, in words and as choices of a form; LU are told as what one hears."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import assert_never

from audio.template import OURS, Bed, Plain, Template, Tone
from controller.entries import LoadedSound, TemplateLine
from controller.errors import TemplateRefusal
from controller.flow.broadcast_templates import Choices, Standing
from controller.web.words import Words
from schedules.vocabulary import Class, Digest

from .notice import class_words

NO_MUSIC = ""
_AFTER = ("0.2", "0.4", "0.6", "0.8", "1", "1.5", "2", "3")
_BETWEEN = ("0.8", "1", "1.5", "2", "3", "4", "5")
_BEFORE = ("0.2", "0.5", "0.8", "1", "1.5", "2", "3")
_SENTENCES = ("0.8", "1", "1.2", "1.5")
_ABOVE = ("0", "1", "2", "3")
_BELOW = ("12", "15", "18", "21", "24", "30")
_BELOW_IN_RESTS = ("6", "9", "12", "18")

Names = Mapping[Digest, str]
"""What staff call the sounds that templates name."""


def card(one: Standing, names: Names, words: Words) -> dict[str, object]:
    """Return how a class stands, with who changed it last."""
    line = one.line
    return {
        "class_": one.class_,
        "heading": class_words(one.class_, words),
        "is_ours": one.is_ours,
        "facts": facts(one.template, one.class_, names, words),
        "changed": f"{words.moment(line.at)}, {line.by}" if line else "",
    }


def facts(template: Template, class_: Class, names: Names, words: Words) -> list[tuple[str, str]]:
    told = [
        (words.say("Opening tone"), _tone(template.opening, names, words)),
        (words.say("Closing tone"), _tone(template.closing, names, words)),
        (words.say("Loudness of the tones"), _above(_written(template.tone_above_lu), words)),
        (words.say("Rests"), _rests(template, words)),
        (words.say("How often all is said"), _times(template.times, words)),
    ]
    if class_ is not Class.EMERGENCY:
        told.append((words.say("Background music"), _bed(template.bed, names, words)))
    return told


def fields(standing: Standing) -> dict[str, Sequence[str]]:
    """Return what a form holds before anybody typed."""
    template, bed = standing.template, standing.template.bed
    quiet = bed or Bed(music=Digest("0" * 64))
    return {
        "seen": [str(standing.newest)],
        "opening": [template.opening],
        "closing": [template.closing],
        "tone_above_lu": [_written(template.tone_above_lu)],
        "after_opening": [_written(template.after_opening.total_seconds())],
        "between_sections": [_written(template.between_sections.total_seconds())],
        "before_closing": [_written(template.before_closing.total_seconds())],
        "sentence_rests": [_written(template.sentence_rests)],
        "times": [str(template.times)],
        "music": [bed.music if bed else NO_MUSIC],
        "below_speech_lu": [_written(quiet.below_speech_lu)],
        "below_in_rests_lu": [_written(quiet.below_in_rests_lu)],
    }


def choices(
    found: Choices, class_: Class, stands: Template, words: Words
) -> dict[str, list[tuple[str, str]]]:
    """Return what each field offers; what stands now is always among it."""
    return {
        "opening": _tones(found.tones, words, may_lack=class_ is not Class.EMERGENCY),
        "closing": _tones(found.tones, words, may_lack=True),
        "tone_above_lu": [(one, _above(one, words)) for one in _with(_ABOVE, stands.tone_above_lu)],
        "after_opening": _seconds(_AFTER, stands.after_opening, words),
        "between_sections": _seconds(_BETWEEN, stands.between_sections, words),
        "before_closing": _seconds(_BEFORE, stands.before_closing, words),
        "sentence_rests": [(one, _pace(one, words)) for one in _with(_SENTENCES, stands.sentence_rests)],
        "times": [(str(one), _times(one, words)) for one in (1, 2)],
        "music": [(NO_MUSIC, words.say("No music")), *_called(found.music)],
        "below_speech_lu": _quieter(_BELOW, stands.bed.below_speech_lu if stands.bed else None, words),
        "below_in_rests_lu": _quieter(
            _BELOW_IN_RESTS, stands.bed.below_in_rests_lu if stands.bed else None, words
        ),
    }


def history(lines: Sequence[TemplateLine], names: Names, words: Words) -> list[dict[str, object]]:
    """Return each line with what it changed, newest first."""
    templates = [*(line.template or OURS for line in lines), OURS]
    return [
        {
            "number": line.number,
            "what": _changed(line, stood, names, words),
            "at": words.moment(line.at),
            "by": line.by,
        }
        for line, stood in zip(lines, templates[1:], strict=True)
    ]


def refusal(why: TemplateRefusal, words: Words) -> str:
    match why:
        case TemplateRefusal.GONE:
            return words.say("This sound is no longer in the list. Choose another")
        case TemplateRefusal.NOT_FOR_THE_CLASS:
            return words.say("This sound may not be used here: it sounds like an alarm, or for too long")
        case _:
            assert_never(why)


def field_fault(field: str, words: Words) -> str:
    """Return what is right for a field of a template that is out of its bounds."""
    match field:
        case "opening":
            return words.say("An emergency always has an opening tone. Choose one")
        case "bed" | "music":
            return words.say("An emergency never has music under it")
        case "below_in_rests_lu":
            return words.say("In rests the music may not be softer than under the words")
        case _:
            return words.say("Choose one of these")


def _changed(line: TemplateLine, stood: Template, names: Names, words: Words) -> list[str]:
    """Say what differs; an emergency's line never tells of music."""
    if line.template is None:
        return [words.say("As the system has it")]
    told = facts(line.template, line.class_, names, words)
    before = facts(stood, line.class_, names, words)
    differing = [
        f"{key}: {value}" for (key, value), (_, old) in zip(told, before, strict=True) if value != old
    ]
    return differing or [words.say("As it was")]


def _tone(tone: Tone, names: Names, words: Words) -> str:
    if isinstance(tone, Plain):
        return _plain(tone, words)
    return names.get(tone, words.say("a sound that is gone"))


def _plain(tone: Plain, words: Words) -> str:
    match tone:
        case Plain.OURS:
            return words.say("Tone of the system")
        case Plain.NONE:
            return words.say("No tone")
        case _:
            assert_never(tone)


def _tones(found: Sequence[LoadedSound], words: Words, *, may_lack: bool) -> list[tuple[str, str]]:
    plain = [Plain.OURS, Plain.NONE] if may_lack else [Plain.OURS]
    return [*((one.value, _plain(one, words)) for one in plain), *_called(found)]


def _called(found: Sequence[LoadedSound]) -> list[tuple[str, str]]:
    return [(sound.digest, sound.name) for sound in found]


def _above(lu: str, words: Words) -> str:
    match lu:
        case "0":
            return words.say("As loud as the words")
        case "1":
            return words.say("A little louder than the words (1 LU)")
        case "2":
            return words.say("Louder than the words (2 LU)")
        case "3":
            return words.say("Much louder than the words (3 LU, the most)")
        case _:
            return words.say("%(lu)s LU louder than the words", lu=words.number(float(lu)))


def _quieter(known: Sequence[str], stands: float | None, words: Words) -> list[tuple[str, str]]:
    return [(one, _below(one, words)) for one in _with(known, stands)]


def _below(lu: str, words: Words) -> str:
    match lu:
        case "6":
            return words.say("Heard clearly (6 LU below the words)")
        case "9":
            return words.say("Softer than the words (9 LU below)")
        case "12":
            return words.say("Much softer than the words (12 LU below)")
        case "18":
            return words.say("Faint (18 LU below the words)")
        case "30":
            return words.say("Hardly heard (30 LU below the words)")
        case _:
            return words.say("%(lu)s LU below the words", lu=words.number(float(lu)))


def _pace(factor: str, words: Words) -> str:
    match factor:
        case "0.8":
            return words.say("Shorter (a fifth less)")
        case "1":
            return words.say("As usual")
        case "1.2":
            return words.say("Longer (a fifth more)")
        case "1.5":
            return words.say("Much longer (half as long again)")
        case _:
            return words.say("%(n)s times as long as usual", n=words.number(float(factor)))


def _times(times: int, words: Words) -> str:
    return words.say("Once") if times == 1 else words.say("Twice, one after the other")


def _rests(template: Template, words: Words) -> str:
    return words.say(
        "%(after)s after the opening tone, %(between)s between notices, %(before)s before the closing tone; "
        "between sentences: %(sentences)s",
        after=_second(template.after_opening, words),
        between=_second(template.between_sections, words),
        before=_second(template.before_closing, words),
        sentences=_small(_pace(_written(template.sentence_rests), words)),
    )


def _bed(bed: Bed | None, names: Names, words: Words) -> str:
    if bed is None:
        return words.say("No music")
    return words.say(
        "%(name)s; under the words: %(below)s; in rests: %(rests)s",
        name=names.get(bed.music, words.say("a sound that is gone")),
        below=_small(_below(_written(bed.below_speech_lu), words)),
        rests=_small(_below(_written(bed.below_in_rests_lu), words)),
    )


def _seconds(known: Sequence[str], stands: timedelta, words: Words) -> list[tuple[str, str]]:
    return [
        (one, _second(timedelta(seconds=float(one)), words)) for one in _with(known, stands.total_seconds())
    ]


def _small(told: str) -> str:
    """Return it as it stands within a sentence; LU stays LU."""
    return told[:1].lower() + told[1:]


def _second(length: timedelta, words: Words) -> str:
    return words.say("%(n)s s", n=words.number(round(length.total_seconds(), 3)))


def _with(known: Sequence[str], stands: float | None) -> list[str]:
    """Add what stands where it is none of the usual, and keep the order."""
    own = () if stands is None or _written(stands) in known else (_written(stands),)
    return sorted((*known, *own), key=float)


def _written(figure: float) -> str:
    return f"{figure:g}"
