"""So much per something: the slash of `15 m3/s`, `8.000 đồng/lượt`, `40 giờ/tháng` is said trên.

Between other words (`và/hoặc`, `nam/nữ`) it stays silent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import CAPITAL, LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.rule import MASK, Claim, Rule
from audio.reading.units import AFTER_A_SLASH, SPACED, UNITS, alternatives

_SLASH = re.compile("(?<=[^ /]) ?/ ?(?=[^ /])")
"""Careless typists put a space beside it: `10.000 đ/ lượt`."""
_BEFORE, _AFTER = 30, 24
"""How many characters around a slash may tell."""
_GAP = re.compile(r"\S\s+\S")
_MONEY = re.compile(rf"(?:đồng|đ|triệu|tỷ|nghìn|{MASK}|€|[0-9](?:k|K|tr| ?(?:{SPACED})))$")
_MEASURE = re.compile(r"(?<![\w.-])(?:m[gl]|µg|k?g|m[23²³]|Nm3|kWh|USD|l(?:ít)?|tấn|km)$")
"""What is only a unit also without a number before it: `mg/l` in a table."""
_AMOUNT = re.compile(rf"(?:[0-9]|{MASK})%?(?: ?[{LATIN}²³‰°][{LATIN}²³0-9]{{0,7}}){{0,3}}$")
_AMOUNT_IN_BRACKETS = re.compile(rf"[0-9] ?[{LATIN}²³]{{1,3}}[23]?\)$")
"""`90 tấn (khoảng 360 m2)/năm`."""
_PER = (
    "đồng|người|đầu người|lao động|hộ|học sinh|học viên|sinh viên|vạn dân|dân|đơn vị|dự án|hồ sơ|trường hợp|"
    "giây|phút|giờ|ca|ngày|đêm|tuần|tháng|quý|năm|chu kỳ|học kỳ|kỳ|vụ|lứa|khóa|đợt|lần|lượt|chuyến|bữa|suất|"
    "vòng|tấn|tạ|mét|lít|m|l|sào|mẫu|thửa|cây|con|chiếc|cái|căn|phòng|giường|xe|máy|bình|vị trí|lớp|"
    "sản phẩm|viên|trang|bộ|bản|thùng|gói|bao|cuốn"
)
_UNIT = re.compile(rf"(?P<unit>{alternatives(set(AFTER_A_SLASH))}|{SPACED})(?![\w²³])")
_SOMETHING = re.compile(rf"(?:[0-9]{{1,4}} ?)?(?:(?:{_PER})(?!\w)|(?:{SPACED})(?![\w²³]))")
_ANYTHING = re.compile(rf"(?![{CAPITAL}])[{LATIN}{MASK}]|(?<=[{LATIN}]/)[{CAPITAL}]")
_SO_MUCH = re.compile(rf"(?:[0-9]|nghìn|triệu|t[ỷỉ](?: lệ| số)?)(?: [{LATIN}]{{1,7}})? ?{MASK}{{1,24}}$")
"""`40 HS/GV` is a rate; `CMND/CCCD` is one or the other."""
_SO_MANY = re.compile(rf"[0-9][0-9.]{{0,9}}(?: nghìn| triệu| vạn)? (?:{_PER})(?!\w)")
"""`số ca nhiễm/1 triệu dân`, `bác sĩ/10.000 dân`: so many that the word before is of each."""
_COUNTED = re.compile(rf"[0-9]{{1,3}}(?:\.?[0-9]{{3}})? [{LATIN}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Each slash after an amount; in `đồng/người/tháng` the second goes on from the first."""

    name: str = "per"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        last = -1
        for slash in _SLASH.finditer(text):
            goes_on = 0 <= last > slash.start() - _AFTER and _is_one(text, last, slash.start())
            if goes_on or _is_rate(text, slash):
                last = slash.end()
                yield self._claim(text, slash)

    def _claim(self, text: str, slash: re.Match[str]) -> Claim:
        """The unit after the slash is said with it, since no number stands before it."""
        unit = _UNIT.match(text, slash.end())
        if unit is None:
            return Claim(start=slash.start(), end=slash.end(), said="trên", rule=self.name)
        written = unit["unit"]
        said = AFTER_A_SLASH.get(written) or UNITS[written]
        return Claim(start=slash.start(), end=unit.end(), said=f"trên {said}", rule=self.name)


def _is_one(text: str, start: int, end: int) -> bool:
    """Tell whether one thing stands between two slashes: `đồng/học kỳ/sinh viên`."""
    return not _GAP.search(text, start, end) or _SOMETHING.fullmatch(text, start, end) is not None


def _is_rate(text: str, slash: re.Match[str]) -> bool:
    """Tell whether the slash leads from an amount to what it is for."""
    before, after = text[max(0, slash.start() - _BEFORE) : slash.start()], slash.end()
    is_unit = _UNIT.match(text, after) is not None
    if (before[-1] == MASK and not _SO_MUCH.search(before)) or _AMOUNT_IN_BRACKETS.search(before):
        return is_unit or _SOMETHING.match(text, after) is not None
    if _MONEY.search(before):
        return any(what.match(text, after) for what in (_ANYTHING, _SOMETHING, _COUNTED))
    if (is_unit and _MEASURE.search(before)) or (before[-1].isalpha() and _SO_MANY.match(text, after)):
        return True
    if not _AMOUNT.search(before):
        return False
    if before[-1].isdigit() and before[-2:] not in {"m2", "m3"}:
        return is_unit
    return (_SOMETHING.match(text, after) or _COUNTED.match(text, after)) is not None


RATE_RULES: tuple[Rule, ...] = (Rates(),)
