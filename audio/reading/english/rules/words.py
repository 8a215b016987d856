"""Words that are not said as they stand: short forms with an apostrophe, lines in capitals, acronyms.

What the lexicon knows goes before what this can guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.english.letters import has_vowel, is_shouted, is_word, spelled
from audio.reading.english.moments import DOT
from audio.reading.letters import CAPITAL, LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.rule import MASK, Claim, Rule, rule

_SMALL = re.compile(rf"(?![{CAPITAL}])[{LATIN}]")
_WORD = re.compile(rf"[{LATIN}]+")
_APOSTROPHE = "['’]"
_ENDINGS = {"n't": "not", "ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
_WHOLE = {
    "won't": "will not",
    "can't": "cannot",
    "shan't": "shall not",
    "let's": "let us",
    "o'clock": "o clock",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """In a line of capitals the words are words: `NOTICE ON FIRE SAFETY`."""

    name: str = "heading"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        start = 0
        for line in text.split("\n"):
            if not _SMALL.search(line) and len(_WORD.findall(line)) > 1:
                yield from self._words(text, start, start + len(line), lexicon)
            start += len(line) + 1

    def _words(self, text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Claim]:
        for word in _WORD.finditer(text, start, end):
            if is_word(word[0]) and lexicon.alone(word[0]) is None:
                yield Claim(start=word.start(), end=word.end(), said=word[0].lower(), rule=self.name)


def _short_form(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`don't` is do not; `employer's` sounds like employers."""
    written = found[0].replace("’", "'")
    whole = _WHOLE.get(written.lower())
    if whole:
        return whole
    if written.endswith("n't") and has_vowel(written[:-3]):
        return f"{written[:-3]} not"
    word, _, ending = written.partition("'")
    if not has_vowel(word):
        return None
    if ending in _ENDINGS:
        return f"{word} {_ENDINGS[ending]}"
    return word + ending.lower()


def _acronym(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`FDI` is spelled, `MUST` is a word, of `SMEs` the last letter has the s."""
    letters = found["letters"]
    if found["several"]:
        return f"{spelled(letters)}s"
    return letters.lower() if is_shouted(letters) else spelled(letters)


def _spelled(found: re.Match[str], _lexicon: Lexicon) -> str:
    return spelled(found[0])


def _joined_by_and(found: re.Match[str], _lexicon: Lexicon) -> str:
    first, _, second = found[0].partition("&")
    return f"{spelled(first)} and {spelled(second)}"


def _code(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """The letters of `B12`; a name such as `COVID-19` stays one."""
    letters = found["said"]
    return letters.lower() if len(letters) > 3 and is_shouted(letters) else spelled(letters)


def _after_figures(found: re.Match[str], _lexicon: Lexicon) -> str:
    """The letters of `5G` and `12A`."""
    return spelled(found[0])


def _without_vowel(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    return None if has_vowel(found[0]) else spelled(found[0])


_SHORT_FORM = rf"(?<![{LATIN}'’])[A-Z]?[a-z]+{_APOSTROPHE}(?:t|s|ll|re|ve|m|d|clock)(?![{LATIN}])"
_DOTTED = rf"(?<![\w.])[A-Z](?:\.[A-Z]){{1,5}}(?!\w){DOT}"
_ACRONYM = rf"(?<![{LATIN}])(?P<letters>[{CAPITAL}]{{2,}})(?P<several>{_APOSTROPHE}?s)?(?![{LATIN}])"
_MIXED = (
    rf"(?<![{LATIN}])(?=[{LATIN}]{{2,6}}(?![{LATIN}]))"
    r"(?:[A-Z]{2,3}[a-z]{1,2}[A-Z]{0,3}|[A-Z][a-z][A-Z]{1,2}|[a-z][A-Z]{1,4})"
    rf"(?<!s)(?![{LATIN}])"
)
_LONE = rf"(?<![{LATIN}])[B-HJ-ZĐ](?![{LATIN}])"
_NO_PRONOUN = (
    rf"(?:(?<![{LATIN} \n])(?<!\A)|(?<=[{MASK}] )|(?<=[^{LATIN},.:;!?…()\n] ))(?P<said>I)(?![{LATIN}])"
)
_CONSONANTS = "b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ"

SHORT_FORM_RULES: tuple[Rule, ...] = (
    rule("short form", _SHORT_FORM, _short_form, at=re.compile(rf"(?<![{LATIN}'’])[A-Za-z]+(?=['’])")),
)
HEADING_RULES: tuple[Rule, ...] = (Headings(),)
CODE_RULES: tuple[Rule, ...] = (
    rule("letters of a code", rf"(?<![{LATIN}0-9])(?P<said>[{CAPITAL}]{{1,6}}-?)(?=[0-9])", _code),
    rule("letters after figures", rf"(?<=[0-9])[{LATIN}]{{1,2}}(?![{LATIN}])", _after_figures),
)
ACRONYM_RULES: tuple[Rule, ...] = (
    rule("et cetera", rf"(?<![{LATIN}])etc(?![{LATIN}])", "et cetera"),
    rule("joined by and", rf"(?<![{LATIN}])[A-Z]{{1,3}}&[A-Z]{{1,3}}(?![{LATIN}])", _joined_by_and),
    rule("dotted letters", _DOTTED, _spelled),
    rule("mixed letters", _MIXED, _spelled),
    rule("acronym", _ACRONYM, _acronym),
    rule("lone letter", _LONE, _spelled),
    rule("letter I", _NO_PRONOUN, "i"),
    rule(
        "no vowel",
        rf"(?<![{LATIN}])(?![A-Z]s(?![{LATIN}]))[{_CONSONANTS}]{{2,}}(?![{LATIN}])",
        _without_vowel,
    ),
)
