"""The last guard before the voice: letters that no rule knew are spelled unless they make a word."""

import re

from audio.reading.compounds import composed
from audio.reading.letters import CAPITAL, LATIN, is_pronounceable, is_syllable, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.rule import Rule, Said, Unsure, rule
from audio.reading.values import Stake, Why

_NEIGHBOUR_BEFORE = re.compile(rf"(?<![{LATIN}])[{CAPITAL}]{{2,}} $")
_NEIGHBOUR_AFTER = re.compile(rf" [{CAPITAL}]{{2,}}(?![{LATIN}])")
_NEAR = 9
_VOWEL = re.compile(r"[aăâeêioôơuưy]")
_OPEN = re.compile(r"(?:[bcdfghjklmnpqrstvwxyz][aeiou]){2}")
"""`YAGI`, `FIFA`: short names of two open syllables are said, never spelled."""
_DIGRAPH = re.compile("ng|[cst]h")
"""Two letters, one sound."""
_CLUSTER = re.compile(r"[bcdđfghjklmnpqrstvwxz]{4}")


def _acronym(found: re.Match[str], lexicon: Lexicon) -> Said:
    """`KHÔNG` is shouted, `VAT` is not; a long one with vowels is a name."""
    word, letters = found[0].lower(), spelled(found[0])
    if is_syllable(word):
        return word if _is_shouted(found) else _unknown(letters, word)
    parts = composed(found[0], lexicon)
    if parts:
        return _unknown(parts, letters)
    if (len(word) > 4 and _is_name(word)) or _OPEN.fullmatch(word):
        return _unknown(word, letters)
    return _unknown(letters, word) if is_pronounceable(word) else _unknown(letters)


def _unknown(said: str, *others: str) -> Unsure:
    return Unsure(said=said, others=others, stake=Stake.NAME, why=Why.UNKNOWN_LETTERS)


def _is_shouted(found: re.Match[str]) -> bool:
    """Up to three bare letters by themselves are letters; a marked or longer word is a word."""
    if len(found[0]) > 3 or not found[0].isascii():
        return True
    text, start, end = found.string, found.start(), found.end()
    return bool(
        _NEIGHBOUR_BEFORE.search(text, max(0, start - _NEAR), start)
        or _NEIGHBOUR_AFTER.match(text, end, end + _NEAR)
    )


def _is_name(text: str) -> bool:
    """Two vowels at least, and never four consonants in a row: `WIPHA`, `FENGSHEN`, but not `EVNHN`."""
    return len(_VOWEL.findall(text)) > 1 and _CLUSTER.search(_DIGRAPH.sub("h", text)) is None


def _spelled(found: re.Match[str], _lexicon: Lexicon) -> str:
    return spelled(found[0])


def _before_a_word(found: re.Match[str], lexicon: Lexicon) -> str:
    """`HDBank` begins with letters; `UBNDTỉnh` only lacks its space."""
    known = None if found["word"].isascii() else lexicon.alone(found["said"])
    return known or spelled(found["said"])


def _joined_words(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`kinh tế - xã hội` is said in one breath; before a capital the dash is a rest."""
    return "" if found["before"].islower() and found["after"].islower() else None


_CONSONANTS = "b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ"
_MIXED = rf"(?<![{LATIN}])[{CAPITAL}]{{2,4}}[a-zđ]{{1,2}}[{CAPITAL}]{{1,3}}(?![{LATIN}])"
_NAMED = rf"[{CAPITAL}][hlr]?[aeiouyà-ỹ][a-zà-ỹ]{{1,14}}(?![{LATIN}])"
"""What begins like a syllable: `Bank`, `Pay`, but not the `Vcab` of `VTVcab`."""
_BEFORE_A_WORD = rf"(?<![{LATIN}])(?P<said>[{CAPITAL}]{{2,4}})(?=(?P<word>{_NAMED}))"
_FORMULA = r"(?<![A-Za-z])[A-Z][a-z][A-Z](?=[0-9])"


def _index(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`Cmax` and `Qmin` of formulas."""
    return f"{spelled(found[0][0])} {found[0][1:]}"


ACRONYM_RULES: tuple[Rule, ...] = (
    rule("index", r"(?<!\w)[A-Z](?:max|min)(?!\w)", _index, at=re.compile("[A-Z]m[ai]")),
    rule("joined words", rf"(?P<before>[{LATIN}])(?P<said> - )(?P<after>[{LATIN}])", _joined_words),
    rule("mixed letters", _MIXED, _spelled),
    rule("letters before a word", _BEFORE_A_WORD, _before_a_word),
    rule("unknown acronym", rf"(?<![{LATIN}])[{CAPITAL}]{{2,}}(?![{LATIN}])", _acronym),
    rule("lone letter", rf"(?<![{LATIN}])[IđĐ](?![{LATIN}])", _spelled),
    rule("unpronounceable", rf"(?<![{LATIN}])[{_CONSONANTS}]+(?![{LATIN}])", _spelled),
)
FORMULA_RULES: tuple[Rule, ...] = (rule("formula", _FORMULA, _spelled),)
