"""Amounts: money, percent, units, ranges and plain numbers, read after all that only looks so."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, digit_by_digit, dotted, month, written
from audio.reading.rule import FIGURES, Rule, rule
from audio.reading.units import SPACED, UNIT, UNITS

_START = r"(?<![\w.,])"
_DASH = r" ?[-–—~÷] ?"


def _number(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _with_unit(found["number"], found["unit"])


def _with_unit(number: str, unit: str | None) -> str:
    return f"{written(number)} {UNITS[unit.strip()]}" if unit else written(number)


def _range(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`40-80mm`, `150Hz-15kHz`; but `26-3` runs backwards and is a day."""
    low, high, unit = found["low"], found["high"], found["unit"]
    if not unit and not found["low_unit"] and _is_day(low, high):
        return f"{cardinal(low)} tháng {month(high)}"
    to = " đến " if _are_alike(found["low_unit"], unit) else " "
    return to.join((_with_unit(low, found["low_unit"]), _with_unit(high, unit)))


def _are_alike(low: str | None, high: str | None) -> bool:
    """Hertz and kilohertz make a range; the volts and ampere-hours of a battery do not."""
    return not low or (high is not None and UNITS[low.strip()].split()[-1] == UNITS[high.strip()].split()[-1])


def _is_day(day: str, number: str) -> bool:
    return len(day) <= 2 and number.isdigit() and 1 <= int(number) <= 12 and int(number) < int(day) <= 31


def _product(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2x250MVA`, `3 x 4 m`, `5 m x 20 m`."""
    factors = re.split(" ?[xX×] ?", found[0])
    return " nhân ".join(_with_unit(each[1], each[2]) for each in map(_FACTOR.match, factors) if each)


def _currency_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`$250.000`, and `$2,5 triệu` with the scale before the currency."""
    scale = f" {found['scale']}" if found["scale"] else ""
    return f"{written(found['number'])}{scale} {UNITS[found['sign']]}"


def _and_a_rest(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`1m62`, `2m5` and `1tr5`; `5m3` is a volume."""
    return f"{cardinal(found['whole'])} {UNITS[found['unit']]} {cardinal(found['rest'])}"


def _decimal_point(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`10.5 ha`: before a unit a point with one or two figures is a decimal comma."""
    return _with_unit(found["number"].replace(".", ","), found["unit"])


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


def _version(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`1.5` is no amount: thousands come in threes."""
    return None if re.fullmatch(NUMBER, found[0]) else dotted(found[0])


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found[0])


_DIRECTIONS = {"N": "bắc", "B": "bắc", "S": "nam", "E": "đông", "Đ": "đông", "W": "tây", "T": "tây"}
_LIST_NUMBER = r"(?:(?<=\n)|(?<=; )|\A) *(?P<said>[0-9]{1,2}[.)])(?= )"
_MONEY_SIGN = rf"(?P<sign>[$€¥])(?P<number>{NUMBER})(?: (?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?"
_RANGE = rf"{_START}(?P<low>{NUMBER})(?P<low_unit>{UNIT})?{_DASH}(?P<high>{NUMBER})(?P<unit>{UNIT})?"
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
    rule("range", rf"{_RANGE}(?!\w|/[0-9])", _range, at=FIGURES),
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
    rule("version", rf"{_START}[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{1,4}}(?![\w.,])", _version, at=FIGURES),
    rule("long figures", rf"{_START}[0-9]{{8,}}(?![\w]|[.,][0-9])", _figures, at=FIGURES),
    rule("number", rf"(?<![0-9])(?P<number>{NUMBER})(?P<unit>)", _number, at=FIGURES),
)
