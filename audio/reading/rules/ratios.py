"""Two numbers against each other: shares, scales and scores."""

import re

from audio.reading.letters import CAPITAL, LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.moments import spoken_day
from audio.reading.numbers import NUMBER, written
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.rules.days import may_be_day
from audio.reading.units import UNIT, and_unit
from audio.reading.values import Stake


def _ratio(found: re.Match[str], _lexicon: Lexicon) -> Said:
    """`2/3 số thành viên` is a fraction; `169/171` so many out of so many; `5/6` alone may be a day."""
    above, below, unit = found["above"], found["below"], found["unit"]
    is_fraction = found["of"] is not None and len(below) <= 2 and above.isdigit() and int(above) < int(below)
    said = f"{written(above)} {'phần' if is_fraction else 'trên'} {written(below)}"
    if unit:
        return and_unit(said, unit)
    if is_fraction or not may_be_day(found.string, found.start(), found.end("below")):
        return said
    return Unsure(said=said, others=(spoken_day(f"{above}/{below}"),), stake=Stake.DATE)


def _scale(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{written(found['above'])} trên {written(found['below'])}"


def _score(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`thắng 3-1`: ba một."""
    return f"{written(found['above'])} {written(found['below'])}"


_START = r"(?<![\w.,])"
_WHOLES = (
    "số|tổng số|tổng|diện tích|dân số|chặng|quãng đường|thời gian|mức|giá trị|nhu cầu|thu nhập|công suất|"
    "khối lượng|quỹ"
)
_RATIO = (
    rf"{_START}(?P<above>{NUMBER})/(?P<below>{NUMBER})(?P<unit>{UNIT})?"
    rf"(?=(?P<of> (?:{_WHOLES})(?!\w))?)(?![\w/])"
)
_COLON = rf"(?P<above>[0-9]{{1,3}}) ?: ?(?P<below>{NUMBER})"
_SCALED = "[Tt][ỷỉ] (?:lệ|số|trọng)(?: chọi)?|TỶ LỆ|TỈ LỆ|chọi|độ dốc|mái dốc"
_SCALE = rf"(?<!\w)(?:{_SCALED})(?: là| khoảng)?:? (?P<said>{_COLON})(?![\w:])"
_BARE_SCALE = (
    r"(?<![\w.,:])(?P<above>1):(?P<below>[1-9](?:[0-9]{2,3}|[0-9]{0,2}\.[0-9]{3})?)(?![\w:]|[.,][0-9])"
)
_MATCH = "[Tt]hắng|[Tt]hua|[Hh]òa|[Dd]ẫn|[Hh]iệp \\w{1,3}|[Ll]uân lưu|[Tt][ỷỉ] số(?: chung cuộc)?"
_SCORE = (
    rf"(?<!\w)(?:{_MATCH})(?: [{CAPITAL}][{LATIN}]{{0,12}}){{0,3}} "
    r"(?P<said>(?P<above>[0-9]{1,2}) ?[-–:] ?(?P<below>[0-9]{1,2}))(?![\w/]|[.,][0-9])"
)
SCORE_RULES: tuple[Rule, ...] = (
    rule("score", _SCORE, _score),
    rule("scale", _SCALE, _scale),
    rule("bare scale", _BARE_SCALE, _scale, at=FIGURES),
)
RATIO_RULES: tuple[Rule, ...] = (rule("ratio", _RATIO, _ratio, at=FIGURES),)
