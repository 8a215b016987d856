"""Times of day: `9:00 a.m.`, `17:00`, `7h30`, `24/7`; and the dash between two of them, or two days."""

import re

from audio.reading.english.moments import DOT, clock, full_clock
from audio.reading.english.numbers import cardinal
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, MASK, Rule, rule

_WEEKDAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
_STARTS = r"(?<![\w:.,/])"
_ENDS = r"(?![\w:]|/[0-9]|[.,][0-9])"
_HOUR = r"(?P<hour>[01]?[0-9]|2[0-4])"
_HALF = rf"(?P<half>[aApP])(?:\.[mM]{DOT}|[mM](?!\w))"


def _of_half(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`8:05 am`, `5pm`."""
    return f"{clock(found['hour'], found['minute'])} {found['half'].upper()} M"


def _full(found: re.Match[str], _lexicon: Lexicon) -> str:
    return full_clock(found["hour"], found["minute"])


def _from(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`8-10 a.m.`: the first hour takes the half from the second."""
    return f"{clock(found['from'], found['minutes'])} to {_of_half(found, _lexicon)}"


def _hour(found: re.Match[str], _lexicon: Lexicon) -> str:
    return cardinal(found["hour"])


def _weekdays(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`Mon-Fri`, and `Sat` before its hours."""
    first, last = _WEEKDAYS[found["first"][:3]], found["last"]
    if not last:
        return first
    return f"{first} {'and' if found['link'].strip() in '&/' else 'to'} {_WEEKDAYS[last[:3]]}"


def _minutes(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`20'` of time; of a container it is a length."""
    unit = "foot" if _CONTAINER.match(found.string, found.end()) else "minutes"
    return f"{cardinal(found['minutes'])} {unit}"


_CONTAINER = re.compile(r"['’′]? ?(?:container|cont|dry|reefer|box)")
TIME_RULES: tuple[Rule, ...] = (
    rule(
        "weekdays",
        rf"(?<!\w)(?P<first>{_SHORT_DAY})"
        rf"(?:(?P<link> ?[-–&/] ?| to )(?P<last>{_SHORT_DAY})(?!\w)|(?=,? [0-9]{{1,2}}[:h –-]))",
        _weekdays,
        at=re.compile("[MTWFS][a-z]{2}"),
    ),
    rule("minutes", r"(?<![\w.,°])(?P<minutes>[0-9]{1,3})['’′](?![\w'’′])", _minutes, at=FIGURES),
    rule("around the clock", rf"{_STARTS}24/7(?![\w/])", "twenty four seven", at=FIGURES),
    rule(
        "hours of a half",
        rf"{_STARTS}(?P<from>0?[1-9]|1[0-2])(?:[:.](?P<minutes>[0-5][0-9]))? ?[-–—~] ?{_HOUR}"
        rf"(?:[:.](?P<minute>[0-5][0-9]))? ?{_HALF}",
        _from,
        at=FIGURES,
    ),
    rule(
        "time of a half", rf"{_STARTS}{_HOUR}(?:[:.h](?P<minute>[0-5][0-9]))? ?{_HALF}", _of_half, at=FIGURES
    ),
    rule("time", rf"{_STARTS}{_HOUR}[:hH](?P<minute>[0-5][0-9])(?::[0-5][0-9])?{_ENDS}", _full, at=FIGURES),
    rule("hour", rf"{_STARTS}{_HOUR}(?= ?o['’]clock)", _hour, at=FIGURES),
    rule("between moments", rf"(?<={MASK})(?P<said> ?[-–—~] ?)(?={MASK})", "to"),
)
