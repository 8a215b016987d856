"""Abbreviations that a text defines itself: "Industrial Zones Authority (IZA)". The brackets are silent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import LATIN
from audio.reading.lexicon import Entry, Lexicon
from audio.reading.rule import Claim, Rule

_BRACKET = re.compile(
    r" ?\((?:(?:hereinafter |hereafter )?(?:referred to as|called|abbreviated as) )?(?:the )?[\"“]?"
    r"(?P<abbreviation>[A-Z][A-Z&]{1,9})[\"”]?\)"
)
_WORD = re.compile(rf"[{LATIN}]+")
_FARTHEST = 90
"""How many characters before the bracket the full name may begin."""
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "on", "to", "a"})


def defined_in(text: str) -> Iterator[Entry]:
    """Give the abbreviations that `text` spells out right before their bracket."""
    for bracket in _BRACKET.finditer(text):
        name = _full_name(text, bracket)
        if name:
            yield Entry(abbreviation=bracket["abbreviation"], spoken=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The bracket that only introduces an abbreviation: its name has just been said."""

    name: str = "definition"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        for bracket in _BRACKET.finditer(text):
            said = text[max(0, bracket.start() - _FARTHEST) : bracket.start()].lower()
            known = lexicon.alone(bracket["abbreviation"])
            if _full_name(text, bracket) or (known and said.endswith(known.lower())):
                yield Claim(start=bracket.start(), end=bracket.end(), said="", rule=self.name)


def _full_name(text: str, bracket: re.Match[str]) -> str:
    """Return the words before the bracket whose first letters are the abbreviation, or ""."""
    letters = [letter for letter in reversed(bracket["abbreviation"]) if letter.isalpha()]
    before = text[max(0, bracket.start() - _FARTHEST) : bracket.start()]
    if not before or not before[-1].isalpha():
        return ""
    words: list[str] = []
    for word in reversed(_WORD.findall(before)):
        if not letters:
            break
        if word[0].upper() == letters[0] and word[0].isupper():
            letters.pop(0)
        elif word not in _SMALL_WORDS:
            return ""
        words.append(word)
    return "" if letters else " ".join(reversed(words)).lower()


DEFINITION_RULES: tuple[Rule, ...] = (Definition(),)
