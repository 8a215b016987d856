"""Whether something looks like a Vietnamese syllable; so a wrong encoding gives itself away.

After Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (1977): an onset, a rime, and one tone at most. Looser
than the spelling rules, since it has to tell syllables from rubbish, not good spelling from bad.
"""

import re
import unicodedata

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh|ng|nh|kh|gh|gi|ch|ph|th|tr|qu|[bcdđghklmnprstvx])?"
_VOWELS = (
    "uyê|uya|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|"
    "ia|iê|yê|ua|uô|ưa|ươ|oa|oă|oe|uâ|uê|uy|uơ|oo|ai|ay|ây|ao|au|âu|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|"
    "[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_VOWELS})(?:ch|ng|nh|[cmnpt])?")


def is_syllable(word: str) -> bool:
    """Tell whether `word`, in any case and normal form, could be one Vietnamese syllable."""
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
