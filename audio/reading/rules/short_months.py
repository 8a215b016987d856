"""Months and quarters by the short forms of reports: `9T2024`, `6T đầu năm`, `so với T9`, `Q1/2025`.

A letter and a figure may be many things, so what stands before must speak of time.
"""

import re

from audio.reading.cues import follows
from audio.reading.lexicon import Lexicon
from audio.reading.moments import ENDS, MONTH, TO, YEAR
from audio.reading.numbers import cardinal, month, roman
from audio.reading.rule import Rule, Said, Say, rule
from audio.reading.starts import figures_before


def _months_of_year(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`9T2024` is nine months of a year; `T9/2024` is the ninth."""
    return f"{cardinal(found['count'])} tháng năm {cardinal(found['year'])}"


def _so_many_months(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`kỳ hạn 1-3T`."""
    begins = f"{cardinal(found['from'])} đến " if found["from"] else ""
    return f"{begins}{cardinal(found['count'])} tháng"


def _month(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"tháng {month(found['month'])}"


def _months(found: re.Match[str], _lexicon: Lexicon) -> str:
    said = f"tháng {month(found['from'])} đến tháng {month(found['to'])}"
    return f"{said} năm {cardinal(found['year'])}" if found["year"] else said


def _quarter(found: re.Match[str], _lexicon: Lexicon) -> str:
    quarter = found["quarter"]
    said = f"quý {month(quarter if quarter.isdecimal() else str(roman(quarter)))}"
    return f"{said} năm {cardinal(found['year'])}" if found["year"] else said


def _after(cue: str, say: Say) -> Say:
    """Return `say` for where `cue` stands right before; elsewhere the rule leaves it to others."""
    before = re.compile(rf"(?<!\w)(?:{cue}):? $")

    def said(found: re.Match[str], lexicon: Lexicon) -> Said | None:
        return say(found, lexicon) if follows(found.string, found.start(), before) else None

    return said


_STARTS = r"(?<![\w.,/-])"
_COUNT = rf"(?:(?P<from>[0-9]{{1,2}})T?{TO})?(?P<count>[1-9][0-9]?)T"
_COUNTS = figures_before(rf"[0-9]?(?:T?{TO}[0-9]{{1,2}})?T")
_TERMS = (
    r"(?:[Kk]ỳ hạn|[Bb]ảo hành|[Tt]hời hạn|[Hh]ạn|[Tt]hử việc|[Hh]ợp đồng|HĐ|TH|KH|[Ll]ũy kế)(?: \w{1,5})?"
)
_SO_FAR = (
    r" (?:đầu|cuối|qua|tăng|giảm|đạt|ước|[Nn]ăm|20[0-9]{2})(?!\w)|: ?(?:tăng |giảm |đạt )?[0-9.,]+ ?%|"
    r"(?<=\| [0-9]T)(?= \||\Z|\n)|(?<=\| [0-9]{2}T)(?= \||\Z|\n)"
)
_PLACES = "[Cc]uối|[Đđ]ầu|[Gg]iữa|[Ss]o(?: với)?|[Cc]ùng kỳ"
_TIMES = rf"{_PLACES}|[Tt]rong|[Hh]ết|[Tt]ừ|[Đđ]ến|[Tt]ới|[Vv]ào|[Tt]rước|[Ss]au"
_RESULTS = "[Cc]uối|[Đđ]ầu|[Tt]rong|[Hh]ết|[Ss]o với|[Dd]oanh thu(?: thuần)?|[Ll]ợi nhuận|[Ll]ãi|LNST|LNTT"
_LATE = "[89]|1[0-2]"
"""Months that cannot be a day of the week."""
_NOT_A_CODE = r"(?![\w/-]|[.,][0-9])"
_T, _Q = re.compile("T(?=[01]?[0-9])"), re.compile(r"Q(?=\.?[1-4I])")
_PAY = "[Cc]hấm công|[Ll]ương|[Hh]ọc phí|[Tt]iền (?:điện|nước|phòng)|BHXH|[Hh]óa đơn"
_BONUS = "[Tt]hưởng(?: tháng)?|[Ll]ương(?: tháng)?"

SHORT_MONTH_RULES: tuple[Rule, ...] = (
    rule("months of a year", rf"{_STARTS}{_COUNT} ?[/-]?(?P<year>{YEAR}){ENDS}", _months_of_year, at=_COUNTS),
    rule("months so far", rf"{_STARTS}{_COUNT}(?={_SO_FAR})", _so_many_months, at=_COUNTS),
    rule("month of pay", rf"(?<!\w)T(?P<month>{MONTH}){_NOT_A_CODE}", _after(_PAY, _month), at=_T),
    rule("term in months", rf"{_STARTS}{_COUNT}(?!\w)", _after(_TERMS, _so_many_months), at=_COUNTS),
    rule(
        "short months",
        rf"{_STARTS}T(?P<from>{MONTH}){TO}T?(?P<to>{_LATE})(?:/(?P<year>{YEAR}))?{ENDS}",
        _months,
        at=_T,
    ),
    rule("month in time", rf"{_STARTS}T(?P<month>{_LATE}){_NOT_A_CODE}", _after(_TIMES, _month), at=_T),
    rule("part of a month", rf"{_STARTS}T(?P<month>{MONTH}){_NOT_A_CODE}", _after(_PLACES, _month), at=_T),
    rule("month in brackets", rf"(?<=\()T(?P<month>{_LATE})(?=[:) ])", _month, at=_T),
    rule("thirteenth month", r"(?<!\w)T(?P<month>13)(?!\w)", _after(_BONUS, _month), at=_T),
    rule(
        "short quarter",
        rf"{_STARTS}Q\.?(?P<quarter>[1-4]|I{{1,3}}|IV)[/-](?P<year>{YEAR}){ENDS}",
        _quarter,
        at=_Q,
    ),
    rule(
        "quarter in time",
        rf"{_STARTS}Q(?P<quarter>[1-4])(?P<year>){_NOT_A_CODE}",
        _after(_RESULTS, _quarter),
        at=_Q,
    ),
)
