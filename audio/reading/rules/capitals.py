"""Words in capitals: headings are said as words, abbreviations as the lexicon has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.letters import CAPITAL, LATIN, is_syllable
from audio.reading.lexicon import Entry, Lexicon
from audio.reading.rule import Claim, Rule, Said, Unsure
from audio.reading.units import UNITS
from audio.reading.values import Stake

_SMALL = re.compile(rf"(?<![{LATIN}])[{CAPITAL}]?(?![{CAPITAL}])[{LATIN}]")
"""How a word that is not shouted begins."""
_WORD = re.compile(rf"[{LATIN}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """In a line of capitals the words are words: `VI PHẠM`, `ĐẦU TƯ`, `CÔNG AN`."""

    name: str = "capitals"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        start = 0
        for line in text.split("\n"):
            if _is_heading(line):
                yield from self._words(text, start, start + len(line))
            start += len(line) + 1

    def _words(self, text: str, start: int, end: int) -> Iterator[Claim]:
        for word in _WORD.finditer(text, start, end):
            if _is_word(word[0]) and not _is_unit(word):
                yield Claim(start=word.start(), end=word.end(), said=word[0].lower(), rule=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """What the lexicon knows, the longest entry that fits where it stands."""

    name: str = "abbreviation"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        end = 0
        for head in _heads(lexicon).finditer(text):
            if head.start() < end:
                continue
            entry = lexicon.at(text, head.start(), head[0].rstrip("0123456789"))
            if entry:
                end = head.start() + len(entry.abbreviation)
                yield Claim.of(head.start(), end, _said(entry, lexicon), rule=self.name)


def _said(entry: Entry, lexicon: Lexicon) -> Said:
    rivals = lexicon.rivals(entry)
    return Unsure(said=entry.spoken, others=rivals, stake=Stake.NAME) if rivals else entry.spoken


def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """Where an abbreviation may begin: with a capital, or as one of the few in small letters."""
    small = ["(?!)", *(re.escape(head) for head in lexicon.by_head if head[0].islower())]
    return re.compile(rf"(?<!\w)(?:[{CAPITAL}][{LATIN}]*|(?:{'|'.join(small)})(?![{LATIN}]))[0-9]*")


def _is_heading(line: str) -> bool:
    """Two words or more, all of them shouted; `CÀI ĐẶT VNeID` is one."""
    return not _SMALL.search(line) and any(map(str.isupper, line)) and len(_WORD.findall(line)) > 1


def _is_word(word: str) -> bool:
    return is_syllable(word) and (len(word) > 1 or word in "YAOEÊ")


def _is_unit(word: re.Match[str]) -> bool:
    """`185,6 HA`."""
    return word[0] in UNITS and word.string[max(0, word.start() - 2) : word.start()].strip()[-1:].isdigit()


CAPITAL_RULES: tuple[Rule, ...] = (Capitals(), Abbreviations())
