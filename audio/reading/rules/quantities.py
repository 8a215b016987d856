"""Amounts: money, percent, units, ranges and plain numbers, read after all that only looks so."""

import re

from audio.reading.cues import follows
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, digit_by_digit, english_thousands, written
from audio.reading.rule import FIGURES, MASK, Rule, Said, Unsure, rule
from audio.reading.rules.ranges import RANGE_RULES
from audio.reading.rules.versions import VERSION_RULES
from audio.reading.starts import figures_before
from audio.reading.units import SPACED, UNIT, UNITS, and_unit, with_unit
from audio.reading.values import Pause, Stake

_START = r"(?<![\w.,])"


def _number(found: re.Match[str], _lexicon: Lexicon) -> Said:
    number, unit = found["number"], found["unit"]
    said, other = with_unit(number, unit), english_thousands(number)
    if other is None or _has_decimal_commas(found.string, *found.span()):
        return said
    return Unsure(said=said, others=(and_unit(other, unit),), stake=_stake(found))


def _has_decimal_commas(text: str, start: int, end: int) -> bool:
    """Tell whether numbers near by show that this page writes `45,67 tỷ` and `1.250 đồng`.

    Only before a scale: `12,500 đồng` has no other sense than thousands, whatever the rest looks like.
    """
    if not _SCALE.match(text, end):
        return False
    return _DECIMAL_COMMA.search(text, max(0, start - _SAME_HAND), end + _SAME_HAND) is not None


def _stake(found: re.Match[str]) -> Stake:
    is_money = _MONEY.search(UNITS[found["unit"].strip()]) if found["unit"] else None
    return Stake.MONEY if is_money or _MONEY_AFTER.match(found.string, found.end()) else Stake.NUMBER


def _product(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2x250MVA`, `3 x 4 m`, `5 m x 20 m`."""
    factors = re.split(" ?[xX×] ?", found[0])
    return " nhân ".join(with_unit(each[1], each[2]) for each in map(_FACTOR.match, factors) if each)


def _and_a_rest(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`1m62`, `2m5` and `1tr5`; `5m3` is a volume."""
    return f"{cardinal(found['whole'])} {UNITS[found['unit']]} {cardinal(found['rest'])}"


def _inches(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`TV 43"`; elsewhere the mark closes a quotation."""
    return f"{written(found['number'])} inh" if follows(found.string, found.start(), _SCREEN) else None


def _height(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`trẻ dưới 1m2`: so tall, where a surface makes no sense."""
    return _and_a_rest(found, lexicon) if follows(found.string, found.start(), _TALL) else None


def _decimal_point(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`10.5 ha`: before a unit a point with one or two figures is a decimal comma."""
    return with_unit(found["number"].replace(".", ","), found["unit"])


def _list_number(found: re.Match[str], _lexicon: Lexicon) -> str:
    return cardinal(found["said"][:-1])


def _unit(found: re.Match[str], _lexicon: Lexicon) -> str:
    return UNITS[found["said"]]


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found[0])


_SCALE = re.compile(" (?:tỷ|tỉ|triệu)(?!\\w)")
_SAME_HAND = 300
"""Within so many characters one writer keeps to one way of writing numbers."""
_DECIMAL_COMMA = re.compile(
    r"(?<![0-9,])[0-9]{1,3},[0-9]{1,2}(?: ?%| ?(?:ha|km|m2|m3|tỷ|tỉ|triệu|nghìn|tấn|lần|điểm)(?!\w))"
    r"|(?<![0-9.,/])[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3}(?![0-9.,/])"
)
_MONEY = re.compile("đồng|đô la|ơ rô|yên")
_MONEY_AFTER = re.compile(
    r" ?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ) ){0,2}"
    r"(?:tỷ|tỉ|đồng|đô la|USD|VND|VNĐ|EUR|euro|yên|JPY|won|KRW|NDT|CNY)(?!\w)"
)
_LIST_NUMBER = r"(?:(?<=\n)|(?<=; )|\A) *(?P<said>[0-9]{1,2}[.)])(?= )"
_PRODUCT = rf"{_START}{NUMBER}(?:{UNIT}|(?=[xX]))?(?: ?[xX×] ?{NUMBER}(?:{UNIT}|(?=[xX]))?){{1,3}}(?!\w)"
_FACTOR = re.compile(rf"({NUMBER})({UNIT})?")
_AND_A_REST = (
    rf"{_START}(?P<whole>[0-9]{{1,3}})(?P<unit>m(?![23](?![0-9]))|tr|kg)(?P<rest>[0-9]{{1,2}})(?!\w)"
)
_MARKED = figures_before('[0-9.]{0,8}(?:,[0-9]{1,3})?["”″]')
_SCREEN = re.compile(r"(?<!\w)(?:TV|[Tt]i ?vi|[Mm]àn|LCD|LED|OLED|AMOLED|[Ll]aptop)(?!\w).{0,16}$")
_INCHES = rf"{_START}(?P<number>{NUMBER})[\"”″](?!\w)"
_HEIGHT = rf"{_START}(?P<whole>[1-9])(?P<unit>m)(?P<rest>[23])(?!\w)"
_METRES = re.compile("[1-9]m[23]")
_TALL = re.compile(r"(?<!\w)(?:[Cc]ao|[Tt]rẻ(?: em)?)(?: (?:dưới|trên|từ|khoảng|gần|hơn))? ?[<>≤≥]? ?$")
_GRADE = rf"{_START}(?P<number>[0-9]{{1,2}}\.[0-9]{{1,2}})(?P<unit>)(?=[A-Z](?!\w))"
"""`0.05S` of diesel."""
_POINT_AND_LETTER = figures_before(r"[0-9]?\.[0-9]{1,2}[A-Z]")
_DECIMAL_POINT = rf"{_START}(?P<number>[0-9]{{1,3}}\.[0-9]{{1,2}})(?P<unit>{UNIT})"
_UNMISTAKABLE = r"(?:km|cm|mm|m)[23²³]|m[²³]|(?:k|M|G)Wh?|kWh|kVA|MVA|kg|km|mg|tCO2e?|[oº°]C"
_AFTER_A_COUNT = (
    r"(?:[Mm]ỗi|[Mm]ột|trăm|nghìn|ngàn|vạn|triệu|tỷ) (?P<said>ha|m|m2|m3|kg|km|km2|kW|kWh|MW|l|g)(?![\w²³])"
)

QUANTITY_RULES: tuple[Rule, ...] = (
    rule("list number", _LIST_NUMBER, _list_number, pause=Pause.COMMA),
    rule("minus", rf"(?:(?<=[ (\n])|\A)(?P<said>[-−–])(?={NUMBER})", "âm"),
    rule("inches", _INCHES, _inches, at=_MARKED),
    rule("height", _HEIGHT, _height, at=_METRES),
    rule("unit and a rest", _AND_A_REST, _and_a_rest, at=figures_before("[0-9]{0,2}(?:m|tr|kg)[0-9]")),
    *RANGE_RULES,
    rule("product", _PRODUCT, _product, at=figures_before(r"[0-9.,]{0,20}[^\n]{0,10}?[xX×]")),
    rule("decimal point", _DECIMAL_POINT, _decimal_point, at=figures_before(r"[0-9]{0,2}\.[0-9]{1,2}[^0-9]")),
    rule("grade", _GRADE, _decimal_point, at=_POINT_AND_LETTER),
    rule("quantity", rf"{_START}(?P<number>{NUMBER})(?P<unit>{UNIT})", _number, at=FIGURES),
    rule("kilometre post", rf"(?<![\w/])(?P<said>[Kk]m)(?= ?{NUMBER})(?![23](?![0-9+]))", "ki lô mét"),
)
UNIT_RULES: tuple[Rule, ...] = (
    rule("unit in brackets", rf"\((?P<said>{SPACED})\)", _unit),
    rule("unit of a sum", rf"(?<=[0-9{MASK}])\)(?P<said>{SPACED})(?![\w²³])", _unit, at=re.compile(r"\)\w")),
    rule("unit of a count", rf"(?<!\w){_AFTER_A_COUNT}", _unit),
    rule("unit alone", rf"(?<![\w.-])(?P<said>{_UNMISTAKABLE})(?![\w²³.-])", _unit),
)
NUMBER_RULES: tuple[Rule, ...] = (
    *VERSION_RULES,
    rule("long figures", rf"{_START}[0-9]{{8,}}(?![\w]|[.,][0-9])", _figures, at=figures_before("[0-9]{7}")),
    rule("number", rf"(?<![0-9])(?P<number>{NUMBER})(?P<unit>)", _number, at=FIGURES),
)
