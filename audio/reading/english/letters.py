"""Letters and words of English: how letters are spelled, and what in capitals can be a word at all."""

import re
import unicodedata

from audio.reading.letters import LATIN

LETTER = LATIN
"""What an English voice may be given: Vietnamese names stand in English notices as they are written."""
_SHORT_WORDS = frozenset(
    {
        "act", "add", "age", "air", "all", "and", "any", "are", "arm", "ask", "bad", "bag", "ban", "bar",
        "be", "bed", "big", "bin", "bit", "box", "boy", "bus", "but", "buy", "by", "can", "cap", "car",
        "cut", "day", "did", "do", "dog", "due", "ear", "eat", "end", "eye", "far", "fee", "few", "fit",
        "fix", "fly", "for", "fun", "gas", "get", "go", "got", "had", "has", "hat", "he", "her", "his",
        "hot", "how", "if", "ill", "in", "is", "its", "job", "key", "law", "let", "lie", "lot", "low",
        "man", "map", "may", "men", "met", "mud", "my", "net", "new", "no", "non", "nor", "not", "now",
        "of", "off", "oil", "old", "on", "one", "or", "our", "out", "own", "pay", "pen", "per", "pit",
        "put", "ran", "red", "rod", "row", "run", "saw", "say", "see", "set", "she", "sit", "six", "sky",
        "so", "sun", "tap", "tax", "ten", "the", "tin", "to", "too", "top", "toy", "try", "two", "use",
        "van", "via", "was", "way", "we", "wet", "who", "why", "win", "yes", "yet", "you",
    }
)  # fmt: skip
_SHOUTED = frozenset(
    {
        "all", "and", "any", "are", "but", "can", "do", "due", "for", "has", "its", "may", "new", "no",
        "non", "nor", "not", "now", "of", "off", "old", "or", "our", "out", "the", "to", "too", "was",
        "you",
    }
)  # fmt: skip
"""Short words that are shouted in the middle of a line; `IT` and `US` there are letters."""
_NUMERALS = frozenset("IVX")
_VOWELS = "aeiouy"
_CONSONANT = "b-df-hj-np-tv-xz"
_ONSET = (
    rf"(?:[{_CONSONANT}]|bl|br|ch|chr|cl|cr|dr|dw|fl|fr|gh|gl|gn|gr|kh|kn|kr|ng|ngh|nh|ph|phr|pl|pr|ps|qu|rh|sc|"
    "sch|scr|sh|shr|sk|sl|sm|sn|sp|sph|spl|spr|sq|st|str|sv|sw|th|thr|tr|ts|tw|wh|wr)?"
)
_CODA = (
    rf"(?:[{_CONSONANT}]s?|bs|bt|ch|ck|ct|dd|dge|dth|ff|ft|gg|gh|ght|gm|gn|lb|ld|lf|lk|ll|lm|ln|lp|lt|lth|lv|"
    "mb|mn|mp|mph|mpt|nc|nch|nct|nd|ng|ngth|nk|nn|nt|nth|nx|nz|ph|ps|pt|pth|rb|rc|rch|rd|rf|rg|rk|rl|rld|rm|"
    "rmth|rn|rp|rph|rr|rs|rsh|rst|rt|rth|rv|rx|sc|sh|sk|sm|sp|ss|st|tch|th|tt|tz|wd|wk|wl|wn|wth|xt|zz)?s?"
)
_WORD = re.compile(rf"{_ONSET}[{_VOWELS}](?:[a-z]*[{_VOWELS}])?{_CODA}")
_IMPOSSIBLE = re.compile(
    rf"v[{_CONSONANT}]|[qj](?![{_VOWELS}])|[{_CONSONANT}]{{5}}|([{_CONSONANT}])\1[{_CONSONANT}]{{2}}"
)


def spelled(text: str) -> str:
    """Return the letters of `text` one after another; what is no letter is silent.

    They are capitals, which tells `A` from the article; but one by itself that could be taken for a
    Roman numeral is small.
    """
    letters = [_bare(sign) for sign in text if sign.isalpha()]
    if len(letters) == 1:
        return letters[0].lower() if letters[0] in _NUMERALS else letters[0]
    return " ".join(filter(None, letters))


def is_word(text: str) -> bool:
    """Tell whether a word of a heading in capitals can be a word, rather than an abbreviation."""
    small = text.lower()
    if len(small) <= 3:
        return small in _SHORT_WORDS or not small.isascii()
    return _can_be_said(small)


def is_shouted(text: str) -> bool:
    """Tell the same of capitals that stand by themselves among small letters."""
    small = text.lower()
    return small in _SHOUTED if len(small) <= 3 else _can_be_said(small)


def has_vowel(text: str) -> bool:
    return any(_bare(sign) in "AEIOUY" for sign in text)


def _can_be_said(small: str) -> bool:
    if not small.isascii():
        return has_vowel(small)
    return _WORD.fullmatch(small) is not None and _IMPOSSIBLE.search(small) is None


def _bare(letter: str) -> str:
    """Return the capital without its marks; "" for what has none in English."""
    bare = unicodedata.normalize("NFD", letter.upper())[:1]
    return bare if bare.isascii() else {"Đ": "D", "Ð": "D", "Ø": "O", "Æ": "A", "Ł": "L"}.get(bare, "")
