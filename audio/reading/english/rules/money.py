"""Money: a currency before or after its amount, with a scale, a range or cents."""

import re

from audio.reading.english.numbers import NUMBER, cardinal, vietnamese_thousands, written
from audio.reading.english.units import CURRENCIES, CURRENCY, SCALE, SCALES, WITH_CENTS
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.values import Stake

_RANGE = rf"(?P<low>{NUMBER})(?:(?: ?[-–—~] ?| to )(?P<high>{NUMBER}))?"
_SCALE = rf"(?: ?(?P<scale>{SCALE})(?!\w))?"
_FIRST = rf"(?<!\w)(?P<currency>{CURRENCY}) ?{_RANGE}{_SCALE}"
_BEGINS = re.compile(rf"(?<!\w)(?=(?:{CURRENCY}) ?[0-9])")
_LAST = rf"(?<![\w.,]){_RANGE}(?: ?(?P<scale>{SCALE}))? ?(?P<currency>{CURRENCY})(?![\w])"


def _amount(found: re.Match[str], _lexicon: Lexicon) -> Said:
    low, high, currency = found["low"], found["high"], found["currency"]
    one, several = CURRENCIES[currency]
    scale = f" {SCALES[found['scale']]}" if found["scale"] else ""
    if high:
        return f"{written(low)} to {written(high)}{scale} {several}"
    whole, _, cents = low.replace(",", "").partition(".")
    if len(cents) == 2 and not scale and currency in WITH_CENTS:
        units = one if whole == "1" else several
        return f"{cardinal(whole)} {units} and {cardinal(cents)} {WITH_CENTS[currency]}"
    said, other = (f"{amount}{scale} {one if low == '1' and not scale else several}" for amount in _both(low))
    return Unsure(said=said, others=(other,), stake=Stake.MONEY) if other != said else said


def _both(amount: str) -> tuple[str, str]:
    """Return how it is said, and as it would be if its point stood between thousands."""
    said = written(amount)
    return said, vietnamese_thousands(amount) or said


MONEY_RULES: tuple[Rule, ...] = (
    rule("money", _FIRST, _amount, at=_BEGINS),
    rule("amount of money", _LAST, _amount, at=FIGURES),
)
