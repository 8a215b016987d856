"""Roman numerals: after a word that counts, after a name, in a list that began with one, heading a line.

`II` and `IX` are nothing else in Vietnamese. `VI`, `XI` and single letters may be words, units or
initials, so something beside them must tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import CAPITAL, LATIN, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, dotted, month, roman
from audio.reading.rule import Claim, Rule
from audio.reading.values import Pause

_NUMERAL = re.compile(
    rf"(?<![{LATIN}0-9_.&])(?P<value>[IVXL]{{1,7}})(?P<sub>(?:\.(?:[0-9]{{1,2}}|[A-ZĐ](?![{LATIN}])))?(?:\.[0-9]{{1,2}}){{0,3}})(?![{LATIN}0-9_&])(?!\.[{LATIN}0-9])"
)
_BEFORE = 48
"""How many characters before a numeral may tell."""
_CUES = frozenset(
    "chương phần mục tập quyển khóa khoá kỳ đợt thứ quý cấp loại hạng nhóm bậc vùng bảng biểu mẫu khu tháng bước pha "
    "phường cổng modul module trạm tổ đội tuyến lô kho nhà tầng tòa khối điểm đoạn hệ lớp ca mỏ cảng bến".split()
) | {
    "tiểu mục", "phụ lục", "đại hội", "lần thứ", "giai đoạn", "thế kỷ", "khu vực", "vị trí", "chi nhánh",
    "hạng đất", "nhà máy", "phân khu", "học kỳ", "cơ sở", "dự án", "chi cục", "tiểu khu", "hợp phần", "phân kỳ",
    "báo động", "thế chiến", "vành đai", "trung tâm", "euro",
}  # fmt: skip
_ALWAYS = frozenset(
    {"II", "III", "IV", "VII", "VIII", "IX", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX"}
)
_TU = frozenset({"thứ", "quý", "tháng"})
_LINKS = {
    ", ": "",
    ",": "",
    " và ": None,
    " hoặc ": None,
    "/": "",
    "-": "đến",
    " - ": "đến",
    "–": "đến",
    " – ": "đến",
}
"""What joins numerals of one list, and how it is said; None where the words say themselves."""
_GOES_ON = re.compile(r"(?:, ?| và | ?[-–/] ?)[IVX]{1,5}(?!\w)")
_NAME = re.compile(rf"(?<!\w)(?P<name>[{CAPITAL}][{LATIN}]{{0,6}}) $")
_SITE = re.compile(
    r"(?<!\w)(?:KCN|KKT|CCN|KĐT|KCX|KDC|[Kk]hu|[Cc]ụm|[Nn]hà máy|[Tt]hủy điện|[Tt]rạm|[Hh]ồ|[Cc]ầu) "
)
_SHOUTED_WORD = re.compile(rf" [{CAPITAL}]{{2,}}")
_HEAD_MARK = re.compile(r"[.)/](?= (?![A-Z]\.))| ?[-–|:](?= )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Romans:
    """Each numeral with what joins it to the one before."""

    name: str = "roman numeral"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        last, cue = -1, ""
        for found in _NUMERAL.finditer(text):
            value = roman(found["value"])
            if value is None:
                continue
            place = _Place(found=found, link=text[last : found.start()] if last >= 0 else "\0")
            if place.is_linked or place.is_numeral:
                cue = cue if place.is_linked else place.cue
                yield from self._joined(place, last)
                yield self._numeral(place, value, takes_tu=cue in _TU)
                last = found.end()

    def _joined(self, place: "_Place", last: int) -> Iterator[Claim]:
        said = _LINKS.get(place.link)
        if said and place.is_linked:
            yield Claim(start=last, end=place.found.start(), said=said, rule=self.name)

    def _numeral(self, place: "_Place", value: int, *, takes_tu: bool) -> Claim:
        found = place.found
        said = month(str(value)) if takes_tu else cardinal(str(value))
        if found["sub"]:
            said = f"{said} {_below(found['sub'][1:])}"
        mark = _HEAD_MARK.match(found.string, found.end()) if place.heads_a_line else None
        return Claim(
            start=found.start(),
            end=mark.end() if mark else found.end(),
            said=said,
            rule=self.name,
            pause=Pause.COMMA if mark else Pause.NONE,
        )


def _below(sub: str) -> str:
    """`3.2` after `II.`, and `B` after `III.`."""
    if sub[0].isdigit():
        return f"chấm {dotted(sub)}"
    return f"{spelled(sub[0])} {dotted(sub[2:]) if sub[2:] else ''}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A numeral and what stands around it."""

    found: re.Match[str]
    link: str

    @property
    def before(self) -> str:
        line = self.found.string[max(0, self.found.start() - _BEFORE) : self.found.start()]
        return line.rpartition("\n")[2]

    @property
    def cue(self) -> str:
        return " ".join(self.before.lower().split(" ")[-2:-1]).strip('([“"')

    @property
    def is_linked(self) -> bool:
        return self.link in _LINKS

    @property
    def heads_a_line(self) -> bool:
        """`I. MỤC ĐÍCH`, and the first cell of `III | Lĩnh vực`."""
        opens = not self.before.strip()
        return opens and _HEAD_MARK.match(self.found.string, self.found.end()) is not None

    @property
    def is_numeral(self) -> bool:
        value = self.found["value"]
        before = self.before
        words = before.lower().split(" ")
        counted = words[-1] == "" and (self.cue in _CUES or " ".join(words[-3:-1]) in _CUES)
        if counted or value in _ALWAYS or self.heads_a_line:
            return True
        if self.found["sub"] or before.endswith(("| ", "(")):
            return len(value) > 1 or value in "IV"
        return self._follows_a_name(value, before) or (
            value == "I" and _GOES_ON.match(self.found.string, self.found.end()) is not None
        )

    def _follows_a_name(self, value: str, before: str) -> bool:
        """`Phú Thái I`; in capitals `XI` may begin `XI MĂNG`, and a single letter be an initial."""
        name = _NAME.search(before)
        if not name or _SHOUTED_WORD.match(self.found.string, self.found.end()):
            return False
        is_shouted = len(name["name"]) > 1 and name["name"].isupper()
        is_plain = not is_shouted and (len(value) > 1 or value == "I")
        return is_plain or _SITE.search(before) is not None


ROMAN_RULES: tuple[Rule, ...] = (Romans(),)
