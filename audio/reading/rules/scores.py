"""Results of matches, said with nothing in between: `thắng 3-1`, `TNG 3-0 SEVT`, `25-21, 19-25`."""

import re

from audio.reading.cues import follows
from audio.reading.letters import CAPITAL, LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal
from audio.reading.rule import Rule, rule
from audio.reading.starts import figures_before

_NEAR = 90
"""How many characters before a result may tell that it is one."""
_SPORT = re.compile(
    r"(?<!\w)(?:bóng|[Tt]rận|[Tt]ứ kết|[Bb]án kết|[Cc]hung kết|[Vv]òng (?:[0-9]|loại|bảng)|"
    r"[Bb]ảng [A-H](?!\w)|"
    r"[Hh]iệp|[Ll]uân lưu|[Tt]hắng|[Tt]hua|[Hh]òa|[Tt][ỷỉ] số|[Ss]éc|[Ss]et|CLB|FC|HLV|U[12][0-9])(?!\w)"
)


def _score(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`thắng 3-1`: ba một."""
    return " ".join(map(cardinal, re.findall("[0-9]+", found["said"])))


def _row(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`16-5-5` won, drawn and lost, `đội hình 4-3-3`; after ngày it is a date."""
    return None if follows(found.string, found.start(), _DAY_BEFORE) else _score(found, lexicon)


def _result(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`Mani 1-1 Hansol` between two names, or further results, where the talk is of a match."""
    start = found.start("said")
    before = found.string[max(0, start - _NEAR) : start]
    is_between = _NAME_BEFORE.search(before) or _NAME_AFTER.match(found.string, found.end())
    if not is_between or _DAY_BEFORE.search(before) or not _SPORT.search(before):
        return None
    return _score(found, lexicon)


_MATCH = "[Tt]hắng|[Tt]hua|[Hh]òa|[Dd]ẫn|[Hh]iệp \\w{1,3}|[Ll]uân lưu|[Tt][ỷỉ] số(?: chung cuộc)?"
_NAME = rf"[{CAPITAL}][{LATIN}0-9.-]{{0,14}}"
_FIGURES = "[0-9]{1,2} ?[-–:] ?[0-9]{1,2}"
_ENDS = r"(?![\w/]|[.,-][0-9])"
_SCORE = rf"(?<!\w)(?:{_MATCH})(?: {_NAME}){{0,4}} (?P<said>{_FIGURES}){_ENDS}"
_NAME_BEFORE = re.compile(rf"(?<!\w)(?:{_NAME}|[(][Hh][12]:|hai|một) $")
_DAY_BEFORE = re.compile(r"(?<!\w)(?:[Nn]gày|[Hh]ôm|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|từ|đến|vé|giá) $")
_NAME_AFTER = re.compile(rf" {_NAME}| \(|[,;.)]")
_RESULT = rf"(?<=[{LATIN}0-9(:,;] )(?<![0-9] )(?P<said>[0-9]{{1,2}}[-–][0-9]{{1,2}})(?![\w%]){_ENDS}"
_SETS = rf"(?<=[(])(?P<said>[0-9]{{1,2}}[-–][0-9]{{1,2}})(?=[,;)]){_ENDS}"
_THREE = r"(?<![\w.,/-])(?P<said>[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2})(?![\w/-]|[.,][0-9])"

_PAIR = figures_before("[0-9]?[-–][0-9]")

SCORE_RULES: tuple[Rule, ...] = (
    rule("score", _SCORE, _score),
    rule("result", _RESULT, _result, at=_PAIR),
    rule("set", _SETS, _result, at=_PAIR),
    rule("three in a row", _THREE, _row, at=_PAIR),
)
