"""What follows the word thứ, and days of the week in the short forms of timetables."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, ordinal
from audio.reading.rule import MASK, Listed, Rule, rule

_DAY_PIECE = re.compile("(?P<day>T?[2-7])")
_PIECE = re.compile(r"(?P<day>T?[2-7])|(?P<sunday>CN)|(?P<to> ?[-–] ?)|(?P<and>&)")


def _piece_of_week(piece: re.Match[str]) -> str:
    match piece.lastgroup:
        case "day":
            return f"{'thứ ' if piece[0][0] == 'T' else ''}{ordinal(piece[0][-1])}"
        case "sunday":
            return "chủ nhật"
        case "to":
            return "đến"
        case _:
            return "và"


def _week(name: str, pattern: str) -> Listed:
    """`thứ 2, 4 và 6`, `T2-T6`, `T7, CN`."""
    return Listed(name=name, pattern=re.compile(pattern), piece=_PIECE, say=_piece_of_week)


def _ordinal(found: re.Match[str], _lexicon: Lexicon) -> str:
    return ordinal(found["said"])


def _rank(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{ordinal(found['place'])} trên {cardinal(found['of'])}"


_THU = r"(?<!\w)(?:[Tt]hứ|THỨ)"
_NEXT_DAY = r"(?: ?[-–] ?|, | và | đến )(?:thứ )?[2-7]"
_END_OF_WEEK = r"(?![\w/]|[.,-][0-9]| (?:người|dự án|tháng|năm|lần|triệu|tỷ|nghìn))"
_WEEKDAYS = rf"{_THU} (?P<said>[2-7](?:{_NEXT_DAY}){{1,6}}){_END_OF_WEEK}"
_WEEKDAY = "(?:T[2-7]|CN)"
_TIMETABLE = rf"(?<![\w/-])(?P<said>T[2-7](?:(?: ?[-–&] ?|, | và | đến ){_WEEKDAY}){{1,6}})(?!\w)"
_WHEN = (
    r"[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Nn]ghỉ|[Nn]gày|[Tt]ừ|[Đđ]ến|[Vv]ào|[Hh]ết|"
    r"[Bb]ù|[Ll]àm|[Hh]ọc|[Tt]rực|[Hh]ọp|[Tt]hứ (?:7|bảy|Bảy|6|sáu|Sáu)|giờ|[0-9]{1,2}h(?:[0-5][0-9])?"
)
_DAY_OF_WEEK = rf"(?<!\w)(?:{_WHEN})(?:(?:,| và| &| -)? \(?|-)(?P<said>{_WEEKDAY})(?![\w-]| [A-ZĐ])"
_HOURS = r":? \(?(?:từ )?[0-9]{1,2}(?:[hg:][0-5][0-9]|[hg]| giờ)"
_DAY_AND_HOURS = rf"(?<![\w/-])(?P<said>{_WEEKDAY})(?= nghỉ|{_HOURS})"
_RANK = r"(?P<said>(?P<place>[0-9]{1,3})/(?P<of>[0-9]{1,3}))(?![\w/]|[.,][0-9])"

_THREE = r"(?<![\w/-])(?P<said>T[2-7](?:[-,][2-7]){2,5})(?![\w/-]|[.,][0-9])"
"""`T2-4-6`: these days and none between them."""

WEEK_RULES: tuple[Rule, ...] = (
    _week("day of the week after a date", rf"(?<={MASK} \()(?P<said>{_WEEKDAY})(?=[),;]| -)"),
    Listed(name="some days of the week", pattern=re.compile(_THREE), piece=_DAY_PIECE, say=_piece_of_week),
    _week("days of the week", _WEEKDAYS),
    _week("timetable", _TIMETABLE),
    _week("day of the week", _DAY_OF_WEEK),
    _week("day before its hours", _DAY_AND_HOURS),
    _week("day of the week before a date", rf"(?<![\w/-])(?P<said>{_WEEKDAY})(?=,? \(?{MASK})"),
)
ORDINAL_RULES: tuple[Rule, ...] = (
    rule("rank", rf"{_THU} {_RANK}", _rank),
    rule("ordinal", rf"{_THU} (?P<said>[0-9]{{1,3}})(?![\w]|[.,][0-9])", _ordinal),
)
