"""Letters and syllables of Vietnamese: how a letter is called, and what can be a word at all."""

import re
from functools import cache

LATIN = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ"
"""The letters that a Vietnamese voice may be given, for use inside a character class."""
CAPITAL = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capitals of Vietnamese, for use inside a character class (`[À-Ỹ]` holds small letters too)."""

_NAMES = {
    "a": "a", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "f": "ép", "g": "giê", "h": "hát",
    "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "em", "n": "en", "o": "o", "p": "pê", "q": "quy",
    "r": "rờ", "s": "ét", "t": "tê", "u": "u", "v": "vê", "w": "vê kép", "x": "ích", "y": "y", "z": "dét",
}  # fmt: skip
_TONELESS = str.maketrans(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh|ch|tr|th|ph|qu|[bcdđhklmnrstvx])?"
    r"(?:uy[êe]|i[êe]u|y[êe]u|[ưu][ơo]u|u[ôo]i|[ưu][ơo]i|oai|oay|oeo|u[âa]y|uya|uyu|u[âa]|u[êe]|u[ơo]|uy|uô|ua|ưa|"
    r"ươ|ia|i[êe]|y[êe]|oa|oă|oe|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_VOWEL = re.compile(r"[aăâeêioôơuưy]")


def spelled(text: str) -> str:
    """Return the names of the letters of `text`, one after another; what is no letter is silent."""
    return " ".join(letter_name(letter) for letter in text if letter_name(letter))


@cache
def letter_name(letter: str) -> str:
    """Return how a Vietnamese calls this letter; a foreign one by its nearest, "" for no letter."""
    small = letter.lower().translate(_TONELESS)
    if small in _NAMES:
        return _NAMES[small]
    return _NAMES.get(without_marks(small), "")


def is_syllable(text: str) -> bool:
    """Tell whether `text` could be a Vietnamese word, in any case, with or without its marks."""
    return len(text) <= 7 and _SYLLABLE.fullmatch(text.lower().translate(_TONELESS)) is not None


def is_pronounceable(text: str) -> bool:
    """Tell whether a voice can say `text` as a word: it has a vowel."""
    return _VOWEL.search(text.lower().translate(_TONELESS)) is not None or not text.isascii()


def syllables(text: str) -> tuple[str, ...]:
    """Cut an unmarked run such as `dichvucong` into as few syllables as it has; () if it has none.

    Takes time in proportion to its length: no syllable has more than seven letters.
    """
    best: list[int | None] = [0] + [None] * len(text)
    cut = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - 7), end):
            before, now = best[start], best[end]
            if before is not None and (now is None or before + 1 < now) and is_syllable(text[start:end]):
                best[end], cut[end] = before + 1, start
    if best[-1] is None:
        return ()
    pieces: list[str] = []
    end = len(text)
    while end:
        pieces.append(text[cut[end] : end])
        end = cut[end]
    return tuple(reversed(pieces))


def without_marks(letter: str) -> str:
    """Return the letter that is left when tones and hooks are taken off."""
    import unicodedata  # noqa: PLC0415 - only foreign letters need it

    return unicodedata.normalize("NFD", letter)[:1]
