"""When two words are the same to the ear, however they are spelled.

Recognisers write without punctuation, in capitals or small letters, put the mark of a tone on either vowel
(`hoà`, `hòa`) and have one of several spellings of a number or a letter.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from audio.language import SpokenLanguage
from audio.reading.letters import LATIN, letter_name

_WORD = re.compile(rf"[{LATIN}]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_Y = re.compile(r"(?<=^[hklmst])y$|(?<=^qu)y$")
"""`kỹ` and `kĩ`, `lý` and `lí`, `quý` and `quí`; but `tuy` is not `tui`."""
_VARIANTS = {
    SpokenLanguage.VIETNAMESE: {
        "lăm": "năm",
        "nhăm": "năm",
        "mốt": "một",
        "tư": "bốn",
        "ngàn": "nghìn",
        "lẻ": "linh",
        **{letter_name(letter): letter for letter in "bcdghklmnpqrstvxz"},
    },
    SpokenLanguage.ENGLISH: {"oh": "zero", "o": "zero"},
}
_NUMBERS = """
không một hai ba bốn năm sáu bảy tám chín mười mươi linh trăm nghìn triệu tỷ phẩy
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
hundred thousand million billion trillion point
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth thirtieth
"""
_ONLY_BESIDE_OTHERS = frozenset(
    {"không", "năm", "tư", "linh", "lẻ", "mốt", "phẩy", "o", "oh", "point", "second"}
)
"""Words that mean something else by themselves: no, year, the `tư` of đầu tư, and others."""
_MOST_WORDS = 20_000
_UNHEARD = {SpokenLanguage.ENGLISH: frozenset({"and"})}
"""Said in numbers or not."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """A word as it is `written`, and as all that sound like it are: `folded`."""

    written: str
    folded: str


def soundings(text: str, language: SpokenLanguage) -> list[Sounding]:
    """Return the words of `text`, without those that are said in numbers or not."""
    words = (Sounding(word, _folded(word, language)) for word in _WORD.findall(_composed(text)))
    return [word for word in words if word.folded not in _UNHEARD.get(language, ())]


def is_number_word(word: Sounding, language: SpokenLanguage) -> bool:
    """Tell whether a word can be a part of a number."""
    return word.folded in _number_words(language)


def is_number(words: Sequence[Sounding]) -> bool:
    """Tell whether words that can each be a part of a number are one."""
    return any(word.written.casefold() not in _ONLY_BESIDE_OTHERS for word in words)


@cache
def _number_words(language: SpokenLanguage) -> frozenset[str]:
    return frozenset(_folded(word, language) for word in _NUMBERS.split())


@lru_cache(maxsize=_MOST_WORDS)
def _folded(word: str, language: SpokenLanguage) -> str:
    small = word.casefold()
    said = _VARIANTS.get(language, {}).get(small, small)
    if language is not SpokenLanguage.VIETNAMESE:
        return said
    apart = unicodedata.normalize("NFD", said)
    tones = "".join(_TONE.findall(apart))
    return _composed(_Y.sub("i", _TONE.sub("", apart))) + tones


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
