"""Amounts: percent, units, ranges, products, and at last every number that is left."""

import re

from audio.reading.english import units
from audio.reading.english.numbers import (
    NUMBER,
    cardinal,
    digit_by_digit,
    dotted,
    ordinal,
    vietnamese_thousands,
    written,
)
from audio.reading.english.units import UNIT, UNITS, alternatives
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, MASK, Listed, Rule, Said, Unsure, rule
from audio.reading.values import Pause, Stake

_START = r"(?<![\w.,])"
_DASH = r" ?[-–—~] ?"
_UNIT_WORD = alternatives(set(UNITS))
_PER_WORDS = (
    "hours?|days?|weeks?|months?|quarters?|years?|shifts?|seconds?|minutes?|persons?|people|workers?|employees?|heads?|"
    "households?|vehicles?|trips?|times?|units?|pieces?|tonnes?|litres?|rooms?|meals?|cases?|projects?"
)


def _with_unit(number: str, unit: str | None) -> str:
    return f"{written(number)} {units.of(number, unit)}" if unit else written(number)


def _quantity(found: re.Match[str], _lexicon: Lexicon) -> Said:
    number, unit = found["number"], found["unit"]
    said, other = _with_unit(number, unit), vietnamese_thousands(number)
    if other is None:
        return said
    with_unit = f"{other} {units.of(number, unit)}" if unit else other
    return Unsure(said=said, others=(with_unit,), stake=Stake.NUMBER)


def _range(found: re.Match[str], _lexicon: Lexicon) -> str:
    low = _with_unit(found["low"], found["low_unit"])
    return f"{low} to {_with_unit(found['high'], found['unit'])}"


def _product(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`20 m x 30 m` and `3x4 cm` are by; `2x250 MVA` so many times."""
    factors = [each.groups() for each in map(_FACTOR.match, re.split(" ?[xX×] ?", found[0])) if each]
    last = (factors[-1][1] or "").strip()
    link = " times " if not factors[0][1] and last and last not in units.LENGTHS else " by "
    return link.join(_with_unit(number, unit) for number, unit in factors)


def _ordinal(found: re.Match[str], _lexicon: Lexicon) -> str:
    return ordinal(found["figures"].replace(",", ""))


def _list_number(found: re.Match[str], _lexicon: Lexicon) -> str:
    return cardinal(found["said"][:-1])


def _per(piece: re.Match[str]) -> str:
    unit = piece["unit"]
    return f"per {UNITS[unit][0]}" if unit else "per"


def _glued_unit(found: re.Match[str], _lexicon: Lexicon) -> str:
    return UNITS[found["unit"]][0]


def _unit_alone(found: re.Match[str], _lexicon: Lexicon) -> str:
    return UNITS[found["said"]][1]


def _version(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`1.2.3` is no amount, unless its groups are thousands."""
    return None if re.fullmatch(NUMBER, found[0]) else dotted(found[0])


def _figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found[0])


_LIST_NUMBER = r"(?:(?<=\n)|\A) *(?P<said>[0-9]{1,2}[.)])(?= )"
_ORDINAL = rf"{_START}(?P<figures>[0-9]{{1,3}}(?:,[0-9]{{3}})*)(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)"
_RANGE = (
    rf"{_START}(?P<low>{NUMBER})(?P<low_unit>{UNIT})?{_DASH}(?P<high>{NUMBER})(?P<unit>{UNIT})?(?!\w|/[0-9])"
)
_PRODUCT = rf"{_START}{NUMBER}(?:{UNIT}|(?=[xX]))?(?: ?[xX×] ?{NUMBER}(?:{UNIT}|(?=[xX]))?){{1,3}}(?!\w)"
_FACTOR = re.compile(rf"({NUMBER})({UNIT})?")
_MINUS = rf"(?:(?<=[ (\n])|\A)(?P<said>[-−–])(?={NUMBER})"
_PER_LIST = rf"(?<={MASK})(?P<said>(?:/[A-Za-zµμ][A-Za-z²³0-9]{{0,15}}){{1,3}})(?!\w)"
_PER_PIECE = rf"/(?:(?P<unit>{_UNIT_WORD})(?![\w²³]))?"
_PER_COUNTED = rf"(?:{MASK}|[0-9]) [a-z]{{2,14}}(?P<said>/)(?=(?:{_PER_WORDS})(?!\w))"
_UNMISTAKABLE = r"(?:km|cm|mm|m)[23²³]|m[²³]|(?:k|M|G)Wh?|kWh|kVA|MVA|kg|km"

QUANTITY_RULES: tuple[Rule, ...] = (
    rule("list number", _LIST_NUMBER, _list_number, pause=Pause.COMMA),
    rule("ordinal", _ORDINAL, _ordinal, at=FIGURES),
    rule("minus", _MINUS, "minus"),
    rule("range", _RANGE, _range, at=FIGURES),
    rule("product", _PRODUCT, _product, at=FIGURES),
    rule("quantity", rf"{_START}(?P<number>{NUMBER})(?P<unit>{UNIT})", _quantity, at=FIGURES),
)
RATE_RULES: tuple[Rule, ...] = (
    Listed(name="per", pattern=re.compile(_PER_LIST), piece=re.compile(_PER_PIECE), say=_per),
    rule("per of a count", _PER_COUNTED, "per"),
    rule("per amount", rf"(?<={MASK})(?P<said>/)(?={MASK})", "per"),
)
UNIT_RULES: tuple[Rule, ...] = (
    rule("glued unit", rf"(?<=[0-9])-(?P<unit>{_UNIT_WORD})(?![\w²³-])", _glued_unit),
    rule("unit alone", rf"(?<![\w.-])(?P<said>{_UNMISTAKABLE})(?![\w²³.-])", _unit_alone),
)
NUMBER_RULES: tuple[Rule, ...] = (
    rule("version", rf"{_START}[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{2,4}}(?![\w.,])", _version, at=FIGURES),
    rule("long figures", rf"{_START}[0-9]{{8,}}(?![\w]|[.,][0-9])", _figures, at=FIGURES),
    rule("number", rf"(?<![0-9])(?P<number>{NUMBER})(?P<unit>)", _quantity, at=FIGURES),
)
