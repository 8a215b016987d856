"""How Vietnamese introduces an abbreviation: "khu công nghiệp (sau đây gọi tắt là KCN)"."""

import re
from collections.abc import Sequence

from audio.reading.definitions import Definition
from audio.reading.letters import CAPITAL, letter_name
from audio.reading.rule import Rule

_BRACKET = re.compile(
    rf" ?\((?:(?:sau đây |dưới đây )?(?:gọi|viết)(?: tắt)? là:? )?[\"“]?"
    rf"(?P<abbreviation>[{CAPITAL}][{CAPITAL}&-]{{1,11}})[\"”]?\)"
)


def _named(words: Sequence[str], letters: Sequence[str]) -> Sequence[str]:
    """`Đ` must be đ; other marks fall away in abbreviations: `U` stands for ủy."""
    last = words[-len(letters) :]
    initials = [letter_name(word[0]) for word in last]
    return last if initials == [letter_name(letter) for letter in letters] else ()


DEFINITION = Definition(bracket=_BRACKET, named=_named)
DEFINITION_RULES: tuple[Rule, ...] = (DEFINITION,)
