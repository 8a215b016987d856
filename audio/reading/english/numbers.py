"""How English says numbers, as it is spoken in Britain: one hundred and five.

A point stands before decimals and commas between thousands. Figures with two points, such as
`4.960.000`, are thousands as the offices of Vietnam write them, in English texts too.
"""

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_LONGEST_CARDINAL = 15
"""Longer figures are codes; nobody follows them as an amount."""
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}

NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+(?:\.[0-9]+)?)(?![0-9])"
)
"""A written number, for use inside patterns. A single point is always a decimal point."""
_MAYBE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_POINTED_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")


def written(text: str) -> str:
    """Return the words of a number as it is written, for example `1,234.5`."""
    if _POINTED_THOUSANDS.fullmatch(text):
        return cardinal(text.replace(".", ""))
    whole, _, fraction = text.replace(",", "").partition(".")
    return f"{cardinal(whole)} point {digit_by_digit(fraction)}" if fraction else cardinal(whole)


def vietnamese_thousands(text: str) -> str | None:
    """Return what `1.527` means if it came from a Vietnamese source; None where it can mean only one."""
    return cardinal(text.replace(".", "")) if _MAYBE_THOUSANDS.fullmatch(text) else None


def cardinal(figures: str) -> str:
    """Return an amount. One leading zero is silent (`08` is eight); a longer code goes digit by digit."""
    if len(figures) > _LONGEST_CARDINAL or (len(figures) > 2 and figures[0] == "0"):
        return digit_by_digit(figures)
    return _amount(int(figures))


def ordinal(figures: str) -> str:
    """Return first, second, twenty third."""
    *before, last = cardinal(figures).split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*before, _ORDINALS.get(last, regular)])


def year(figures: str) -> str:
    """Return a year of four figures: nineteen ninety nine, two thousand and five, twenty twenty five."""
    century, rest = int(figures[:2]), int(figures[2:])
    if century == 20 and rest < 10:
        return cardinal(figures)
    if rest == 0:
        return f"{_amount(century)} hundred"
    return f"{_amount(century)} {_amount(rest) if rest > 9 else f'oh {_ONES[rest]}'}"


def digit_by_digit(figures: str) -> str:
    """Return each digit for itself; anything else in between is silent."""
    return " ".join(_ONES[int(figure)] for figure in figures if figure in "0123456789")


def dotted(figures: str) -> str:
    """Return a numbering such as `3.2.1`: three point two point one."""
    return " point ".join(cardinal(part) for part in figures.split("."))


def _amount(value: int) -> str:
    for scale, name in _SCALES:
        if value >= scale:
            high, rest = divmod(value, scale)
            said = f"{_amount(high)} {name}"
            return f"{said}{' and' if rest < 100 else ''} {_amount(rest)}" if rest else said
    return _below_a_thousand(value)


def _below_a_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    if hundreds:
        said = f"{_ONES[hundreds]} hundred"
        return f"{said} and {_below_a_thousand(rest)}" if rest else said
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]
