"""Signs that are no letters: those with a name; bullets and marks of footnotes are silent."""

import re

from audio.reading.english.numbers import digit_by_digit
from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.rule import MASK, Rule, rule

_SYMBOLS = {
    "%": "percent",
    "&": "and",
    "+": "plus",
    "=": "equals",
    ">": "greater than",
    "<": "less than",
    "≥": "greater than or equal to",
    "≤": "less than or equal to",
    "±": "plus or minus",
    "@": "at",
    "°": "degrees",
    "$": "dollars",
    "€": "euros",
    "¥": "yen",
    "£": "pounds",
    "×": "times",
    "≈": "about",
    "§": "section",
}


def _symbol(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _SYMBOLS[found[0]]


def _service_code(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`*202#` as it is keyed."""
    keys = {"*": "star", "#": "hash"}
    return " ".join(keys.get(key) or digit_by_digit(key) for key in found[0])


BULLET_RULES: tuple[Rule, ...] = (
    rule("bullet", rf"(?:(?:\A|\n) *|[:;.] )(?P<said>\+)(?= ?[{LATIN}])", ""),
    rule("footnote", rf"(?<=[{LATIN}.,])\[[0-9]{{1,3}}\]", ""),
    rule("service code", r"\*[0-9*]{2,14}#", _service_code),
)
SYMBOL_RULES: tuple[Rule, ...] = (
    rule("numbered sign", f"#(?={MASK})", "number"),
    rule("about", rf"(?<![\w{MASK}])(?P<said>~)(?= ?{MASK})", "about"),
    rule("arrow between amounts", rf"(?<={MASK}) ?(?P<said>[→⇒]) ?(?={MASK})", "to"),
    rule("point A", r"\((?P<said>[aA])\)", "A"),
    rule("symbol", f"[{re.escape(''.join(_SYMBOLS))}]", _symbol),
)
"""What is left: nothing of it may reach the voice as it stands."""
