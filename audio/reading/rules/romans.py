"""Roman numerals: after a word that counts, after a name, in a list that began with one, heading a line.

`II` and `IX` are nothing else in Vietnamese. `VI`, `XI` and single letters may be words, units or
initials, so something beside them must tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.cues import follows
from audio.reading.letters import CAPITAL, LATIN, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, dotted, month, roman
from audio.reading.rule import Claim, Rule, rule
from audio.reading.values import Pause

_SUB = rf"(?:\.(?:[0-9]{{1,2}}|[A-HĐ](?![{LATIN}.])))?(?:\.[0-9]{{1,2}}){{0,3}}(?:\.[a-hđ](?![{LATIN}.]))?"
_NUMERAL = re.compile(
    rf"(?<![{LATIN}0-9_.&])(?P<value>[IVXL]{{1,7}})(?P<sub>{_SUB})(?![{LATIN}0-9_&])(?!\.[{LATIN}0-9])"
)
_BEFORE = 48
"""How many characters before a numeral may tell."""
_CUE = re.compile(
    r"(?<!\w)(?:chương|phần|(?:tiểu )?mục|phụ lục|tập|quyển|bảng|biểu|mẫu|điểm|(?<!công )đoạn|khóa|khoá|"
    r"(?:học )?kỳ|đợt|(?:lần )?thứ|đại hội|quý|tháng|bước|giai đoạn|phân kỳ|hợp phần|pha|thế kỷ|thế chiến|"
    r"cấp|báo động|loại|hạng(?: đất)?|nhóm|bậc|hệ|lớp|euro|vùng|khu(?: vực)?|phân khu|tiểu khu|vị trí|"
    r"vành đai|phường|cổng|tuyến|bến|cảng|mỏ|lô|kho|nhà(?: máy)?|trạm|module?|tầng|tòa|khối|dự án|tổ|đội|"
    r"ca|cơ sở|chi nhánh|chi cục|trung tâm) $"
)
"""Words that a numeral counts."""
_ALWAYS = re.compile("I{2,3}|IV|VI{2,3}|IX|XI{2,3}|XIV|XVI{0,3}|XIX")
_TU = re.compile(r"(?<!\w)(?:thứ|quý|tháng) $")
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
_LONGEST_LINK = max(map(len, _LINKS))
_GOES_ON = re.compile(r"(?:, ?| và | ?[-–/] ?)[IVX]{1,5}(?!\w)")
_NAME = re.compile(rf"(?<!\w)(?P<name>[{CAPITAL}][{LATIN}]{{0,6}}) $")
_SITE = re.compile(
    r"(?<!\w)(?:KCN|KKT|CCN|KĐT|KCX|KDC|[Kk]hu|[Cc]ụm|[Nn]hà máy|[Tt]hủy điện|[Tt]rạm|[Hh]ồ|[Cc]ầu) "
)
_SHOUTED_WORD = re.compile(rf" [{CAPITAL}]{{2,}}")
_NEW_HEAD = re.compile(rf"\. [{CAPITAL}][{LATIN}]")
_HEAD_MARK = re.compile(r"[.)/](?= (?![A-Z]\.))| ?[-–|:](?= )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Romans:
    """Each numeral with what joins it to the one before."""

    name: str = "roman numeral"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        last, takes_tu = -1, False
        for found in _NUMERAL.finditer(text):
            value = roman(found["value"])
            if value is None:
                continue
            is_near = last >= 0 and last >= found.start() - _LONGEST_LINK
            place = _Place(found=found, link=text[last : found.start()] if is_near else "\0")
            if place.is_linked or place.is_numeral:
                takes_tu = takes_tu if place.is_linked else place.takes_tu
                yield from self._joined(place, last)
                claim = self._numeral(place, value, takes_tu=takes_tu)
                last = claim.end
                yield claim

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
    """`3.2` after `II.`, `3.b`, and `B` after `III.`."""
    if sub[-1].islower():
        numbers, letter = sub[:-1].rstrip("."), spelled(sub[-1])
        return f"{_below(numbers)} {letter}" if numbers else letter
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
    def takes_tu(self) -> bool:
        """The fourth of some is tư: quý tư, thứ tư."""
        return _TU.search(self.before.lower()) is not None

    @property
    def is_linked(self) -> bool:
        return self.link in _LINKS

    @property
    def heads_a_line(self) -> bool:
        """`I. MỤC ĐÍCH`, and the first cell of `III | Lĩnh vực`."""
        before, found = self.before, self.found
        if not before.strip():
            return _HEAD_MARK.match(found.string, found.end()) is not None
        return before.endswith((". ", "; ", ": ")) and _NEW_HEAD.match(found.string, found.end()) is not None

    @property
    def is_numeral(self) -> bool:
        value = self.found["value"]
        before = self.before
        if _CUE.search(before.lower()) or _ALWAYS.fullmatch(value) or self.heads_a_line:
            return True
        if self.found["sub"] or before.endswith(("| ", "(")):
            return value in "IV" if len(value) == 1 else "L" not in value
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


def _small(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`i)` of a law is the letter after h, unless `ii)` stands near."""
    said = found["said"]
    if len(said) == 1 and found[0][0] != "(" and not _is_near("ii)", found):
        return spelled(said)
    return cardinal(str(roman(said.upper())))


def _is_near(what: str, found: re.Match[str]) -> bool:
    return found.string.find(what, max(0, found.start() - _LIST), found.end() + _LIST) >= 0


_LIST = 600
"""How many characters away another member of a list may stand."""


_SMALL = r"(?:(?:\A|\n) *|[;:,(] ?| và )(?P<said>i{1,3}|iv|vi{0,3}|ix|x)\)(?= )"


def _with_a_letter(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Phụ lục Ia`, `nhóm IIB`."""
    value = roman(found["value"])
    if value is None or not follows(found.string, found.start(), _BEFORE_A_LETTERED):
        return None
    return f"{cardinal(str(value))} {spelled(found['letter'])}"


_BEFORE_A_LETTERED = re.compile(
    r"(?<!\w)(?:[Cc]hương|CHƯƠNG|[Pp]hụ lục|PHỤ LỤC|PL|[Mm]ẫu(?: số)?|[Bb]iểu(?: số)?|[Nn]hóm|[Bb]ảng|"
    r"[Gg]iai đoạn|[Ll]oại) $"
)
_WITH_A_LETTER = rf"(?<!\w)(?P<value>[IVX]{{1,4}})(?P<letter>[a-dABC])(?![{LATIN}0-9])"

ROMAN_RULES: tuple[Rule, ...] = (
    rule("roman numeral and letter", _WITH_A_LETTER, _with_a_letter, at=re.compile("[IVX]{1,4}[a-dABC]")),
    Romans(),
    rule("small roman numeral", _SMALL, _small),
)
