"""How English introduces an abbreviation: "Industrial Zones Authority (hereinafter called IZA)"."""

import re
from collections.abc import Sequence

from audio.reading.definitions import Definition
from audio.reading.rule import Rule

_BRACKET = re.compile(
    r" ?\((?:(?:hereinafter |hereafter )?(?:referred to as|called|abbreviated as) )?(?:the )?[\"“]?"
    r"(?P<abbreviation>[A-Z][A-Z&]{1,9})[\"”]?\)"
)
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "on", "to", "a"})


def _named(words: Sequence[str], letters: Sequence[str]) -> Sequence[str]:
    """Each letter is the capital of a word; small words between them have none."""
    waiting = list(letters)
    for at in range(len(words) - 1, -1, -1):
        if words[at][0] == waiting[-1]:
            waiting.pop()
        elif words[at] not in _SMALL_WORDS:
            return ()
        if not waiting:
            return words[at:]
    return ()


DEFINITION = Definition(bracket=_BRACKET, named=_named)
DEFINITION_RULES: tuple[Rule, ...] = (DEFINITION,)
