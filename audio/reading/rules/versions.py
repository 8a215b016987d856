"""Figures with dots that are no thousands: `3.2.1` numbers something, `1.5` may be an amount."""

import re

from audio.reading.cues import is_numbered
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, dotted, written
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.values import Stake


def _version(found: re.Match[str], _lexicon: Lexicon) -> Said | None:
    """`1.5` is no amount, since thousands come in threes, and may be a decimal if it numbers nothing."""
    if re.fullmatch(NUMBER, found[0]):
        return None
    said = dotted(found[0])
    if found[0].count(".") > 1 or is_numbered(found.string, found.start()):
        return said
    return Unsure(said=said, others=(written(found[0].replace(".", ",")),), stake=Stake.NUMBER)


_VERSION = r"(?<![\w.,])[0-9]{1,4}(?:\.[0-9]{1,4}){1,4}(?![\w.,])"

VERSION_RULES: tuple[Rule, ...] = (rule("version", _VERSION, _version, at=FIGURES),)
