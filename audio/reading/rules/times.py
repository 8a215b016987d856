"""Times of day and lengths of time: hours, minutes and seconds by their signs."""

import re

from audio.reading.cues import follows
from audio.reading.lexicon import Lexicon
from audio.reading.moments import TIME, TO, spoken_time
from audio.reading.numbers import cardinal
from audio.reading.rule import MASK, Rule, Said, Unsure, rule
from audio.reading.starts import figures_before
from audio.reading.values import Pause, Stake, Why


def _times(found: re.Match[str], _lexicon: Lexicon) -> str:
    begins = f"{cardinal(found['low'])} đến " if found["low"] else ""
    begins += spoken_time(found["from"]) + _half(found["from"], found["half"])
    return f"{begins} đến {spoken_time(found['to'])}" if found["to"] else begins


def _no_time(found: re.Match[str], _lexicon: Lexicon) -> Said:
    """`7h75` is of no clock, `lúc 25h30` neither; `48h30` a week may be so long."""
    hour, minute = found["hour"], found["minute"]
    said = f"{cardinal(hour)} giờ" + (f" {cardinal(minute)}" if int(minute) else "")
    is_of_a_clock = follows(found.string, found.start(), _AT)
    if int(minute) < _HOUR and not is_of_a_clock:
        return said
    return Unsure(said=said, stake=Stake.DATE, why=Why.NO_SUCH_TIME)


def _half(time: str, half: str | None) -> str:
    """`9:13 AM` is in the morning, `8:00 PM` in the evening."""
    if not half:
        return ""
    if half == "AM":
        return " sáng"
    hour = int(time[:2].rstrip(":hHg"))
    return " trưa" if hour == 12 else " chiều" if hour < 6 else " tối"


def _length(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`37'15″` and `90'`; a mark that may close a quotation says nothing."""
    minutes, seconds = found["minutes"], found["seconds"]
    if seconds:
        rest = f" {cardinal(found['rest'])}" if found["rest"] else ""
        return f"{cardinal(minutes)} phút {cardinal(seconds)} giây{rest}"
    is_quoted = _OPENED.search(found.string, max(0, found.start() - 60), found.start())
    return None if is_quoted else f"{cardinal(minutes)} phút"


def _seconds(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['seconds'])} giây"


_HOURS = rf"(?:(?P<low>1?[0-9]|2[0-3]) ?[-–] ?)?(?P<from>{TIME})(?: ?(?P<half>[AP]M)|{TO}(?P<to>{TIME}))?"
_BEGINS = r"(?:(?<![\w:.,/])|(?<=[0-9][hHg]/)|(?<=[hHg:][0-9][0-9]/))"
"""A shift may follow another: `8h-20h/20h-8h`."""
_MARK = "['’′]"
_OPENED = re.compile("(?<![0-9])['‘]")
_SECONDS = rf"(?P<seconds>[0-9]{{1,2}})(?:[\"”″]|{_MARK}{{2}})(?P<rest>[0-9]{{1,2}})?"
_LENGTH = rf"(?P<minutes>[0-9]{{1,3}}){_MARK}(?:{_SECONDS})?"

_ENDS = rf"(?!\w|:[0-9]|/(?!{TIME})[0-9]|[.,][0-9])"
_MARKED = figures_before("[0-9]{0,2}['’′]")
_NO_TIME = r"(?<![\w:.,/])(?P<hour>[0-9]{1,2})h(?P<minute>[0-9]{2})(?![\w:]|[.,][0-9])"
_AT = re.compile(r"(?<!\w)(?:[Ll]úc|[Hh]ồi|[Vv]ào|[Tt]ừ|[Đđ]ến|[Tt]ới|[Tt]rước|[Ss]au) $")
_HOUR = 60
"""Minutes of it."""
_SLASH = re.compile(f" ?/ ?(?={MASK})")
_HOURS_BEGIN = figures_before("[0-9]?(?: ?[-–] ?[0-9]{1,2})?[hHgG:]")

TIME_RULES: tuple[Rule, ...] = (
    rule("time", rf"{_BEGINS}{_HOURS}{_ENDS}", _times, at=_HOURS_BEGIN),
    rule("no time", _NO_TIME, _no_time, at=figures_before("[0-9]?h[0-9]")),
    rule("one or the other", rf"(?<={MASK}) ?/ ?(?={MASK})", "", pause=Pause.COMMA, at=_SLASH),
    rule("full hour", r"(?<=[0-9] giờ)(?P<said> 00)(?! phút|\w)", ""),
    rule("seconds", rf"(?<![\w.,°'’′])(?P<seconds>[0-9]{{1,3}}){_MARK}{{2}}(?!\w)", _seconds, at=_MARKED),
    rule("length of time", rf"(?<![\w.,°]){_LENGTH}(?![\w'’′])", _length, at=_MARKED),
)
