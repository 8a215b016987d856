"""Abbreviations that a text defines itself: "khu công nghiệp (KCN)". The brackets are silent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import CAPITAL, LATIN, letter_name
from audio.reading.lexicon import Entry, Lexicon
from audio.reading.rule import Claim, Rule

_BRACKET = re.compile(
    rf" ?\((?:(?:sau đây |dưới đây )?(?:gọi|viết)(?: tắt)? là:? )?[\"“]?"
    rf"(?P<abbreviation>[{CAPITAL}][{CAPITAL}&-]{{1,11}})[\"”]?\)"
)
_WORD = re.compile(rf"[{LATIN}]+")
_FARTHEST = 90
"""How many characters before the bracket the full name may begin."""


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
    letters = [letter for letter in bracket["abbreviation"] if letter.isalpha()]
    before = text[max(0, bracket.start() - _FARTHEST) : bracket.start()]
    if not before or not before[-1].isalpha():
        return ""
    words = _WORD.findall(before)[-len(letters) :]
    if len(words) < len(letters) or not _initials_fit(words, letters):
        return ""
    return " ".join(words).lower()


def _initials_fit(words: list[str], letters: list[str]) -> bool:
    """`Đ` must be đ; other marks fall away in abbreviations: `U` stands for ủy."""
    return all(
        letter_name(word[0]) == letter_name(letter) for word, letter in zip(words, letters, strict=True)
    )


DEFINITION_RULES: tuple[Rule, ...] = (Definition(),)
