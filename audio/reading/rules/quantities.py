"""Amounts: money, percent, units, ranges, ratios and plain numbers, read after all that only looks so."""

import re

from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, digit_by_digit, dotted, month, written
from audio.reading.rule import MASK, Rule, rule

_UNITS = {
    "%": "phần trăm", "‰": "phần nghìn", "°C": "độ xê", "oC": "độ xê", "ºC": "độ xê", "°F": "độ ép", "°": "độ",
    "đ": "đồng", "₫": "đồng", "VNĐ": "đồng", "VND": "đồng", "USD": "đô la Mỹ", "$": "đô la Mỹ", "€": "ơ rô",
    "k": "nghìn", "K": "nghìn", "tr": "triệu",
    "mm": "mi li mét", "cm": "xăng ti mét", "dm": "đề xi mét", "m": "mét", "km": "ki lô mét", "Km": "ki lô mét",
    "m2": "mét vuông", "m²": "mét vuông", "m3": "mét khối", "m³": "mét khối", "cm2": "xăng ti mét vuông",
    "cm²": "xăng ti mét vuông", "cm3": "xăng ti mét khối", "cm³": "xăng ti mét khối",
    "km2": "ki lô mét vuông", "km²": "ki lô mét vuông", "Nm3": "mét khối tiêu chuẩn", "ha": "héc ta",
    "mg": "mi li gam", "g": "gam", "kg": "ki lô gam", "Kg": "ki lô gam", "µg": "mi crô gam", "μg": "mi crô gam",
    "l": "lít", "L": "lít", "ml": "mi li lít", "lít": "lít",
    "W": "oát", "kW": "ki lô oát", "KW": "ki lô oát", "MW": "mê ga oát", "kWh": "ki lô oát giờ",
    "KWh": "ki lô oát giờ", "MWp": "mê ga oát píc", "kWp": "ki lô oát píc", "V": "vôn", "kV": "ki lô vôn", "KV": "ki lô vôn",
    "A": "am pe", "VA": "vôn am pe", "kVA": "ki lô vôn am pe", "KVA": "ki lô vôn am pe", "MVA": "mê ga vôn am pe",
    "Hz": "héc", "kHz": "ki lô héc", "MHz": "mê ga héc", "GHz": "gi ga héc", "dB": "đề xi ben", "dBA": "đề xi ben a",
    "GB": "gi ga bai", "MB": "mê ga bai", "TB": "tê ra bai", "KB": "ki lô bai", "Mbps": "mê ga bít trên giây", "h": "giờ", "s": "giây",
}  # fmt: skip
"""A unit as it is written, right after its number, and as it is said. Case matters: MW is not mW."""
_ONLY_GLUED = frozenset({"k", "K", "tr", "A", "V", "s", "$"})
"""These stand so often for something else that a space before them breaks the link."""


def _alternatives(units: frozenset[str] | set[str]) -> str:
    return "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))


_SPACED = _alternatives(set(_UNITS) - _ONLY_GLUED)
_GLUED = _alternatives(_ONLY_GLUED)
_UNIT = rf"(?: ?(?:{_SPACED})|(?:{_GLUED}))(?![\w²³])"
_START = r"(?<![\w.,])"
_DASH = r" ?[-–—~÷] ?"
_PER = ("đồng", "người", "tháng", "năm", "ngày", "giờ", "lao động", "hộ", "ca", "lần", "tấn", "chiếc", "USD")


def _number(found: re.Match[str], _lexicon: Lexicon) -> str:
    unit = found["unit"]
    said = written(found["number"])
    return f"{said} {_UNITS[unit.strip()]}" if unit else said


def _range(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`40-80mm`; but `26-3` runs backwards and is a day."""
    low, high, unit = found["low"], found["high"], found["unit"]
    if not unit and _is_day(low, high):
        return f"{cardinal(low)} tháng {month(high)}"
    said = f"{written(low)} đến {written(high)}"
    return f"{said} {_UNITS[unit.strip()]}" if unit else said


def _is_day(day: str, number: str) -> bool:
    return len(day) <= 2 and number.isdigit() and 1 <= int(number) <= 12 and int(number) < int(day) <= 31


def _ratio(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2/3 số thành viên` is a fraction; `169/171` so many out of so many."""
    above, below = found["above"], found["below"]
    is_fraction = found["of"] is not None and len(below) <= 2 and int(above) < int(below)
    return f"{written(above)} {'phần' if is_fraction else 'trên'} {written(below)}"


def _product(found: re.Match[str], _lexicon: Lexicon) -> str:
    return " nhân ".join(written(factor) for factor in re.split(" ?[xX×] ?", found[0]))


def _currency_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`$250.000`, and `$2,5 triệu` with the scale before the currency."""
    scale = f" {found['scale']}" if found["scale"] else ""
    return f"{written(found['number'])}{scale} {_UNITS[found['sign']]}"


QUANTITY_RULES: tuple[Rule, ...] = (
    rule("list number", r"(?:(?<=\n)|(?<=; )|\A) *(?P<said>[0-9]{1,2}[.)])(?= )", lambda found, _: cardinal(found["said"][:-1])),
    rule("minus", rf"(?:(?<=[ (\n])|\A)(?P<said>[-−–])(?={NUMBER})", "âm"),
    rule("money sign first", rf"(?P<sign>[$€])(?P<number>{NUMBER})(?: (?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?", _currency_first),
    rule("range", rf"{_START}(?P<low>{NUMBER}){_DASH}(?P<high>{NUMBER})(?P<unit>{_UNIT})?(?![\w/])", _range),
    rule("range with units", rf"{_START}(?P<low>{NUMBER}){_DASH}(?P<high>{NUMBER})(?P<unit>{_UNIT})", _range),
    rule("ratio", rf"{_START}(?P<above>{NUMBER})/(?P<below>{NUMBER})(?=(?P<of> (?:số|tổng số|diện tích|dân số|chặng)(?!\w))?)(?![\w/])", _ratio),
    rule("product", rf"{_START}{NUMBER}(?: ?[xX×] ?{NUMBER}){{1,3}}(?!\w)", _product),
    rule("quantity", rf"{_START}(?P<number>{NUMBER})(?P<unit>{_UNIT})", _number),
    rule("kilometre post", rf"(?<!\w)(?P<said>[Kk]m)(?= ?{NUMBER})", "ki lô mét"),
    rule("unit after a slash", rf"(?<=/)(?P<said>{_SPACED})(?![\w²³])", lambda found, _: _UNITS[found["said"]]),
    rule("per", rf"(?:(?<={MASK})|{'|'.join(f'(?<={noun})' for noun in _PER)})(?P<said>/)(?=[{LATIN}{MASK}])", "trên"),
    rule("version", rf"{_START}[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{1,4}}(?![\w.,])", lambda found, _: None if re.fullmatch(NUMBER, found[0]) else dotted(found[0])),
    rule("long figures", rf"{_START}[0-9]{{8,}}(?![\w]|[.,][0-9])", lambda found, _: digit_by_digit(found[0])),
    rule("number", rf"(?<![0-9])(?P<number>{NUMBER})(?P<unit>)", _number),
)  # fmt: skip
