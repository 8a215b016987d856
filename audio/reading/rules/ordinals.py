"""What follows the word thứ, and days of the week in the short forms of timetables."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, ordinal
from audio.reading.rule import MASK, Rule, rule

_LISTED = re.compile(r"[2-7]|[-–]|và|đến|thứ")
_PIECE = re.compile(r"T[2-7]|CN|[-–]|&|[2-7]")
_WORDS = {"CN": "chủ nhật", "-": "đến", "–": "đến", "&": "và"}


def _ordinal(found: re.Match[str], _lexicon: Lexicon) -> str:
    return ordinal(found["said"])


def _rank(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{ordinal(found['place'])} trên {cardinal(found['of'])}"


def _weekdays(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`thứ 2, 4 và 6`, `thứ 2-6`."""
    return " ".join(_piece_of_week(piece) for piece in _LISTED.findall(found["said"]))


def _timetable(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`T2-T6`, `T7, CN`."""
    return " ".join(_piece_of_week(piece) for piece in _PIECE.findall(found["said"]))


def _piece_of_week(piece: str) -> str:
    if piece[-1].isdigit():
        return f"{'thứ ' if piece[0] == 'T' else ''}{ordinal(piece[-1])}"
    return _WORDS.get(piece, piece)


_THU = r"(?<!\w)(?:[Tt]hứ|THỨ)"
_NEXT_DAY = r"(?: ?[-–] ?|, | và | đến )(?:thứ )?[2-7]"
_END_OF_WEEK = r"(?![\w/]|[.,-][0-9]| (?:người|dự án|tháng|năm|lần|triệu|tỷ|nghìn))"
_WEEKDAYS = rf"{_THU} (?P<said>[2-7](?:{_NEXT_DAY}){{1,6}}){_END_OF_WEEK}"
_WEEKDAY = "(?:T[2-7]|CN)"
_TIMETABLE = rf"(?<![\w/-])(?P<said>T[2-7](?:(?: ?[-–&] ?|, | và ){_WEEKDAY}){{1,6}})(?!\w)"
_WHEN = (
    r"[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Nn]ghỉ|[Nn]gày|[Vv]ào|[Hh]ết|[Tt]hứ (?:7|bảy|Bảy|6|sáu|Sáu)|"
    r"giờ|[0-9]h(?:[0-5][0-9])?"
)
_DAY_OF_WEEK = rf"(?<!\w)(?:{_WHEN})(?:,| và| &|-| -)? ?\(?(?P<said>{_WEEKDAY})(?![\w-]| [A-ZĐ])"
_RANK = r"(?P<said>(?P<place>[0-9]{1,3})/(?P<of>[0-9]{1,3}))(?![\w/]|[.,][0-9])"

WEEK_RULES: tuple[Rule, ...] = (
    rule("days of the week", _WEEKDAYS, _weekdays),
    rule("timetable", _TIMETABLE, _timetable),
    rule("day of the week", _DAY_OF_WEEK, _timetable),
    rule("Sunday before a day", rf"(?<!\w)CN(?=,? \(?{MASK})", "chủ nhật"),
)
ORDINAL_RULES: tuple[Rule, ...] = (
    rule("rank", rf"{_THU} {_RANK}", _rank),
    rule("ordinal", rf"{_THU} (?P<said>[0-9]{{1,3}})(?![\w]|[.,][0-9])", _ordinal),
)
