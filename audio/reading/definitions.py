"""Abbreviations that a text defines itself: "khu công nghiệp (KCN)". The bracket is silent."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from audio.reading.letters import LATIN
from audio.reading.lexicon import Entry, Lexicon
from audio.reading.rule import Claim

_WORD = re.compile(rf"[{LATIN}]+")
_FARTHEST = 90
"""How many characters before the bracket the full name may begin."""
Named = Callable[[Sequence[str], Sequence[str]], Sequence[str]]
"""Of the words before a bracket and the letters in it: the last words that they abbreviate, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """How one language introduces abbreviations: `bracket` has a group `abbreviation`."""

    bracket: re.Pattern[str]
    named: Named
    name: str = "definition"

    def entries(self, text: str) -> Iterator[Entry]:
        """Give the abbreviations that `text` spells out right before their bracket."""
        for bracket in self.bracket.finditer(text):
            full_name = self._full_name(text, bracket)
            if full_name:
                yield Entry(abbreviation=bracket["abbreviation"], spoken=full_name)

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        for bracket in self.bracket.finditer(text):
            said = _before(text, bracket).lower()
            known = lexicon.alone(bracket["abbreviation"])
            if self._full_name(text, bracket) or (known and said.endswith(known.lower())):
                yield Claim(start=bracket.start(), end=bracket.end(), said="", rule=self.name)

    def _full_name(self, text: str, bracket: re.Match[str]) -> str:
        """Return the words before the bracket whose first letters are the abbreviation, or ""."""
        before = _before(text, bracket)
        if not before or not before[-1].isalpha():
            return ""
        letters = [letter for letter in bracket["abbreviation"] if letter.isalpha()]
        return " ".join(self.named(_WORD.findall(before), letters)).lower()


def _before(text: str, bracket: re.Match[str]) -> str:
    return text[max(0, bracket.start() - _FARTHEST) : bracket.start()]
