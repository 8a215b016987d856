"""Signs that are no letters: those with a name, bullets that are silent, marks of footnotes."""

import re

from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import digit_by_digit
from audio.reading.rule import MASK, Rule, rule

_SYMBOLS = {
    "%": "phần trăm",
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    ">": "lớn hơn",
    "<": "nhỏ hơn",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    "±": "cộng trừ",
    "@": "a còng",
    "°": "độ",
    "$": "đô la",
    "€": "ơ rô",
    "¥": "yên",
    "£": "bảng Anh",
    "×": "nhân",
    "≈": "khoảng",
    "Φ": "phi",
    "φ": "phi",
}


def _symbol(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _SYMBOLS[found[0]]


def _service_code(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`*202#` as it is keyed."""
    keys = {"*": "sao", "#": "thăng"}
    return " ".join(keys.get(key) or digit_by_digit(key) for key in found[0])


_BULLET = rf"(?:(?:\A|\n) *|[:;.] )(?P<said>\+)(?= ?[{LATIN}])"
_FOOTNOTE = rf"(?<=[{LATIN}])\([0-9]{{1,2}}\)|\[[0-9]{{1,3}}\]"

BULLET_RULES: tuple[Rule, ...] = (
    rule("bullet", _BULLET, ""),
    rule("footnote", _FOOTNOTE, ""),
    rule("service code", r"\*[0-9*]{2,14}#", _service_code),
)
SYMBOL_RULES: tuple[Rule, ...] = (
    rule("numbered sign", f"#(?={MASK})", "số"),
    rule("about", rf"(?<![\w{MASK}])(?<!khoảng )(?P<said>~)(?= ?{MASK})", "khoảng"),
    rule("arrow between amounts", rf"(?<={MASK}) ?(?P<said>[→⇒]) ?(?={MASK})", "đến"),
    rule("diameter", rf"(?<![{LATIN}])[Øø](?= ?{MASK})", "phi"),
    rule("symbol", f"[{re.escape(''.join(_SYMBOLS))}]", _symbol),
)
"""What is left: nothing of it may reach the voice as it stands."""
