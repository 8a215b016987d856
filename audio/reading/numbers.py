"""How Vietnamese says numbers: tư and bốn, lăm and năm, mốt and một, linh, mươi.

Texts of the state write a dot between thousands and a comma before decimals
(Circular 01/2011/TT-BNV and all that followed). Both are final here: `1,527` is never
fifteen hundred, and `1.283` is never a little more than one.
"""

import re
from collections.abc import Iterator

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_LONGEST_CARDINAL = 15
"""Longer figures are codes; nobody follows them as an amount."""

NUMBER = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]+(?:,[0-9]+)?)(?![0-9])"
"""A written number, for use inside patterns. A single comma is always a decimal comma."""
_FOREIGN_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
_MAYBE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


def written(text: str) -> str:
    """Return the words of a number as it is written, for example `16.414` or `1,527`."""
    if _FOREIGN_THOUSANDS.fullmatch(text):
        return cardinal(text.replace(",", ""))
    whole, _, fraction = text.replace(".", "").partition(",")
    return f"{cardinal(whole)} phẩy {_fraction(fraction)}" if fraction else cardinal(whole)


def english_thousands(text: str) -> str | None:
    """Return what `1,527` means if it came from an English source; None where it can mean only one."""
    return cardinal(text.replace(",", "")) if _MAYBE_THOUSANDS.fullmatch(text) else None


def cardinal(figures: str) -> str:
    """Return an amount. One leading zero is silent (`08` is tám); a longer code goes digit by digit."""
    if len(figures) > _LONGEST_CARDINAL or (len(figures) > 2 and figures[0] == "0"):
        return digit_by_digit(figures)
    return " ".join(_amount(int(figures)))


def ordinal(figures: str) -> str:
    """Return what follows "thứ": nhất, hai, ba, tư, năm ..."""
    return {1: "nhất", 4: "tư"}.get(int(figures[:3]), cardinal(figures)) if figures else ""


def month(figures: str) -> str:
    """Return what follows "tháng" or "quý": the fourth is tư."""
    return "tư" if int(figures) == 4 else cardinal(figures)


def digit_by_digit(figures: str) -> str:
    """Return each digit for itself; anything else in between is silent."""
    return " ".join(DIGITS[int(figure)] for figure in figures if figure in "0123456789")


def dotted(figures: str) -> str:
    """Return a numbering such as `3.2.1`: ba chấm hai chấm một."""
    return " chấm ".join(cardinal(part) for part in figures.split("."))


def roman(numeral: str) -> int | None:
    """Return the value of a well-formed Roman numeral up to 89, or None."""
    found = _ROMAN.fullmatch(numeral)
    if not found or not numeral:
        return None
    tens, ones = found.groups()
    return _TENS.index(tens) * 10 + _ONES.index(ones)


_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = re.compile(r"(X{0,3}|XL|LX{0,3})(I{0,3}|IV|VI{0,3}|IX)")


def _fraction(figures: str) -> str:
    """Two decimals are one amount (tám mươi ba); others go digit by digit."""
    if len(figures) == 2 and figures[0] != "0":
        return cardinal(figures)
    return digit_by_digit(figures)


def _amount(value: int) -> Iterator[str]:
    if value >= 10**9:
        yield from _amount(value // 10**9)
        yield "tỷ"
        value %= 10**9
        if value:
            yield from _below_a_billion(value, follows=True)
        return
    yield from _below_a_billion(value, follows=False)


def _below_a_billion(value: int, *, follows: bool) -> Iterator[str]:
    if value == 0:
        yield DIGITS[0]
        return
    for scale in (2, 1, 0):
        group = value // 1000**scale % 1000
        if group:
            yield from _below_a_thousand(group, follows=follows)
            if scale:
                yield _SCALES[scale]
            follows = True


def _below_a_thousand(value: int, *, follows: bool) -> Iterator[str]:
    """After a higher group the hundreds are said even where there are none."""
    hundreds, rest = divmod(value, 100)
    if hundreds or follows:
        yield DIGITS[hundreds]
        yield "trăm"
    tens, ones = divmod(rest, 10)
    if tens == 0:
        if ones:
            yield from ("linh", DIGITS[ones]) if hundreds or follows else (DIGITS[ones],)
        return
    yield from ("mười",) if tens == 1 else (DIGITS[tens], "mươi")
    if ones:
        yield _after_tens(ones, tens)


def _after_tens(ones: int, tens: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones in {1, 4}:
        return {1: "mốt", 4: "tư"}[ones]
    return DIGITS[ones]
