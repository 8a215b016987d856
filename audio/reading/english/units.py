"""Units and currencies as they are written beside a number, and as they are said: one, and several."""

import re

_SAME = {
    "%": "percent",
    "‰": "per mille",
    "°C": "degrees Celsius",
    "ºC": "degrees Celsius",
    "℃": "degrees Celsius",
    "°F": "degrees Fahrenheit",
    "dB": "decibels",
    "dBA": "decibels A",
    "dB(A)": "decibels A",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "lux": "lux",
    "ppm": "parts per million",
    "tCO2e": "tonnes of C O two equivalent",
    "tCO2": "tonnes of C O two",
    "psi": "pounds per square inch",
    "sq m": "square metres",
    "sqm": "square metres",
    "rpm": "revolutions per minute",
    "x": "times",
}
_PLURALS = {
    "°": "degree degrees",
    "mm": "millimetre millimetres",
    "cm": "centimetre centimetres",
    "m": "metre metres",
    "km": "kilometre kilometres",
    "ha": "hectare hectares",
    "mg": "milligram milligrams",
    "µg": "microgram micrograms",
    "μg": "microgram micrograms",
    "g": "gram grams",
    "kg": "kilogram kilograms",
    "Kg": "kilogram kilograms",
    "KG": "kilogram kilograms",
    "t": "tonne tonnes",
    "ml": "millilitre millilitres",
    "mL": "millilitre millilitres",
    "l": "litre litres",
    "L": "litre litres",
    "W": "watt watts",
    "kW": "kilowatt kilowatts",
    "KW": "kilowatt kilowatts",
    "MW": "megawatt megawatts",
    "GW": "gigawatt gigawatts",
    "V": "volt volts",
    "kV": "kilovolt kilovolts",
    "KV": "kilovolt kilovolts",
    "A": "amp amps",
    "Pa": "pascal pascals",
    "kPa": "kilopascal kilopascals",
    "MPa": "megapascal megapascals",
    "kN": "kilonewton kilonewtons",
    "kJ": "kilojoule kilojoules",
    "kcal": "kilocalorie kilocalories",
    "GB": "gigabyte gigabytes",
    "MB": "megabyte megabytes",
    "TB": "terabyte terabytes",
    "ms": "millisecond milliseconds",
    "sec": "second seconds",
    "s": "second seconds",
    "min": "minute minutes",
    "mins": "minute minutes",
    "h": "hour hours",
    "hr": "hour hours",
    "hrs": "hour hours",
    "ft": "foot feet",
    "lbs": "pound pounds",
}
_COMPOUND = {
    "Wh": "watt hour",
    "kWh": "kilowatt hour",
    "KWh": "kilowatt hour",
    "kwh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "MWp": "megawatt peak",
    "kWp": "kilowatt peak",
    "VA": "volt ampere",
    "kVA": "kilovolt ampere",
    "MVA": "megavolt ampere",
    "Ah": "ampere hour",
    "mAh": "milliampere hour",
    "Mbps": "megabit per second",
    "Gbps": "gigabit per second",
}
_AREAS = {
    f"{unit}{power}": f"{kind} {_PLURALS[unit]}"
    for unit in ("mm", "cm", "m", "km", "ft")
    for powers, kind in ((("2", "²"), "square"), (("3", "³"), "cubic"))
    for power in powers
}


def _forms() -> dict[str, tuple[str, str]]:
    forms = {unit: (said, said) for unit, said in _SAME.items()}
    for unit, said in _PLURALS.items():
        one, several = said.split()
        forms[unit] = one, several
    for unit, said in _AREAS.items():
        kind, one, several = said.split()
        forms[unit] = f"{kind} {one}", f"{kind} {several}"
    for unit, said in _COMPOUND.items():
        per = said.replace(" per ", "s per ") if " per " in said else f"{said}s"
        forms[unit] = said, per
    return forms


UNITS = _forms()
"""By what is written: how one is said, and several."""
ONLY_GLUED = frozenset({"A", "V", "s", "W", "x"})
"""These stand so often for something else that a space before them breaks the link."""

LENGTHS = frozenset({"mm", "cm", "m", "km", "ft"})
"""Of these a product is the size of something."""

CURRENCIES = {
    "VND": ("dong", "dong"),
    "VNĐ": ("dong", "dong"),
    "₫": ("dong", "dong"),
    "đ": ("dong", "dong"),
    "dong": ("dong", "dong"),
    "USD": ("U S dollar", "U S dollars"),
    "US$": ("U S dollar", "U S dollars"),
    "$": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "€": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
    "£": ("pound", "pounds"),
    "JPY": ("yen", "yen"),
    "¥": ("yen", "yen"),
    "KRW": ("won", "won"),
    "₩": ("won", "won"),
    "CNY": ("yuan", "yuan"),
    "RMB": ("yuan", "yuan"),
    "SGD": ("Singapore dollar", "Singapore dollars"),
    "S$": ("Singapore dollar", "Singapore dollars"),
    "AUD": ("Australian dollar", "Australian dollars"),
    "THB": ("baht", "baht"),
    "TWD": ("Taiwan dollar", "Taiwan dollars"),
    "HKD": ("Hong Kong dollar", "Hong Kong dollars"),
}
"""By what is written: how one is said, and several."""
WITH_CENTS = {"$": "cents", "US$": "cents", "USD": "cents", "€": "cents", "EUR": "cents", "£": "pence"}
SCALES = {
    "thousand": "thousand",
    "million": "million",
    "billion": "billion",
    "trillion": "trillion",
    "mn": "million",
    "mln": "million",
    "mil": "million",
    "bn": "billion",
    "bln": "billion",
    "tn": "trillion",
    "m": "million",
    "M": "million",
    "k": "thousand",
    "K": "thousand",
    "b": "billion",
    "B": "billion",
}
"""What stands between an amount and its currency."""


def alternatives(written: frozenset[str] | set[str]) -> str:
    """Return what is written for use inside a pattern, the longest first."""
    return "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))


UNIT = (
    rf"(?: ?(?:{alternatives(set(UNITS) - ONLY_GLUED)})|(?:{alternatives(ONLY_GLUED)}))(?![\w²³]|['’][a-z])"
)
"""A unit right after its number, with the space between them."""
CURRENCY = alternatives(set(CURRENCIES))
SCALE = alternatives(set(SCALES))


def of(number: str, unit: str) -> str:
    """Return the unit as it is said after this number."""
    one, several = UNITS[unit.strip()]
    return one if number == "1" else several
