"""Two numbers against each other: `2/3`, `45/47`, `1:500`."""

import re

from audio.reading.english.numbers import NUMBER, cardinal, ordinal, written
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, Rule, rule

_LARGEST_PART = 5
"""Smaller parts than fifths are said as so many out of so many."""


def _ratio(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2/3` is two thirds, `45/47` so many out of so many."""
    above, below = found["above"], found["below"]
    if above.isdigit() and below.isdigit() and 0 < int(above) < int(below) <= _LARGEST_PART:
        return f"{cardinal(above)} {_part(int(below), is_one=int(above) == 1)}"
    return f"{written(above)} out of {written(below)}"


def _part(below: int, *, is_one: bool) -> str:
    name = {2: "half", 4: "quarter"}.get(below, ordinal(str(below)))
    return name if is_one else f"{name}s"


def _scale(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{written(found['above'])} to {written(found['below'])}"


def _mixed(found: re.Match[str], lexicon: Lexicon) -> str:
    """`2 1/2` and `2½`."""
    whole, part = cardinal(found["whole"]), _ratio(found, lexicon)
    return f"{whole} and {'a half' if part == 'one half' else part}"


_START = r"(?<![\w.,/])"
_SHARE = rf"(?P<above>{NUMBER})/(?P<below>{NUMBER})"
_SCALED = r"[Rr]atio|[Ss]cale|[Ss]core|[Oo]dds"
_MIXED = rf"{_START}(?P<whole>[0-9]{{1,3}}) (?P<above>[1-4])/(?P<below>[2-5])(?![\w/]|[.,][0-9])"
_SCALE = (
    rf"(?<!\w)(?:{_SCALED})(?: of| is| at)? "
    rf"(?P<said>(?P<above>[0-9]{{1,3}}) ?: ?(?P<below>{NUMBER}))(?![\w:])"
)
_BARE_SCALE = (
    r"(?<![\w.,:])(?P<above>1):(?P<below>[1-9](?:[0-9]{2,3}|[0-9]{0,2},[0-9]{3})?)(?![\w:]|[.,][0-9])"
)

SCALE_RULES: tuple[Rule, ...] = (
    rule("scale", _SCALE, _scale),
    rule("bare scale", _BARE_SCALE, _scale, at=FIGURES),
)
RATIO_RULES: tuple[Rule, ...] = (
    rule("mixed number", _MIXED, _mixed, at=FIGURES),
    rule("ratio", rf"{_START}{_SHARE}(?![\w/])", _ratio, at=FIGURES),
)
