"""Amounts: money, percent, units, ranges and plain numbers, read after all that only looks so."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, digit_by_digit, english_thousands, written
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.rules.ranges import RANGE_RULES
from audio.reading.rules.versions import VERSION_RULES
from audio.reading.units import SPACED, UNIT, UNITS, and_unit, with_unit
from audio.reading.values import Stake

_START = r"(?<![\w.,])"


def _number(found: re.Match[str], _lexicon: Lexicon) -> Said:
    number, unit = found["number"], found["unit"]
    said, other = with_unit(number, unit), english_thousands(number)
    if other is None:
        return said
    return Unsure(said=said, others=(and_unit(other, unit),), stake=_stake(found))


def _stake(found: re.Match[str]) -> Stake:
    is_money = _MONEY.search(UNITS[found["unit"].strip()]) if found["unit"] else None
    return Stake.MONEY if is_money or _MONEY_AFTER.match(found.string, found.end()) else Stake.NUMBER


def _product(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2x250MVA`, `3 x 4 m`, `5 m x 20 m`."""
    factors = re.split(" ?[xX×] ?", found[0])
    return " nhân ".join(with_unit(each[1], each[2]) for each in map(_FACTOR.match, factors) if each)


def _currency_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`$250.000`, and `$2,5 triệu` with the scale before the currency."""
    scale = f" {found['scale']}" if found["scale"] else ""
    return f"{written(found['number'])}{scale} {UNITS[found['sign']]}"


def _and_a_rest(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`1m62`, `2m5` and `1tr5`; `5m3` is a volume."""
    return f"{cardinal(found['whole'])} {UNITS[found['unit']]} {cardinal(found['rest'])}"


def _decimal_point(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`10.5 ha`: before a unit a point with one or two figures is a decimal comma."""
    return with_unit(found["number"].replace(".", ","), found["unit"])


def _coordinate(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`17°25'N`: directions by their English or Vietnamese letters."""
    words = [cardinal(found["degrees"]), "độ", cardinal(found["minutes"]), "phút"]
    if found["seconds"]:
        words += cardinal(found["seconds"]), "giây"
    return " ".join(filter(None, [*words, _DIRECTIONS.get(found["direction"] or "", "")]))


def _list_number(found: re.Match[str], _lexicon: Lexicon) -> str:
    return cardinal(found["said"][:-1])


def _unit(found: re.Match[str], _lexicon: Lexicon) -> str:
    return UNITS[found["said"]]


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found[0])


_MONEY = re.compile("đồng|đô la|ơ rô|yên")
_MONEY_AFTER = re.compile(
    r" ?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ) ){0,2}"
    r"(?:tỷ|tỉ|đồng|đô la|USD|VND|VNĐ|EUR|euro|yên|JPY|won|KRW|NDT|CNY)(?!\w)"
)
_DIRECTIONS = {"N": "bắc", "B": "bắc", "S": "nam", "E": "đông", "Đ": "đông", "W": "tây", "T": "tây"}
_LIST_NUMBER = r"(?:(?<=\n)|(?<=; )|\A) *(?P<said>[0-9]{1,2}[.)])(?= )"
_MONEY_SIGN = rf"(?P<sign>[$€¥])(?P<number>{NUMBER})(?: (?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?"
_PRODUCT = rf"{_START}{NUMBER}(?:{UNIT}|(?=[xX]))?(?: ?[xX×] ?{NUMBER}(?:{UNIT}|(?=[xX]))?){{1,3}}(?!\w)"
_FACTOR = re.compile(rf"({NUMBER})({UNIT})?")
_AND_A_REST = rf"{_START}(?P<whole>[0-9]{{1,3}})(?P<unit>m(?![23](?![0-9]))|tr)(?P<rest>[0-9]{{1,2}})(?!\w)"
_DECIMAL_POINT = rf"{_START}(?P<number>[0-9]{{1,3}}\.[0-9]{{1,2}})(?P<unit>{UNIT})"
_COORDINATE = (
    rf"{_START}(?P<degrees>[0-9]{{1,3}})° ?(?P<minutes>[0-9]{{1,2}})['’′] ?"
    r"(?:(?P<seconds>[0-9]{1,2})(?:[\"”″]|['’′]{2}) ?)?(?P<direction>[NSEWBĐT])?(?!\w)"
)
_UNMISTAKABLE = r"(?:km|cm|mm|m)[23²³]|m[²³]|(?:k|M|G)Wh?|kWh|kVA|MVA|kg|km|mg|tCO2e?"
_AFTER_A_COUNT = (
    r"(?:[Mm]ỗi|[Mm]ột|trăm|nghìn|ngàn|vạn|triệu|tỷ) (?P<said>ha|m|m2|m3|kg|km|km2|kW|kWh|MW|l|g)(?![\w²³])"
)

QUANTITY_RULES: tuple[Rule, ...] = (
    rule("list number", _LIST_NUMBER, _list_number),
    rule("minus", rf"(?:(?<=[ (\n])|\A)(?P<said>[-−–])(?={NUMBER})", "âm"),
    rule("money sign first", _MONEY_SIGN, _currency_first),
    rule("unit and a rest", _AND_A_REST, _and_a_rest, at=FIGURES),
    rule("coordinate", _COORDINATE, _coordinate, at=FIGURES),
    *RANGE_RULES,
    rule("product", _PRODUCT, _product, at=FIGURES),
    rule("decimal point", _DECIMAL_POINT, _decimal_point, at=FIGURES),
    rule("quantity", rf"{_START}(?P<number>{NUMBER})(?P<unit>{UNIT})", _number, at=FIGURES),
    rule("kilometre post", rf"(?<![\w/])(?P<said>[Kk]m)(?= ?{NUMBER})(?![23](?![0-9+]))", "ki lô mét"),
)
UNIT_RULES: tuple[Rule, ...] = (
    rule("unit in brackets", rf"\((?P<said>{SPACED})\)", _unit),
    rule("unit of a count", rf"(?<!\w){_AFTER_A_COUNT}", _unit),
    rule("unit alone", rf"(?<![\w.-])(?P<said>{_UNMISTAKABLE})(?![\w²³.-])", _unit),
)
NUMBER_RULES: tuple[Rule, ...] = (
    *VERSION_RULES,
    rule("long figures", rf"{_START}[0-9]{{8,}}(?![\w]|[.,][0-9])", _figures, at=FIGURES),
    rule("number", rf"(?<![0-9])(?P<number>{NUMBER})(?P<unit>)", _number, at=FIGURES),
)
