"""About how many syllables words have in each language, to tell how long they will sound."""

import re
from typing import assert_never

from audio.language import SpokenLanguage
from audio.reading.letters import LATIN

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouy]l)e(?:s|d)?$")
_LATIN_WORD = re.compile(rf"[{LATIN}]+")
_SIGN = re.compile(rf"[^\W{LATIN}_]")


def syllables(words: str, language: SpokenLanguage) -> int:
    """Estimate the syllables of words with spaces between them."""
    match language:
        case SpokenLanguage.VIETNAMESE:
            return words.count(" ") + 1
        case SpokenLanguage.ENGLISH:
            return sum(map(_of_an_english_word, words.lower().split()))
        case SpokenLanguage.KOREAN | SpokenLanguage.CHINESE | SpokenLanguage.JAPANESE:
            return len(_SIGN.findall(words)) + 2 * len(_LATIN_WORD.findall(words))
        case _:
            assert_never(language)


def _of_an_english_word(word: str) -> int:
    """Groups of vowels, without the e at the end of `zone`."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word))))
