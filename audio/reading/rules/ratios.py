"""Two numbers against each other: shares and scales."""

import re

from audio.reading.cues import follows
from audio.reading.lexicon import Lexicon
from audio.reading.moments import spoken_day
from audio.reading.numbers import NUMBER, month, written
from audio.reading.rule import MASK, Rule, Said, Unsure, rule
from audio.reading.shares import may_be_day
from audio.reading.starts import figures_before
from audio.reading.units import UNIT, and_unit
from audio.reading.values import Stake


def _ratio(found: re.Match[str], _lexicon: Lexicon) -> Said:
    """`2/3 số thành viên` is a fraction; `169/171` so many out of so many; `5/6` alone may be a day."""
    above, below, unit = found["above"], found["below"], found["unit"]
    is_part = found["of"] is not None or follows(found.string, found.start(), _NEARLY)
    is_fraction = is_part and len(below) <= 2 and above.isdigit() and int(above) < int(below)
    said = f"{written(above)} {f'phần {month(below)}' if is_fraction else f'trên {written(below)}'}"
    if unit:
        return and_unit(said, unit)
    if is_fraction or not may_be_day(found.string, found.start(), found.end("below")):
        return said
    return Unsure(said=said, others=(spoken_day(f"{above}/{below}"),), stake=Stake.DATE)


def _scale(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{written(found['above'])} trên {written(found['below'])}"


_START = r"(?<![\w.,])"
_NEARLY = re.compile(r"(?<!\w)(?:[Gg]ần|[Hh]ơn|[Kk]hoảng|chỉ bằng|đóng góp|chiếm) $")
_WHOLES = (
    "số|tổng số|tổng|diện tích|dân số|chặng|quãng đường|thời gian|mức|giá trị|nhu cầu|thu nhập|công suất|"
    "khối lượng|quỹ|kinh phí|chi phí|tiền|lương|tháng lương|vốn|học phí|lệ phí|thời hạn|quân số|"
    "chiều (?:dài|rộng|cao|sâu)"
)
_RATIO = (
    rf"{_START}(?P<above>{NUMBER})/(?P<below>{NUMBER})(?P<unit>{UNIT})?"
    rf"(?=(?P<of> (?:{_WHOLES})(?!\w)|(?<=1/2) (?:tháng|ngày|suất|số)(?!\w))?)(?![\w/])"
)
_COLON = rf"(?P<above>[0-9]{{1,3}}) ?: ?(?P<below>{NUMBER})"
_SCALED = "[Tt][ỷỉ] (?:lệ|số|trọng)(?: chọi)?|TỶ LỆ|TỈ LỆ|chọi|độ dốc|mái dốc"
_SCALE = rf"(?<!\w)(?:{_SCALED})(?: là| khoảng)?:? (?P<said>{_COLON})(?![\w:])"
_BARE_SCALE = (
    r"(?<![\w.,:])(?P<above>1):(?P<below>[1-9](?:[0-9]{2,3}|[0-9]{0,2}\.[0-9]{3})?)(?![\w:]|[.,][0-9])"
)
_MAPPED = r"[1-9][0-9]{2,5}|[1-9][0-9]{0,2}\.[0-9]{3}"
_MAP_SCALE = rf"(?P<above>1)/(?P<below>{_MAPPED})(?![\w/]|[.,][0-9])"
_BEFORE_A_MAP = re.compile(
    r"(?<!\w)(?:[Tt][ỷỉ] lệ(?: \w{1,6}){0,2}|TỶ LỆ|TỈ LỆ|[Qq]uy hoạch|[Pp]hân khu|[Cc]hi tiết|[Bb]ản đồ|"
    rf"QH\w{{0,3}}):? $|{MASK}(?:,| và| hoặc) $"
)
"""`bản đồ tỷ lệ 1/2000`, which else would be a month of a year."""


def _map_scale(found: re.Match[str], lexicon: Lexicon) -> str | None:
    return _scale(found, lexicon) if follows(found.string, found.start(), _BEFORE_A_MAP) else None


SCALE_RULES: tuple[Rule, ...] = (
    rule("scale", _SCALE, _scale),
    rule("scale of a map", _MAP_SCALE, _map_scale, at=re.compile(r"(?<![\w.,/-])1/")),
    rule("bare scale", _BARE_SCALE, _scale, at=figures_before(":")),
)
RATIO_RULES: tuple[Rule, ...] = (rule("ratio", _RATIO, _ratio, at=figures_before("[0-9.,]{0,20}/[0-9]")),)
