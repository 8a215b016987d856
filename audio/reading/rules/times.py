"""Times of day and lengths of time: hours, minutes and seconds by their signs."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.moments import TIME, TO, spoken_time
from audio.reading.numbers import cardinal
from audio.reading.rule import FIGURES, Rule, rule


def _times(found: re.Match[str], _lexicon: Lexicon) -> str:
    begins = spoken_time(found["from"])
    return f"{begins} đến {spoken_time(found['to'])}" if found["to"] else begins


def _length(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`37'15″` and `90'`; a mark that may close a quotation says nothing."""
    minutes, seconds = found["minutes"], found["seconds"]
    if seconds:
        return f"{cardinal(minutes)} phút {cardinal(seconds)} giây"
    opened = found.string[max(0, found.start() - 60) : found.start()]
    return None if opened.count("'") + opened.count("‘") else f"{cardinal(minutes)} phút"


def _seconds(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['seconds'])} giây"


_HOURS = rf"(?P<from>{TIME})(?:{TO}(?P<to>{TIME}))?"
_MARK = "['’′]"
_LENGTH = rf"(?P<minutes>[0-9]{{1,3}}){_MARK}(?:(?P<seconds>[0-9]{{1,2}})(?:[\"”″]|{_MARK}{{2}}))?"

TIME_RULES: tuple[Rule, ...] = (
    rule("time", rf"(?<![\w:.,/]){_HOURS}(?![\w:]|/[0-9]|[.,][0-9])", _times, at=FIGURES),
    rule("full hour", r"(?<=[0-9] giờ)(?P<said> 00)(?! phút|\w)", ""),
    rule("seconds", rf"(?<![\w.,°'’′])(?P<seconds>[0-9]{{1,3}}){_MARK}{{2}}(?!\w)", _seconds, at=FIGURES),
    rule("length of time", rf"(?<![\w.,°]){_LENGTH}(?![\w'’′])", _length, at=FIGURES),
)
