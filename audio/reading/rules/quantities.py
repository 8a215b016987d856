"""Amounts: money, percent, units, ranges, ratios and plain numbers, read after all that only looks so."""

import re

from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, digit_by_digit, dotted, month, written
from audio.reading.rule import MASK, Rule, rule
from audio.reading.units import ONLY_GLUED, UNITS


def _alternatives(units: frozenset[str] | set[str]) -> str:
    return "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))


_SPACED = _alternatives(set(UNITS) - ONLY_GLUED)
_GLUED = _alternatives(ONLY_GLUED)
_UNIT = rf"(?: ?(?:{_SPACED})|(?:{_GLUED}))(?![\w²³])"
_START = r"(?<![\w.,])"
_DASH = r" ?[-–—~÷] ?"
_PER = ("đồng", "người", "tháng", "năm", "ngày", "giờ", "lao động", "hộ", "ca", "lần", "tấn", "chiếc", "USD")


def _number(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _with_unit(found["number"], found["unit"])


def _with_unit(number: str, unit: str | None) -> str:
    return f"{written(number)} {UNITS[unit.strip()]}" if unit else written(number)


def _range(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`40-80mm`; but `26-3` runs backwards and is a day."""
    low, high, unit = found["low"], found["high"], found["unit"]
    if not unit and _is_day(low, high):
        return f"{cardinal(low)} tháng {month(high)}"
    return f"{written(low)} đến {_with_unit(high, unit)}"


def _is_day(day: str, number: str) -> bool:
    return len(day) <= 2 and number.isdigit() and 1 <= int(number) <= 12 and int(number) < int(day) <= 31


def _ratio(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2/3 số thành viên` is a fraction; `169/171` so many out of so many."""
    above, below = found["above"], found["below"]
    is_fraction = found["of"] is not None and len(below) <= 2 and int(above) < int(below)
    return f"{written(above)} {'phần' if is_fraction else 'trên'} {_with_unit(below, found['unit'])}"


def _product(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2x250MVA`, `3 x 4 m`."""
    *factors, last = re.split(" ?[xX×] ?", found["factors"])
    return " nhân ".join([*map(written, factors), _with_unit(last, found["unit"])])


def _currency_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`$250.000`, and `$2,5 triệu` with the scale before the currency."""
    scale = f" {found['scale']}" if found["scale"] else ""
    return f"{written(found['number'])}{scale} {UNITS[found['sign']]}"


def _list_number(found: re.Match[str], _lexicon: Lexicon) -> str:
    return cardinal(found["said"][:-1])


def _unit(found: re.Match[str], _lexicon: Lexicon) -> str:
    return UNITS[found["said"]]


def _version(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`1.5` is no amount: thousands come in threes."""
    return None if re.fullmatch(NUMBER, found[0]) else dotted(found[0])


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found[0])


_LIST_NUMBER = r"(?:(?<=\n)|(?<=; )|\A) *(?P<said>[0-9]{1,2}[.)])(?= )"
_MONEY_SIGN = rf"(?P<sign>[$€])(?P<number>{NUMBER})(?: (?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?"
_RANGE = rf"{_START}(?P<low>{NUMBER}){_DASH}(?P<high>{NUMBER})"
_WHOLES = "số|tổng số|diện tích|dân số|chặng"
_OF = rf"(?=(?P<of> (?:{_WHOLES})(?!\w))?)"
_RATIO = rf"{_START}(?P<above>{NUMBER})/(?P<below>{NUMBER})(?P<unit>{_UNIT})?{_OF}(?![\w/])"
_PRODUCT = rf"{_START}(?P<factors>{NUMBER}(?: ?[xX×] ?{NUMBER}){{1,3}})(?P<unit>{_UNIT})?(?!\w)"
_AFTER_NOUN = "|".join(f"(?<={noun}/)" for noun in _PER)

QUANTITY_RULES: tuple[Rule, ...] = (
    rule("list number", _LIST_NUMBER, _list_number),
    rule("minus", rf"(?:(?<=[ (\n])|\A)(?P<said>[-−–])(?={NUMBER})", "âm"),
    rule("money sign first", _MONEY_SIGN, _currency_first),
    rule("range", rf"{_RANGE}(?P<unit>{_UNIT})?(?![\w/])", _range),
    rule("range with units", rf"{_RANGE}(?P<unit>{_UNIT})", _range),
    rule("ratio", _RATIO, _ratio),
    rule("product", _PRODUCT, _product),
    rule("quantity", rf"{_START}(?P<number>{NUMBER})(?P<unit>{_UNIT})", _number),
    rule("kilometre post", rf"(?<!\w)(?P<said>[Kk]m)(?= ?{NUMBER})", "ki lô mét"),
    rule("unit after a slash", rf"(?<=/)(?P<said>{_SPACED})(?![\w²³])", _unit),
    rule("per", rf"/(?:(?<={MASK}/)|{_AFTER_NOUN})(?=[{LATIN}{MASK}])", "trên"),
    rule("version", rf"{_START}[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{1,4}}(?![\w.,])", _version),
    rule("long figures", rf"{_START}[0-9]{{8,}}(?![\w]|[.,][0-9])", _figures),
    rule("number", rf"(?<![0-9])(?P<number>{NUMBER})(?P<unit>)", _number),
)
