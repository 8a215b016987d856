"""Roman numerals: after a word that counts, after a name, heading a line, or where they can be nothing else.

`I` is also a word, and single letters are initials; those need a word before them that counts.
"""

import re

from audio.reading.english.numbers import cardinal
from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import roman
from audio.reading.rule import Rule, rule
from audio.reading.values import Pause

_CUE = (
    r"[Cc]hapters?|[Pp]arts?|[Ss]ections?|[Aa]nnex(?:es)?|[Aa]ppendix|[Aa]ppendices|[Pp]hases?|[Ss]tages?|[Ll]evels?|"
    r"[Gg]rades?|[Cc]lass(?:es)?|[Gg]roups?|[Tt]ypes?|[Cc]ategory|[Cc]ategories|[Vv]olumes?|[Tt]erms?|[Qq]uarters?|"
    r"[Zz]ones?|[Aa]reas?|[Pp]arks?|[Bb]locks?|[Bb]atch|[Ss]teps?|[Tt]ables?|[Ff]igures?|[Pp]lants?|[Gg]ates?|[Ww]ar|"
    r"[Rr]egions?|[Ww]ards?|[Dd]istricts?|[Vv]ersion|"
    r"CHAPTER|PART|SECTION|ANNEX|APPENDIX|PHASE|STAGE|LEVEL|GRADE|CLASS|GROUP|TYPE|ZONE|PARK"
    r"|Ch\.|Sec\.|Vol\.|App\.|Art\."
)
_NOT_LETTERS = rf"(?! [A-Z]s?(?![{LATIN}]))(?!['’])"
"""Single letters after it make it the first of an abbreviation that is spelled."""
_SINGLE = rf"(?<!this )(?<!each )(?<!\w)(?:{_CUE}) [\"“‘]?(?P<said>[IVX])(?![{LATIN}0-9_&.]){_NOT_LETTERS}"
_SINGLE_ENDS = rf"(?<!this )(?<!each )(?<!\w)(?:{_CUE}) [\"“‘]?(?P<said>[IVX])(?=\.(?:\s|\Z))"
_CERTAIN = (
    rf"(?<![{LATIN}0-9_.&-])"
    r"(?P<said>I{2,3}|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX|XXI{0,3}|XXIV|XX)"
)
_ENDS = rf"(?![{LATIN}0-9_&]|['’]s|\.[{LATIN}0-9])"
_HEAD = r"(?:(?<=\n)|\A) *(?P<said>[IVX]{1,5}[.)])(?= )"


def _numeral(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    value = roman(found["said"].rstrip(".)"))
    return None if value is None else cardinal(str(value))


NUMERAL_RULES: tuple[Rule, ...] = (
    rule("numeral of a heading", _HEAD, _numeral, pause=Pause.COMMA),
    rule("Roman numeral", f"{_CERTAIN}{_ENDS}", _numeral, at=re.compile(r"[IVX]{2}")),
    rule("single numeral", _SINGLE, _numeral),
    rule("single numeral at an end", _SINGLE_ENDS, _numeral),
)
