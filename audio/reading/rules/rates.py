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

_SLASH = re.compile("(?<=[^ ])/(?=[^ /])")
_BEFORE, _AFTER = 30, 24
"""How many characters around a slash may tell."""
_MONEY = re.compile(rf"(?:đồng|đ|triệu|tỷ|nghìn|{MASK}|€|[0-9](?: ?(?:{SPACED})))$")
_AMOUNT = re.compile(rf"(?:[0-9]|{MASK})%?(?: ?[{LATIN}²³‰°][{LATIN}²³0-9]{{0,7}}){{0,3}}$")
_PER = (
    "đồng|người|đầu người|lao động|hộ|học sinh|học viên|sinh viên|vạn dân|dân|đơn vị|dự án|hồ sơ|trường hợp|"
    "giây|phút|giờ|ca|ngày|đêm|tuần|tháng|quý|năm|chu kỳ|kỳ|vụ|lứa|khóa|đợt|lần|lượt|chuyến|bữa|suất|vòng|"
    "tấn|tạ|mét|lít|m|l|sào|mẫu|thửa|cây|con|chiếc|cái|căn|phòng|giường|xe|máy|bình|vị trí|lớp|"
    "sản phẩm|viên|trang|bộ|bản|thùng|gói|bao|cuốn"
)
_UNIT = re.compile(rf"(?P<unit>{alternatives(set(AFTER_A_SLASH))}|{SPACED})(?![\w²³])")
_SOMETHING = re.compile(rf"(?:[0-9]{{1,4}} ?)?(?:(?:{_PER})(?!\w)|(?:{SPACED})(?![\w²³]))")
_ANYTHING = re.compile(rf"(?![{CAPITAL}])[{LATIN}{MASK}]|(?<=[{LATIN}]/)[{CAPITAL}]")
_COUNTED = re.compile(rf"[0-9]{{1,3}}(?:\.?[0-9]{{3}})? [{LATIN}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Each slash after an amount; in `đồng/người/tháng` the second goes on from the first."""

    name: str = "per"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        last = -1
        for slash in _SLASH.finditer(text):
            at = slash.start()
            goes_on = last >= 0 and at - last < _AFTER and " " not in text[last:at].strip()
            if goes_on or _is_rate(text, at):
                claim = self._claim(text, at)
                last = at + 1
                yield claim

    def _claim(self, text: str, at: int) -> Claim:
        """The unit after the slash is said with it, since no number stands before it."""
        unit = _UNIT.match(text, at + 1)
        if unit is None:
            return Claim(start=at, end=at + 1, said="trên", rule=self.name)
        written = unit["unit"]
        said = AFTER_A_SLASH.get(written) or UNITS[written]
        return Claim(start=at, end=unit.end(), said=f"trên {said}", rule=self.name)


def _is_rate(text: str, at: int) -> bool:
    before = text[max(0, at - _BEFORE) : at]
    if _MONEY.search(before):
        return _ANYTHING.match(text, at + 1) is not None or _SOMETHING.match(text, at + 1) is not None
    if not _AMOUNT.search(before):
        return False
    if before[-1].isdigit() and before[-2:] not in {"m2", "m3"}:
        return _UNIT.match(text, at + 1) is not None
    return (_SOMETHING.match(text, at + 1) or _COUNTED.match(text, at + 1)) is not None


RATE_RULES: tuple[Rule, ...] = (Rates(),)
