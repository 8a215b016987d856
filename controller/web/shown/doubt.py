"""Doubtful places of a notice as its page shows them: what is written, why it is asked, what it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audio.reading.values import Doubt, Why
from controller.entries import Notice
from controller.errors import UntimelyError
from controller.flow.doubts import is_abbreviation, open_doubts
from controller.flow.timeliness import Untimely
from controller.web.words import Words

from .excerpts import after, before

_AROUND = 60
"""So many characters before and after a place make clear where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoubt:
    """`choices` are what it may be said like, as it is read now first; an empty one is silence."""

    written: str
    before: str
    after: str
    why: str
    choices: tuple[str, ...]
    start: int
    end: int
    times: str
    """How often the same abbreviation stands in the text; empty where it is once."""


def parts(notice: Notice, words: Words) -> dict[str, object]:
    """Return what the notice's page shows of its doubts: grave ones, and those that forbid nothing."""
    doubts = open_doubts(notice) if notice.approved_at is None else ()
    grave = [_shown(doubt, notice, words) for doubt in doubts if doubt.is_grave]
    light = _light([doubt for doubt in doubts if not doubt.is_grave], notice, words)
    return {
        "grave_doubts": grave,
        "light_doubts": light,
        "light_words": words.counted(
            "%(n)s more place to look at", "%(n)s more places to look at", len(light)
        ),
        "grave_words": words.counted(
            "%(n)s place may be read in two ways: decide it before approval",
            "%(n)s places may be read in two ways: decide them before approval",
            len(grave),
        ),
    }


def untimely_fault(error: UntimelyError, words: Words) -> str:
    """Return why a broadcast was not saved though all its fields are right."""
    if any(day for _, _, day in error.found):
        return words.say("It would sound after a deadline that its text names. Change it, or accept it below")
    return words.say("Its text names a day from today, and it repeats. Change it, or accept it below")


def untimely(notice: Notice, found: Sequence[Untimely], words: Words) -> list[str]:
    """Return what of a notice to be approved does not hold whenever a broadcast sounds."""
    own = [one for one in found if one.notice == notice.id and notice.approved_at is None]
    return [f"“{one.words}”: {_untimely(one.deadline, words)}" for one in own]


def untimely_choices(error: UntimelyError, words: Words) -> list[tuple[str, str, str]]:
    """Return what may be accepted: key, the words of the text, and what is wrong with them."""
    return [(key, f"“{told}”", _untimely(day, words)) for key, told, day in error.found]


def _untimely(deadline: date | None, words: Words) -> str:
    if deadline is None:
        return words.say("It means another day each time.")
    return words.say("It sounds after %(day)s too.", day=words.day(deadline))


def _light(doubts: Sequence[Doubt], notice: Notice, words: Words) -> list[ShownDoubt]:
    """Return one line an abbreviation, however often it stands in the text."""
    by_writing: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        key = doubt.span.of(notice.text) if is_abbreviation(doubt) else str(doubt.span)
        by_writing.setdefault(key, []).append(doubt)
    return [_shown(alike[0], notice, words, times=len(alike)) for alike in by_writing.values()]


def _shown(doubt: Doubt, notice: Notice, words: Words, times: int = 1) -> ShownDoubt:
    span = doubt.span
    return ShownDoubt(
        written=span.of(notice.text),
        before=before(notice.text, span.start, most=_AROUND),
        after=after(notice.text, span.end, most=_AROUND),
        why=_why(doubt.why, words),
        choices=(doubt.said, *doubt.others),
        start=span.start,
        end=span.end,
        times=words.counted("%(n)s time in the text", "%(n)s times in the text", times) if times > 1 else "",
    )


def _why(why: Why, words: Words) -> str:  # noqa: PLR0911 - one line a reason
    match why:
        case Why.TWO_READINGS:
            return words.say("It may be read in two ways. Which is meant?")
        case Why.UNKNOWN_LETTERS:
            return words.say("Nobody has said yet how these letters are spoken.")
        case Why.NOT_SPOKEN:
            return words.say("The voice cannot say this: it stays silent unless you write it in words.")
        case Why.ODD_LENGTH:
            return words.say("No telephone number here has so many figures. Is one missing, or too many?")
        case Why.NO_SUCH_DAY:
            return words.say("The calendar has no such day.")
        case Why.NO_SUCH_TIME:
            return words.say("The clock has no such time.")
        case Why.OTHER_WEEKDAY:
            return words.say("This date falls on another day of the week.")
        case Why.WORDS_DIFFER:
            return words.say("The figures and the words beside them say different numbers.")
