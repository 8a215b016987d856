"""Tells our languages by the names that makers of models give them."""

import re
from collections.abc import Iterable

from audio.language import SpokenLanguage

_WORDS = re.compile(r"[^\W\d_]+")
_NAMES = {
    SpokenLanguage.VIETNAMESE: {"vi", "vie", "vietnamese"},
    SpokenLanguage.ENGLISH: {"en", "eng", "english"},
    SpokenLanguage.KOREAN: {"ko", "kor", "korean"},
    SpokenLanguage.CHINESE: {"zh", "zho", "cmn", "chinese", "mandarin"},
    SpokenLanguage.JAPANESE: {"ja", "jpn", "japanese"},
}


def languages_named(told: Iterable[str]) -> tuple[SpokenLanguage, ...]:
    """Return those of our languages that are named in any of the texts, in our order."""
    words = {word for text in told for word in _WORDS.findall(text.casefold())}
    return tuple(language for language, names in _NAMES.items() if names & words)
